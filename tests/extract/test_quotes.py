from __future__ import annotations

from pipeline.extract.quotes import quotes


def test_quotation_knows_what_stands_before_it() -> None:
    found = quotes(["mô", "hình", "“", "tiếng", "kẻng", "”", "."])
    assert found == [None, None, None, *["quoted quoted:mô_hình"] * 2, None, None]


def test_speech_is_too_long_to_be_a_name() -> None:
    assert quotes(["“", *["lời"] * 40, "”"]) == [None] * 42


def test_mark_without_its_other_half() -> None:
    assert quotes(["“", "tiếng"]) == [None, None]
