"""What knowledge says of each token before the model looks: gazetteer, lexicon, names of the article, word borders,
place in the article.

The tags are features, not decisions: the model has learned from the gold how far to trust each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.doctext import tokens_of
from pipeline.extract.clusters import Clusters
from pipeline.extract.features import Line
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.names import NameMemory
from pipeline.extract.places_named import PlaceMemory
from pipeline.extract.quotes import quotes
from pipeline.extract.sentences import ABBREVIATED
from pipeline.extract.tokenizer import WORD_STARTS
from pipeline.gazetteer import matcher
from pipeline.spelling import plain

_KNOWN = 4  # the first columns of tags: what gazetteer, lexicon and names know


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with the index in the document of each of its tokens."""

    line: Line
    tokens: list[int]


class Tagger:
    """`Doc` → its lines, tagged."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters
        self._lexicon = Lexicon()

    def lines(self, doc: Doc) -> list[PlacedLine]:
        """The document's non-blank lines, in order."""
        words = tokens_of(doc)
        rows = _rows(doc, words)
        forms = [plain(word) for word in words]
        people = NameMemory(words, rows)
        places = PlaceMemory(forms, words, rows)
        starts: list[bool] = doc.user_data[WORD_STARTS]
        found = []
        for number, row in enumerate(rows):
            line_words = [words[i] for i in row]
            line_forms = [forms[i] for i in row]
            columns: list[Sequence[str | None]] = [
                matcher.match(line_words),
                self._lexicon.match(line_forms),
                people.tags(line_words),
                places.tags(line_forms, line_words),
                ["W" if starts[i] else "w" for i in row],
                quotes(line_forms),
                [_place_of(number, len(rows), len(row))] * len(row),
            ]
            tags = [tuple(tag for tag in cell if tag) for cell in zip(*columns, strict=True)]
            known = ["/".join(tag or "" for tag in cell) for cell in zip(*columns[:_KNOWN], strict=True)]
            classes = self._clusters.tags(row, words, forms, starts)
            found.append(PlacedLine(Line(line_words, tags, known, classes), row))
        return found


def _rows(doc: Doc, words: Sequence[str]) -> list[list[int]]:
    """The indices of the tokens of each line, white space left out. A line that ends in an abbreviation goes on in
    the next: `TP.⏎Vinh`.
    """
    rows: list[list[int]] = [[]]
    for i, word in enumerate(words):
        if not word.isspace():
            rows[-1].append(i)
        elif "\n" in word and rows[-1] and not (word.count("\n") == 1 and doc.user_data[ABBREVIATED][rows[-1][-1]]):
            rows.append([])
    return rows if rows[-1] else rows[:-1]


def _place_of(number: int, lines: int, length: int) -> str:
    """Where the line stands in the article, and whether it is short enough for a title, caption or byline."""
    where = "first" if number == 0 else "last" if number == lines - 1 else "late" if number >= lines - 3 else "mid"
    size = "tiny" if length <= 6 else "short" if length <= 30 else "long"
    return f"{where}-{size}"
