"""What an article says of places as a whole: the levels that it writes, the area it is about, whether it is abroad."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from pipeline.gazetteer import Era, Place, load
from pipeline.gazetteer.naming import PlaceName, bare_name_at_end, names_within
from pipeline.spelling import plain

_HIGH = ("province", "district")


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the kinds of bare names go by; names are as `plain` makes them.

    `levels`: the level that the article's words give a name: `xã Long Thạnh` makes every bare `Long Thạnh` a commune (a
    district goes before a commune; `đèo Hải Vân` makes `Hải Vân` no unit of the map). `area`: its provinces and
    districts. `abroad`: it names foreign countries more often than these.
    """

    levels: dict[str, str]
    area: frozenset[str]
    abroad: bool

    def holds(self, places: Iterable[Place]) -> bool:
        """Whether one of the places lies in the article's area; any does where the article has none."""
        return not self.area or any(plain(part) in self.area for place in places for part in place.path[:-1])


def read_facts(names: Sequence[PlaceName], units: Sequence[Span], era: Era) -> PlaceFacts:
    """The facts, from the names of all PLACE mentions and from the places inside the UNIT mentions."""
    inside = [name for span in units for name in names_within(span.text, era)]
    ends = [name for span in units if (name := bare_name_at_end(span.text, era)) is not None]
    area: set[str] = set()
    at_home = countries = 0
    for name in (*names, *inside, *ends):
        if not name.name or name.level in ("hamlet", "street", "other"):
            continue
        kinds = {place.kind for place in load().named(name.name) if name.level in (None, place.kind)}
        abroad = "country" in kinds and name.name != "Việt Nam" and name.level in (None, "country")
        countries += abroad
        at_home += bool(kinds) and not abroad
        if "province" in kinds or ("district" in kinds and era == "legacy"):
            area.add(plain(name.name))
            area.update(plain(place.name) for place in load().named(name.name, "province"))
    return PlaceFacts(_levels(names, inside), frozenset(area), countries > at_home)


def _levels(names: Sequence[PlaceName], inside: Sequence[PlaceName]) -> dict[str, str]:
    levels: dict[str, str] = {}
    for name in names:
        if name.level == "other" or (name.level is None and name.name[:1].islower()):
            tail = name.name[next((i for i, letter in enumerate(name.name) if letter.isupper()), len(name.name)) :]
            if tail and not {place.kind for place in load().named(tail)} & {"country", *_HIGH}:
                levels[plain(tail)] = "other"
    for name in (*names, *inside):
        key = plain(name.name)
        if (name.level == "district" and key) or (name.level in ("commune", "hamlet") and key and key not in levels):
            levels[key] = name.level
    return levels
