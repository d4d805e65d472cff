"""Which PERSON mentions of an article are one person: `Thường` is the `Đỗ Văn Thường` before, `N.` is `Đỗ Văn N.`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.person_cues import PersonCues
from pipeline.reading import Reading
from pipeline.spelling import plain

_NAME_PART = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LONGEST_BYLINE = 40  # words
_ALIAS_WITHIN = 12  # words between a name and its alias
_FEMALE = frozenset(("bà", "chị", "cô", "cô giáo", "dì"))
_MALE = frozenset(("ông", "anh", "chú", "cậu", "thầy", "thầy giáo"))
_CREDIT_WORDS = frozenset(
    [
        "tác",
        "giả",
        "bài",
        "ảnh",
        "tin",
        "theo",
        "video",
        "clip",
        "và",
        "thực",
        "hiện",
        ":",
        "-",
        "–",
        ",",
        ";",
        ".",
        "&",
        "/",
        "(",
        ")",
        "*",
        "|",
    ]
)


@dataclass(slots=True)
class PersonEntity:
    """A person of the article: the indices (in the reading) of the mentions, and the fullest name."""

    mentions: list[int] = field(default_factory=list)
    name: str = ""
    parts: tuple[str, ...] = ()
    aliases: set[tuple[str, ...]] = field(default_factory=set)
    honorifics: set[str] = field(default_factory=set)
    credit: bool = False


class PersonEntities:
    """Groups the PERSON mentions of a reading."""

    def __init__(self, cues: PersonCues) -> None:
        self._cues = cues

    def of(self, reading: Reading) -> list[PersonEntity]:
        """The persons, longest names first; each mention belongs to one."""
        register = _Register()
        names = [self._name(reading, m) for m, label in enumerate(reading.labels) if label == "PERSON"]
        for name in sorted(names, key=lambda name: (-len(name.parts), name.mention)):
            if len(name.parts) > 1 and name.alias_of is None:
                register.join(name, register.same(name))
        for name in names:
            if name.mention in register.owner:
                continue
            known = register.owner.get(name.alias_of) if name.alias_of is not None else None
            register.join(name, known or register.nearest(name))
        for entity in register.entities:
            entity.mentions.sort()
        return register.entities

    def _name(self, reading: Reading, mention: int) -> _Name:
        text = reading.mentions[mention].text
        honorific = self._cues.honorifics.before(reading.words.plain, reading.firsts[mention])
        return _Name(
            mention,
            " ".join(text.split()),
            tuple(plain(part) for part in _NAME_PART.findall(text)),
            plain(honorific.value.phrase) if honorific is not None else "",
            is_credit(reading, mention),
            self._alias_of(reading, mention),
        )

    def _alias_of(self, reading: Reading, mention: int) -> int | None:
        """The mention whose other name this is (`tức`, `biệt danh` between them)."""
        words, first = reading.words, reading.firsts[mention]
        cue = self._cues.aliases.before(words.plain, first)
        if cue is None or mention == 0 or reading.labels[mention - 1] != "PERSON":
            return None
        same_line = words.line[reading.firsts[mention - 1]] == words.line[first]
        return mention - 1 if same_line and first - reading.pasts[mention - 1] < _ALIAS_WITHIN else None


@dataclass(frozen=True, slots=True)
class _Name:
    """One mention as a name; `alias_of` is the mention whose other name it is."""

    mention: int
    text: str
    parts: tuple[str, ...]
    honorific: str
    credit: bool
    alias_of: int | None


class _Register:
    """The persons found so far, by the first and last part of their names."""

    def __init__(self) -> None:
        self.entities: list[PersonEntity] = []
        self.owner: dict[int, PersonEntity] = {}
        self._by_part: dict[tuple[bool, str], list[PersonEntity]] = defaultdict(list)

    def join(self, name: _Name, entity: PersonEntity | None) -> None:
        """Adds the mention to the person, a new one when None."""
        if entity is None:
            entity = PersonEntity(credit=name.credit)
            self.entities.append(entity)
        self.owner[name.mention] = entity
        entity.mentions.append(name.mention)
        if name.honorific:
            entity.honorifics.add(name.honorific)
        if name.alias_of is not None and entity.parts:
            entity.aliases.add(name.parts)
        elif len(name.parts) > len(entity.parts):
            entity.parts, entity.name = name.parts, name.text
        for part in {*name.parts[:1], *name.parts[-1:]}:
            key = (entity.credit, part)
            if not any(known is entity for known in self._by_part[key]):
                self._by_part[key].append(entity)
        entity.name = entity.name or name.text

    def same(self, name: _Name) -> PersonEntity | None:
        """The person whose name this one of two or more parts is."""
        return next((entity for entity in self._candidates(name) if _same(name.parts, entity.parts)), None)

    def nearest(self, name: _Name) -> PersonEntity | None:
        """The person whose given name, or else whose first name, this is: by honorific, then by nearness."""
        best: tuple[tuple[int, int, int, int], PersonEntity] | None = None
        for entity in self._candidates(name):
            if name.parts in entity.aliases or entity.parts[-len(name.parts) :] == name.parts:
                kind = 2
            elif len(name.parts) == 1 and len(name.parts[0]) > 1 and name.parts[0] == entity.parts[0]:
                kind = 1
            else:
                continue
            before = [mention for mention in entity.mentions if mention < name.mention]
            nearness = max(before) if before else -min(entity.mentions)
            rank = (kind, _suits(name.honorific, entity.honorifics), int(bool(before)), nearness)
            if best is None or rank > best[0]:
                best = (rank, entity)
        return best[1] if best is not None and best[0][1] >= 0 else None

    def _candidates(self, name: _Name) -> Iterator[PersonEntity]:
        """The persons, in the order in which they were found, that share the first or last part."""
        for part in dict.fromkeys((*name.parts[-1:], *name.parts[:1])):
            yield from self._by_part.get((name.credit, part), ())


def is_credit(reading: Reading, mention: int) -> bool:
    """Whether the mention stands as an author or photographer: after `Ảnh:`, or on a line that holds names only."""
    words, line = reading.words.plain, reading.words.line
    first, past = reading.firsts[mention], reading.pasts[mention]
    at = first - 1
    while max(0, first - _LONGEST_BYLINE) <= at and (
        (reading.owner[at] >= 0 and reading.labels[reading.owner[at]] == "PERSON") or words[at] in ("-", "–", ",", "&")
    ):
        at -= 1
    if at > 0 and words[at] == ":" and words[at - 1] in ("ảnh", "giả", "bài", "tin", "clip", "video", "hiện"):
        return True
    for step, beside in ((-1, first - 1), (1, past)):
        at = beside
        while 0 <= at < len(words) and line[at] == line[first]:
            if abs(at - beside) > _LONGEST_BYLINE:
                return False
            owner = reading.owner[at]
            if not (owner >= 0 and reading.labels[owner] == "PERSON") and words[at] not in _CREDIT_WORDS:
                return False
            at += step
    return True


def _same(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether a name of two or more parts is the longer one: its end, its beginning, or its first and last part."""
    size = len(shorter)
    return (
        longer[-size:] == shorter
        or (longer[:size] == shorter and size > 1 and len(longer) - size <= 1)
        or (
            shorter[0] == longer[0]
            and shorter[-1] == longer[-1]
            and size == 2
            and len(longer) == 3
            and len(shorter[0]) > 1
        )
    )


def _suits(honorific: str, known: set[str]) -> int:
    """2 the same honorific, 1 nothing against it, 0 another one, -1 the other sex."""
    if not honorific or not known:
        return 1
    if honorific in known:
        return 2
    if (honorific in _FEMALE and known & _MALE and not known & _FEMALE) or (
        honorific in _MALE and known & _FEMALE and not known & _MALE
    ):
        return -1
    return 0
