"""Drops page furniture: share bars, counters, polls, related titles, sources; rules/furniture.csv says which lines."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import rulebook
from pipeline.clean.linephrases import pattern
from pipeline.spelling import plain

_LONGEST = 160  # a furniture line is never longer; keeps hostile lines away from the patterns


_SCOPES = frozenset(("line", "rest"))


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """`scope` is `line`, or `rest`: with the line go the short lines after it, which are its answers or its titles."""

    id: str
    phrase: str
    scope: str
    example: str
    counter_example: str


def kept(lines: Sequence[str]) -> list[str]:
    """The lines that are the article's, blank ones included."""
    found: list[str] = []
    dropping = False
    for line in lines:
        text = line.strip()
        rule = match(text)
        if rule is not None:
            dropping = rule.scope == "rest"
        elif not text or not (dropping and _is_short(text)):
            dropping = dropping and not text
            found.append(line)
    return found


def match(line: str) -> FurnitureRule | None:
    """The rule that the whole line fits, if any."""
    if not line or len(line) > _LONGEST:
        return None
    form = plain(html.unescape(line))
    return next((rule for rule, fits in _rules() if fits.fullmatch(form)), None)


def _is_short(text: str) -> bool:
    """Whether a line can be a title or an answer: no sentence ends in it."""
    return len(text) <= _LONGEST and not text.endswith((".", "./.", "…"))


@functools.cache
def _rules() -> tuple[tuple[FurnitureRule, re.Pattern[str]], ...]:
    return tuple((rule, pattern(rule.phrase)) for rule in rulebook.read("furniture", FurnitureRule, scope=_SCOPES))
