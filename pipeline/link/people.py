"""Who is who in the article (`entity`), and each person's part in it: official, suspect, victim, author or other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.classifier import Classifier, Sample, train
from pipeline.link.part_features import PartFeatures
from pipeline.link.person_entities import PersonEntities
from pipeline.person_cues import PersonCues
from pipeline.reading import read

_FILE = "part.json"
_C2 = 1.0  # the L2 penalty that did best in cross-validation on the training files


@Language.factory(
    "antt_link_people",
    assigns=["span._.entity", "span._.part"],
    requires=["doc.spans", "span._.rank", "span._.position"],
)
def create_link_people(nlp: Language, name: str) -> LinkPeople:
    return LinkPeople()


def train_part(docs: Iterable[tuple[Mapping[str, Any], Doc]]) -> Classifier:
    """The classifier of parts from gold records, each with its document, whose mentions are the record's in its order.

    Rank, office, age and the like must be set on the mentions: they are evidence.
    """
    cues = PersonCues()
    entities, features = PersonEntities(cues), PartFeatures(cues)
    samples = []
    for record, doc in docs:
        reading = read(doc)
        people = entities.of(reading)
        for person, found in zip(people, features.of(reading, people), strict=True):
            parts = Counter(record["mentions"][mention]["part"] for mention in person.mentions)
            samples.append(Sample(found, max(sorted(parts), key=parts.__getitem__), str(record["id"])))
    return train(samples, c2=_C2)


class LinkPeople:
    """Sets `entity` (the fullest name) and `part` on every PERSON mention; needs the classifier, trained or loaded."""

    def __init__(self, classifier: Classifier | None = None) -> None:
        self.classifier = classifier or Classifier()
        cues = PersonCues()
        self._entities = PersonEntities(cues)
        self._features = PartFeatures(cues)

    def __call__(self, doc: Doc) -> Doc:
        reading = read(doc)
        people = self._entities.of(reading)
        settled = self._features.certain(reading, people)
        for person, features, sure in zip(people, self._features.of(reading, people), settled, strict=True):
            part = sure or self.classifier.predict(features)[0]
            for mention in person.mentions:
                values = reading.mentions[mention]._
                values.entity, values.part = person.name, part
        return doc

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Writes the classifier into the folder `path`."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        self.classifier.to_disk(folder / _FILE)

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> LinkPeople:
        """Reads the classifier from the folder `path`."""
        self.classifier.from_disk(Path(path) / _FILE)
        return self
