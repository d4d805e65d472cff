from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotations import MENTIONS
from pipeline.classifier import Classifier
from pipeline.errors import AnttError
from pipeline.extract.count_lexicon import CountCue, CountLexicon, CountNoun
from pipeline.extract.counts import Counts, train_category
from pipeline.extract.numbers import Numbers, NumberWord, holds, value_of
from pipeline.extract.qualifiers import QualifierRow, Qualifiers
from pipeline.phrasebook import shows

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\s+|.", re.DOTALL)
_MARK = re.compile(r"\[(PERSON|PLACE|UNIT|COUNT|DATE) ([^\]]+)\]")


def marked(text: str) -> Doc:
    """The document of a text in which mentions stand as `[PERSON Lê Văn Minh]`."""
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


NUMBERS = Numbers()
LEXICON = CountLexicon()


@pytest.fixture(scope="module")
def counts() -> Counts:
    return Counts(Classifier(labels=("other",), weights={"bias": ((0, 1.0),)}))


def first(counts: Counts, text: str) -> tuple[object, object, str, str]:
    doc = counts(marked(text))
    values = doc.spans[MENTIONS][0]._
    return values.value, values.value_max, values.noun, values.qualifier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[COUNT 1.150 viên đạn]", (1150, None, "viên đạn", "exact")),
        ("trên [COUNT 6,2 tỷ đồng]", (6_200_000_000, None, "đồng", "min")),
        ("[COUNT 09 khẩu súng kíp]", (9, None, "khẩu súng kíp", "exact")),
        ("[COUNT 110 triệu đồng]", (110_000_000, None, "đồng", "exact")),
        ("[COUNT 1 tỷ 200 triệu đồng]", (1_200_000_000, None, "đồng", "exact")),
        ("[COUNT 2 tỷ rưỡi đồng]", (2_500_000_000, None, "đồng", "exact")),
        ("phạt gần [COUNT 9 triệu]", (9_000_000, None, "đồng", "approx")),
        ("với giá [COUNT 750.000]/kg", (750_000, None, "đồng", "exact")),
        ("[COUNT 214.650.000 đồng]", (214_650_000, None, "đồng", "exact")),
        ("khoảng [COUNT 2,146 kg ma túy]", (2.146, None, "kg ma túy", "approx")),
        ("[COUNT 1,186 người]", (1186, None, "người", "exact")),
        ("[COUNT 500m2]", (500, None, "m2", "exact")),
        ("[COUNT 10kg]", (10, None, "kg", "exact")),
        ("cao khoảng [COUNT 1m65 - 1m70]", (1.65, 1.70, "m", "approx")),
        ("[COUNT 91,7%]", (91.7, None, "%", "exact")),
        ("từ [COUNT 4 đến 6 thành viên]", (4, 6, "thành viên", "exact")),
        ("[COUNT 2 - 3 tuần]", (2, 3, "tuần", "exact")),
        ("[COUNT 30 - 50%]", (30, 50, "%", "exact")),
        ("[COUNT 500 nghìn đến 1 triệu đồng]", (500_000, 1_000_000, "đồng", "exact")),
        ("[COUNT 8-12 triệu đồng]", (8_000_000, 12_000_000, "đồng", "exact")),
        ("[COUNT 7 năm đến 20 năm tù]", (7, 20, "năm tù", "exact")),
        ("[COUNT 9 năm 6 tháng tù]", (9.5, None, "năm tù", "exact")),
        ("[COUNT hai người]", (2, None, "người", "exact")),
        ("[COUNT hai ba người]", (2, 3, "người", "exact")),
        ("[COUNT Mười tám đồng chí]", (18, None, "đồng chí", "exact")),
        ("[COUNT hai mươi lăm hộ]", (25, None, "hộ", "exact")),
        ("[COUNT một trăm linh năm hộ]", (105, None, "hộ", "exact")),
        ("[COUNT mười năm]", (10, None, "năm", "exact")),
        ("[COUNT năm người]", (5, None, "người", "exact")),
        ("[COUNT nửa tấn gạo]", (0.5, None, "tấn gạo", "exact")),
        ("hơn [COUNT chục bao cà phê]", (10, None, "bao cà phê", "min")),
        ("cao cả [COUNT chục mét]", (None, None, "mét", "vague")),
        ("[COUNT hàng chục triệu đồng]", (None, None, "đồng", "vague")),
        ("[COUNT vài trăm người]", (None, None, "người", "vague")),
        ("[COUNT 8/8 xã]", (8, None, "xã", "exact")),
        ("[COUNT 79 “quái xế”] cùng", (79, None, "quái xế", "exact")),
        ("[COUNT 53 khẩu súng các loại]", (53, None, "khẩu súng", "exact")),
        ("ít nhất [COUNT 4 người] bị thương", (4, None, "người", "min")),
        ("không quá [COUNT 3 ngày]", (3, None, "ngày", "max")),
        ("phạt tối đa [COUNT 15 triệu đồng]", (15_000_000, None, "đồng", "max")),
        ("từ [COUNT 30 người] trở lên", (30, None, "người", "min")),
        ("[COUNT Ba năm] trở lại đây", (3, None, "năm", "exact")),
    ],
)
def test_value_noun_and_qualifier(counts: Counts, text: str, expected: tuple[object, object, str, str]) -> None:
    assert first(counts, text) == expected


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("1.150", 1150),
        ("1,8", 1.8),
        ("0.812", 0.812),
        ("3.5", 3.5),
        ("1,150,000", 1_150_000),
        ("2.000,5", 2000.5),
        ("09", 9),
    ],
)
def test_numerals(numeral: str, value: float) -> None:
    assert value_of(numeral) == value


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("thu [COUNT 412 triệu đồng]", "money"),
        ("[COUNT 5,5 kg thuốc nổ]", "weapons"),
        ("[COUNT 3 kg]", "measure"),
        ("[COUNT 3 kg gạo]", "goods"),
        ("[COUNT 3 kg ketamine]", "drugs"),
        ("dài [COUNT 80 mét]", "measure"),
        ("[COUNT 200 m dây cáp]", "goods"),
        ("phạt [COUNT 30 tháng tù]", "sentence"),
        ("có thể bị phạt tù từ [COUNT 2 đến 7 năm]", "sentence"),
        ("trong [COUNT 2 năm]", "duration"),
        ("[COUNT 14 xe mô tô]", "vehicles"),
        ("tăng [COUNT 15%]", "percent"),
        ("làm [COUNT 4 người] bị thương", "injured"),
        ("khiến [COUNT hai sinh viên] tử vong", "killed"),
        ("bắt giữ [COUNT 9 đối tượng]", "arrested"),
        ("[COUNT 2 công nhân] mất tích", "victims"),
    ],
)
def test_what_noun_or_cue_settle(counts: Counts, text: str, category: str) -> None:
    doc = counts(marked(text))
    assert doc.spans[MENTIONS][0]._.category == category


