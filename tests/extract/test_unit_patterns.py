from __future__ import annotations

import pytest

from pipeline import rulebook
from pipeline.extract.candidate import Candidate
from pipeline.extract.tokenizer import PIECE
from pipeline.extract.unit_patterns import NameEnd, UnitPattern, UnitPatterns
from pipeline.spelling import plain

PATTERNS = UnitPatterns()
ROWS = rulebook.read("unit_patterns", UnitPattern)


def units(text: str, *given: str, label: str = "UNIT") -> list[str]:
    """The texts of the mentions that the rules leave, when the model gave those with the texts `given`."""
    pieces = [match for match in PIECE.finditer(text) if not match.group().isspace()]
    words = [piece.group() for piece in pieces]
    starts = {piece.start(): i for i, piece in enumerate(pieces)}
    ends = {piece.end(): i + 1 for i, piece in enumerate(pieces)}
    found = []
    for one in given:
        at = text.index(one)
        found.append(Candidate(starts[at], ends[at + len(one)], label, 0.9, "model"))
    mended = PATTERNS.mend(words, [plain(word) for word in words], found)
    return [text[pieces[one.start].start() : pieces[one.end - 1].end()] for one in mended]


def unmarked(example: str) -> tuple[str, str]:
    return example.replace("[", "").replace("]", ""), example[example.index("[") + 1 : example.index("]")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_example_of_every_row(row: UnitPattern) -> None:
    text, wanted = unmarked(row.example)
    if row.shape == "border":
        longer = text[text.index(wanted) :]
        assert units(text, longer) == [wanted]
    else:
        assert units(text) == [wanted]


@pytest.mark.parametrize("row", [row for row in ROWS if row.counter_example], ids=lambda row: row.id)
def test_counter_example_of_every_row(row: UnitPattern) -> None:
    if row.shape == "border":
        unit = (
            row.counter_example.removeprefix("Chỉ thị của ").removeprefix("Nghị quyết của ").removesuffix(" phối hợp")
        )
        assert units(row.counter_example, unit) == [unit]
    else:
        assert units(row.counter_example) == []


@pytest.mark.parametrize("row", rulebook.read("name_ends", NameEnd), ids=lambda row: row.id)
def test_every_word_that_ends_a_name(row: NameEnd) -> None:
    text, word = unmarked(row.example)
    name = text[: text.index(f" {word} ")]
    assert units(f"Ra mắt {name} {word} đó") == [name]


def test_what_the_model_saw_stays_where_a_rule_would_cross_it() -> None:
    text = "mô hình Dòng họ Lục tự quản ở thôn"
    assert units(text, "Dòng họ Lục tự quản ở thôn", label="PERSON") == ["Dòng họ Lục tự quản ở thôn"]


def test_any_commune_will_do() -> None:
    assert units("UBND xã Bất Kỳ về việc", "UBND xã Bất Kỳ") == ["UBND xã Bất Kỳ"]
    assert units("UBND xã về việc", "UBND xã về việc") == ["UBND xã"]
