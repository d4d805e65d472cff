"""A document with mentions as the extractor and the linkers leave it, made by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.annotations import MENTIONS
from pipeline.records import Article, Part

Page = tuple[Article, Doc]


@pytest.fixture
def page() -> Callable[..., Page]:
    """`page(text, (label, mention, attributes), …)`, the mentions in text order."""

    def make(text: str, *mentions: tuple[str, str, dict[str, Any]], parts: tuple[Part, ...] = ()) -> Page:
        words = re.findall(r"\w+|[^\w\s]|\s+", text)
        starts = [i == 0 or words[i - 1].strip(" ") in (".", "\n", "\n\n") for i in range(len(words))]
        doc = Doc(Vocab(), words=words, spaces=[False] * len(words), sent_starts=starts)
        spans, at = [], 0
        for label, mention, attributes in mentions:
            start = text.index(mention, at)
            at = start + len(mention)
            span = doc.char_span(start, at, label=label)
            assert span is not None
            for name, value in attributes.items():
                span._.set(name, value)
            spans.append(span)
        doc.spans[MENTIONS] = spans
        return Article("a_1", "bài", "bài.txt", text, parts), doc

    return make
