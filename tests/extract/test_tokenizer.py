from __future__ import annotations

import time
import unicodedata
from typing import Any

import pytest
from spacy.vocab import Vocab

from pipeline.extract.tokenizer import WORD_STARTS, UndertheseaTokenizer


@pytest.fixture(scope="module")
def tokenize() -> UndertheseaTokenizer:
    return UndertheseaTokenizer(Vocab())


def words(doc: Any) -> list[str]:
    """underthesea's words, as the document remembers them."""
    found: list[str] = []
    for token, starts in zip(doc, doc.user_data[WORD_STARTS], strict=True):
        if token.is_space:
            continue
        if starts or not found:
            found.append(token.text)
        else:
            found[-1] += " " + token.text
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Đồng chí Đại tá Lê Như Lập, Phó Giám đốc Công an tỉnh.",
        "hoà hoá thuỷ, Ðức, qúy vị",  # underthesea rewrites each of these words
        "hai  dấu cách \n\n dòng mới\tthẻ ",
        " bắt đầu bằng dấu cách",
        "10kg, 1.150 viên, 1,8 tỷ đồng, 15/8/2022, km 34+200",
        "emoji 🚓 và dấu _ gạch",
        unicodedata.normalize("NFD", "Đỗ Văn Thường khai nhận"),
        "",
        "\n",
    ],
)
def test_the_text_stays(tokenize: UndertheseaTokenizer, text: str) -> None:
    doc = tokenize(text)
    assert doc.text == text
    assert len(doc.user_data[WORD_STARTS]) == len(doc)


def test_words_are_aligned_not_searched(tokenize: UndertheseaTokenizer) -> None:
    assert words(tokenize("Công an tỉnh, ngành thuỷ sản")) == ["Công an", "tỉnh", ",", "ngành", "thuỷ sản"]


def test_a_token_is_a_syllable_a_number_or_a_mark(tokenize: UndertheseaTokenizer) -> None:
    assert [token.text for token in tokenize("Nghĩa ra TP.HCM, 10kg")] == [
        "Nghĩa",
        "ra",
        "TP",
        ".",
        "HCM",
        ",",
        "10",
        "kg",
    ]


def test_corpus_keeps_its_text_and_mentions(tokenize: UndertheseaTokenizer, portal: list[dict[str, Any]]) -> None:
    for record in portal:
        text = unicodedata.normalize("NFC", record["text"])
        doc = tokenize(text)
        assert doc.text == text
        if text == record["text"]:
            for mention in record["mentions"]:
                assert doc.char_span(mention["start"], mention["end"]) is not None, mention


def test_runs_without_a_space_take_linear_time(tokenize: UndertheseaTokenizer) -> None:
    begin = time.process_time()
    tokenize("a." * 16_000 + " " + "b" * 200_000)
    # underthesea alone takes 12 s on the first part; the margin is wide because this bounds hanging, not speed
    assert time.process_time() - begin < 5
