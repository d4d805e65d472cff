from __future__ import annotations

import pytest

from pipeline.errors import AnttError
from pipeline.phrasebook import Phrasebook, shows
from pipeline.wordview import words_of


def test_the_longest_phrase_wins_in_both_directions() -> None:
    book = Phrasebook([("trú", 1), ("trú tại", 2), ("tạm trú tại", 3)])
    words = words_of("hiện tạm trú tại xã").plain
    assert [(found.value if found else None) for found in (book.at(words, i) for i in range(5))] == [
        None,
        3,
        2,
        None,
        None,
    ]
    before = book.before(words, 4)
    assert before is not None
    assert (before.first, before.past, before.value) == (1, 4, 3)
    floored = book.before(words, 4, 2)
    assert floored is not None
    assert floored.value == 2
    cut = book.at(words, 2, 3)
    assert cut is not None
    assert cut.value == 1


def test_slots_are_filled() -> None:
    book = Phrasebook([("SN {year}", "year"), ("{age} tuổi", "age"), ("trú tại {place}", "home")])
    born = book.at(words_of("SN 1990, trú tại xã A").plain, 0)
    assert born is not None
    assert born.filled == ("1990",)
    assert book.at(words_of("SN 19").plain, 0) is None
    aged = book.before(words_of("năm nay 76 tuổi").plain, 4)
    assert aged is not None
    assert aged.filled == ("76",)
    assert book.at(words_of("300 tuổi").plain, 0) is None


def test_case_and_tone_placement_do_not_matter() -> None:
    book = Phrasebook([("thuỷ", 1), ("ĐẠI ÚY", 2)])
    assert book.at(words_of("Thủy").plain, 0) is not None
    assert book.at(words_of("đại uý").plain, 0) is not None


@pytest.mark.parametrize("phrase", ["sinh {moon}", "{place}", ""])
def test_a_wrong_phrase_says_so(phrase: str) -> None:
    with pytest.raises(AnttError):
        Phrasebook([(phrase, 1)])


def test_rows_show_what_they_find() -> None:
    assert shows("trú tại {place}", "Lê Văn Minh ([trú tại] xã A)", "lưu trú")
    assert not shows("trú", "Lê Văn Minh ([trú tại] xã A)", "")
    assert not shows("trú", "Lê Văn Minh ([trú] xã A)", "lưu trú")


def test_a_phrase_that_stands_twice_names_both_rows() -> None:
    with pytest.raises(AnttError, match=r"'row-1' and 'row-2'"):
        Phrasebook([("ma túy", "row-1"), ("ma tuý", "row-2")])


def test_superscripts_and_circled_digits_are_no_numbers() -> None:
    book = Phrasebook([("{age} tuổi", 1), ("{number} người", 2), ("SN {year}", 3)])
    assert [book.at(words, 0) for words in (["²", "tuổi"], ["②", "người"], ["sn", "19²²"])] == [None] * 3
