"""antt (*an ninh trật tự*): Vietnamese security news into tables.

`load()` gives the spaCy pipeline, `extract(texts)` the tables as DataFrames; `read_articles` takes cleaned articles
through the pipeline. The stages stand in folders, in their order: acquire, clean, extract, link, tabulate, write;
`flow` joins them.
"""

import importlib
import types
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.library import extract
    from pipeline.model import load, read_articles

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "load", "read_articles"]


class _Extract(types.ModuleType):
    """The folder of the third stage, which is the function `pipeline.extract` too: a package has one attribute a
    name.
    """

    def __call__(self, texts: "Iterable[str]") -> "dict[str, pd.DataFrame]":
        """See `pipeline.library.extract`."""
        from pipeline.library import extract

        return extract(texts)


importlib.import_module("pipeline.extract").__class__ = _Extract


def __getattr__(name: str) -> Any:
    """These are imported when they are asked for: spaCy and underthesea take seconds."""
    if name in ("load", "read_articles"):
        return getattr(importlib.import_module("pipeline.model"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
