"""The words around a name that tell something of the person: rules/person_cues.csv and rules/ranks.csv."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline import rulebook
from pipeline.phrasebook import Found, Phrasebook

_AFTER = ("birth_year", "age", "residence", "lodging", "origin", "shared", "filler", "office", "appointment")
_KINDS = frozenset((*_AFTER, "alias", "honorific", "degree", "plural"))
_FORCES = frozenset(("both", "army", "navy", "police", "foreign", "none"))


@dataclass(frozen=True, slots=True)
class CueRow:
    """A row of rules/person_cues.csv; `kind` says what the phrase tells (`birth_year`, `residence`, `alias` …)."""

    id: str
    kind: str
    phrase: str
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class RankRow:
    """A row of rules/ranks.csv: a rank, or, where `force` is `none`, what ends like one and is none (`Thủ tướng`)."""

    id: str
    phrase: str
    force: str
    example: str
    counter_example: str


class PersonCues:
    """Phrasebooks by use: what may come after a name or stand between an office and a name, ranks, list words."""

    def __init__(self) -> None:
        self.cue_rows = rows = rulebook.read("person_cues", CueRow, kind=_KINDS)
        self.rank_rows = rulebook.read("ranks", RankRow, force=_FORCES)
        kinds = {kind: [(row.phrase, row) for row in rows if row.kind == kind] for kind in {row.kind for row in rows}}
        self._ranks = Phrasebook((row.phrase, row) for row in self.rank_rows)
        self.degrees = Phrasebook(kinds["degree"])
        self.honorifics = Phrasebook(kinds["honorific"])
        self.plurals = Phrasebook(kinds["plural"])
        self.aliases = Phrasebook(kinds["alias"])
        self.after = Phrasebook((row.phrase, row) for row in rows if row.kind in _AFTER)
        self.appointments = Phrasebook(kinds["appointment"])

    def rank_at(self, words: Sequence[str], first: int, limit: int | None = None) -> Found[RankRow] | None:
        """The rank that begins at the word `first`."""
        return _true_rank(self._ranks.at(words, first, limit))

    def rank_before(self, words: Sequence[str], past: int, floor: int = 0) -> Found[RankRow] | None:
        """The rank that ends before the word `past`."""
        return _true_rank(self._ranks.before(words, past, floor))

    def title_before(self, words: Sequence[str], past: int) -> Found[RankRow] | Found[CueRow] | None:
        """The rank or honorific that ends before the word `past`."""
        return self.rank_before(words, past) or self.honorifics.before(words, past)


def _true_rank(found: Found[RankRow] | None) -> Found[RankRow] | None:
    return None if found is None or found.value.force == "none" else found
