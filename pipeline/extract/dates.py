"""The calendar date of each DATE mention, as far as its own words tell it."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract.date_texts import read_date
from pipeline.reading import read


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
            if dates is not None and dates[0].day is not None and dates[0].month is None:
                if following is not None and reading.firsts[following[0]] - past <= 4 and following[1].day is not None:
                    dates = (type(dates[0])(following[1].year, following[1].month, dates[0].day),) * 2
            span._.iso = None
            if dates is not None:
                start, end = dates
                span._.iso = (start.iso if start == end else f"{start.iso}/{end.iso}") or None
                following = (mention, start)
        return doc
