from __future__ import annotations

import re

from pipeline.extract.places_named import PlaceMemory
from pipeline.spelling import plain


def tags(text: str) -> list[tuple[str, str]]:
    """The tagged words of a text, with their tags."""
    words = re.findall(r"\w+|[^\w\s]", text)
    forms = [plain(word) for word in words]
    found = PlaceMemory(forms, words, [range(len(words))]).tags(forms, words)
    return [(word, tag) for word, tag in zip(words, found, strict=True) if tag]


def test_name_of_a_typed_place_is_known_where_it_stands_alone() -> None:
    found = tags("Công an xã Môn Sơn ra quân . Môn Sơn là xã biên giới .")
    assert found == [("Môn", "placed-B"), ("Sơn", "placed-I")] * 2


def test_same_word_in_lower_case_is_no_name() -> None:
    assert tags("xã An Bình yên ổn , an bình") == [("An", "placed-B"), ("Bình", "placed-I")]


def test_nothing_without_a_type_word() -> None:
    assert tags("Môn Sơn là quê anh") == []
