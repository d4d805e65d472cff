from __future__ import annotations

import datetime
import unicodedata
from typing import Any

import pytest

from pipeline.clean import article_id, clean
from pipeline.clean.characters import mended
from pipeline.errors import RejectedError
from pipeline.records import RawArticle

TODAY = datetime.date(2026, 11, 1)


def read(text: str, **metadata: str) -> Any:
    return clean(RawArticle("x", "x.txt", text, **metadata), TODAY)[0]


def test_same_article_in_another_unicode_form_is_the_same(seed: dict[str, Any]) -> None:
    composed, decomposed = (unicodedata.normalize(form, seed["text"]) for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert article_id(composed) == article_id(decomposed)
    assert read(composed).text == read(decomposed).text


def test_white_space_and_invisible_characters() -> None:
    assert mended("\ufeffMột  hai\u00a0ba\r\n\r\n\r\n\r\nbốn\u200b năm \r") == "Một hai ba\n\nbốn năm"


def test_parts_cover_the_text_without_overlap(portal: list[dict[str, Any]]) -> None:
    for record in portal:
        article = read(record["text"])
        ends = 0
        for part in article.parts:
            assert not article.text[ends : part.start].strip()
            ends = part.end
        assert not article.text[ends:].strip()


@pytest.mark.parametrize(("text", "code"), [(" \n\t", "empty"), ("noData\nLượt xem: 12", "only-furniture")])
def test_nothing_left_is_rejected(text: str, code: str) -> None:
    with pytest.raises(RejectedError) as caught:
        read(text)
    assert caught.value.problem.code == code


@pytest.mark.parametrize(
    ("text", "published", "basis"),
    [
        ("Tiêu đề\nSáng 15/8/2022, xã tổ chức Ngày hội.", datetime.date(2022, 8, 15), "text"),
        ("Tiêu đề\nNgày đăng: 07-07-2021 08:15\nCông an xã ra quân.", datetime.date(2021, 7, 7), "text"),
        ("Tiêu đề\nRạng sáng 12/11/2019, tổ công tác bắt giữ Lợi.", None, None),
        ("Tiêu đề\nSáng 15/8/2092, xã tổ chức Ngày hội.", None, None),  # in the future
        ("Tiêu đề\nSáng 31/2/2022, xã tổ chức Ngày hội.", None, None),  # no such day
    ],
)
def test_day_of_publication(text: str, published: datetime.date | None, basis: str | None) -> None:
    article = read(text)
    assert (article.published_on, article.published_basis) == (published, basis)


def test_metadata_come_first() -> None:
    article = read(
        "Tiêu đề\nSáng 15/8/2022, xã tổ chức Ngày hội.", published="2022-08-16T07:00:00+07:00", author="Lê Hoàng"
    )
    assert (article.published_on, article.published_basis) == (datetime.date(2022, 8, 16), "metadata")
    assert article.author == "Lê Hoàng"


def test_long_run_is_kept_and_told() -> None:
    article, doubts = clean(RawArticle("x", "x.txt", "a" * 200_000))
    assert len(article.text) == 200_000
    assert [doubt.code for doubt in doubts] == ["too-long-run"]
