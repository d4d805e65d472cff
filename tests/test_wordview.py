from __future__ import annotations

import unicodedata

from pipeline.wordview import words_of


def test_words_keep_their_places() -> None:
    text = "Ngày 15/8, 1.150 kg\nở TP. HCM"
    words = words_of(text)
    assert words.plain == ["ngày", "15", "/", "8", ",", "1.150", "kg", "ở", "tp", ".", "hcm"]
    assert [text[start:end] for start, end in zip(words.starts, words.ends, strict=True)][-3:] == ["TP", ".", "HCM"]
    assert words.line[6] != words.line[7]
    assert words.slice(5, 7) == "1.150 kg"


def test_offsets_become_words() -> None:
    words = words_of("Lê Văn Minh khai")
    assert (words.first(3), words.past(11)) == (1, 3)
    assert (words.first(0), words.past(2)) == (0, 1)


def test_decomposed_letters_are_one_word() -> None:
    text = unicodedata.normalize("NFD", "Thượng uý Hoà")
    assert words_of(text).plain == words_of("thượng úy hòa").plain
