from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.classifier import Classifier, Sample, train
from pipeline.errors import AnttError

SAMPLES = [
    Sample(("red", "round"), "apple", "1"),
    Sample(("red", "round"), "apple", "2"),
    Sample(("red", "round"), "apple", "3"),
    Sample(("long", "yellow"), "banana", "1"),
    Sample(("long", "yellow", "seen once"), "banana", "2"),
    Sample(("long", "green"), "banana", "3"),
]


def test_it_learns() -> None:
    classifier = train(SAMPLES)
    label, probability = classifier.predict(["red", "unheard of"])
    assert label == "apple"
    assert 0.5 < probability < 1
    assert classifier.predict(["long"])[0] == "banana"
    assert sum(classifier.probabilities(["long", "red"])) == pytest.approx(1)


def test_training_is_the_same_in_any_order() -> None:
    assert train(SAMPLES) == train(SAMPLES[::-1])


def test_a_feature_of_a_single_article_is_not_learned() -> None:
    assert "seen once" not in train(SAMPLES).weights
    assert "seen once" in train(SAMPLES, least=1).weights


def test_it_is_stored_as_text(tmp_path: Path) -> None:
    classifier = train(SAMPLES)
    path = tmp_path / "fruit.json"
    classifier.to_disk(path)
    first = path.read_bytes()
    again = Classifier().from_disk(path)
    assert again == classifier
    again.to_disk(path)
    assert path.read_bytes() == first


@pytest.mark.parametrize(
    "content", ["", "{}\n", '{"format": 9, "labels": []}\n', '{"format": 1, "labels": ["a"]}\n[1]\n']
)
def test_a_broken_file_says_what_to_do(tmp_path: Path, content: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(AnttError, match="antt train"):
        Classifier().from_disk(path)


def test_nothing_to_train_on_and_nothing_trained() -> None:
    with pytest.raises(AnttError):
        train([])
    with pytest.raises(AnttError, match="antt train"):
        Classifier().predict(["red"])
