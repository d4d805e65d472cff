from __future__ import annotations

import re
import time

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotations import MENTIONS
from pipeline.extract.places import PlaceKinds
from pipeline.extract.units import UnitKinds
from pipeline.link.places import PlaceLinker
from pipeline.link.unit_joints import directly_joined, side_by_side
from pipeline.link.units import UnitLinker

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


def linked(text: str) -> Doc:
    doc = marked(text)
    for component in (PlaceKinds(), UnitKinds(), PlaceLinker(), UnitLinker()):
        component(doc)
    return doc


def areas(text: str) -> list[str | None]:
    doc = linked(text)
    return [span._.jurisdiction for span in doc.spans[MENTIONS] if span.label_ == "UNIT"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[UNIT Công an huyện Đầm Hà]", ["Quảng Ninh|Đầm Hà"]),
        ("[UNIT Phòng Cảnh sát hình sự Công an tỉnh Quảng Ninh]", ["Quảng Ninh"]),
        ("[UNIT Công an Quảng Bình]", ["Quảng Bình"]),
        ("[UNIT Huyện ủy Hải Hậu]", ["Nam Định|Hải Hậu"]),
        ("[UNIT Bộ Công an]", ["Việt Nam"]),
        ("[UNIT báo Công an nhân dân]", [None]),
        ("[UNIT Trường THPT Lưu Hữu Phước]", [None]),
        ("[UNIT Công ty Cà phê Cao Nguyên Xanh]", [None]),
        ("[UNIT Viettel Bát Xát]", ["Lào Cai|Bát Xát"]),
    ],
)
def test_a_units_own_name(text: str, expected: list[str | None]) -> None:
    assert areas(text) == expected


def test_a_level_means_the_articles_place_of_that_level() -> None:
    text = "Ở [PLACE xã Hải Long], [PLACE huyện Như Thanh], [UNIT Công an xã], [UNIT UBND huyện], [UNIT Công an tỉnh]."
    assert areas(text) == ["Thanh Hóa|Như Thanh|Hải Long", "Thanh Hóa|Như Thanh", "Thanh Hóa"]


def test_city_means_province_or_district() -> None:
    assert areas("Ở [PLACE TP Đà Nẵng], [UNIT Công an thành phố] ra quân.") == ["Đà Nẵng"]
    assert areas("Ở [PLACE TP Vinh], [PLACE Nghệ An], [UNIT Công an thành phố] ra quân.") == ["Nghệ An|Vinh"]


def test_an_office_joins_two_units() -> None:
    text = "ông A, Phó Bí thư [UNIT Đảng ủy], Phó Giám đốc [UNIT Công an tỉnh Quảng Trị] dự tại [PLACE xã Lao Bảo]"
    assert areas(text) == ["Quảng Trị", "Quảng Trị"]


def test_a_team_belongs_to_the_unit_that_stands_by_it() -> None:
    text = "[UNIT Đội Cảnh sát kinh tế] ([UNIT Công an TP Móng Cái])"
    assert areas(text) == ["Quảng Ninh|Móng Cái"] * 2


def test_a_team_is_not_of_a_commune() -> None:
    text = "[UNIT Công an huyện Bát Xát] và [UNIT Công an xã Y Tý] họp. [UNIT Đội Cảnh sát hình sự] báo cáo."
    assert areas(text)[2] == "Lào Cai|Bát Xát"


def test_a_group_lies_where_the_text_puts_it() -> None:
    text = "Ở [PLACE xã Lai Hòa], [PLACE TX. Vĩnh Châu]. Mô hình “[UNIT Tổ tự quản đường biển]” ở [PLACE xã Vĩnh Hải]"
    assert areas(text) == ["Sóc Trăng|Vĩnh Châu|Vĩnh Hải"]


def test_origin_of_a_suspect_is_not_where_the_police_act() -> None:
    text = (
        "[UNIT Công an huyện Như Thanh] ([PLACE Thanh Hóa]) bắt Lê Văn A, trú [PLACE Hưng Yên]. "
        "Hồ sơ gửi [UNIT Công an tỉnh]."
    )
    assert areas(text) == ["Thanh Hóa|Như Thanh", "Thanh Hóa"]


def test_police_of_a_foreign_town_and_its_parliament() -> None:
    text = "Tại [PLACE Latvia], [UNIT cảnh sát Riga] cho biết. [PLACE Latvia] có luật mới do [UNIT Quốc hội] ban hành."
    assert areas(text) == ["Latvia|Riga", "Latvia"]


def test_embassy_of_vietnam_abroad() -> None:
    assert areas("[UNIT Đại sứ quán Việt Nam tại Malaysia]") == ["Việt Nam"]


def test_repeated_units_are_one() -> None:
    doc = linked("[UNIT Công an huyện Như Thanh], [UNIT công an huyện Như Thanh], [UNIT Công an huyện Đầm Hà]")
    first, second, third = (span._.entity for span in doc.spans[MENTIONS])
    assert first == second != third


@pytest.mark.parametrize("gap", [", Phó Giám đốc ", " (", ", ", " và ", ", Chủ tịch "])
def test_words_that_join_units(gap: str) -> None:
    assert side_by_side(gap, 0, len(gap))


def test_words_that_do_not_join_units() -> None:
    gap = " bắt giữ đối tượng do "
    assert not side_by_side(gap, 0, len(gap))
    assert not directly_joined(gap, 0, len(gap))


@pytest.mark.parametrize(
    ("name", "town"), [("cảnh sát TP. Ánh Ôn", "Ánh Ôn"), ("cảnh sát TP Riga", "Riga"), ("cảnh sát", "")]
)
def test_town_of_a_foreign_unit(name: str, town: str) -> None:
    assert areas(f"Tại [PLACE Latvia], [UNIT {name}] cho biết.") == [f"Latvia|{town}".rstrip("|")]


@pytest.mark.parametrize("name", ["cảnh sát " + "Aa" * 5000 + "!", "cảnh sát " + "Aa " * 5000 + "!"])
def test_long_names_take_no_long_time(name: str) -> None:
    begun = time.perf_counter()
    assert areas(f"Tại [PLACE Latvia], [UNIT {name}] cho biết.") == ["Latvia"]
    assert time.perf_counter() - begun < 2


def test_a_forensic_institute_is_not_in_france() -> None:
    for text in ("[UNIT Viện Khoa học Pháp y] Trung ương", "[UNIT Viện Khoa học Pháp] y", "[UNIT Viện Pháp Y]"):
        assert areas(text) == [None]
    assert areas("[UNIT Đại sứ quán Pháp] cho biết") == ["Pháp"]
