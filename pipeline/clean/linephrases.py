"""Phrases of a rule table that must fill a whole line: `Lượt xem: {number}`, `Tác giả: {name}`."""

from __future__ import annotations

import re

from pipeline.errors import AnttError
from pipeline.spelling import plain

# What a slot stands for, in the plain form of a line.
_SLOTS = {
    "number": r"[\d.,]+",
    "date": r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[ ,|-]*",
    "clock": r"\d{1,2}[:h]\d{2}(?: ?(?:am|pm))?",
    "rest": r"\S.*",
    "name": r"(?P<name>\S.*)",
}
_PART = re.compile(r"\{(\w+)\}|([^{]+)")


def pattern(phrase: str) -> re.Pattern[str]:
    """The phrase as a pattern to `fullmatch` against `plain(line)`; a line may end in a colon, full stop or `…` of
    its own.

    Raises AnttError for an unknown slot.
    """
    found = []
    for slot, words in _PART.findall(phrase):
        if slot and slot not in _SLOTS:
            raise AnttError(f"the phrase {phrase!r} has an unknown slot {{{slot}}}; there are {', '.join(_SLOTS)}")
        if slot:
            found.append(_SLOTS[slot])
        else:
            inner = re.escape(plain(words)).replace(r"\ ", " ?")
            found.append(" ?" * words.startswith(" ") + inner + " ?" * words.endswith(" "))
    return re.compile("".join(found) + r"[\s:.…]*")
