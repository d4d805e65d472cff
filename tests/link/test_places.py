from __future__ import annotations

import re

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotations import MENTIONS
from pipeline.extract.places import PlaceKinds
from pipeline.extract.units import UnitKinds
from pipeline.link.places import PlaceLinker

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
    for component in (PlaceKinds(), UnitKinds(), PlaceLinker()):
        component(doc)
    return doc


def paths(text: str) -> list[str | None]:
    doc = linked(text)
    return [span._.path for span in doc.spans[MENTIONS] if span.label_ == "PLACE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[PLACE xã Hải Long] ([PLACE huyện Như Thanh])", ["Thanh Hóa|Như Thanh|Hải Long", "Thanh Hóa|Như Thanh"]),
        ("[PLACE huyện Châu Thành], [PLACE Trà Vinh]", ["Trà Vinh|Châu Thành", "Trà Vinh"]),
        ("[PLACE xã A Lưới], [PLACE huyện Phong Điền], [PLACE TP Cần Thơ]",
         ["Cần Thơ|Phong Điền|A Lưới", "Cần Thơ|Phong Điền", "Cần Thơ"]),
        ("[PLACE Q. 7], [PLACE TP.HCM]", ["Hồ Chí Minh|Quận 7", "Hồ Chí Minh"]),
        ("các [PLACE xã Đồng Văn] và [PLACE Thông Thụ], [PLACE huyện Quế Phong]",
         ["Nghệ An|Quế Phong|Đồng Văn", "Nghệ An|Quế Phong|Thông Thụ", "Nghệ An|Quế Phong"]),
        ("sang [PLACE Lào]", ["Lào"]),
        ("trên [PLACE quốc lộ 1A]", [None]),
    ],
)  # fmt: skip
def test_a_chain_of_names_settles_them(text: str, expected: list[str | None]) -> None:
    assert paths(text) == expected


def test_a_unit_settles_the_places_of_the_article() -> None:
    text = "[UNIT Công an tỉnh Trà Vinh] kiểm tra tại [PLACE huyện Châu Thành]. Ở [PLACE xã Hòa Thuận] …"
    assert paths(text) == ["Trà Vinh|Châu Thành", "Trà Vinh|Châu Thành|Hòa Thuận"]


def test_a_repeated_name_is_the_same_place() -> None:
    text = "Tại [PLACE phường 9], [PLACE TP Cà Mau]. Người dân [PLACE phường 9] báo tin."
    assert paths(text) == ["Cà Mau|Cà Mau|Phường 9", "Cà Mau|Cà Mau", "Cà Mau|Cà Mau|Phường 9"]


def test_a_hamlet_lies_in_its_commune() -> None:
    text = "[PLACE bản Diền Thàng], [PLACE xã Tả Ngảo], [PLACE huyện Sìn Hồ]. Ở [PLACE bản Diền Thàng] …"
    assert paths(text)[::3] == ["Lai Châu|Sìn Hồ|Tả Ngảo"] * 2


def test_the_map_of_two_levels_since_july_2025() -> None:
    assert paths("Ngày 8/8/2025, tại [PLACE xã Hữu Kiệm], [PLACE tỉnh Nghệ An]") == ["Nghệ An|Hữu Kiệm", "Nghệ An"]


def test_abolished_units_keep_the_path_of_the_text() -> None:
    text = "[PLACE xã Sơn Dương], [PLACE huyện Hoành Bồ], [PLACE Quảng Ninh]"
    assert paths(text) == ["Quảng Ninh|Hoành Bồ|Sơn Dương", "Quảng Ninh|Hoành Bồ", "Quảng Ninh"]
    doc = linked("[PLACE xã Tân Trời], [PLACE huyện Như Thanh]")
    unknown = doc.spans[MENTIONS][0]
    assert (unknown._.path, unknown._.place) == ("Thanh Hóa|Như Thanh|Tân Trời", None)
    assert "not on the map" in unknown._.reason


def test_what_the_article_does_not_settle_stays_open() -> None:
    doc = linked("Vụ việc xảy ra ở [PLACE huyện Châu Thành].")
    span = doc.spans[MENTIONS][0]
    assert span._.path is None
    assert "Trà Vinh|Châu Thành" in span._.candidates
    assert span._.reason


def test_the_place_carries_the_codes() -> None:
    doc = linked("[PLACE xã Hải Long], [PLACE huyện Như Thanh]")
    span = doc.spans[MENTIONS][0]
    assert (span._.place.commune_code, span._.place.current_paths) == ("16252", ("Thanh Hóa|Như Thanh",))
    assert span._.entity == "Thanh Hóa|Như Thanh|Hải Long"


def test_two_provinces_do_not_mix() -> None:
    text = (
        "[UNIT Công an huyện Cát Hải] ([PLACE Hải Phòng]) bắt Lê Văn A, trú [PLACE xã Quang Châu], "
        "[PLACE huyện Việt Yên], [PLACE Bắc Giang]."
    )
    assert paths(text) == ["Hải Phòng", "Bắc Giang|Việt Yên|Quang Châu", "Bắc Giang|Việt Yên", "Bắc Giang"]


def test_town_and_district_of_one_name_share_the_written_path() -> None:
    doc = linked("Vụ việc xảy ra ở [PLACE Kỳ Anh], [PLACE Hà Tĩnh].")
    span = doc.spans[MENTIONS][0]
    assert (span._.path, span._.place) == ("Hà Tĩnh|Kỳ Anh", None)
    assert span._.candidates == ("Hà Tĩnh|Kỳ Anh (Huyện)", "Hà Tĩnh|Kỳ Anh (Thị xã)")
    assert paths("[PLACE thị xã Kỳ Anh], [PLACE Hà Tĩnh]")[0] == "Hà Tĩnh|Kỳ Anh (Thị xã)"


def test_a_foreign_province_lies_in_its_country() -> None:
    assert paths("ở [PLACE tỉnh Punjab], [PLACE Pakistan]") == ["Pakistan|Punjab", "Pakistan"]


def test_no_mentions_at_all() -> None:
    assert paths("Không có gì.") == []


def test_a_path_holds_no_type_word_of_another_level() -> None:
    assert paths("[PLACE xã miền núi huyện Hương Sơn], [PLACE huyện Hương Sơn]") == [None, "Hà Tĩnh|Hương Sơn"]
