"""The short statements after a name, bare or in brackets: `NAME (SN 1990, trú tại xã …), Phó Giám đốc …`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.offices import Office, Offices
from pipeline.person_cues import PersonCues
from pipeline.extract.person_facts import Facts
from pipeline.extract.residences import residence_at
from pipeline.reading import Reading

_LONGEST_TAIL = 70  # words after a name within which something may be said of it
_APPOINTED_WITHIN = 18  # words between an office and the next one a person is appointed to
_SEPARATORS = frozenset((",", ";", "-", "–", ":", '"', "“", "”", "'"))  # noqa: RUF001
_OPENS_RANK = frozenset(("(", ",", "-", "–"))  # noqa: RUF001
_HOMES = ("residence", "lodging", "origin")


class PersonTails:
    """Reads what comes after each name into its facts."""

    def __init__(self, cues: PersonCues, offices: Offices) -> None:
        self._cues = cues
        self._offices = offices

    def read_into(self, reading: Reading, facts: Sequence[Facts]) -> None:
        """Fills the facts of a document's persons, which stand in text order; marks those that are asides."""
        for i, fact in enumerate(facts):
            fact.aside = fact.aside or (i > 0 and self._is_alias(reading, fact.mention))
        for i, fact in enumerate(facts):
            if not fact.aside:
                self._read_one(reading, fact, facts[i + 1 :])

    def _is_alias(self, reading: Reading, mention: int) -> bool:
        """Whether the mention is another name of the person just before it (`tức Dũng "đò"`)."""
        words = reading.words.plain
        cue = self._cues.aliases.before(words, reading.firsts[mention])
        if cue is None or cue.first == 0:
            return False
        before = cue.first - (2 if words[cue.first - 1] in ("(", ",", "-") else 1)
        owner = reading.owner[before]
        return words[cue.first - 1] in ("(", ",", "-") or (owner >= 0 and reading.labels[owner] == "PERSON")

    def _read_one(self, reading: Reading, fact: Facts, later: Sequence[Facts]) -> None:
        words, line = reading.words.plain, reading.words.line
        first = reading.pasts[fact.mention]
        limit = min(len(words), first + _LONGEST_TAIL)
        at, bracket = first, False
        while at < limit:
            word, owner = words[at], reading.owner[at]
            if line[at] != line[at - 1] and word != "(":
                break
            if owner >= 0 and reading.labels[owner] == "PERSON":
                at = self._over_person(reading, at, bracket, later)
                if at < 0:
                    break
                fact.tail = at
            elif word == "(":
                if bracket or not (at in (first, fact.tail) or words[at - 1] == ","):
                    break
                if (year := self._bare_year(words, at + 1)) is not None and fact.birth_year is None:
                    fact.birth_year = year
                bracket, at = True, at + 1
            elif word == ")":
                if not bracket:
                    break
                bracket, at = False, at + 1
                fact.tail = at
            elif word == ";" and not bracket:
                break
            elif word in _SEPARATORS and owner < 0:
                at += 1
            elif (past := self._statement(reading, fact, at, limit, bracket)) is not None:
                at = fact.tail = past
            elif bracket:
                at = self._next_in_bracket(reading, at, limit)
            elif (past := self._further_on(reading, fact, at, limit)) is not None:
                at = past
            else:
                break

    @staticmethod
    def _over_person(reading: Reading, at: int, bracket: bool, later: Sequence[Facts]) -> int:
        """Past an alias, or past a name that the brackets hold; -1 where the next person begins."""
        owner = reading.owner[at]
        other = next((fact for fact in later if fact.mention == owner), None)
        if other is None:
            return -1
        past = reading.pasts[owner]
        if other.aside:
            return past
        if bracket and reading.words.plain[past : past + 1] != ["("]:
            other.aside = True
            return past
        return -1

    def _statement(self, reading: Reading, fact: Facts, at: int, limit: int, bracket: bool) -> int | None:
        """Reads one statement at the word `at`; where it ends, or None when nothing known begins there."""
        words = reading.words.plain
        first = reading.pasts[fact.mention]
        if (alias := self._cues.aliases.at(words, at, limit)) is not None:
            return alias.past
        rank = self._cues.rank_at(words, at, limit)
        if rank is not None and reading.starts(rank.past, "PERSON") is None:
            if fact.rank is None and words[at - 1] in _OPENS_RANK:
                fact.rank = reading.text(at, rank.past)
            return rank.past
        office = self._offices.at(reading, at, limit)
        if office is not None and self._may_follow(reading, office, at, first, bracket):
            fact.offices.append(reading.text(office.first, office.past))
            return office.past
        cue = self._cues.after.at(words, at, limit)
        if cue is not None:
            if cue.value.kind == "appointment":
                return self._appointment(reading, fact, cue.past, limit)
            return self._cue(reading, fact, cue.value.kind, cue.past, cue.filled, limit)
        return self._bare_place(reading, fact, at, limit, bracket)

    def _cue(
        self, reading: Reading, fact: Facts, kind: str, past: int, filled: tuple[str, ...], limit: int
    ) -> int | None:
        words = reading.words.plain
        if kind in ("birth_year", "age"):
            value = filled[-1].split(".")[-1]
            if getattr(fact, kind) is None and value.isdigit() and (kind == "age" or len(value) == 4):
                setattr(fact, kind, int(value))
        elif kind in _HOMES:
            home = residence_at(reading, past, limit)
            if home is None:
                return None
            if kind != "origin" and getattr(fact, kind) is None:
                setattr(fact, kind, reading.text(*home))
            return home[1]
        elif kind == "shared":
            following = self._cues.after.at(words, past, limit)
            fact.shared.add(following.value.kind if following is not None else "residence")
        return past

    def _bare_place(self, reading: Reading, fact: Facts, at: int, limit: int, bracket: bool) -> int | None:
        """A place without a cue: in brackets right after the name it is the home; after a comma it belongs to what was said."""
        place = reading.starts(at, "PLACE")
        home = residence_at(reading, at, limit) if place is not None else None
        if place is None or home is None:
            return None
        if bracket:
            if fact.residence is None and not fact.offices and _names_a_home(reading, place, home):
                fact.residence = reading.text(*home)
            return home[1]
        return home[1] if reading.words.plain[at - 1] == "," else None

    def _may_follow(self, reading: Reading, office: Office, at: int, first: int, bracket: bool) -> bool:
        """Whether the office is said of the name before it, not of a name right after it."""
        words = reading.words.plain
        if at == first and not office.bound:
            return False
        past = office.past
        while (title := self._cues.rank_at(words, past) or self._cues.honorifics.at(words, past)) is not None:
            past = title.past
        return bracket or reading.starts(past, "PERSON") is None

    def _appointment(self, reading: Reading, fact: Facts, at: int, limit: int) -> int | None:
        """The office after `giữ chức`, `làm`; a second one must belong to a unit (not `…, Chủ tịch Hội X làm chủ nhiệm`)."""
        office = self._offices.at(reading, at, limit)
        if office is None or not (office.bound or not fact.offices):
            return None
        fact.offices.append(reading.text(office.first, office.past))
        return office.past

    def _further_on(self, reading: Reading, fact: Facts, at: int, limit: int) -> int | None:
        """Over unknown words of the clause to `… giữ chức vụ OFFICE`, or over `, chủ cơ sở,` to an age; None when there is neither."""
        words = reading.words.plain
        for word in range(at, min(at + _APPOINTED_WITHIN, limit)):
            owner = reading.owner[word]
            if words[word] in (".", ";", "(", "”") or (owner >= 0 and reading.labels[owner] == "PERSON"):
                return None
            cue = self._cues.appointments.at(words, word, limit)
            if cue is not None and (past := self._appointment(reading, fact, cue.past, limit)) is not None:
                fact.tail = past
                return past
            if words[word] == "," and at - 1 >= 0 and words[at - 1] == ",":
                known = self._cues.after.at(words, word + 1, limit)
                if known is not None and known.value.kind in ("age", "birth_year"):
                    return word
        return None

    @staticmethod
    def _bare_year(words: Sequence[str], at: int) -> int | None:
        """The year of birth in `NAME (1997, ngụ …)`."""
        if words[at + 1 : at + 2] == [","] and len(words[at]) == 4 and words[at].isdigit():
            return int(words[at]) if 1900 < int(words[at]) < 2030 else None
        return None

    @staticmethod
    def _next_in_bracket(reading: Reading, at: int, limit: int) -> int:
        """Over an unknown statement in brackets: to the next comma, bracket or name."""
        words = reading.words.plain
        while at < limit and words[at] not in (",", ";", ")"):
            owner = reading.owner[at]
            if owner >= 0 and reading.labels[owner] == "PERSON":
                break
            at += 1
        return at


def _names_a_home(reading: Reading, place: int, chain: tuple[int, int]) -> bool:
    """Whether a place alone in brackets is a home: a type word in lower case, a number, or several places."""
    text = reading.mentions[place].text
    return text[0].islower() or text[0].isdigit() or reading.pasts[place] < chain[1] or "." in text