def test_the_classifier_learns_and_is_stored(tmp_path: Path) -> None:
    texts = [("nhân rộng [COUNT {n} mô hình]", "groups"), ("dự có [COUNT {n} đại biểu]", "people")] * 3
    gold = []
    for i, (text, category) in enumerate(texts):
        gold.append(
            ({"id": str(i), "mentions": [{"label": "COUNT", "category": category}]}, marked(text.format(n=i + 2)))
        )
    counts = Counts(train_category(gold))
    counts.to_disk(tmp_path / "antt_counts")
    again = Counts().from_disk(tmp_path / "antt_counts")
    assert again.classifier == counts.classifier
    doc = again(marked("có [COUNT 40 mô hình]"))
    assert doc.spans[MENTIONS][0]._.category == "groups"


def test_without_a_classifier_the_error_says_what_to_do() -> None:
    with pytest.raises(AnttError, match="antt train"):
        Counts()(marked("có [COUNT 40 mô hình]"))


@pytest.mark.parametrize("row", NUMBERS.rows, ids=lambda row: row.id)
def test_number_word_rows(row: NumberWord) -> None:
    assert holds(NUMBERS, row)


@pytest.mark.parametrize("row", Qualifiers().rows, ids=lambda row: row.id)
def test_qualifier_rows(row: QualifierRow) -> None:
    assert shows(row.phrase, row.example, row.counter_example)


@pytest.mark.parametrize("row", [*LEXICON.noun_rows, *LEXICON.cue_rows], ids=lambda row: row.id)
def test_count_noun_and_cue_rows(row: CountNoun | CountCue) -> None:
    assert shows(row.phrase, row.example, row.counter_example)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("bắt [COUNT ② đối tượng]", None),
        ("[COUNT 500 m ² nhà]", 500),
        ("cao khoảng [COUNT 1m65 - 1m rưỡi]", 1.65),
        (f"[COUNT {'9' * 400} đồng]", None),
        (f"[COUNT 9{' tỷ' * 40} đồng]", None),
    ],
)
def test_odd_numbers_do_not_stop_the_reading(counts: Counts, text: str, value: float | None) -> None:
    assert first(counts, text)[0] == value
