from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from spacy.language import Language

from pipeline.extract.mentions import Mentions
from pipeline.extract.tags import Tagger
from pipeline.training import data, spans


@pytest.fixture(scope="module")
def trained(nlp: Language, portal: list[dict[str, Any]]) -> list[Any]:
    mentions = nlp.get_pipe("antt_mentions")
    assert isinstance(mentions, Mentions)
    assert mentions.clusters is not None
    sentences = nlp.get_pipe("antt_sentences")
    records = [data.cleaned(record) for record in portal[:4]]
    docs = list(data.documents(records, lambda text: sentences(nlp.make_doc(text))))
    tagger = Tagger(mentions.clusters)
    return [spans.train(docs, tagger, spans.Settings(iterations=40)) for _ in range(2)]


def test_same_data_same_weights(trained: list[Any]) -> None:
    first, second = trained
    assert first.labels == second.labels
    assert first.features.keys() == second.features.keys()
    assert all(np.array_equal(first.features[name], second.features[name]) for name in first.features)
    assert np.array_equal(first.transitions, second.transitions)


def test_what_was_trained_on_is_found(trained: list[Any], nlp: Language, portal: list[dict[str, Any]]) -> None:
    shipped = nlp.get_pipe("antt_mentions")
    assert isinstance(shipped, Mentions)
    assert shipped.clusters is not None
    fresh = Mentions()
    fresh.use(trained[0], shipped.clusters)
    record = data.cleaned(portal[0])
    doc = fresh(nlp.get_pipe("antt_sentences")(nlp.make_doc(record["text"])))
    found = {(span.start_char, span.end_char, span.label_) for span in doc.spans["mentions"]}
    wanted = {(mention["start"], mention["end"], mention["label"]) for mention in record["mentions"]}
    assert len(found & wanted) / len(found | wanted) > 0.95
