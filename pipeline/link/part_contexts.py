"""Where the words stand that tell a person's part: before the name or its list, and after what is said in brackets."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.person_cues import PersonCues
from pipeline.reading import Reading

_LONGEST_ASIDE = 70
_JOINS = frozenset((",", ";", "và", "cùng", "với"))
_SEPARATORS = frozenset((",", "-", "–"))


@dataclass(frozen=True, slots=True)
class Context:
    """The mention's own borders, the end of what is said of it at once (`tail`), and the borders of its list."""

    first: int
    past: int
    tail: int
    list_first: int
    list_tail: int
    listed: bool


class PartContexts:
    """Finds the context of every PERSON mention of a reading."""

    def __init__(self, cues: PersonCues) -> None:
        self._cues = cues

    def of(self, reading: Reading) -> dict[int, Context]:
        """The contexts by mention."""
        people = [m for m, label in enumerate(reading.labels) if label == "PERSON"]
        tails = {m: self._tail(reading, m) for m in people}
        found: dict[int, Context] = {}
        run: list[int] = []
        for mention in [*people, -1]:
            if run and (mention < 0 or not self._adjoin(reading, tails[run[-1]], mention)):
                for m in run:
                    found[m] = Context(
                        reading.firsts[m],
                        reading.pasts[m],
                        tails[m],
                        reading.firsts[run[0]],
                        tails[run[-1]],
                        len(run) > 1,
                    )
                run = []
            run.append(mention)
        return found

    def _tail(self, reading: Reading, mention: int) -> int:
        """Past the brackets, age, birth year and home that follow the name."""
        words = reading.words.plain
        at = reading.pasts[mention]
        while at < len(words):
            if words[at] == "(":
                close = next((w for w in range(at, min(at + _LONGEST_ASIDE, len(words))) if words[w] == ")"), None)
                if close is None:
                    return at
                at = close + 1
                continue
            start = at + 1 if words[at] in _SEPARATORS and reading.owner[at] < 0 else at
            cue = self._cues.after.at(words, start)
            if cue is None or cue.value.kind in ("office", "appointment", "filler"):
                return at
            at = self._over_places(reading, cue.past)
        return at

    @staticmethod
    def _over_places(reading: Reading, at: int) -> int:
        words = reading.words.plain
        while at < len(words):
            owner = reading.owner[at]
            if owner >= 0 and reading.labels[owner] == "PLACE":
                at = reading.pasts[owner]
            elif words[at] in _SEPARATORS and at + 1 < len(words) and reading.starts(at + 1, "PLACE") is not None:
                at += 1
            else:
                break
        return at

    def _adjoin(self, reading: Reading, tail: int, mention: int) -> bool:
        words, at, first = reading.words.plain, tail, reading.firsts[mention]
        if first - tail > 5 or first <= tail:
            return False
        joined = False
        while at < first:
            if words[at] in _JOINS:
                joined, at = True, at + 1
                continue
            title = self._cues.honorifics.at(words, at, first) or self._cues.rank_at(words, at, first)
            if title is None:
                return False
            at = title.past
        return joined
