"""Rows as JSON text: dates and times by ISO 8601, times in UTC."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence


def as_json(value: Mapping[str, object] | Sequence[object]) -> str:
    """Indented JSON in UTF-8, letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value.isoformat() + ("" if value.tzinfo else "Z")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return str(value)
