"""Sentences: at line ends, and at `.`, `?`, `!`, `…` before a capital, unless the dot belongs to an abbreviation."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import rulebook
from pipeline.spelling import plain

ABBREVIATED = (
    "abbreviated"  # key of `doc.user_data`: one bool a token, True for a dot that belongs to the word before it
)

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
        dots = [token.text == "." and self._abbreviated(doc, token.i) for token in doc]
        doc.user_data[ABBREVIATED] = dots
        fresh = True  # the next token that is not white space begins a sentence
        ended = False  # a sentence end was seen, and only closing marks since
        for i, token in enumerate(doc):
            text = token.text
            if text.isspace():
                token.is_sent_start = False
                fresh = fresh or "\n" in text
                continue
            begins = fresh or (ended and _can_begin(text))
            token.is_sent_start = begins
            fresh = False
            spaced = bool(token.whitespace_) or (i + 1 < len(doc) and doc[i + 1].is_space)
            if text in _ENDS:
                ended = spaced and not dots[i]
            elif ended or not (text in _CLOSERS and i and doc[i - 1].text in _ENDS):
                ended = False
            else:
                ended = spaced
        if len(doc):
            doc[0].is_sent_start = True
        return doc

    def _abbreviated(self, doc: Doc, dot: int) -> bool:
        """Whether the dot belongs to the word before it: `TP.`, an initial (`Đỗ Văn N.`, `L.T.`), or a number's
        (`1.`).
        """
        if dot == 0 or doc[dot - 1].whitespace_:
            return False
        before = doc[dot - 1].text
        return plain(before) in self._dotted or (len(before) == 1 and before.isupper())


def _can_begin(text: str) -> bool:
    return text[0].isupper() or text[0].isdigit() or text[0] in _OPENERS
