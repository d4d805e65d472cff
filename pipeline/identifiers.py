"""Identifiers that are the same in every run and on every machine: a prefix and 16 hex digits of a SHA-256."""

from __future__ import annotations

import hashlib

from pipeline.records import Problem

_SEPARATOR = "\x1f"


def identifier(prefix: str, *parts: str) -> str:
    """`prefix-` and the first 16 hex digits of the SHA-256 of the parts; equal for equal parts only."""
    content = _SEPARATOR.join((str(len(parts)), *parts))
    return f"{prefix}-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def problem_id(problem: Problem) -> str:
    """The same for the same problem of the same source, so that meeting it again adds no row."""
    return identifier(
        "problem", problem.source_uri, problem.article_id or "", problem.stage, problem.code, problem.detail
    )
