"""Precision, recall and F1 of each label, and how far the attributes agree.

PERSON, PLACE, UNIT and DATE match on exact start and end; COUNT on exact start, value and first counted word. Gold
mentions marked optional cost nothing either way. Attributes of spans are the share of matched spans, whose gold value
is set, that agree; those of persons are F1 over (article, name, value).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pipeline.annotations import LABELS
from pipeline.evaluation.spans import Placed, moved, placed

Document = dict[str, Any]

FIRST_FOUR = ("PERSON", "PLACE", "UNIT", "COUNT")
MICRO = "micro of the first four"
SPAN_ATTRIBUTES = {
    "PLACE": ("kind", "path"),
    "UNIT": ("kind", "jurisdiction"),
    "COUNT": ("category", "qualifier"),
    "DATE": ("iso",),
}
PERSON_ATTRIBUTES = ("rank", "position", "birth_year", "age", "part")
_LINKED = ("country", "province", "district", "commune")
_TONE_PLACE = re.compile("(o)([ae])([\u0300\u0301\u0303\u0309\u0323])|(u)(y)([\u0300\u0301\u0303\u0309\u0323])")


@dataclass(slots=True)
class Tally:
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def precision(self) -> float:
        return self.tp / max(1, self.tp + self.fp)

    @property
    def recall(self) -> float:
        return self.tp / max(1, self.tp + self.fn)

    @property
    def f1(self) -> float:
        return 2 * self.tp / max(1, 2 * self.tp + self.fp + self.fn)


@dataclass(slots=True)
class Score:
    """`strict` by label and MICRO; `attributes` by name (`PLACE.path`): the agreement and of how many; `errors` by
    kind.
    """

    strict: dict[str, Tally] = field(default_factory=dict)
    attributes: dict[str, tuple[float, int]] = field(default_factory=dict)
    errors: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(list))


def score(gold: Iterable[Document], predicted: Iterable[Document]) -> Score:
    """The score of predicted documents against gold ones with the same `id`; one that is not predicted is all missed.

    Documents are records of gold files: `id`, `text`, `mentions`. The predicted text may differ in white space, tones
    and dropped lines.
    """
    result = Score(strict={label: Tally() for label in LABELS})
    agreed: dict[str, list[bool]] = {f"{label}.{key}": [] for label, keys in SPAN_ATTRIBUTES.items() for key in keys}
    people: dict[str, tuple[set[Any], set[Any]]] = {key: (set(), set()) for key in PERSON_ATTRIBUTES}
    by_id = {document["id"]: document for document in predicted}
    for document in gold:
        answer = by_id.get(document["id"], {"id": document["id"], "text": document["text"], "mentions": []})
        gold_text, wanted = placed(document, LABELS)
        text, given = placed(answer, LABELS)
        given = moved(given, text, gold_text)
        pair = _Pair(document, answer, wanted, given)
        for label in LABELS:
            _compare(pair, label, result, agreed)
        for side, spans in enumerate((wanted, given)):
            for key in PERSON_ATTRIBUTES:
                people[key][side].update(_person_values(document["id"], key, spans))
    result.strict[MICRO] = Tally(
        *(sum(getattr(result.strict[label], k) for label in FIRST_FOUR) for k in ("tp", "fp", "fn"))
    )
    for name, votes in agreed.items():
        result.attributes[name] = (sum(votes) / max(1, len(votes)), len(votes))
    for key, (g, p) in people.items():
        result.attributes[f"PERSON.{key}"] = (Tally(len(g & p), len(p - g), len(g - p)).f1, len(g))
        result.errors[f"PERSON.{key} missed"] += sorted(g - p, key=str)
        result.errors[f"PERSON.{key} wrong"] += sorted(p - g, key=str)
    return result


@dataclass(frozen=True, slots=True)
class _Pair:
    """An article's gold and predicted record, and their mentions in the letters of the gold text."""

    document: Document
    answer: Document
    wanted: list[Placed]
    given: list[Placed]


def _compare(pair: _Pair, label: str, result: Score, agreed: dict[str, list[bool]]) -> None:
    """One article's mentions of one label."""
    document, answer, wanted, given = pair.document, pair.answer, pair.wanted, pair.given
    tally = result.strict[label]
    rest = [span for span in given if span.mention["label"] == label]
    for want in (span for span in wanted if span.mention["label"] == label):
        hit = next((span for span in rest if _matches(label, want, span)), None)
        if hit is not None:
            rest.remove(hit)
        if want.optional:
            continue
        if hit is None:
            tally.fn += 1
            result.errors[f"{label} missed"].append((document["id"], want.mention["text"], _around(document, want)))
            continue
        tally.tp += 1
        for key in SPAN_ATTRIBUTES.get(label, ()):
            expected = want.mention.get(key)
            if expected is not None and not (key == "path" and want.mention.get("kind") not in _LINKED):
                same = _same(key, expected, hit.mention.get(key))
                agreed[f"{label}.{key}"].append(same)
                if not same:
                    row = (document["id"], want.mention["text"], expected, hit.mention.get(key))
                    result.errors[f"{label}.{key}"].append(row)
    for span in rest:
        if not any(span.touches(want) for want in wanted if want.optional):
            tally.fp += 1
            result.errors[f"{label} wrong"].append((document["id"], span.mention["text"], _around(answer, span)))


def _matches(label: str, want: Placed, span: Placed) -> bool:
    if span.start != want.start:
        return False
    if label != "COUNT":
        return span.end == want.end
    expected, found = want.mention.get("value"), span.mention.get("value")
    if expected is not None and (found is None or abs(float(expected) - float(found)) > 1e-6):
        return False
    return _first_word(want.mention.get("noun")) == _first_word(span.mention.get("noun"))


def _person_values(article: str, key: str, spans: list[Placed]) -> Iterable[tuple[str, str, Any]]:
    for span in spans:
        value = span.mention.get(key)
        if span.mention["label"] == "PERSON" and value is not None and not span.optional:
            for part in str(value).split(";") if key == "position" else [value]:
                yield article, _plain(span.mention["text"]), _plain(part)


def _same(key: str, expected: Any, found: Any) -> bool:
    """Equal text; a gold date without its year agrees with any year."""
    if key == "iso" and str(expected).startswith("--") and isinstance(found, str):
        return bool(found == expected if "/" in expected else found[-len(expected) + 2 :] == expected[2:])
    return bool(_province(_plain(expected)) == _province(_plain(found)))


def _province(path: Any) -> Any:
    """Thừa Thiên Huế is Huế since 2025; a type in brackets (`Kỳ Anh (Huyện)`) does not count."""
    if not isinstance(path, str):
        return path
    path = re.sub(r" \((huyện|thị xã|thành phố|quận)\)", "", path)
    return re.sub(r"^(tỉnh )?thừa thiên[ -]+huế(?=$|\|)", "huế", path)


def _plain(value: Any) -> Any:
    """A text attribute made comparable: lower case, one space, tone on the same vowel, no final punctuation."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFD", value.casefold())
    text = _TONE_PLACE.sub(lambda m: (m[1] + m[3] + m[2]) if m[1] else (m[4] + m[6] + m[5]), text)
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"\s*\|\s*", "|", re.sub(r"\s+", " ", text)).strip(" .,;:")


def _first_word(noun: Any) -> str:
    return str(_plain(str(noun or ""))).strip("\"'“”‘’").split(" ")[0]


def _around(document: Document, span: Placed) -> str:
    start, end = span.mention["start"], span.mention["end"]
    return str(document["text"][max(0, start - 30) : end + 20])
