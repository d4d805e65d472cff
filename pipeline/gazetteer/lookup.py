"""Finds places by name, level, era and parent."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from pipeline.gazetteer import sources
from pipeline.gazetteer.place import Era, Kind, Place
from pipeline.spelling import plain, toneless

Path = tuple[str, ...]
# How many answers are kept.
_REMEMBERED = 50_000
# Spellings that differ between newspapers and the official list: Krông Pắk/Pắc, Bắc Kạn/Cạn, Lý/Lí.
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_NUMBERED_TYPES = ("phường", "quận")
_LOOSE = str.maketrans({"k": "c", "y": "i"})


class Gazetteer:
    """All units of both eras with their names; build it with `load()`, which does so once."""

    def __init__(self, read: sources.Sources) -> None:
        self.places = tuple(read.places)
        self.successors = read.successors
        self._by_path: dict[tuple[Path, Era], Place] = {}
        self._exact: dict[str, list[Place]] = defaultdict(list)
        self._loose: dict[str, list[Place]] = defaultdict(list)
        self._merged: dict[str, list[Place]] = defaultdict(list)
        for place in self.places:
            self._by_path.setdefault((place.path, place.era), place)
            self._exact[plain(place.name)].append(place)
        for phrase, kind, path in sources.aliases():
            for era in ("legacy", "current"):
                named = self._by_path.get((path, era))
                if named is not None and named.kind == kind:
                    self._exact[plain(phrase)].append(named)
        for name, places in self._exact.items():
            self._loose[_loose(name)] += places
        for key, commune in read.merged:
            self._merged[key].append(commune)
        self._remembered: dict[tuple[str, str | None, Era | None], tuple[Place, ...]] = {}

    def at(self, path: Path, era: Era = "legacy") -> Place | None:
        """The place with exactly this path."""
        return self._by_path.get((path, era))

    def named(
        self, name: str, kind: Kind | None = None, era: Era | None = None, within: Path = ()
    ) -> tuple[Place, ...]:
        """Places with this short name (`Hải Long`, `Phường 9`, `HCM`), of one kind and era, under one path where given.

        Equal spelling (but for case and tone placement) goes before equal letters without marks, and that before
        interchangeable letters (y/i, k/c). Without `era` a unit that exists in both eras comes twice.
        """
        key = (name, kind, era)
        found = self._remembered.get(key)
        if found is None:
            if len(self._remembered) > _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[key] = self._find(name, kind, era)
        if not within:
            return found
        within = self.successors.get(within, within)
        return tuple(place for place in found if place.path[: len(within)] == within and place.path != within)

    def spelt(self, name: str) -> tuple[Place, ...]:
        """Places that are written exactly so (but for case and tone placement), by their name or an alias."""
        return tuple(dict.fromkeys(self._exact.get(plain(name), ())))

    def names(self) -> Iterator[tuple[str, Kind]]:
        """Every written name (as `plain` makes it) with each kind it can have."""
        for name, places in self._exact.items():
            for kind in dict.fromkeys(place.kind for place in places):
                yield name, kind

    def merged_communes(self, name: str, within: Path = ()) -> tuple[Place, ...]:
        """Communes of that name abolished between 2019 and early 2025: each with its own name in its path, the
        coordinates and current paths of the commune that took it in, and no commune code."""
        within = self.successors.get(within, within)
        if toneless(name) not in self._merged:
            name = _roman(name)
        heirs = self._merged.get(toneless(name), [])
        return tuple(dict.fromkeys(
            replace(heir, name=name, path=(*heir.path[:2], name), commune_code="")
            for heir in heirs if heir.path[: len(within)] == within
        ))  # fmt: skip

    def _find(self, name: str, kind: Kind | None, era: Era | None) -> tuple[Place, ...]:
        def fits(places: list[Place]) -> tuple[Place, ...]:
            return tuple(dict.fromkeys(
                p for p in places if (kind is None or p.kind == kind) and (era is None or p.era == era)
            ))  # fmt: skip

        found = fits(self._exact.get(plain(name), []))
        if not found:
            close = fits(self._loose.get(_loose(name), []))
            found = tuple(p for p in close if toneless(p.name) == toneless(name)) or close
        return found


@functools.cache
def load() -> Gazetteer:
    """The gazetteer, read once a process (about 0.3 s)."""
    return Gazetteer(sources.read())


def _loose(name: str) -> str:
    return toneless(_roman(name)).translate(_LOOSE)


def _roman(name: str) -> str:
    """`Hải Châu 1` as `Hải Châu I`."""
    stem, _, last = name.rpartition(" ")
    return f"{stem} {_ROMAN[last]}" if stem and last in _ROMAN and plain(stem) not in _NUMBERED_TYPES else name
