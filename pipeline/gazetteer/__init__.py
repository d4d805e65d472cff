"""The gazetteer: Vietnam's administrative units before and since 1 July 2025, and countries."""

from pipeline.gazetteer.lookup import Gazetteer, load
from pipeline.gazetteer.matcher import match
from pipeline.gazetteer.place import KINDS, Era, Kind, Place

__all__ = ["KINDS", "Era", "Gazetteer", "Kind", "Place", "load", "match"]
