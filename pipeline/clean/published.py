"""When an article was published: by its source's metadata, by the page's `Ngày đăng`, else by the day that opens its
lead.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from pipeline.records import PublishedBasis

_DAY = r"(?P<day>[0-3]?\d)\s*(?:[/.\-–]|tháng)\s*(?P<month>[01]?\d)\s*(?:[/.\-–]|năm)\s*(?P<year>(?:19|20)\d\d)"
_POSTED = re.compile(rf"^\s*(?:ngày đăng|đăng ngày|ngày cập nhật|cập nhật)\s*:?.{{0,20}}?{_DAY}(?!\d)", re.IGNORECASE)
# The day that opens a report (`Sáng 15/8/2022, …`); not the small hours, in which things happen rather than are
# reported.
_OPENING = re.compile(
    rf"^(?:\([^)]{{1,60}}\)\s*[-–]?\s*)?(?:vào\s+)?(?:(?:sáng|trưa|chiều|tối)\s+)?(?:thứ\s+\w+\s+)?(?:ngày\s+)?{_DAY}(?!\d)",
    re.IGNORECASE,
)
_ISO = re.compile(r"^\s*(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)")
_ANY = re.compile(rf"{_DAY}(?!\d)")
EARLIEST = datetime.date(1990, 1, 1)  # Vietnam's press went online in 1997; older dates tell of the past


def published(
    metadata: str | None, lines: Iterable[str], lead: str, today: datetime.date
) -> tuple[datetime.date, PublishedBasis] | None:
    """The day and how it is known; None where nothing tells it. Never after `today`.

    `lines` are the page's, furniture included; `lead` is the article's first paragraph.
    """
    if metadata:
        day = _day(_ISO.match(metadata) or _ANY.search(metadata), today)
        if day:
            return day, "metadata"
    for line in lines:
        day = _day(_POSTED.match(line[:100]), today)
        if day:
            return day, "text"
    day = _day(_OPENING.match(lead[:120]), today)
    return (day, "text") if day else None


def _day(match: re.Match[str] | None, today: datetime.date) -> datetime.date | None:
    if not match:
        return None
    try:
        day = datetime.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:  # the 31st of February and its like: no date at all
        return None
    return day if EARLIEST <= day <= today else None
