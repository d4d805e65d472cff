"""Where a person lives: the chain of places after `trú tại`, `ngụ`, `HKTT:` or alone in the brackets after the name."""

from __future__ import annotations

from pipeline.reading import Reading

_LEAD = 7  # words that may stand before the first place of a residence (`căn hộ 12 chung cư …`)
_JOINS = frozenset((",", "-", "–"))
_BREAKS = frozenset(".;:()")
_NOT_IN = frozenset(("tạm", "là", "đang", "về", "để", "cùng", "bị", "đã", "khi", "có", "quê", "làm", "hiện", "do"))


def residence_at(reading: Reading, first: int, limit: int) -> tuple[int, int] | None:
    """The words (first, past) of the residence that begins at the word `first`; None when no place follows there."""
    words = reading.words.plain
    while first < limit and words[first] in (":", ",", "(", "tại", "ở", "cùng"):
        first += 1
    past, at, lead = None, first, _LEAD
    while at < limit:
        place = _place_from(reading, at, limit, lead)
        if place is None:
            break
        at = past = reading.pasts[place]
        lead = 1
        if at < limit and words[at] in _JOINS and reading.owner[at] < 0:
            at, lead = at + 1, 3
            if at < limit and words[at] == "cùng" and reading.starts(at + 1, "PLACE") is not None:
                at += 1
    return None if past is None else (first, min(past, limit))


def _place_from(reading: Reading, at: int, limit: int, lead: int) -> int | None:
    """The place that begins at the word `at` or, over a house number and the like, a few words later."""
    for word in range(at, min(at + lead, limit)):
        owner = reading.owner[word]
        if owner >= 0:
            return owner if reading.labels[owner] == "PLACE" and reading.firsts[owner] >= at else None
        text = reading.words.plain[word]
        if text in _BREAKS or text in _JOINS or text in _NOT_IN:
            return None
    return None
