"""What stands after a name: a chain of short statements, bare or in brackets: `NAME (SN 1990, trú …), Giám đốc …`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.offices import Offices
from pipeline.extract.person_facts import Facts
from pipeline.extract.person_statements import Statements, Walk
from pipeline.person_cues import PersonCues
from pipeline.reading import Reading

_LONGEST_TAIL = 70  # words after a name within which something may be said of it
_SEPARATORS = frozenset((",", ";", "-", "–", ":", '"', "“", "”", "'"))


class PersonTails:
    """Reads what comes after each name into its facts."""

    def __init__(self, cues: PersonCues, offices: Offices) -> None:
        self._cues = cues
        self._statements = Statements(cues, offices)

    def read_into(self, reading: Reading, facts: Sequence[Facts]) -> None:
        """Fills the facts of a document's persons, which stand in text order; marks those that are asides."""
        for i, fact in enumerate(facts):
            fact.aside = fact.aside or (i > 0 and self._is_alias(reading, fact.mention))
        of_mention = {fact.mention: fact for fact in facts}
        for fact in facts:
            if not fact.aside:
                self._read_one(reading, fact, of_mention)

    def _is_alias(self, reading: Reading, mention: int) -> bool:
        """Whether the mention is another name of the person just before it (`tức Dũng "đò"`)."""
        words = reading.words.plain
        cue = self._cues.aliases.before(words, reading.firsts[mention])
        if cue is None or cue.first == 0:
            return False
        before = cue.first - (2 if words[cue.first - 1] in ("(", ",", "-") else 1)
        owner = reading.owner[before]
        return words[cue.first - 1] in ("(", ",", "-") or (owner >= 0 and reading.labels[owner] == "PERSON")

    def _read_one(self, reading: Reading, fact: Facts, of_mention: dict[int, Facts]) -> None:
        words, line = reading.words.plain, reading.words.line
        first = reading.pasts[fact.mention]
        walk = Walk(reading, fact, first, min(len(words), first + _LONGEST_TAIL), first)
        while walk.at < walk.limit and (line[walk.at] == line[walk.at - 1] or words[walk.at] == "("):
            owner = reading.owner[walk.at]
            if owner >= 0 and reading.labels[owner] == "PERSON":
                going = _over_person(walk, of_mention[owner])
            elif owner < 0 and words[walk.at] in ("(", ")"):
                going = _over_bracket(walk)
            elif owner < 0 and words[walk.at] in _SEPARATORS:
                going = walk.bracket or words[walk.at] != ";"
                walk.at += 1
            else:
                going = self._statements.read(walk) or (
                    _to_next_in_bracket(walk) if walk.bracket else self._statements.read_further_on(walk)
                )
            if not going:
                break


def _over_person(walk: Walk, other: Facts) -> bool:
    """Past an alias, or past a name that the brackets hold; not where the next person begins."""
    past = walk.reading.pasts[other.mention]
    if not other.aside and (not walk.bracket or walk.reading.words.plain[past : past + 1] == ["("]):
        return False
    other.aside = True
    walk.at = walk.fact.tail = past
    return True


def _over_bracket(walk: Walk) -> bool:
    """Into brackets that follow at once or after a comma (a bare year there is that of birth), and out of them."""
    words, at = walk.reading.words.plain, walk.at
    if words[at] == ")":
        if not walk.bracket:
            return False
        walk.bracket, walk.at = False, at + 1
        walk.fact.tail = walk.at
        return True
    if walk.bracket or not (at in (walk.first, walk.fact.tail) or words[at - 1] == ","):
        return False
    year = words[at + 1] if words[at + 2 : at + 3] == [","] else ""
    if len(year) == len("1990") and year.isdecimal() and year[:2] in ("19", "20") and walk.fact.birth_year is None:
        walk.fact.birth_year = int(year)
    walk.bracket, walk.at = True, at + 1
    return True


def _to_next_in_bracket(walk: Walk) -> bool:
    """Over an unknown statement in brackets, one word at least: to the next comma, bracket or name."""
    reading = walk.reading
    walk.at += 1
    while walk.at < walk.limit and reading.words.plain[walk.at] not in (",", ";", ")"):
        owner = reading.owner[walk.at]
        if owner >= 0 and reading.labels[owner] == "PERSON":
            break
        walk.at += 1
    return True
