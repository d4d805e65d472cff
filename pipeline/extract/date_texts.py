"""Reads the text of a DATE mention: `15/8/2022`, `24 - 7`, `6 đến tháng 10/2020`, `15 tháng 4 năm 2024`, `III/2024`."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.partial_dates import PartialDate

_SEP = r"\s*[/.\-–]\s*"
_DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{4}}|\d{{2}})")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{4}})")
_DAY_MONTH = re.compile(rf"(\d{{1,2}}){_SEP}(\d{{1,2}})")
_SPELLED = re.compile(rf"(\d{{1,2}})\s+tháng\s+(\d{{1,2}})(?:(?:\s+năm\s+|{_SEP})(\d{{4}}))?")
_MONTH_SPELLED = re.compile(r"(\d{1,2})\s+năm\s+(\d{4})")
_YEAR = re.compile(r"\d{4}")
_NUMBER = re.compile(r"\d{1,2}")
_QUARTER = re.compile(r"(I{1,3}|IV|[1-4])\s*[/\-]\s*(\d{4})")
_DAYS_OF_MONTH = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2}(?:\s*/\s*\d{1,2})+(?:\s*/\s*\d{4})?)")
_RANGE = re.compile(
    r"\s+(?:đến|tới)\s+(?:hết\s+)?|\s*[-–]\s*(?=\d{1,2}\s*[/.]\s*\d)|\s+[-–]\s+|(?<=\d{4})\s*[-–]\s*(?=\d{4})"
)
_LEAD = re.compile(
    r"(?:(?:hết|cuối|đầu|giữa|rạng|sáng|trưa|chiều|tối|đêm|ngày|tháng|năm|mùng|mồng)\s+)*", re.IGNORECASE
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def read_date(text: str, before: str) -> tuple[PartialDate, PartialDate] | None:
    """Start and end (the same for a single date) of the mention's text; `before` is the word before it, in lower case.

    None when the text is no date of the calendar. A number alone is a month after `tháng`, else a day.
    """
    text = " ".join(text.split())
    if before == "quý" and (quarter := _QUARTER.fullmatch(text)):
        first = _ROMAN[quarter[1]] * 3 - 2
        return PartialDate(int(quarter[2]), first), PartialDate(int(quarter[2]), first + 2)
    if (days := _DAYS_OF_MONTH.fullmatch(text)) and "/" in days[2]:
        return _range(days[1], days[2], before, before)
    single = _single(text, before)
    if single is not None:
        return single, single
    pieces = [piece for piece in _RANGE.split(text, maxsplit=1) if piece]
    if len(pieces) != 2:
        return None
    lead = _LEAD.match(pieces[1])
    words = lead[0].lower().split() if lead else []
    return _range(pieces[0], pieces[1][lead.end() if lead else 0 :], before, words[-1] if words else before)


def _range(low: str, high: str, before: str, before_high: str) -> tuple[PartialDate, PartialDate] | None:
    """What the lower end leaves out (month, year) is that of the upper end."""
    end = _single(high, before_high)
    start = _single(low, before)
    if end is None or start is None:
        return None
    if start.day is not None and start.month is None:
        start = (
            replace(start, month=end.month, year=end.year) if end.day is not None else PartialDate(end.year, start.day)
        )
    elif start.year is None:
        wraps = end.month is not None and start.month is not None and start.month > end.month and end.year is not None
        start = replace(start, year=end.year - 1 if wraps and end.year is not None else end.year)
    return (start, end) if start.exists and end.exists else None


def _single(text: str, before: str) -> PartialDate | None:
    date: PartialDate | None = None
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        year = int(match[3])
        date = PartialDate(year if year > 99 else 2000 + year, int(match[2]), int(match[1]))
    elif match := _SPELLED.fullmatch(text):
        date = PartialDate(int(match[3]) if match[3] else None, int(match[2]), int(match[1]))
    elif match := _MONTH_YEAR.fullmatch(text) or _MONTH_SPELLED.fullmatch(text):
        date = PartialDate(int(match[2]), int(match[1]))
    elif match := _DAY_MONTH.fullmatch(text):
        date = PartialDate(None, int(match[2]), int(match[1]))
    elif match := _YEAR.fullmatch(text):
        date = PartialDate(int(match[0]))
    elif match := _NUMBER.fullmatch(text):
        date = PartialDate(None, int(match[0])) if before == "tháng" else PartialDate(None, None, int(match[0]))
    return date if date is not None and date.exists else None
