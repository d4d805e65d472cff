from __future__ import annotations

import pytest

from pipeline import rulebook
from pipeline.extract.candidate import Candidate
from pipeline.extract.mention_edges import EdgeRow, GenericRow, MentionEdges
from pipeline.extract.tokenizer import PIECE
from pipeline.spelling import plain

EDGES = MentionEdges()


def mended(text: str, *given: tuple[str, str]) -> list[tuple[str, str]]:
    """(label, text) of the mentions that the rules leave, when the model gave those `given`, in text order."""
    pieces = [match for match in PIECE.finditer(text) if not match.group().isspace()]
    words = [piece.group() for piece in pieces]
    starts = {piece.start(): i for i, piece in enumerate(pieces)}
    ends = {piece.end(): i + 1 for i, piece in enumerate(pieces)}
    found, at = [], 0
    for label, one in given:
        at = text.index(one, at)
        found.append(Candidate(starts[at], ends[at + len(one)], label, 0.9, "model"))
        at += len(one)
    left = EDGES.mend(words, [plain(word) for word in words], found)
    return [(one.label, text[pieces[one.start].start() : pieces[one.end - 1].end()]) for one in left]


@pytest.mark.parametrize("row", rulebook.read("mention_edges", EdgeRow), ids=lambda row: row.id)
def test_example_of_every_edge(row: EdgeRow) -> None:
    text = row.example.replace("[", "").replace("]", "")
    wanted = row.example[row.example.index("[") + 1 : row.example.index("]")]
    assert mended(text, (row.label, f"{row.phrase} {wanted}")) == [(row.label, wanted)]
    assert mended(text, (row.label, wanted)) == [(row.label, wanted)]


@pytest.mark.parametrize("row", rulebook.read("generic_units", GenericRow), ids=lambda row: row.id)
def test_example_of_every_generic_group(row: GenericRow) -> None:
    text = row.example.replace("[", "").replace("]", "")
    assert mended(text, ("UNIT", row.phrase)) == []
    if row.counter_example:
        assert mended(row.counter_example, ("UNIT", row.counter_example)) == [("UNIT", row.counter_example)]


@pytest.mark.parametrize(
    ("text", "given", "left"),
    [
        # Two provinces are two places; a road's ends and an official name are one.
        ("giáp ranh hai tỉnh Bình Thuận - Lâm Đồng", [("PLACE", "Bình Thuận - Lâm Đồng")], ["Bình Thuận", "Lâm Đồng"]),
        ("ở Bà Rịa - Vũng Tàu", [("PLACE", "Bà Rịa - Vũng Tàu")], ["Bà Rịa - Vũng Tàu"]),
        (
            "trên cao tốc Pháp Vân - Ninh Bình",
            [("PLACE", "cao tốc Pháp Vân"), ("PLACE", "Ninh Bình")],
            ["cao tốc Pháp Vân - Ninh Bình"],
        ),
        # In a list the type word belongs to the first name; after a number it is counted.
        (
            "tại các xã Đông Minh, Nam Thịnh",
            [("PLACE", "Đông Minh"), ("PLACE", "Nam Thịnh")],
            ["xã Đông Minh", "Nam Thịnh"],
        ),
        ("tại hai xã Đông Minh, Nam Thịnh", [("PLACE", "Đông Minh")], ["Đông Minh"]),
        ("ở Khu công nghiệp Amata tối 1-4", [("PLACE", "Khu công nghiệp Amata tối 1-4")], ["Khu công nghiệp Amata"]),
    ],
)
def test_places(text: str, given: list[tuple[str, str]], left: list[str]) -> None:
    assert [place for _, place in mended(text, *given)] == left


@pytest.mark.parametrize(
    ("text", "unit", "left"),
    [
        (
            "quyết định của Bộ trưởng Bộ Công an Nguyễn Văn Minh về việc",
            "Bộ Công an Nguyễn Văn Minh",
            [("UNIT", "Bộ Công an"), ("PERSON", "Nguyễn Văn Minh")],
        ),
        # A unit that is named after someone keeps its name.
        ("Chủ tịch UBND quận Lê Chân nói", "UBND quận Lê Chân", [("UNIT", "UBND quận Lê Chân")]),
        ("Giám đốc Công ty Trần Anh nói", "Công ty Trần Anh", [("UNIT", "Công ty Trần Anh")]),
    ],
)
def test_person_after_an_office(text: str, unit: str, left: list[tuple[str, str]]) -> None:
    assert mended(text, ("UNIT", unit)) == left
