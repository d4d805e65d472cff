"""The flow that joins the stages: reads, extracts shards of articles side by side, stores, publishes."""

from pipeline.flow.report import Report
from pipeline.flow.running import run

__all__ = ["Report", "run"]
