"""Replaces what is not a character: lone surrogates and control characters."""

from __future__ import annotations

import re
from typing import NamedTuple

# Tabs, line and page breaks and separators are white space: `clean` deals with them.
_BAD = re.compile("[\ud800-\udfff\x00-\x08\x0e-\x1b\x7f]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Mended(NamedTuple):
    """The text without them, and a line that says what was replaced (empty: nothing was)."""

    text: str
    detail: str


def mend(text: str) -> Mended:
    """Each such character becomes U+FFFD, so that offsets stay; a byte order mark at the start is dropped."""
    text = text.removeprefix("\ufeff")
    first = _BAD.search(text)
    if first is None:
        return Mended(text, "")
    mended, number = _BAD.subn(_REPLACEMENT, text)
    kind = "a lone surrogate" if "\ud800" <= first[0] <= "\udfff" else "a control character"
    more = f", {number} in all" if number > 1 else ""
    return Mended(mended, f"{kind} (U+{ord(first[0]):04X}) at character {first.start()} was replaced by U+FFFD{more}")
