"""Which map an article speaks of: districts and communes of before 1 July 2025, or the two levels since."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable

from spacy.tokens import Doc

from pipeline.annotations import mentions
from pipeline.gazetteer.lookup import load
from pipeline.gazetteer.naming import PlaceName, names_within
from pipeline.gazetteer.place import Era

CHANGE = datetime.date(2025, 7, 1)
_KEY = "antt_era"
_DATE = re.compile(
    r"(?<!\d)(?:(?:\d{1,2}\s*[/.-]\s*)?(1[0-2]|0?[1-9])\s*[/.-]\s*|tháng\s+(1[0-2]|0?[1-9])\s+năm\s+|năm\s+)(20[0-3]\d)(?!\d)"
)
# Words of the middle level, gone since July 2025.
_DISTRICT = re.compile(
    r"(?<!\w)(?:huyện|quận|thị xã|thị trấn|tx|tt|h|q)(?:\.| )\s*[\wĐ]|(?<!\w)(?:công an|ubnd|hđnd|vksnd|tand) (?:huyện|quận|thị xã)|(?<!\w)(?:huyện|quận|thị) (?:ủy|uỷ|đoàn)"
)
_CURRENT = re.compile(
    r"(?<!\w)đặc khu(?!\w)|sau (?:khi )?(?:sáp nhập|sắp xếp)|chính quyền địa phương (?:2|hai) cấp|tand khu vực|vksnd khu vực"
)


def era_of(doc: Doc) -> Era:
    """By the day of publication where it is known, else by the latest date in the text, by its administrative words and
    by which map has its communes."""
    era: Era | None = doc.user_data.get(_KEY)
    if era is None:
        era = doc.user_data[_KEY] = _era(doc)
    return era


def _era(doc: Doc) -> Era:
    published: datetime.date | None = doc._.published_on
    if published is not None:
        return "legacy" if published < CHANGE else "current"
    text = unicodedata.normalize("NFC", doc.text).lower()
    districts, currents = len(_DISTRICT.findall(text)), len(_CURRENT.findall(text))
    latest = max(_months(text), default=(0, 0))
    if latest >= (2025, 7) and districts <= 2 + currents:
        return "current"
    if districts > currents or (2025, 1) <= latest < (2025, 7):
        return "legacy"
    for span in mentions(doc, "PLACE", "UNIT"):
        for name in names_within(span.text, "current"):
            if name.level == "commune" and name.name:
                currents += _on_map(name, "current")
                districts += _on_map(name, "legacy") or bool(load().merged_communes(name.name))
    return "current" if currents > districts else "legacy"


def _on_map(name: PlaceName, era: Era) -> bool:
    return any(place.type_word == name.type_word for place in load().named(name.name, "commune", era))


def _months(text: str) -> Iterable[tuple[int, int]]:
    """Year and month of each date of the text (month 1 where only the year is said), without plans for the future."""
    for match in _DATE.finditer(text):
        month, year = match[1] or match[2], int(match[3])
        if year <= 2028:
            yield year, int(month or 1)
