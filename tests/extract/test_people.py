from __future__ import annotations

import re

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotations import MENTIONS
from pipeline.extract.offices import OfficeRow, Offices, holds
from pipeline.extract.people import People
from pipeline.person_cues import CueRow, PersonCues, RankRow
from pipeline.phrasebook import shows
from pipeline.wordview import words_of

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\s+|.", re.DOTALL)
_MARK = re.compile(r"\[(PERSON|PLACE|UNIT|COUNT|DATE) ([^\]]+)\]")


def marked(text: str) -> Doc:
    """The document of a text in which mentions stand as `[PERSON Lê Văn Minh]`."""
    plain, spans, at = "", [], 0
    for match in _MARK.finditer(text):
        plain += text[at : match.start()]
        spans.append((match[1], len(plain), len(plain) + len(match[2])))
        plain, at = plain + match[2], match.end()
    plain += text[at:]
    words = _PIECE.findall(plain)
    doc = Doc(Vocab(), words=words, spaces=[False] * len(words))
    doc.spans[MENTIONS] = [doc.char_span(start, end, label=label) for label, start, end in spans]
    return doc


OFFICES = Offices()
CUES = PersonCues()


@pytest.fixture(scope="module")
def people() -> People:
    return People()


def said(people: People, text: str) -> list[dict[str, object]]:
    """The attributes that are set, by PERSON mention."""
    doc = people(marked(text))
    names = ("rank", "position", "birth_year", "age", "residence")
    return [
        {name: span._.get(name) for name in names if span._.get(name) is not None}
        for span in doc.spans[MENTIONS]
        if span.label_ == "PERSON"
    ]


def test_comma_inside_a_mention_in_brackets_is_passed(people: People) -> None:
    text = "Anh [PERSON Lê Văn Tư] (phụ trách [COUNT 13 xã, thị trấn] [COUNT 2 phường, xã], 45 tuổi) nói."
    assert said(people, text) == [{"age": 45}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đồng chí Đại tá [PERSON Lê Văn Tư], Phó Giám đốc [UNIT Công an tỉnh] phát biểu.",
            {"rank": "Đại tá", "position": "Phó Giám đốc Công an tỉnh"},
        ),
        (
            "thượng tá [PERSON Trần Văn An] - trưởng [UNIT Công an huyện Đầm Hà] - cho biết",
            {"rank": "thượng tá", "position": "trưởng Công an huyện Đầm Hà"},
        ),
        (
            "Đ/c [PERSON Hồ Văn Ba] - Thiếu tá, Đội phó cho biết",
            {"rank": "Thiếu tá", "position": "Đội phó"},
        ),
        (
            "ông [PERSON Lê Văn Tư], nguyên Bí thư [UNIT Huyện ủy], Chủ tịch [UNIT HĐND huyện]; bà khác",
            {"position": "Bí thư Huyện ủy; Chủ tịch HĐND huyện"},
        ),
        (
            "Phó Chủ tịch Thường trực [UNIT UBND tỉnh] [PERSON Lê Văn Tư] đến thăm",
            {"position": "Phó Chủ tịch Thường trực UBND tỉnh"},
        ),
        (
            "Trưởng [UNIT Công an xã], Thiếu tá [PERSON Lê Văn Tư] cho hay",
            {"rank": "Thiếu tá", "position": "Trưởng Công an xã"},
        ),
        (
            "Thượng tá [PERSON Lê Văn Tư], Trưởng [UNIT Công an huyện A] giữ chức vụ Trưởng [UNIT phòng Tham mưu];",
            {"rank": "Thượng tá", "position": "Trưởng Công an huyện A; Trưởng phòng Tham mưu"},
        ),
        (
            "Thủ tướng [PERSON Lê Văn Tư] phát biểu",
            {"position": "Thủ tướng"},
        ),
        (
            "bắt [PERSON Lê Văn Tư] (SN 1984, trú tại [PLACE bản Mo], [PLACE xã Thông Thụ]) đang vận chuyển",
            {"birth_year": 1984, "residence": "bản Mo, xã Thông Thụ"},
        ),
        (
            "[PERSON Lê Văn Tư] (31 tuổi, quê [PLACE Trà Vinh], HKTT: [PLACE xã Sông Trầu]) khai",
            {"age": 31, "residence": "xã Sông Trầu"},
        ),
        (
            "[PERSON Lê Văn Tư], 38 tuổi, ngụ [PLACE phường 5], [PLACE thị xã Tân Châu] về hành vi",
            {"age": 38, "residence": "phường 5, thị xã Tân Châu"},
        ),
        (
            "em [PERSON L.] (sinh ngày 16-5-2005 ở [PLACE xã Bình An]) kể",
            {"birth_year": 2005, "residence": "xã Bình An"},
        ),
        ("Bà [PERSON Lê Thị Năm] năm nay 76 tuổi, lần đầu", {"age": 76}),
        ("bé gái 7 tuổi [PERSON Lê Thị Na] mất tích", {"age": 7}),
        ("[PERSON Lê Văn Tư] (1997, ngụ [PLACE khóm 1]) và", {"birth_year": 1997, "residence": "khóm 1"}),
        ("[PERSON Lê Văn Tư] (tổ trưởng) nói", {"position": "tổ trưởng"}),
        ("Ông [PERSON Tư] khai nhận đã mua 10kg thuốc nổ năm 1984.", {}),
        ("Nghe bác sĩ [PERSON Tư] trưởng thành kể lại", {}),
    ],
)
def test_what_is_said_of_one_person(people: People, text: str, expected: dict[str, object]) -> None:
    assert said(people, text)[0] == expected


