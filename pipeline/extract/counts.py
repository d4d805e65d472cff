"""Value, noun, qualifier and category of the COUNT mentions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.classifier import Classifier, Sample, train
from pipeline.extract.amounts import Amounts
from pipeline.extract.count_features import CountFeatures
from pipeline.extract.count_lexicon import CountLexicon
from pipeline.extract.counted import Counted
from pipeline.extract.qualifiers import Qualifiers
from pipeline.reading import Reading, read

_FILE = "category.json"
_C2 = 2.0  # the L2 penalty that did best in cross-validation on the training files


@Language.factory(
    "antt_counts",
    assigns=["span._.value", "span._.value_max", "span._.noun", "span._.qualifier", "span._.category"],
    requires=["doc.spans"],
)
def create_counts(nlp: Language, name: str) -> Counts:
    return Counts()


def train_category(docs: Iterable[tuple[Mapping[str, Any], Doc]]) -> Classifier:
    """The classifier of categories, from gold records with their documents: the mentions of both in the same order."""
    amounts, features = Amounts(), CountFeatures(CountLexicon())
    samples = []
    for record, doc in docs:
        reading = read(doc)
        counted = _counted(reading, amounts)
        for one, found in zip(counted, features.of(reading, counted), strict=True):
            samples.append(Sample(found, record["mentions"][one.mention]["category"], str(record["id"])))
    return train(samples, c2=_C2)


class Counts:
    """Sets the attributes on every COUNT mention; the category needs the classifier, trained or loaded."""

    def __init__(self, classifier: Classifier | None = None) -> None:
        self.classifier = classifier or Classifier()
        self._amounts = Amounts()
        self._qualifiers = Qualifiers()
        self._lexicon = CountLexicon()
        self._features = CountFeatures(self._lexicon)

    def __call__(self, doc: Doc) -> Doc:
        reading = read(doc)
        counted = _counted(reading, self._amounts)
        for one, features in zip(counted, self._features.of(reading, counted), strict=True):
            values = reading.mentions[one.mention]._
            values.value, values.value_max = _plain(one.value), _plain(one.value_max)
            values.noun = one.noun
            values.qualifier = self._qualifiers.of(reading, one.mention, one.value)
            values.category = self._lexicon.settled(reading, one) or self.classifier.predict(features)[0]
        return doc

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Writes the classifier into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        self.classifier.to_disk(folder / _FILE)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> Counts:
        """Reads the classifier from the folder `path`."""
        self.classifier.from_disk(Path(path) / _FILE)
        return self


def _counted(reading: Reading, amounts: Amounts) -> list[Counted]:
    return [amounts.of(reading, mention) for mention, label in enumerate(reading.labels) if label == "COUNT"]


def _plain(value: float | None) -> float | int | None:
    """Whole numbers as integers."""
    return int(value) if value is not None and value == int(value) else value
