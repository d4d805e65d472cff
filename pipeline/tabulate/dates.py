"""`dates`: one row a date, month, year or period, with its first and last day."""

from __future__ import annotations

import calendar
import datetime

from pipeline.schema.arrow import Row
from pipeline.tabulate.page import Page


def rows(page: Page) -> list[Row]:
    """The dates in text order."""
    made: list[Row] = []
    for mention in page.labelled("DATE"):
        first, last = days_of(mention.span._.iso)
        made.append(
            {
                "article_id": page.article.article_id,
                "mention_id": mention.mention_id,
                "sentence_no": mention.sentence_no,
                "iso": mention.span._.iso,
                "date_start": first,
                "date_end": last,
            }
        )
    return made


def days_of(iso: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day of `2022-08-15`, `2022-08`, `2022` or a range `start/end`.

    A day is None where the text does not settle it (`--08-09`) or the calendar has no such day.
    """
    if not iso:
        return None, None
    first, _, last = iso.partition("/")
    return _days(first)[0], _days(last or first)[1]


def _days(iso: str) -> tuple[datetime.date | None, datetime.date | None]:
    try:
        numbers = [int(part) for part in iso.split("-")]
        if len(numbers) == 1:
            return datetime.date(numbers[0], 1, 1), datetime.date(numbers[0], 12, 31)
        year, month, *day = numbers
        if not day:
            return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
        return datetime.date(year, month, day[0]), datetime.date(year, month, day[0])
    except ValueError:  # `--08-09` has no year; 2022-02-30 is no day
        return None, None
