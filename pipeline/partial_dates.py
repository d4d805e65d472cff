"""Calendar dates as far as they are told: `2022-08-15`, `2022-08`, `2022`, and without the year `--08-15`, `--08`."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, replace

_YEARS = range(1000, 3000)
_ISO = re.compile(r"(?:(\d{4})|-)(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which some parts may not be told; `iso` is "" where only the day of an unknown month is."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        if self.month is None:
            return f"{self.year:04d}" if self.year is not None and self.day is None else ""
        head = f"{self.year:04d}" if self.year is not None else "-"
        return f"{head}-{self.month:02d}" + (f"-{self.day:02d}" if self.day is not None else "")

    @property
    def exists(self) -> bool:
        """Whether the calendar has this date in some year, and its year, if told, is from 1000 to 2999."""
        if self.year is not None and self.year not in _YEARS:
            return False
        if self.year is not None and not datetime.MINYEAR <= self.year <= datetime.MAXYEAR:
            return False
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        longest = calendar.monthrange(self.year or 2000, self.month)[1] if self.month is not None else 31
        return 1 <= self.day <= longest

    def first_day(self) -> datetime.date | None:
        """The first day it may mean; None without a year, or where there is no such date."""
        return (
            datetime.date(self.year, self.month or 1, self.day or 1) if self.year is not None and self.exists else None
        )

    def last_day(self) -> datetime.date | None:
        """The last day it may mean; None without a year, or where there is no such date."""
        if self.year is None or not self.exists:
            return None
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def in_year(self, year: int) -> PartialDate:
        """The same day or month of that year; unchanged where the year is told."""
        return self if self.year is not None else replace(self, year=year)


def parse_iso(iso: str) -> tuple[PartialDate, PartialDate] | None:
    """Start and end of what `PartialDate.iso` or `start/end` gives; None for anything else.

    A single date is its own start and end.
    """
    parts = [_ISO.fullmatch(part) for part in iso.split("/")]
    if not 1 <= len(parts) <= 2:
        return None
    dates = []
    for match in parts:
        if match is None:
            return None
        dates.append(PartialDate(*(int(group) if group else None for group in match.groups())))
    return dates[0], dates[-1]
