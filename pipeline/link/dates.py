"""The year of dates that stand without one, where the article settles it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.annotations import mentions
from pipeline.partial_dates import PartialDate, parse_iso
from pipeline.reading import Reading, read

_NEAR = datetime.timedelta(days=62)  # a date with its year settles those that lie this near to it
_SOON = datetime.timedelta(days=31)  # the same for the article's own date, when it would lie before
_LATER = datetime.timedelta(
    days=240
)  # the article's own date lies at most this long after the last event dated to the day
_LONGEST_ANCHOR = 400  # days; of a longer range only the last month is an anchor
_AHEAD = datetime.timedelta(days=31)  # an article may announce what comes within this time after its publication
_BIRTH_WORDS = frozenset(("sinh", "sn"))
_OPENS_YEAR = frozenset(("đầu", "tết", "nay", "nguyên"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of days that the article names with its year, and the mention's index."""

    start: datetime.date
    end: datetime.date
    mention: int
    to_the_day: bool


@Language.factory("antt_link_dates", assigns=["span._.iso"], requires=["doc.spans", "span._.iso"])
def create_link_dates(nlp: Language, name: str) -> LinkDates:
    return LinkDates()


class LinkDates:
    """Fills the year into `iso` from the publication date, else from a date near in the calendar that has its year."""

    def __call__(self, doc: Doc) -> Doc:
        spans = mentions(doc, "DATE")
        open_spans = [
            (i, span) for i, span in enumerate(spans) if span._.iso is not None and span._.iso.startswith("--")
        ]
        if not open_spans:
            return doc
        published: datetime.date | None = doc._.published_on
        anchors, latest = ([], 0) if published is not None else _anchors(read(doc), spans)
        own: Anchor | None = None
        for i, span in open_spans:
            dates = parse_iso(span._.iso)
            if dates is None:
                continue
            if published is not None:
                year = _year_of_publication(dates[0], published)
            elif span is open_spans[0][1] and dates[0].day and not any(a.to_the_day and a.mention < i for a in anchors):
                year = _year_of_dateline(dates[0], anchors, latest) or _year_near(dates[0], i, anchors, _SOON)
                day = dates[0].in_year(year).first_day() if year is not None else None
                own = Anchor(day, day, i, True) if day is not None else None
            else:
                year = _year_near(dates[0], i, [own], _NEAR) if own is not None else None
                year = year or _year_near(dates[0], i, anchors, _NEAR)
            if year is not None:
                _fill(span, dates[0], dates[1], year)
        return doc


def _fill(span: Span, low: PartialDate, high: PartialDate, year: int) -> None:
    start, end = low.in_year(year), high.in_year(year)
    if (end.month or 0, end.day or 0) < (start.month or 0, start.day or 0):
        end = PartialDate(year + 1, end.month, end.day)
    if start.exists and end.exists:
        span._.iso = start.iso if low == high else f"{start.iso}/{end.iso}"


def _year_of_publication(date: PartialDate, published: datetime.date) -> int | None:
    """The year in which the date lies before the publication, or a little after it."""
    for year in (published.year + 1, published.year, published.year - 1):
        day = date.in_year(year).first_day()
        if day is not None and day - published <= _AHEAD:
            return year
    return None


def _year_of_dateline(date: PartialDate, anchors: list[Anchor], latest: int) -> int | None:
    """The year, not before the `latest` one named, in which the article's own date follows the last dated event."""
    if not anchors:
        return None
    last = max(anchors, key=lambda anchor: anchor.start)
    for year in (last.start.year, last.start.year + 1):
        day = date.in_year(year).first_day()
        if (
            day is not None
            and year >= latest
            and last.start - _SOON <= day <= last.end + (_LATER if last.to_the_day else _NEAR)
        ):
            return year
    return None


def _year_near(date: PartialDate, mention: int, anchors: list[Anchor], near: datetime.timedelta) -> int | None:
    """The year in which the date lies nearest to an anchor: in the calendar, within `near`, then in the text."""
    best: tuple[tuple[datetime.timedelta, int], int] | None = None
    for anchor in anchors:
        for year in (anchor.start.year - 1, anchor.start.year, anchor.end.year, anchor.end.year + 1):
            first, last = date.in_year(year).first_day(), date.in_year(year).last_day()
            if first is None or last is None:
                continue
            distance = max(anchor.start - last, first - anchor.end, datetime.timedelta())
            if distance <= near:
                rank = (distance, abs(anchor.mention - mention))
                if best is None or rank < best[0]:
                    best = (rank, year)
    return best[1] if best is not None else None


def _anchors(reading: Reading, spans: list[Span]) -> tuple[list[Anchor], int]:
    """The dates that have a year, and the latest year named.

    Births are left out, and bare years that don't speak of the present (`đầu năm 2019` does).
    """
    found: list[Anchor] = []
    latest = 0
    words = reading.words.plain
    for i, span in enumerate(spans):
        dates = parse_iso(span._.iso or "")
        start, end = (dates[0].first_day(), dates[1].last_day()) if dates is not None else (None, None)
        first = reading.words.first(span.start_char)
        before = words[max(0, first - 4) : first]
        if dates is None or start is None or end is None or not _BIRTH_WORDS.isdisjoint(before):
            continue
        latest = max(latest, start.year)
        if dates[0].month is None and _OPENS_YEAR.isdisjoint(before):
            continue
        if (end - start).days > _LONGEST_ANCHOR and dates[1].month is not None:
            start = end.replace(day=1)
        found.append(Anchor(start, end, i, dates[1].day is not None))
    return found, latest
