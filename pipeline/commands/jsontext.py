"""Rows as JSON text: dates and times by ISO 8601, times in UTC."""

from __future__ import annotations

import datetime
import decimal
import json
from collections.abc import Mapping, Sequence


def as_json(value: Mapping[str, object] | Sequence[object], indent: int | None = 2) -> str:
    """The value as JSON, letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value.isoformat() + ("" if value.tzinfo else "Z")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes):
        return value.hex()
    return str(value)
