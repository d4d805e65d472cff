from __future__ import annotations

import re
import time

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline import rulebook
from pipeline.annotations import MENTIONS, UNIT_KINDS
from pipeline.extract.units import HeadRow, UnitKinds
from pipeline.phrasebook import shows

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\s+|.", re.DOTALL)
_MARK = re.compile(r"\[(PERSON|PLACE|UNIT) ([^\]]+)\]")


def marked(text: str) -> Doc:
    """The document of a text in which mentions stand as `[PLACE xã Hải Long]`."""
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


def units(text: str) -> list[tuple[str, str | None]]:
    doc = UnitKinds()(marked(text))
    return [(span._.kind, span._.level) for span in doc.spans[MENTIONS] if span.label_ == "UNIT"]


@pytest.mark.parametrize(
    ("unit", "kind", "level"),
    [
        ("Công an huyện Như Thanh", "police", "district"),
        ("Công an xã", "police", "commune"),
        ("phòng PC02", "police", "province"),
        ("Bộ Công an", "police", "national"),
        ("Đội CSĐT tội phạm về kinh tế, ma túy Công an huyện", "police", "district"),
        ("UBND tỉnh", "government", "province"),
        ("Phòng GD-ĐT huyện Lệ Thủy", "government", "district"),
        ("Quốc hội", "government", "national"),
        ("Huyện ủy", "party", "district"),
        ("Ban Tổ chức Tỉnh ủy", "party", "province"),
        ("Đảng ủy Công an tỉnh", "party", "province"),
        ("TAND Tối cao", "judiciary", "national"),
        ("Viện KSND tỉnh", "judiciary", "province"),
        ("Đồn Biên phòng cửa khẩu quốc tế Na Mèo", "military", "commune"),
        ("Đoàn Thanh niên Công an tỉnh", "mass_org", "province"),
        ("Tổ bảo vệ ANTT thôn Đăk Ung", "security_group", "hamlet"),
        ("Trường THCS Ea Tul", "school", None),
        ("Bệnh viện Đa khoa Lệ Thủy", "health", None),
        ("Công ty TNHH Thiết bị y tế Minh Phát", "business", None),
        ("báo Công an nhân dân", "media", None),
        ("Hội đồng nhân dân xã", "government", "commune"),
    ],
)
def test_kind_and_level_of_a_unit(unit: str, kind: str, level: str | None) -> None:
    assert units(f"Theo [UNIT {unit}] cho biết") == [(kind, level)]


def test_case_and_tone_placement_do_not_matter() -> None:
    assert units("[UNIT CÔNG AN TỈNH GIA LAI] và [UNIT Huyện uỷ]") == [("police", "province"), ("party", "district")]


def test_words_before_tell_what_the_name_does_not() -> None:
    assert units("trên tờ [UNIT Công An Nhân Dân]") == [("media", None)]
    assert units("mô hình “[UNIT Tiếng chuông bình yên]”") == [("security_group", "commune")]


def test_a_numbered_team_is_what_its_department_is() -> None:
    assert units("[UNIT Trạm số 2] ([UNIT Phòng Cảnh sát giao thông])")[0][0] == "police"


def test_no_rule_no_guess() -> None:
    assert units("[UNIT Hurun]") == [("other", None)]


def test_rows_show_their_phrase_and_have_a_known_kind() -> None:
    rows = rulebook.read("unit_heads", HeadRow)
    assert [row.id for row in rows if not shows(row.phrase, row.example, row.counter_example)] == []
    assert {row.kind for row in rows} - {""} == set(UNIT_KINDS)


def test_white_space_between_units_takes_no_long_time() -> None:
    begun = time.perf_counter()
    units(f"[UNIT Trạm số 2]{' ' * 20_000}x [UNIT Phòng Cảnh sát giao thông]")
    assert time.perf_counter() - begun < 2
