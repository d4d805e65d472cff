"""A document as its words and the mentions that stand on them: what the attribute components read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Span

from pipeline.annotations import mentions
from pipeline.doctext import text_of
from pipeline.wordview import Words, words_of

LINE_END = "<line>"
SENTENCE_ENDS = frozenset((".", "?", "!"))
# The words of the documents alive: to make a document's text anew for every component costs more than to read it.
_WORDS: WeakKeyDictionary[Doc, Words] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Reading:
    """The mention `m` covers the words `firsts[m]` up to, not including, `pasts[m]`.

    `owner[i]` is the mention on the word i, or -1.
    """

    words: Words
    mentions: list[Span]
    labels: list[str]
    firsts: list[int]
    pasts: list[int]
    owner: list[int]

    def starts(self, word: int, *labels: str) -> int | None:
        """The mention, of one of the labels, whose first word is `word`."""
        if 0 <= word < len(self.owner):
            mention = self.owner[word]
            if mention >= 0 and self.firsts[mention] == word and self.labels[mention] in labels:
                return mention
        return None

    def text(self, first: int, past: int) -> str:
        """The text of the words, on one line."""
        return " ".join(self.words.slice(first, past).split())

    def masked(self, at: int, step: int, most: int) -> Iterator[tuple[int, str]]:
        """Up to `most` words from `at` on, forward (`step` 1) or backward (-1), with their index.

        A mention is shown as its label, a number as `0`; the walk ends with the line (`LINE_END`) or the sentence.
        """
        words, line = self.words.plain, self.words.line
        start = at - step
        for _ in range(most):
            if not 0 <= at < len(words) or (0 <= start < len(words) and line[at] != line[start]):
                yield at, LINE_END
                return
            owner = self.owner[at]
            if owner >= 0:
                yield at, self.labels[owner]
                at = self.pasts[owner] if step > 0 else self.firsts[owner] - 1
                continue
            word = words[at]
            yield at, "0" if word[0].isdigit() else word
            if word in SENTENCE_ENDS:
                return
            at += step


def read(doc: Doc) -> Reading:
    """The reading of the document with the mentions it has now."""
    words = _WORDS.get(doc)
    if words is None:
        words = _WORDS[doc] = words_of(text_of(doc))
    spans = mentions(doc)
    firsts = [words.first(span.start_char) for span in spans]
    pasts = [words.past(span.end_char) for span in spans]
    owner = [-1] * len(words.plain)
    for mention, (first, past) in enumerate(zip(firsts, pasts, strict=True)):
        owner[first:past] = [mention] * (past - first)
    return Reading(words, spans, [span.label_ for span in spans], firsts, pasts, owner)
