"""Phrases that the rule tables know (ranks, offices, unit heads, place types, count nouns, number words …), found in
a line.

Each phrase is a tag for the model, by its table: `rank-B`, `rank-I`, `unit.police-B` …
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from importlib import resources

from pipeline.spelling import plain

# Table → the column whose value makes the tag finer, None where the table's name is enough.
TABLES: dict[str, str | None] = {
    "ranks": None,
    "positions": None,
    "unit_heads": "kind",
    "place_types": "kind",
    "count_nouns": "category",
    "number_words": None,
    "qualifiers": None,
}


class Lexicon:
    """Longest match of the tables' phrases over the plain forms of a line's tokens."""

    def __init__(self) -> None:
        self._phrases: dict[tuple[str, ...], str] = {}
        for table, column in TABLES.items():
            with resources.files("pipeline").joinpath(f"rules/{table}.csv").open(encoding="utf-8") as lines:
                for row in csv.DictReader(lines):
                    phrase = tuple(pieces(row["phrase"]))
                    tag = table if column is None else f"{table}.{row[column]}"
                    if phrase and "{" not in row["phrase"]:
                        self._phrases.setdefault(phrase, tag)
        self._longest: dict[str, int] = {}
        for phrase in self._phrases:
            self._longest[phrase[0]] = max(len(phrase), self._longest.get(phrase[0], 0))

    def match(self, forms: Sequence[str]) -> list[str | None]:
        """For each token `<table>-B` or `<table>-I`, or None."""
        found: list[str | None] = [None] * len(forms)
        i = 0
        while i < len(forms):
            for size in range(min(self._longest.get(forms[i], 0), len(forms) - i), 0, -1):
                tag = self._phrases.get(tuple(forms[i : i + size]))
                if tag is not None:
                    found[i : i + size] = [f"{tag}-B", *[f"{tag}-I"] * (size - 1)]
                    i += size
                    break
            else:
                i += 1
        return found


def pieces(phrase: str) -> list[str]:
    """A phrase cut as the tokenizer cuts text: syllables, numbers, marks; in plain form."""
    from pipeline.extract.tokenizer import PIECE

    return [plain(piece) for piece in PIECE.findall(phrase) if not piece.isspace()]
