"""Identifiers that are the same in every run and on every machine: a prefix and 16 hex digits of a SHA-256."""

from __future__ import annotations

import hashlib

_SEPARATOR = "\x1f"


def identifier(prefix: str, *parts: str) -> str:
    """`prefix_` and the first 16 hex digits of the SHA-256 of the parts; equal for equal parts only."""
    content = _SEPARATOR.join((str(len(parts)), *parts))
    return f"{prefix}_{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
