from __future__ import annotations

import re

import pytest
from spacy.vocab import Vocab

from pipeline import rulebook
from pipeline.extract.sentences import ABBREVIATED, Abbreviation, Sentences
from pipeline.extract.tokenizer import UndertheseaTokenizer

TOKENIZE = UndertheseaTokenizer(Vocab())


def sentences(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in Sentences()(TOKENIZE(text)).sents]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Công an vào cuộc. Vụ việc được làm rõ.", ["Công an vào cuộc.", "Vụ việc được làm rõ."]),
        ("Công an TP. Vinh và Q. Hải Châu vào cuộc.", ["Công an TP. Vinh và Q. Hải Châu vào cuộc."]),
        ("Anh Đỗ Văn N. bị thương.", ["Anh Đỗ Văn N. bị thương."]),
        ("Tiêu đề\n\nĐoạn đầu", ["Tiêu đề", "Đoạn đầu"]),
        ("Bà nói: “Vui lắm!”. Mọi người cười.", ["Bà nói: “Vui lắm!”.", "Mọi người cười."]),
        ("Tịch thu 1.150 viên đạn.", ["Tịch thu 1.150 viên đạn."]),
    ],
)
def test_where_sentences_end(text: str, found: list[str]) -> None:
    assert sentences(text) == found


@pytest.mark.parametrize("rule", rulebook.read("abbreviations", Abbreviation), ids=lambda rule: rule.id)
def test_example_of_every_abbreviation(rule: Abbreviation) -> None:
    text = re.sub(r"[\[\]]", "", rule.example)
    doc = Sentences()(TOKENIZE(text))
    dot = doc.char_span(rule.example.index("]") - 1, rule.example.index("]"))
    assert dot is not None
    assert dot.text == "."
    assert doc.user_data[ABBREVIATED][dot.start]
    assert len(list(doc.sents)) == 1
