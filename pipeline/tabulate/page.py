"""An article as the tables see it: its sentences, and its mentions with their identifiers."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from pipeline.annotations import mentions
from pipeline.identifiers import identifier
from pipeline.records import Article, PartName
from pipeline.spelling import plain


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text[start:end]`, without white space around it; `number` counts from 1."""

    number: int
    part: PartName
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention with what every table needs of it; `entity_id` is None for counts and dates."""

    span: Span
    label: str
    text: str
    start: int
    end: int
    mention_id: str
    entity_id: str | None
    sentence_no: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """The article, its sentences and its mentions, both in text order."""

    article: Article
    sentences: list[Sentence]
    mentions: list[Mention]

    def labelled(self, label: str) -> list[Mention]:
        """The mentions with that label, in text order."""
        return [mention for mention in self.mentions if mention.label == label]

    def entities(self, label: str) -> dict[str, list[Mention]]:
        """The mentions with that label by their entity_id, in the order of their first mention."""
        groups: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            if mention.label == label and mention.entity_id is not None:
                groups.setdefault(mention.entity_id, []).append(mention)
        return groups


def read_page(article: Article, doc: Doc) -> Page:
    """The page of the article whose text is the document's."""
    sentences = list(_sentences(article, doc))
    starts = [sentence.start for sentence in sentences]
    found = []
    for span in mentions(doc):
        start, end = span.start_char, span.end_char
        place = bisect.bisect_right(starts, start) - 1
        found.append(
            Mention(
                span=span,
                label=span.label_,
                text=article.text[start:end],
                start=start,
                end=end,
                mention_id=identifier("mention", article.article_id, span.label_, str(start), str(end)),
                entity_id=_entity_id(article.article_id, span),
                sentence_no=sentences[place].number if place >= 0 else None,
            )
        )
    return Page(article, sentences, found)


def first_value(group: list[Mention], attribute: str) -> object:
    """The attribute at the first mention that has it; None when none has."""
    return next((value for mention in group if (value := mention.span._.get(attribute)) is not None), None)


def fullest_name(group: list[Mention]) -> str:
    """The longest text of the mentions, on one line; the first of those of equal length."""
    return " ".join(max((mention.text for mention in group), key=len).split())


def _sentences(article: Article, doc: Doc) -> Iterator[Sentence]:
    text, parts, part, number = article.text, article.parts, 0, 0
    for span in doc.sents:
        start, end = span.start_char, span.end_char
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        while part < len(parts) and parts[part].end <= start:
            part += 1
        inside = part < len(parts) and parts[part].start < end
        number += 1
        yield Sentence(number, parts[part].part if inside else "body", start, end)


def _entity_id(article_id: str, span: Span) -> str | None:
    """People are told apart within an article; places and units across articles once they are resolved."""
    entity = span._.entity or plain(span.text)
    if span.label_ == "PERSON":
        return identifier("person", article_id, entity)
    if span.label_ == "PLACE":
        place = span._.place
        if place is None:
            return identifier("place", article_id, entity)
        codes = (place.province_code or "", place.district_code or "", place.commune_code or "")
        return identifier("place", place.era, "|".join(place.path), *codes)
    if span.label_ == "UNIT":
        jurisdiction = span._.jurisdiction
        if jurisdiction is None:
            return identifier("unit", article_id, entity)
        return identifier("unit", jurisdiction, entity)
    return None
