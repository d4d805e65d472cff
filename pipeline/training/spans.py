"""Trains the CRF that finds mentions, with python-crfsuite, and turns it into the decoder's weights."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from pipeline.annotations import LABELS, mentions
from pipeline.extract.decoder import Weights
from pipeline.extract.features import as_strings
from pipeline.extract.mentions import labels_of
from pipeline.extract.tags import Tagger
from pipeline.training.data import GoldDoc


@dataclass(frozen=True, slots=True)
class Settings:
    """L-BFGS with L1 (`c1`) and L2 (`c2`) penalties; features seen fewer than `least` times are left out."""

    c1: float = 0.05
    c2: float = 0.3
    iterations: int = 120
    least: int = 1


def train(docs: Iterable[GoldDoc], tagger: Tagger, settings: Settings) -> Weights:
    """Weights of a model of all five labels; deterministic for the same documents in the same order."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": settings.c1,
            "c2": settings.c2,
            "max_iterations": settings.iterations,
            "feature.minfreq": settings.least,
            "feature.possible_transitions": True,
        }
    )
    numbers: dict[str, int] = {}  # crfsuite's dump, by which the weights are read back, can't hold every character
    for gold in docs:
        for features, labels in sequences(gold, tagger):
            trainer.append([[str(numbers.setdefault(f, len(numbers))) for f in token] for token in features], labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.crfsuite"
        trainer.train(str(path))
        return weights(path, list(numbers))


def sequences(gold: GoldDoc, tagger: Tagger) -> Iterable[tuple[list[list[str]], list[str]]]:
    """Features and BILOU labels of each line of the article. A mention that runs over a line's end is cut there."""
    spans = [(span.start, span.end, span.label_) for span in mentions(gold.doc, *LABELS)]
    for placed in tagger.lines(gold.doc):
        place = {token: i for i, token in enumerate(placed.tokens)}
        inside = []
        for start, end, label in spans:
            covered = [place[token] for token in range(start, end) if token in place]
            if covered:
                inside.append((covered[0], covered[-1] + 1, label))
        yield as_strings(placed.line), labels_of(len(placed.tokens), inside)


def weights(path: Path, names: list[str]) -> Weights:
    """A crfsuite model file, whose features are numbers into `names`, as the decoder's weights."""
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    info = tagger.info()
    labels = sorted(tagger.labels())
    column = {label: i for i, label in enumerate(labels)}
    features: dict[str, np.ndarray] = {}
    for (number, label), weight in info.state_features.items():
        row = features.setdefault(names[int(number)], np.zeros(len(labels), dtype=np.float32))
        row[column[label]] = weight
    transitions = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[column[before], column[after]] = weight
    return Weights(labels, features, transitions)


def described(settings: Settings) -> dict[str, float]:
    """The settings as the training configuration records them."""
    return asdict(settings)
