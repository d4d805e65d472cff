"""antt (*an ninh trật tự*): Vietnamese security news into tables.

`load()` gives the spaCy pipeline, `extract(texts)` the tables as DataFrames; `read_articles` takes cleaned articles
through the pipeline. The stages stand in folders, in their order: acquire, clean, extract, link, tabulate, write;
`flow` joins them.
"""

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "load", "read_articles"]

if TYPE_CHECKING:
    from pipeline.library import extract
    from pipeline.model import load, read_articles


def __getattr__(name: str) -> Any:
    """The three entry points are imported when they are asked for: spaCy and underthesea take seconds."""
    if name == "extract":
        return importlib.import_module("pipeline.extract")  # the stage's folder, which can be called
    if name in ("load", "read_articles"):
        from pipeline import model

        return getattr(model, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
