"""From an article and its document to rows of the tables, and from rows to DataFrames."""

from pipeline.schema.problems import problem_row
from pipeline.tabulate.article import EXTRACTED, Stamp, tabulate
from pipeline.tabulate.frames import frames

__all__ = ["EXTRACTED", "Stamp", "frames", "problem_row", "tabulate"]
