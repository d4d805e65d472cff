"""The calendar date of each DATE mention, as far as its own words tell it."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract.date_texts import read_date
from pipeline.partial_dates import PartialDate
from pipeline.reading import read

_JOINED_WITHIN = 4  # words between a bare day and the date it is joined to


@Language.factory("antt_dates", assigns=["span._.iso"], requires=["doc.spans"])
def create_dates(nlp: Language, name: str) -> Dates:
    return Dates()


class Dates:
    """Sets `iso` on the DATE mentions: `2022-08-15`, `--08-15` where the year isn't told, `start/end` for a range.

    A day without month (`ngày 13 và 14-12`) takes month and year from the date it is joined to.
    """

    def __call__(self, doc: Doc) -> Doc:
        reading = read(doc)
        words = reading.words.plain
        following = None
        for mention in range(len(reading.mentions) - 1, -1, -1):
            if reading.labels[mention] != "DATE":
                following = None
                continue
            span = reading.mentions[mention]
            first, past = reading.firsts[mention], reading.pasts[mention]
            dates = read_date(span.text, words[first - 1] if first else "")
            bare_day = dates is not None and dates[0].day is not None and dates[0].month is None
            if bare_day and following is not None and reading.firsts[following[0]] - past <= _JOINED_WITHIN:
                dates = _completed(dates, following[1])
            span._.iso = None
            if dates is not None:
                start, end = dates
                span._.iso = (start.iso if start == end else f"{start.iso}/{end.iso}") or None
                following = (mention, start)
        return doc


def _completed(
    dates: tuple[PartialDate, PartialDate] | None, other: PartialDate
) -> tuple[PartialDate, PartialDate] | None:
    """A bare day in the month and year of the other date, which must tell its day itself."""
    if dates is None or other.day is None:
        return dates
    date = PartialDate(other.year, other.month, dates[0].day)
    return date, date
