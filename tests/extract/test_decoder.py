from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
import pytest
from spacy.language import Language

from pipeline.extract.decoder import Decoder, Weights
from pipeline.extract.features import Line, as_strings
from pipeline.extract.mentions import Mentions, labels_of, spans_of
from pipeline.extract.tags import Tagger


@pytest.fixture(scope="module")
def lines(nlp: Language, portal: list[dict[str, Any]]) -> list[Line]:
    mentions = nlp.get_pipe("antt_mentions")
    assert isinstance(mentions, Mentions)
    assert mentions.clusters is not None
    tagger = Tagger(mentions.clusters)
    sentences = nlp.get_pipe("antt_sentences")
    return [placed.line for record in portal[:6] for placed in tagger.lines(sentences(nlp.make_doc(record["text"])))]


@pytest.fixture(scope="module")
def small(
    lines: list[Line], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Weights, pycrfsuite.Tagger, dict[str, str]]:
    """A little model of capitalised runs, trained by crfsuite, in both forms."""
    path = tmp_path_factory.mktemp("crf") / "model"
    names: dict[str, str] = {}
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.01, "c2": 0.1, "max_iterations": 30, "feature.possible_transitions": True})
    for line in lines:
        trainer.append(_numbered(line, names), _capitals(line))
    trainer.train(str(path))
    from pipeline.training.spans import weights

    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return weights(path, list(names)), tagger, names


def _numbered(line: Line, names: dict[str, str]) -> list[list[str]]:
    return [[names.setdefault(f, str(len(names))) for f in features] for features in as_strings(line)]


def _capitals(line: Line) -> list[str]:
    spans, start = [], None
    for i, word in enumerate([*line.words, "."]):
        if word[0].isupper():
            start = i if start is None else start
        elif start is not None:
            spans.append((start, i, "PERSON" if i - start > 1 else "PLACE"))
            start = None
    return labels_of(len(line.words), spans)


def test_same_labels_and_probabilities_as_crfsuite(
    lines: list[Line], small: tuple[Weights, pycrfsuite.Tagger, dict[str, str]]
) -> None:
    weights, tagger, names = small
    for line, (labels, probabilities) in zip(lines, Decoder(weights).decode(lines), strict=True):
        assert labels == tagger.tag(_numbered(line, names))
        expected = [tagger.marginal(label, i) for i, label in enumerate(labels)]
        # Ours are a little higher: crfsuite gives some probability to label sequences that BILOU forbids.
        np.testing.assert_allclose(probabilities, expected, atol=0.05)


def test_weights_come_back_from_disk(small: tuple[Weights, pycrfsuite.Tagger, dict[str, str]], tmp_path: Path) -> None:
    weights = small[0]
    weights.to_disk(tmp_path / "weights.npz")
    again = Weights.from_disk(tmp_path / "weights.npz")
    assert again.labels == weights.labels
    assert again.features.keys() == weights.features.keys()
    for name, row in weights.features.items():
        np.testing.assert_allclose(again.features[name], row, atol=0.01)


def test_nothing_to_decode(small: tuple[Weights, pycrfsuite.Tagger, dict[str, str]]) -> None:
    decoder = Decoder(small[0])
    assert decoder.decode([]) == []
    empty, word = Line([], [], [], []), Line(["Vinh"], [("W",)], ["///"], [""])
    assert [len(labels) for labels, _ in decoder.decode([empty, word, empty])] == [0, 1, 0]


def test_one_long_line_among_many_short_ones_is_decoded_apart(
    lines: list[Line], small: tuple[Weights, pycrfsuite.Tagger, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    decoder = Decoder(small[0])
    together = decoder.decode(lines)
    monkeypatch.setattr("pipeline.extract.decoder.CELLS", 100)
    apart = decoder.decode(lines)
    assert [labels for labels, _ in apart] == [labels for labels, _ in together]
    for (_, one), (_, other) in zip(apart, together, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-5)


def test_bilou_there_and_back() -> None:
    spans = [(0, 1, "DATE"), (2, 5, "UNIT"), (5, 7, "PLACE")]
    labels = labels_of(8, spans)
    assert labels == ["U-DATE", "O", "B-UNIT", "I-UNIT", "L-UNIT", "B-PLACE", "L-PLACE", "O"]
    assert list(spans_of(labels)) == spans
