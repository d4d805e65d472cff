"""From an article and its document to rows of the tables, and from rows to DataFrames."""

from pipeline.schema.arrow import frames
from pipeline.tabulate.article import EXTRACTED, Stamp, problem_row, tabulate

__all__ = ["EXTRACTED", "Stamp", "frames", "problem_row", "tabulate"]
