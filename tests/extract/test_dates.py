from __future__ import annotations

import re

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotations import MENTIONS
from pipeline.extract.dates import Dates

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


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Ngày [DATE 15/8/2022]", "2022-08-15"),
        ("ngày [DATE 9/8]", "--08-09"),
        ("ngày [DATE 24 - 7]", "--07-24"),
        ("ngày [DATE 12 - 11 - 2019]", "2019-11-12"),
        ("Sáng [DATE 25.12.2020]", "2020-12-25"),
        ("ngày [DATE 5/3/19]", "2019-03-05"),
        ("tháng [DATE 7/2019]", "2019-07"),
        ("tháng [DATE 6-2018]", "2018-06"),
        ("Tháng [DATE 3 năm 2022]", "2022-03"),
        ("đầu tháng [DATE 12], Mến đặt mua", "--12"),
        ("năm [DATE 2022]", "2022"),
        ("ngày [DATE 15 tháng 4 năm 2024]", "2024-04-15"),
        ("từ ngày [DATE 15/4 đến 30/6/2021]", "2021-04-15/2021-06-30"),
        ("từ ngày [DATE 15/11/2019 đến 15/02/2020]", "2019-11-15/2020-02-15"),
        ("từ ngày [DATE 15/11 đến 15/02/2020]", "2019-11-15/2020-02-15"),
        ("từ tháng [DATE 6 đến tháng 10/2020]", "2020-06/2020-10"),
        ("từ ngày [DATE 1 đến ngày 15/8]", "--08-01/--08-15"),
        ("từ đêm [DATE 28 đến sáng 30/9/2025]", "2025-09-28/2025-09-30"),
        ("(từ [DATE 01 - 14/9])", "--09-01/--09-14"),
        ("([DATE 20/7/1962 - 20/7/2022])", "1962-07-20/2022-07-20"),
        ("([DATE 1918-1920])", "1918/1920"),
        ("trong quý [DATE III/2024]", "2024-07/2024-09"),
        ("mã [DATE 45/13/2020]", None),
        ("ngày [DATE 31/2/2020]", None),
    ],
)
def test_iso(text: str, iso: str | None) -> None:
    doc = Dates()(marked(text))
    assert doc.spans[MENTIONS][0]._.iso == iso


def test_a_day_takes_its_month_from_the_date_it_is_joined_to() -> None:
    doc = Dates()(marked("trong các ngày [DATE 13] và [DATE 14-12-2025], rồi ngày [DATE 20]"))
    assert [span._.iso for span in doc.spans[MENTIONS]] == ["2025-12-13", "2025-12-14", None]
