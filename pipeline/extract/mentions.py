"""The component that finds mentions: the CRF's best labels become spans, each with its probability."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.annotations import MENTIONS
from pipeline.errors import AnttError
from pipeline.extract.candidate import Candidate
from pipeline.extract.clusters import Clusters
from pipeline.extract.decoder import Decoder, Weights
from pipeline.extract.mention_edges import MentionEdges
from pipeline.extract.tags import Tagger
from pipeline.extract.unit_patterns import UnitPatterns
from pipeline.spelling import plain

RULE_ID = "model.mentions"


@Language.factory("antt_mentions", requires=["doc.sents"], assigns=["doc.spans"])
def create_mentions(nlp: Language, name: str) -> Mentions:
    return Mentions()


class Mentions:
    """Sets `doc.spans["mentions"]`, with `score` and `rule_id` on every span."""

    def __init__(self) -> None:
        self.weights: Weights | None = None
        self.clusters: Clusters | None = None
        self._decoder: Decoder | None = None
        self._tagger: Tagger | None = None
        self._rules = (UnitPatterns(), MentionEdges())

    def use(self, weights: Weights, clusters: Clusters) -> None:
        """Takes a trained model."""
        self.weights, self.clusters = weights, clusters
        self._decoder, self._tagger = Decoder(weights), Tagger(clusters)

    def __call__(self, doc: Doc) -> Doc:
        if self._decoder is None or self._tagger is None:
            raise AnttError(
                "the component antt_mentions has no model: load it with spacy.load, or train it (antt train)"
            )
        placed = self._tagger.lines(doc)
        spans: list[Span] = []
        for line, (labels, probabilities) in zip(placed, self._decoder.decode([p.line for p in placed]), strict=True):
            found = [
                Candidate(start, end, label, round(float(probabilities[start:end].min()), 4), RULE_ID)
                for start, end, label in spans_of(labels)
            ]
            words = line.line.words
            forms = [plain(word) for word in words]
            for rules in self._rules:
                found = rules.mend(words, forms, found)
            for one in found:
                span = Span(doc, line.tokens[one.start], line.tokens[one.end - 1] + 1, label=one.label)
                span._.score, span._.rule_id = one.score, one.rule_id
                spans.append(span)
        doc.spans[MENTIONS] = spans
        return doc

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        if self.weights is None or self.clusters is None:
            raise AnttError("the component antt_mentions has no model to save")
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        self.weights.to_disk(folder / "weights.npz")
        self.clusters.to_disk(folder)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Mentions:
        folder = Path(path)
        self.use(Weights.from_disk(folder / "weights.npz"), Clusters(folder))
        return self


def spans_of(labels: list[str]) -> Iterable[tuple[int, int, str]]:
    """BILOU labels of a line → (start, end, label), end exclusive."""
    start = 0
    for i, label in enumerate(labels):
        if label[0] in "BU":
            start = i
        if label[0] in "LU":
            yield start, i + 1, label[2:]


def labels_of(length: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """(start, end, label) over a line's tokens → BILOU labels."""
    labels = ["O"] * length
    for start, end, label in spans:
        if end - start == 1:
            labels[start] = f"U-{label}"
        else:
            labels[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 2), f"L-{label}"]
    return labels
