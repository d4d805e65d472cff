"""Trains the two classifiers beside the CRF: the category of a count, and the part of a person."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language

from pipeline.extract.counts import Counts, train_category
from pipeline.link.people import LinkPeople, train_part
from pipeline.training.data import GoldDoc


def train(nlp: Language, docs: Sequence[GoldDoc]) -> None:
    """Puts trained classifiers into the pipeline's components; ranks and offices in the documents are set on the
    way.
    """
    counts, people = nlp.get_pipe("antt_counts"), nlp.get_pipe("antt_link_people")
    assert isinstance(counts, Counts)
    assert isinstance(people, LinkPeople)
    read = nlp.get_pipe("antt_people")
    pairs = [(gold.record, read(gold.doc)) for gold in docs]
    counts.classifier = train_category(pairs)
    people.classifier = train_part(pairs)
