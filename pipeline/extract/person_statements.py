"""One statement after a name: a rank, an office, a birth year, an age, a home, another name."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.offices import Office, Offices
from pipeline.extract.person_facts import Facts
from pipeline.extract.residences import residence_at
from pipeline.person_cues import CueRow, PersonCues
from pipeline.phrasebook import Found
from pipeline.reading import Reading

_APPOINTED_WITHIN = 18  # words between what is known and the office that a person is appointed to
_OPENS_RANK = frozenset(("(", ",", "-", "–"))
_CLAUSE_ENDS = frozenset((".", ";", "(", "”"))
_HOMES = ("residence", "lodging", "origin")
_YEAR_DIGITS = 4


@dataclass(slots=True)
class Walk:
    """Where the reading of one person's tail stands: at the word `at`, between `first` (past the name) and `limit`."""

    reading: Reading
    fact: Facts
    first: int
    limit: int
    at: int
    bracket: bool = False

    def go_to(self, past: int | None) -> bool:
        """Moves past what was said of the person; False, without a move, for None."""
        if past is None:
            return False
        self.at = self.fact.tail = past
        return True


class Statements:
    """Reads the statement at which a walk stands into its facts, and moves the walk past it."""

    def __init__(self, cues: PersonCues, offices: Offices) -> None:
        self._cues = cues
        self._offices = offices

    def read(self, walk: Walk) -> bool:
        """Whether something known begins where the walk stands."""
        words, at = walk.reading.words.plain, walk.at
        alias = self._cues.aliases.at(words, at, walk.limit)
        if alias is not None:
            return walk.go_to(alias.past)
        rank = self._cues.rank_at(words, at, walk.limit)
        if rank is not None and walk.reading.starts(rank.past, "PERSON") is None:
            if walk.fact.rank is None and words[at - 1] in _OPENS_RANK:
                walk.fact.rank = walk.reading.text(at, rank.past)
            return walk.go_to(rank.past)
        office = self._offices.at(walk.reading, at, walk.limit)
        if office is not None and self._may_follow(walk, office):
            walk.fact.offices.append(walk.reading.text(office.first, office.past))
            return walk.go_to(office.past)
        cue = self._cues.after.at(words, at, walk.limit)
        if cue is None:
            return walk.go_to(_bare_place(walk))
        if cue.value.kind == "appointment":
            return walk.go_to(self._appointment(walk, cue.past))
        return walk.go_to(self._cue(walk, cue))

    def read_further_on(self, walk: Walk) -> bool:
        """Over unknown words of the clause to `… giữ chức vụ OFFICE`, or over `, chủ cơ sở,` to an age."""
        reading, words = walk.reading, walk.reading.words.plain
        for word in range(walk.at, min(walk.at + _APPOINTED_WITHIN, walk.limit)):
            owner = reading.owner[word]
            if words[word] in _CLAUSE_ENDS or (owner >= 0 and reading.labels[owner] == "PERSON"):
                return False
            cue = self._cues.appointments.at(words, word, walk.limit)
            if cue is not None and walk.go_to(self._appointment(walk, cue.past)):
                return True
            if words[word] == "," and words[walk.at - 1] == ",":
                known = self._cues.after.at(words, word + 1, walk.limit)
                if known is not None and known.value.kind in ("age", "birth_year"):
                    walk.at = word
                    return True
        return False

    def _may_follow(self, walk: Walk, office: Office) -> bool:
        """Whether the office is said of the name before it, not of a name right after it."""
        words, past = walk.reading.words.plain, office.past
        if walk.at == walk.first and not office.bound:
            return False
        while (title := self._cues.rank_at(words, past) or self._cues.honorifics.at(words, past)) is not None:
            past = title.past
        return walk.bracket or walk.reading.starts(past, "PERSON") is None

    def _appointment(self, walk: Walk, at: int) -> int | None:
        """The office after `giữ chức`, `làm`; a second one must have its unit (not `Chủ tịch Hội X làm chủ nhiệm`)."""
        office = self._offices.at(walk.reading, at, walk.limit)
        if office is None or not (office.bound or not walk.fact.offices):
            return None
        walk.fact.offices.append(walk.reading.text(office.first, office.past))
        return office.past

    def _cue(self, walk: Walk, cue: Found[CueRow]) -> int | None:
        kind, fact = cue.value.kind, walk.fact
        if kind in ("birth_year", "age"):
            value = cue.filled[-1].split(".")[-1]
            fits = value.isdecimal() and (len(value) < _YEAR_DIGITS if kind == "age" else len(value) == _YEAR_DIGITS)
            if fits and getattr(fact, kind) is None:
                setattr(fact, kind, int(value))
        elif kind in _HOMES:
            home = residence_at(walk.reading, cue.past, walk.limit)
            if home is None:
                return None
            if kind != "origin" and getattr(fact, kind) is None:
                setattr(fact, kind, walk.reading.text(*home))
            return home[1]
        elif kind == "shared":
            following = self._cues.after.at(walk.reading.words.plain, cue.past, walk.limit)
            fact.shared.add(following.value.kind if following is not None else "residence")
        return cue.past


def _bare_place(walk: Walk) -> int | None:
    """A place without a cue: the home, in brackets; after a comma a part of what was said before; else nothing."""
    place = walk.reading.starts(walk.at, "PLACE")
    home = residence_at(walk.reading, walk.at, walk.limit) if place is not None else None
    if place is None or home is None:
        return None
    if not walk.bracket:
        return home[1] if walk.reading.words.plain[walk.at - 1] == "," else None
    text = walk.reading.mentions[place].text
    is_home = text[0].islower() or text[0].isdigit() or walk.reading.pasts[place] < home[1] or "." in text
    if is_home and walk.fact.residence is None and not walk.fact.offices:  # not `(Mỹ)`, `(Hà Nội)`
        walk.fact.residence = walk.reading.text(*home)
    return home[1]
