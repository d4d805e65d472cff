"""A small multinomial logistic regression over named features: trained with CRFsuite, applied in plain Python."""

from __future__ import annotations

import json
import math
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import AnttError

_FORMAT = 1
_DIGITS = 4  # of a stored weight


@dataclass(frozen=True, slots=True)
class Sample:
    """One training case. `group` is the article it is from: features of a single article are not learned."""

    features: tuple[str, ...]
    label: str
    group: str


@dataclass(slots=True)
class Classifier:
    """`weights[feature]` holds (index of the label, weight) pairs; a feature not seen in training counts nothing."""

    labels: tuple[str, ...] = ()
    weights: dict[str, tuple[tuple[int, float], ...]] = field(default_factory=dict)

    def predict(self, features: Iterable[str]) -> tuple[str, float]:
        """The most probable label and its probability. Raises AnttError when nothing was trained or loaded."""
        scores = self.probabilities(features)
        best = max(range(len(scores)), key=scores.__getitem__)
        return self.labels[best], scores[best]

    def probabilities(self, features: Iterable[str]) -> list[float]:
        """The probability of each label, in the order of `labels`."""
        if not self.labels:
            raise AnttError("the classifier is empty; train it (`antt train`) or load it from models/")
        sums = [0.0] * len(self.labels)
        weights = self.weights
        for feature in features:
            for label, weight in weights.get(feature, ()):
                sums[label] += weight
        top = max(sums)
        powers = [math.exp(value - top) for value in sums]
        total = sum(powers)
        return [power / total for power in powers]

    def to_disk(self, path: Path) -> None:
        """Writes the JSON file `path`: one line a feature, sorted, so that two trainings can be compared."""
        rows = [
            json.dumps([feature, [[label, weight] for label, weight in pairs]], ensure_ascii=False)
            for feature, pairs in sorted(self.weights.items())
        ]
        head = json.dumps({"format": _FORMAT, "labels": self.labels}, ensure_ascii=False)
        path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")

    def from_disk(self, path: Path) -> Classifier:
        """Reads what `to_disk` wrote. Raises AnttError when the file is missing or not one of these."""
        try:
            head, *rows = path.read_text(encoding="utf-8").splitlines()
            told = json.loads(head)
            if told["format"] != _FORMAT:
                raise AnttError(
                    f"{path}: format {told['format']} is not {_FORMAT}; train the model again (`antt train`)"
                )
            self.labels = tuple(told["labels"])
            self.weights = {
                feature: tuple((int(label), float(weight)) for label, weight in pairs)
                for feature, pairs in map(json.loads, rows)
            }
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise AnttError(f"{path} can't be read as a classifier ({error}); train it again (`antt train`)") from error
        return self


def train(samples: Sequence[Sample], *, c1: float = 0.0, c2: float = 1.0, least: int = 2) -> Classifier:
    """A classifier of the samples, the same for the same samples in any order.

    Features of fewer than `least` groups are left out. `c1` and `c2` are the L1 and L2 penalties. Raises AnttError when
    there is no sample.
    """
    import pycrfsuite

    if not samples:
        raise AnttError("there is nothing to train on: the gold holds no sample")
    groups: dict[str, set[str]] = defaultdict(set)
    for sample in samples:
        for feature in sample.features:
            groups[feature].add(sample.group)
    known = {feature for feature, seen in groups.items() if len(seen) >= least}
    cases = Counter((tuple(sorted(set(sample.features) & known)), sample.label) for sample in samples)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": 300, "feature.minfreq": 0})
    for (features, label), times in sorted(cases.items()):
        for _ in range(times):
            trainer.append([features], [label])
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "model")
        trainer.train(model)
        tagger = pycrfsuite.Tagger()
        tagger.open(model)
        found = tagger.info().state_features
        tagger.close()
    labels = tuple(sorted({sample.label for sample in samples}))
    weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for (feature, label), weight in sorted(found.items()):
        if round(weight, _DIGITS):
            weights[feature].append((labels.index(label), round(weight, _DIGITS)))
    return Classifier(labels, {feature: tuple(pairs) for feature, pairs in weights.items()})
