"""A problem as a row of its table."""

from __future__ import annotations

from pipeline.identifiers import identifier
from pipeline.records import Problem
from pipeline.schema.arrow import Row


def problem_row(problem: Problem, run_id: str) -> Row:
    """The row of `problems`; its id is the same for the same problem of the same source, whatever the run."""
    parts = (problem.source_uri, problem.article_id or "", problem.stage, problem.code, problem.detail)
    return {
        "problem_id": identifier("problem", *parts),
        "source_uri": problem.source_uri,
        "article_id": problem.article_id,
        "stage": problem.stage,
        "code": problem.code,
        "detail": problem.detail,
        "run_id": run_id,
    }
