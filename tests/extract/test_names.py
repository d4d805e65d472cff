from __future__ import annotations

import re

import pytest

from pipeline import rulebook
from pipeline.extract.names import NameMemory, Surname, candidates

TEXT = ["Đỗ", "Văn", "Thường", "bị", "bắt", ".", "Thường", "khai", "với", "ông", "Hà", "ở", "Vinh", "."]


def test_given_name_alone_is_remembered() -> None:
    tags = NameMemory(TEXT, [range(len(TEXT))]).tags(TEXT)
    assert tags[:3] == ["name-B", "name-I", "name-L"]
    assert tags[6] == "given"
    assert tags[10] == "surname"
    assert tags[12] is None


def test_names_are_forgotten_with_the_article() -> None:
    other = ["Thường", "khai", "nhận"]
    assert NameMemory(other, [range(3)]).tags(other) == [None, None, None]


@pytest.mark.parametrize("rule", rulebook.read("surnames", Surname), ids=lambda rule: rule.id)
def test_example_of_every_surname(rule: Surname) -> None:
    words = re.findall(r"\w+", rule.example)
    start = words.index(rule.phrase)
    assert any(begin == start for begin, _ in candidates(words))