def test_an_alias_is_passed_over(people: People) -> None:
    facts = said(
        people, '[PERSON Lê Văn Tư], tức [PERSON Tư "đò"] (SN 1993, trú [PLACE thôn 7]); [PERSON Lê Văn Ba] nói'
    )
    assert facts == [{"birth_year": 1993, "residence": "thôn 7"}, {}, {}]


def test_a_name_inside_brackets_does_not_end_them(people: People) -> None:
    facts = said(people, "[PERSON Lê Văn Tư] (em của [PERSON Ba], SN 1990) cùng trú tại [PLACE bản Mo]")
    assert facts == [{"birth_year": 1990, "residence": "bản Mo"}, {}]


def test_a_home_shared_by_a_list(people: People) -> None:
    text = "[PERSON Lê A] (SN 1993), [PERSON Lê B] (SN 1995) và [PERSON Lê C] (SN 1998), tất cả cùng ngụ [PLACE xã X]."
    assert [fact["residence"] for fact in said(people, text)] == ["xã X"] * 3
    assert [fact["birth_year"] for fact in said(people, text)] == [1993, 1995, 1998]


def test_a_birth_year_shared_by_two(people: People) -> None:
    text = "bắt [PERSON Lê Văn A] và [PERSON Lê Văn B] (cùng SN 1993, đều trú tại [PLACE bản Mo])"
    assert said(people, text) == [{"birth_year": 1993, "residence": "bản Mo"}] * 2


def test_rank_and_office_of_several_comrades(people: People) -> None:
    text = "Các đồng chí Đại tá [PERSON Lê Văn A], [PERSON Lê Văn B] - Phó Giám đốc [UNIT Công an tỉnh] điều hành."
    assert said(people, text) == [{"rank": "Đại tá", "position": "Phó Giám đốc Công an tỉnh"}] * 2
    text = (
        "trung tá [PERSON Lê Văn A], Phó trưởng [UNIT Công an huyện]; các đại úy [PERSON B], [PERSON C]; ông [PERSON D]"
    )
    assert [fact.get("rank") for fact in said(people, text)] == ["trung tá", "đại úy", "đại úy", None]


def test_an_office_belongs_to_the_name_it_stands_at(people: People) -> None:
    text = "[PERSON Lê Văn A] (57 tuổi), phó trưởng phòng [PERSON Lê Thị B] (55 tuổi)"
    assert said(people, text) == [{"age": 57}, {"position": "phó trưởng phòng", "age": 55}]


@pytest.mark.parametrize("row", OFFICES.rows, ids=lambda row: row.id)
def test_position_rows(row: OfficeRow) -> None:
    assert holds(OFFICES, row)


@pytest.mark.parametrize("row", CUES.rank_rows, ids=lambda row: row.id)
def test_rank_rows(row: RankRow) -> None:
    if row.force == "none":
        words = words_of(row.example).plain
        assert CUES.rank_before(words, words.index("lê")) is None
    else:
        assert shows(row.phrase, row.example, row.counter_example)


@pytest.mark.parametrize("row", CUES.cue_rows, ids=lambda row: row.id)
def test_person_cue_rows(row: CueRow) -> None:
    assert shows(row.phrase, row.example, row.counter_example)
