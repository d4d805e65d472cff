"""Which PERSON mentions of an article are one person: `Thường` is the `Đỗ Văn Thường` before, `N.` is `Đỗ Văn N.`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.person_cues import PersonCues
from pipeline.reading import Reading
from pipeline.spelling import plain

_NAME_PART = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
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
        """The persons in the order of their first full mention; each mention belongs to one."""
        people = [m for m, label in enumerate(reading.labels) if label == "PERSON"]
        parts = {m: _name_parts(reading.mentions[m].text) for m in people}
        credited = {m: is_credit(reading, m) for m in people}
        entities: list[PersonEntity] = []
        owner: dict[int, PersonEntity] = {}

        def join(mention: int, entity: PersonEntity) -> None:
            owner[mention] = entity
            entity.mentions.append(mention)
            honorific = self._honorific(reading, mention)
            if honorific:
                entity.honorifics.add(honorific)
            if len(parts[mention]) > len(entity.parts):
                entity.parts, entity.name = parts[mention], " ".join(reading.mentions[mention].text.split())

        by_length = sorted(people, key=lambda m: (-len(parts[m]), m))
        aliases = [m for m in people if self._alias_of(reading, m) is not None]
        for mention in by_length:
            if len(parts[mention]) < 2 or mention in aliases:
                continue
            entity = next(
                (e for e in entities if e.credit == credited[mention] and _same(parts[mention], e.parts)), None
            )
            if entity is None:
                entity = PersonEntity(credit=credited[mention])
                entities.append(entity)
            join(mention, entity)
        for mention in people:
            if mention in owner:
                continue
            entity = self._of_alias(reading, mention, owner) if mention in aliases else None
            entity = entity or self._nearest(reading, mention, parts[mention], credited[mention], entities)
            if entity is None:
                entity = PersonEntity(credit=credited[mention])
                entities.append(entity)
            name, full = entity.name, entity.parts
            join(mention, entity)
            if mention in aliases and name:
                entity.name, entity.parts = name, full
                entity.aliases.add(parts[mention])
        for entity in entities:
            entity.mentions.sort()
        return entities

    def _of_alias(self, reading: Reading, mention: int, owner: dict[int, PersonEntity]) -> PersonEntity | None:
        before = self._alias_of(reading, mention)
        return owner.get(before) if before is not None else None

    def _alias_of(self, reading: Reading, mention: int) -> int | None:
        """The mention whose other name this is (`tức`, `biệt danh` between them)."""
        words, first = reading.words.plain, reading.firsts[mention]
        cue = self._cues.aliases.before(words, first)
        if cue is None or mention == 0 or reading.labels[mention - 1] != "PERSON":
            return None
        near = first - reading.pasts[mention - 1] < 12
        return (
            mention - 1
            if near and reading.words.line[reading.firsts[mention - 1]] == reading.words.line[first]
            else None
        )

    def _honorific(self, reading: Reading, mention: int) -> str:
        found = self._cues.honorifics.before(reading.words.plain, reading.firsts[mention])
        return plain(found.value.phrase) if found is not None else ""

    def _nearest(
        self, reading: Reading, mention: int, parts: tuple[str, ...], credit: bool, entities: list[PersonEntity]
    ) -> PersonEntity | None:
        """The person whose given name, or else another part of whose name, this is: by honorific, then by nearness."""
        if not parts:
            return None
        honorific = self._honorific(reading, mention)
        best: tuple[tuple[int, int, int, int], PersonEntity] | None = None
        for entity in entities:
            if entity.credit != credit or not entity.parts:
                continue
            if parts in entity.aliases or entity.parts[-len(parts) :] == parts:
                kind = 3
            elif len(parts) == 1 and len(parts[0]) > 1 and parts[0] == entity.parts[0]:
                kind = 2
            else:
                continue
            suits = _suits(honorific, entity.honorifics)
            before = [m for m in entity.mentions if m < mention]
            rank = (kind, suits, 1 if before else 0, before[-1] if before else -entity.mentions[0])
            if best is None or rank > best[0]:
                best = (rank, entity)
        return best[1] if best is not None and best[0][1] >= 0 else None


def is_credit(reading: Reading, mention: int) -> bool:
    """Whether the mention stands as an author or photographer: after `Ảnh:`, or on a line that holds names only."""
    words, line = reading.words.plain, reading.words.line
    first, past = reading.firsts[mention], reading.pasts[mention]
    at = first - 1
    while at >= 0 and (
        (reading.owner[at] >= 0 and reading.labels[reading.owner[at]] == "PERSON") or words[at] in ("-", "–", ",", "&")
    ):
        at -= 1
    if at > 0 and words[at] == ":" and words[at - 1] in ("ảnh", "giả", "bài", "tin", "clip", "video", "hiện"):
        return True
    for step, beside in ((-1, first - 1), (1, past)):
        at = beside
        while 0 <= at < len(words) and line[at] == line[first]:
            owner = reading.owner[at]
            if not (owner >= 0 and reading.labels[owner] == "PERSON") and words[at] not in _CREDIT_WORDS:
                return False
            at += step
    return True


def _name_parts(text: str) -> tuple[str, ...]:
    return tuple(plain(part) for part in _NAME_PART.findall(text))


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
