from __future__ import annotations

import datetime

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline import rulebook
from pipeline.gazetteer import Era, Kind, load, match
from pipeline.gazetteer.era import EraRow, era_of
from pipeline.gazetteer.naming import TypeRow, bare_name_at_end, names_within, read_name, spelled
from pipeline.gazetteer.sources import AliasRow, CountryRow, FormerRow
from pipeline.phrasebook import shows, unmarked


def paths(name: str, kind: Kind | None = None, era: Era | None = None, within: tuple[str, ...] = ()) -> list[str]:
    return ["|".join(place.path) for place in load().named(name, kind, era, within)]


def test_a_district_that_vietnam_has_once() -> None:
    assert paths("Như Thanh", "district") == ["Thanh Hóa|Như Thanh"]


def test_a_commune_knows_its_codes_coordinates_and_where_it_lies_now() -> None:
    (commune,) = load().named("Hải Long", "commune", "legacy", ("Thanh Hóa",))
    assert (commune.type_word, commune.province_code, commune.commune_code) == ("xã", "38", "16252")
    assert commune.latitude == pytest.approx(19.6, abs=0.3)
    assert commune.current_paths == ("Thanh Hóa|Như Thanh",)


def test_a_split_commune_lies_in_several() -> None:
    assert max(len(place.current_paths) for place in load().places if place.kind == "commune") > 1


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("TP.HCM", "Hồ Chí Minh"),
        ("Thừa Thiên - Huế", "Thừa Thiên Huế"),
        ("BR-VT", "Bà Rịa - Vũng Tàu"),
        ("Khánh Hoà", "Khánh Hòa"),
        ("Đăk Nông", "Đắk Nông"),
    ],
)
def test_other_spellings_of_provinces(written: str, path: str) -> None:
    assert paths(written, "province", "legacy") == [path]


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("Krông Pắk", "Đắk Lắk|Krông Pắc"),
        ("Cư M'gar", "Đắk Lắk|Cư M'gar"),
        ("Cư M’gar", "Đắk Lắk|Cư M'gar"),
        ("Huế", "Thừa Thiên Huế|Huế"),
        ("Thủ Đức", "Hồ Chí Minh|Thủ Đức"),
        ("Quận 2", "Hồ Chí Minh|Quận 2"),
    ],
)
def test_other_spellings_of_districts(written: str, path: str) -> None:
    assert paths(written, "district", "legacy") == [path]


def test_town_and_district_of_one_name_stay_apart() -> None:
    assert paths("Kỳ Anh", "district") == ["Hà Tĩnh|Kỳ Anh (Huyện)", "Hà Tĩnh|Kỳ Anh (Thị xã)"]


def test_abolished_commune_keeps_its_name_and_lies_in_its_heir() -> None:
    (commune,) = load().merged_communes("Sài Đồng", ("Hà Nội", "Long Biên"))
    assert (commune.name, commune.path, commune.commune_code) == ("Sài Đồng", ("Hà Nội", "Long Biên", "Sài Đồng"), "")
    assert commune.current_paths


def test_abolished_district_holds_the_communes_of_its_heir() -> None:
    assert paths("Sơn Dương", "commune", "legacy", ("Quảng Ninh", "Hoành Bồ")) == ["Quảng Ninh|Hạ Long|Sơn Dương"]


def test_exact_spelling_goes_before_equal_letters() -> None:
    assert {place.name for place in load().named("Hòa Bình", "commune", "current")} == {"Hòa Bình"}


def test_match_marks_the_longest_names() -> None:
    words = ["Công", "an", "huyện", "Như", "Thanh", ",", "Bà", "Rịa", "-", "Vũng", "Tàu", "và", "Lào"]
    assert match(words)[3:5] == ["B-district", "I-district"]
    assert match(words)[6:11] == ["B-province", *["I-province"] * 4]
    assert match(words)[12] == "B-country"
    assert match(["công", "an", "xã"]) == [None, None, None]


@pytest.mark.parametrize(
    ("text", "level", "name"),
    [
        ("xã Hải Long", "commune", "Hải Long"),
        ("TP. Thủ Đức", "district", "Thủ Đức"),
        ("TP Cần Thơ", "province", "Cần Thơ"),
        ("TP. HCM", "province", "HCM"),
        ("Q. 7", "district", "Quận 7"),
        ("Q7", "district", "Quận 7"),
        ("phường 09", "commune", "Phường 9"),
        ("P. Tân Phong", "commune", "Tân Phong"),
        ("KP 4", "hamlet", "4"),
        ("thôn Vĩnh Lợi", "hamlet", "Vĩnh Lợi"),
        ("quốc lộ 1A", "street", "1A"),
        ("khu công nghiệp Vân Trung", "other", "Vân Trung"),
        ("XÃ EA TUL", "commune", "Ea Tul"),
        ("Sóc Trăng", None, "Sóc Trăng"),
        ("Cầu Giấy", None, "Cầu Giấy"),
    ],
)
def test_type_word_tells_the_level(text: str, level: str | None, name: str) -> None:
    read = read_name(text, "legacy")
    assert (read.level, read.name) == (level, name)


