"""Tells the lines of an article apart: title, lead, body, captions, the author's line."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import rulebook
from pipeline.clean.linephrases import pattern
from pipeline.records import Part, PartName
from pipeline.spelling import plain

_LONGEST_NAME = 5  # words of a name under an article
_LONGEST_CAPTION = 200
_ROLES = frozenset(("author", "photo", "bare"))
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", ",", "”", '"')
_NAME = re.compile(r"[^\W\d_][\w'’.\-]*")
_JOINED = re.compile(r"\s+[-–&]\s+|\s*,\s*|\s+và\s+")
_OFFICE = re.compile(r"\s*\([^()]*\)?$")
_OPENING = re.compile(r"^[-–+•*\d\"“(]")
_CREDIT = re.compile(r"[.(–\-]\s*(?:ảnh|hình|nguồn ảnh)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BylineRule:
    """`role`: `author`; `photo`, whose name is not the author's; `bare`, a name that stands alone."""

    id: str
    phrase: str
    role: str
    example: str
    counter_example: str


@dataclass(frozen=True, slots=True)
class Structure:
    parts: tuple[Part, ...]
    title: str | None
    author: str | None


def read(text: str) -> Structure:
    """The parts of a text without furniture, its title and its author's name as written."""
    lines = list(_lines(text))
    names: list[PartName] = ["body"] * len(lines)
    author: str | None = None
    if lines:
        names[0] = "title"
    for i in range(len(lines) - 1, max(0, len(lines) - 4), -1):
        found = byline(lines[i][1])
        if found is not None and (found[0].role != "bare" or i == len(lines) - 1):
            names[i] = "byline"
            author = author or (found[1] if found[0].role != "photo" else None)
    body = [i for i, name in enumerate(names) if name == "body"]
    for i in body:
        if _is_caption(lines[i][1], names[i - 1] == "caption" if i else False):
            names[i] = "caption"
    body = [i for i in body if names[i] == "body"]
    if len(body) > 1:
        names[body[0]] = "lead"
    parts = tuple(Part(name, start, start + len(line)) for name, (start, line) in zip(names, lines, strict=True))
    return Structure(parts, lines[0][1] if lines else None, author)


def byline(line: str) -> tuple[BylineRule, str] | None:
    """The rule that the line fits and the name in it: `Tin, ảnh: Tuấn Anh` → `Tuấn Anh`."""
    if len(line) > _LONGEST_CAPTION:
        return None
    form = plain(line)
    for rule, fits in _rules():
        match = fits.fullmatch(form)
        if match:
            # The name's letters as written: the plain form has as many, from the end.
            written = " ".join(line.split())
            name = written[len(written) - len(form) + match.start("name") :].strip(" .,;:/-")
            if _is_name(name):
                return rule, _OFFICE.sub("", name)
    return None


def _is_name(text: str) -> bool:
    """One name, or several joined by a dash, comma, `và` or `&`; the author's office may follow in brackets."""
    return all(_is_one_name(name.split()) for name in _JOINED.split(_OFFICE.sub("", text)))


def _is_one_name(words: list[str]) -> bool:
    return (
        1 <= len(words) <= _LONGEST_NAME
        and len(words[0]) > 1 - (len(words) > 1)
        and all(_NAME.fullmatch(word) and word[0].isupper() for word in words)
    )


def _is_caption(line: str, follows: bool) -> bool:
    """A short line that is no sentence; `follows`: the line before is a caption too, of which this may be the end."""
    if len(line) > _LONGEST_CAPTION:
        return False
    if _CREDIT.search(line) or plain(line).startswith(("ảnh:", "ảnh minh họa", "hình ảnh")):
        return True
    if line.endswith(_SENTENCE_ENDS) or _OPENING.match(line):
        return False
    return line[0].isupper() or follows


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


@functools.cache
def _rules() -> Sequence[tuple[BylineRule, re.Pattern[str]]]:
    return tuple((rule, pattern(rule.phrase)) for rule in rulebook.read("bylines", BylineRule, role=_ROLES))
