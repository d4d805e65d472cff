"""What is said once of several persons in a row: `(SN 1993) và … (SN 1995), cùng trú xã …`, `các đại úy A, B`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.person_facts import Facts
from pipeline.person_cues import PersonCues
from pipeline.reading import Reading


def share_in_lists(reading: Reading, facts: Sequence[Facts], cues: PersonCues) -> None:
    """Gives the persons of each list the birth year, age, residence, rank and office that is said of all of them."""
    persons = [fact for fact in facts if not fact.aside]
    for row in _rows(reading, persons):
        _share_facts(row)
        for run in _bare_runs(reading, row):
            if len(run) > 1 and _is_plural(reading, run[0], cues):
                _share_titles(run)
    _share_with_neighbour(reading, persons)


def _rows(reading: Reading, persons: Sequence[Facts]) -> list[list[Facts]]:
    """Runs of persons with nothing but a comma, `và` or an honorific between what is said of one and the next name."""
    rows: list[list[Facts]] = []
    for person in persons:
        if rows and _adjoin(reading, rows[-1][-1], person):
            rows[-1].append(person)
        else:
            rows.append([person])
    return rows


def _adjoin(reading: Reading, before: Facts, after: Facts) -> bool:
    between = reading.words.plain[before.tail : reading.firsts[after.mention]]
    return 0 < len(between) <= 6 and between[0] in (",", ";", "và", "cùng") and "." not in between


def _share_facts(row: Sequence[Facts]) -> None:
    for i, person in enumerate(row):
        if "office" in person.shared:
            for before in row[:i]:
                before.offices = before.offices or list(person.offices)
        for key in person.shared & {"residence", "birth_year", "age"}:
            value = getattr(person, key)
            for before in reversed(row[:i]):
                if value is None or getattr(before, key) is not None:
                    break
                setattr(before, key, value)


def _share_with_neighbour(reading: Reading, persons: Sequence[Facts]) -> None:
    """`A (19 tuổi) chở B (21 tuổi, cùng ngụ …)`: the home of B is also that of A, on the same line and of known age."""
    for before, person in pairwise(persons):
        known = before.age is not None or before.birth_year is not None
        same_line = reading.words.line[before.tail - 1] == reading.words.line[reading.firsts[person.mention]]
        if known and same_line and "residence" in person.shared and before.residence is None:
            before.residence = person.residence


def _is_plural(reading: Reading, first: Facts, cues: PersonCues) -> bool:
    """Whether `các` stands before the first name, or before its rank or honorific."""
    words = reading.words.plain
    past = reading.firsts[first.mention]
    for _ in range(3):
        if cues.plurals.before(words, past) is not None:
            return True
        title = cues.title_before(words, past)
        if title is None:
            return False
        if words[title.first] == "các":
            return True
        past = title.first
    return False


def _bare_runs(reading: Reading, row: Sequence[Facts]) -> list[list[Facts]]:
    """The row cut into runs of names with only a comma or `và` (and a rank of their own) between them."""
    words = reading.words.plain
    runs: list[list[Facts]] = [[row[0]]]
    for before, person in pairwise(row):
        between = words[reading.pasts[before.mention] : reading.firsts[person.mention]]
        if between[0] in (",", "và") and (len(between) == 1 or person.rank is not None) and len(between) <= 3:
            runs[-1].append(person)
        else:
            runs.append([person])
    return runs


def _share_titles(run: Sequence[Facts]) -> None:
    """The rank goes on to the bare names after it; the office of the last one goes back to those without."""
    for before, person in pairwise(run):
        if person.rank is None:
            person.rank = before.rank
        if before.titled_before and not person.offices:
            person.offices, person.titled_before = list(before.offices), True
    for person, before in pairwise(reversed(run)):
        if before.offices or not person.offices:
            break
        before.offices = list(person.offices)
