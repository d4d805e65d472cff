from __future__ import annotations

import datetime
import re

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotations import MENTIONS
from pipeline.link.dates import LinkDates
from pipeline.partial_dates import PartialDate, parse_iso

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


def linked(text: str, isos: list[str], published: datetime.date | None = None) -> list[str]:
    doc = marked(text)
    doc._.published_on = published
    for span, iso in zip(doc.spans[MENTIONS], isos, strict=True):
        span._.iso = iso
    return [span._.iso for span in LinkDates()(doc).spans[MENTIONS]]


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("--08-09", "2019-08-09"),
        ("--12-30", "2018-12-30"),
        ("--09-10", "2019-09-10"),
        ("--12", "2018-12"),
        ("2016", "2016"),
    ],
)
def test_the_publication_settles_the_year(iso: str, expected: str) -> None:
    assert linked("ngày [DATE x]", [iso], datetime.date(2019, 8, 20)) == [expected]


def test_a_near_date_settles_the_year() -> None:
    assert linked("Ngày [DATE 20/12/2022] … ngày [DATE 11/12]", ["2022-12-20", "--12-11"]) == [
        "2022-12-20",
        "2022-12-11",
    ]


def test_the_turn_of_the_year() -> None:
    assert linked("Ngày [DATE 05/01/2021] … đêm [DATE 28/12]", ["2021-01-05", "--12-28"]) == [
        "2021-01-05",
        "2020-12-28",
    ]


def test_the_own_date_follows_the_dated_events() -> None:
    text = "Ngày [DATE 22-5], toà xử vụ ngày [DATE 28-12-2018]; nghị án [DATE 21-5]"
    assert linked(text, ["--05-22", "2018-12-28", "--05-21"]) == ["2019-05-22", "2018-12-28", "2019-05-21"]


def test_far_dates_births_and_laws_settle_nothing() -> None:
    assert linked("Ngày [DATE 2-4] … tháng [DATE 9-2017]", ["--04-02", "2017-09"])[0] == "--04-02"
    assert linked("Ngày [DATE 13-5] … (sinh ngày [DATE 16-5-2005])", ["--05-13", "2005-05-16"])[0] == "--05-13"
    assert linked("Ngày [DATE 13-5] … Luật năm [DATE 2012]", ["--05-13", "2012"])[0] == "--05-13"


def test_a_range_gets_its_year() -> None:
    assert linked("từ [DATE x]", ["--12-28/--01-02"], datetime.date(2020, 1, 5)) == ["2019-12-28/2020-01-02"]


def test_partial_dates() -> None:
    assert parse_iso("2021-04-15/2021-06-30") == (PartialDate(2021, 4, 15), PartialDate(2021, 6, 30))
    assert parse_iso("--08") == (PartialDate(None, 8), PartialDate(None, 8))
    assert parse_iso("hôm qua") is None
    assert PartialDate(2020, 2).last_day() == datetime.date(2020, 2, 29)
    assert not PartialDate(None, 2, 30).exists


def test_years_out_of_the_calendar_are_no_dates() -> None:
    for date in (PartialDate(0, 1, 1), PartialDate(999), PartialDate(9999, 12), PartialDate(12_345)):
        assert (date.exists, date.first_day(), date.last_day()) == (False, None, None)
    assert linked("Ngày [DATE 2-4] … năm [DATE 12-9999]", ["--04-02", "9999-12"])[0] == "--04-02"
    assert linked("Ngày [DATE 31-12]", ["--12-31"], datetime.date(9999, 12, 31)) == ["--12-31"]
