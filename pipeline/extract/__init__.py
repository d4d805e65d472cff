"""Third stage: what the text says, mention by mention. Its spaCy components find the mentions and read their own words.

The package is also a function: `pipeline.extract(texts)` takes texts through all the stages (`pipeline.library`). A
package and a function of one name are one attribute of `pipeline`, so the module itself can be called.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


class _Extract(types.ModuleType):
    def __call__(self, texts: Iterable[str]) -> dict[str, pd.DataFrame]:
        """See `pipeline.library.extract`."""
        from pipeline.library import extract

        return extract(texts)


sys.modules[__name__].__class__ = _Extract
