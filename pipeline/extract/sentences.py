"""Sentences: at line ends, and at `.`, `?`, `!`, `…` before a capital, unless the dot belongs to an abbreviation."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import rulebook
from pipeline.doctext import tokens_of
from pipeline.spelling import plain

ABBREVIATED = (
    "abbreviated"  # key of `doc.user_data`: one bool a token, True for a dot that belongs to the word before it
)

_BEGINS, _INSIDE = 1, -1  # spaCy's values of SENT_START
_ENDS = frozenset(".?!…")
_CLOSERS = frozenset("\"”’')»]")
_OPENERS = frozenset("\"“‘'(«[-–—+•*")


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A word whose final dot does not end a sentence (`TP.`, `Q.`); rules/abbreviations.csv."""

    id: str
    phrase: str
    example: str
    counter_example: str


@Language.factory("antt_sentences", assigns=["token.is_sent_start", "doc.sents"])
def create_sentences(nlp: Language, name: str) -> Sentences:
    return Sentences()


class Sentences:
    """Sets `token.is_sent_start` on every token, and `doc.user_data["abbreviated"]`."""

    def __init__(self) -> None:
        self._dotted = frozenset(plain(row.phrase) for row in rulebook.read("abbreviations", Abbreviation))

    def __call__(self, doc: Doc) -> Doc:
        tokens = tokens_of(doc)
        if not tokens:
            doc.user_data[ABBREVIATED] = []
            return doc
        spaced = [bool(space) for space in doc.to_array("SPACY")]
        dots = [
            text == "." and i > 0 and self._dotted_word(tokens[i - 1], spaced[i - 1]) for i, text in enumerate(tokens)
        ]
        doc.user_data[ABBREVIATED] = dots
        starts = np.full(len(tokens), _INSIDE, dtype=np.int64)
        fresh = True  # the next token that is not white space begins a sentence
        ended = False  # a sentence end was seen, and only closing marks since
        for i, text in enumerate(tokens):
            if text.isspace():
                fresh = fresh or "\n" in text
                continue
            if fresh or (ended and _can_begin(text)):
                starts[i] = _BEGINS
            fresh = False
            before_space = spaced[i] or (i + 1 < len(tokens) and tokens[i + 1].isspace())
            if text in _ENDS:
                ended = before_space and not dots[i]
            elif ended or not (text in _CLOSERS and i and tokens[i - 1] in _ENDS):
                ended = False
            else:
                ended = before_space
        starts[0] = _BEGINS
        doc.from_array(["SENT_START"], starts.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type] # as spaCy asks
        return doc

    def _dotted_word(self, before: str, spaced: bool) -> bool:
        """Whether a dot after the word belongs to it: `TP.`, an initial (`Đỗ Văn N.`, `L.T.`)."""
        return not spaced and (plain(before) in self._dotted or (len(before) == 1 and before.isupper()))


def _can_begin(text: str) -> bool:
    return text[0].isupper() or text[0].isdigit() or text[0] in _OPENERS