def test_hue_is_a_province_since_2025() -> None:
    assert read_name("TP Huế", "legacy").level == "district"
    assert read_name("TP Huế", "current").level == "province"


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        ("Công an huyện Như Thanh", [("district", "Như Thanh")]),
        ("Công an huyện", [("district", "")]),
        ("Tổ bảo vệ ANTT xóm 5 xã Hải Minh", [("hamlet", "5"), ("commune", "Hải Minh")]),
        ("Công an xã Bến Cầu", [("commune", "Bến Cầu")]),
        ("Đội Cảnh sát quản lý hành chính về trật tự xã hội", []),
        ("Bộ Nông nghiệp và Phát triển nông thôn", []),
        ("Phòng CSĐT tội phạm về kinh tế, buôn lậu", []),
    ],
)
def test_places_inside_a_units_name(unit: str, found: list[tuple[str, str]]) -> None:
    assert [(name.level, name.name) for name in names_within(unit, "legacy")] == found


def test_bare_name_that_ends_a_units_name() -> None:
    end = bare_name_at_end("Bệnh viện Đa khoa Lệ Thủy", "legacy")
    assert end is not None
    assert end.name == "Lệ Thủy"
    assert bare_name_at_end("Bộ Công an", "legacy") is None
    assert bare_name_at_end("Cảnh sát Cơ động", "legacy") is None


@pytest.mark.parametrize(
    ("written", "official"), [("Hoà Bình", "Hòa Bình"), ("QUẾ PHONG", "Quế Phong"), ("HCM", "HCM")]
)
def test_official_spelling(written: str, official: str) -> None:
    assert spelled(written) == official


@pytest.mark.parametrize(
    ("text", "published", "era"),
    [
        ("Công an huyện Như Thanh bắt nhóm trộm.", None, "legacy"),
        ("Ngày 12/9/2025, Công an xã Như Thanh bắt nhóm trộm.", None, "current"),
        ("Công an xã bắt nhóm trộm.", datetime.date(2025, 7, 1), "current"),
        ("Công an xã bắt nhóm trộm.", datetime.date(2025, 6, 30), "legacy"),
        ("Công an đặc khu vận động ngư dân.", None, "current"),
        ("Năm 2018, Công an xã bắt nhóm trộm.", None, "legacy"),
    ],
)
def test_era_of_an_article(text: str, published: datetime.date | None, era: str) -> None:
    doc = Doc(Vocab(), words=text.split())
    doc._.published_on = published
    assert era_of(doc) == era


def test_rows_of_types_and_era_words_show_their_phrase() -> None:
    rows = [*rulebook.read("place_types", TypeRow, kind=_type_kinds()), *rulebook.read("era_words", EraRow)]
    assert [row.id for row in rows if not shows(row.phrase, row.example, row.counter_example)] == []


def test_rows_of_countries_aliases_and_former_units_are_found() -> None:
    gazetteer = load()
    for country in rulebook.read("countries", CountryRow):
        written = unmarked_name(country.example)
        assert ("country", country.name) in {(place.kind, place.path[-1]) for place in gazetteer.spelt(written)}
    for alias in rulebook.read("place_aliases", AliasRow):
        written = unmarked_name(alias.example)
        assert alias.path in {"|".join(place.path) for place in gazetteer.spelt(written)}, alias.id
    for former in rulebook.read("legacy_places", FormerRow):
        assert read_name(unmarked_name(former.example), "legacy").name == former.path.split("|")[-1]
        assert gazetteer.at(tuple(former.path.split("|"))) is not None


def unmarked_name(example: str) -> str:
    text, (start, end) = unmarked(example)
    return text[start:end]


def _type_kinds() -> frozenset[str]:
    return frozenset(row.kind for row in rulebook.read("place_types", TypeRow))


def test_odd_digits_make_no_numbered_unit() -> None:
    assert read_name("quận ②", "legacy").level == "district"
    assert read_name(f"quận {'1' * 5000}", "legacy").level == "district"


@pytest.mark.parametrize(
    ("text", "name"), [("xã miền núi huyện Hương Sơn", ""), ("xã Hải Long huyện Như Thanh", "Hải Long")]
)
def test_a_name_ends_before_a_type_word_of_another_level(text: str, name: str) -> None:
    assert read_name(text, "legacy").name == name


def test_a_country_inside_a_word_is_none() -> None:
    assert bare_name_at_end("Viện Khoa học Pháp y", "legacy") is None
    school = bare_name_at_end("Trường Tiểu học Gành Hào B", "legacy")
    assert school is not None
    assert school.name == "Gành Hào"
