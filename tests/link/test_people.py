from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotations import MENTIONS
from pipeline.classifier import Classifier
from pipeline.link.part_features import PartCue, PartFeatures
from pipeline.link.people import LinkPeople, train_part
from pipeline.link.person_entities import PersonEntities
from pipeline.person_cues import PersonCues
from pipeline.phrasebook import shows
from pipeline.reading import read
from pipeline.topics import TopicRow, Topics

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


def names(text: str) -> list[str]:
    """The entity of each PERSON mention."""
    link = LinkPeople(Classifier(labels=("other",), weights={}))
    doc = link(marked(text))
    return [span._.entity for span in doc.spans[MENTIONS] if span.label_ == "PERSON"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[PERSON Đỗ Văn Thường] khai. [PERSON Thường] bỏ trốn.", ["Đỗ Văn Thường"] * 2),
        ("[PERSON Thường] bị bắt. Đó là [PERSON Đỗ Văn Thường].", ["Đỗ Văn Thường"] * 2),
        ("anh [PERSON Đỗ Văn N.] … anh [PERSON N.] kể", ["Đỗ Văn N."] * 2),
        ("em [PERSON Q.V. K.] … [PERSON K.] … [PERSON V.]", ["Q.V. K.", "Q.V. K.", "V."]),
        ("[PERSON Giàng A Tùa] và em của [PERSON A Tùa]", ["Giàng A Tùa"] * 2),
        ("bà [PERSON Lê Thị Bích Đào] … bà chủ [PERSON Bích Đào] … bà [PERSON Đào]", ["Lê Thị Bích Đào"] * 3),
        ('[PERSON Lê Văn Dũng], tức [PERSON Dũng "đò"] (SN 1993)', ["Lê Văn Dũng"] * 2),
        ("chị [PERSON Vi Thị Lụa] (có tên khác là [PERSON Nhung]) … bà [PERSON Nhung]", ["Vi Thị Lụa"] * 3),
        (
            "cô [PERSON Vi Thị Sa] tát em [PERSON Phan Đức Sa]. Em [PERSON Sa] khóc, cô [PERSON Sa] xin lỗi.",
            ["Vi Thị Sa", "Phan Đức Sa", "Phan Đức Sa", "Vi Thị Sa"],
        ),
        ("[PERSON Lê Văn Sơn] … anh [PERSON S.] bị thương", ["Lê Văn Sơn", "S."]),
        ("Cướp ở chợ\nAnh [PERSON Nhung] kể lại.\n[PERSON Mỹ Nhung]", ["Nhung", "Mỹ Nhung"]),
        ("[PERSON Anna Bergström] … bà [PERSON Bergström] … [PERSON Anna]", ["Anna Bergström"] * 3),
    ],
)
def test_who_is_who(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Hiện trường.\nẢnh: [PERSON Lê Hoàng]", True),
        ("Cảnh sát khám xét. (Ảnh: [PERSON Lê Hoàng])", True),
        ("Công an bắt giữ.\n[PERSON Lê Hoàng] - [PERSON Phan Sa]", True),
        ("Bài, ảnh: [PERSON Lò Xuân]", True),
        ("Nghi phạm [PERSON Lê Hoàng] tại toà", False),
        ("Các đối tượng gồm: [PERSON Lê Hoàng]", False),
    ],
)
def test_credits(text: str, credit: bool) -> None:
    doc = marked(text)
    reading = read(doc)
    assert all(person.credit is credit for person in PersonEntities(PersonCues()).of(reading))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Bị cáo [PERSON Lê Văn Tư] khóc. [PERSON Tư] xin giảm án.", ["suspect", "suspect"]),
        ("Nạn nhân là chị [PERSON Lê Thị Na] (20 tuổi).", ["victim"]),
        (
            "Tai nạn làm [PERSON Lê A] (43 tuổi) và [PERSON Lê B] (73 tuổi, ngụ [PLACE huyện C]) tử vong.",
            ["victim", "victim"],
        ),
        ("[PERSON Lê Văn Tư] (30 tuổi) khai nhận", ["suspect"]),
    ],
)
def test_parts_that_a_strong_cue_settles(text: str, parts: list[str]) -> None:
    link = LinkPeople(Classifier(labels=("other",), weights={}))
    doc = link(marked(text))
    assert [span._.part for span in doc.spans[MENTIONS] if span.label_ == "PERSON"] == parts


def test_the_classifier_learns_and_is_stored(tmp_path: Path) -> None:
    texts = [
        ("Ông [PERSON Lê Văn {n}] phát biểu tại lễ.", "official"),
        ("Ông [PERSON Lê Văn {n}] kể lại chuyện cũ.", "other"),
    ] * 3
    gold = []
    for i, (text, part) in enumerate(texts):
        record = {"id": str(i), "mentions": [{"label": "PERSON", "part": part}]}
        gold.append((record, marked(text.format(n="ABCDEF"[i]))))
    link = LinkPeople(train_part(gold))
    link.to_disk(tmp_path / "antt_link_people")
    again = LinkPeople().from_disk(tmp_path / "antt_link_people")
    assert again.classifier == link.classifier
    doc = again(marked("Ông [PERSON Trần Văn X] phát biểu."))
    assert doc.spans[MENTIONS][0]._.part == "official"
    assert not any("lê" in feature or "văn" in feature for feature in again.classifier.weights)


@pytest.mark.parametrize("row", PartFeatures(PersonCues()).rows, ids=lambda row: row.id)
def test_part_cue_rows(row: PartCue) -> None:
    assert shows(row.phrase, row.example, row.counter_example)


@pytest.mark.parametrize("row", Topics().rows, ids=lambda row: row.id)
def test_topic_rows(row: TopicRow) -> None:
    assert shows(row.phrase, row.example, row.counter_example)
