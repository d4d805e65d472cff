from __future__ import annotations

import re

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotations import MENTIONS
from pipeline.extract.places import PlaceKinds

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


def kinds(text: str) -> list[str]:
    doc = PlaceKinds()(marked(text))
    return [span._.kind for span in doc.spans[MENTIONS] if span.label_ == "PLACE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ở [PLACE thôn Vĩnh Lợi], [PLACE xã Hải Long], [PLACE huyện Như Thanh]", ["hamlet", "commune", "district"]),
        ("tại [PLACE Thanh Hóa] và [PLACE Hưng Yên]", ["province", "province"]),
        ("sang [PLACE Lào], [PLACE Campuchia]", ["country", "country"]),
        ("trên [PLACE đường Hai Bà Trưng], [PLACE số 12 đường Trần Phú]", ["street", "street"]),
        ("gần [PLACE chợ Vườn Lài], [PLACE sông Mã]", ["other", "other"]),
        ("[PLACE TP Cần Thơ], [PLACE TP. Vinh]", ["province", "district"]),
        ("ở [PLACE Sóc Trăng]", ["province"]),
    ],
)
def test_type_words_and_bare_names(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các [PLACE xã Đông Minh], [PLACE Nam Thịnh] và [PLACE Nam Hải]", ["commune"] * 3),
        ("các [PLACE quận 5], [PLACE 7], [PLACE Bình Thạnh]", ["district"] * 3),
        ("trú [PLACE xã Lập Lễ], [PLACE Thủy Nguyên], [PLACE Hải Phòng]", ["commune", "district", "province"]),
        ("các tuyến đường trung tâm như [PLACE Hùng Vương], [PLACE Bà Triệu]", ["street", "street"]),
        ("Ở huyện Bù Đăng, [UNIT Công an các xã] [PLACE Đak Nhau], [PLACE Thọ Sơn]", ["commune", "commune"]),
    ],
)
def test_a_list_goes_on_with_its_level(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_a_name_is_of_the_level_that_the_article_writes() -> None:
    assert kinds("[PLACE xã Y Tý], huyện Bát Xát. Ở [PLACE Y Tý] trời rét.") == ["commune", "commune"]
    assert kinds("[PLACE bản Ché Lầu] xa. Ở [PLACE Ché Lầu] nay có điện.") == ["hamlet", "hamlet"]


def test_a_bare_name_is_a_commune_on_the_map_of_two_levels() -> None:
    assert kinds("Ngày 12/10/2025, tại [PLACE Phú Quốc] và [PLACE Rạch Giá]") == ["commune", "commune"]
    assert kinds("Ngày 12/10/2022, tại [PLACE Phú Quốc] và [PLACE Rạch Giá]") == ["district", "district"]


def test_country_before_a_town_in_a_list() -> None:
    assert kinds("ở [PLACE Trung Quốc], [PLACE Quảng Ninh]") == ["country", "province"]


def test_a_bare_commune_far_from_the_articles_area_is_none() -> None:
    assert kinds("Ở [PLACE Thanh Hóa] bàn về [PLACE Trung Đông]") == ["province", "other"]


def test_foreign_towns_are_no_communes() -> None:
    text = "Tại [PLACE New Zealand], ở [PLACE thị trấn Geraldine]. [PLACE New Zealand] và [PLACE Úc] họp."
    assert kinds(text) == ["country", "other", "country", "country"]
