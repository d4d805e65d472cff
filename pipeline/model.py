"""The extractor as a spaCy pipeline: which components, in which order, where it lies, and how articles go through
it.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import AnttError
from pipeline.provenance import model_folder
from pipeline.records import Article, Problem
from pipeline.timecap import time_cap

LONGEST_SECONDS = 60.0  # an article takes hundredths of a second; a longer one is given up, not the run
BATCH = 32  # articles that share a memory zone: spaCy forgets their words together
TOKENIZER = "antt.underthesea.v1"
COMPONENTS = (
    "antt_sentences",
    "antt_mentions",
    "antt_people",
    "antt_places",
    "antt_units",
    "antt_counts",
    "antt_dates",
    "antt_link_dates",
    "antt_link_places",
    "antt_link_units",
    "antt_link_people",
)


def folder() -> Path:
    """Where the trained pipeline lies: in the installed package, else in the checkout's `models/`."""
    place = model_folder()
    if (place / "config.cfg").is_file():
        return place
    raise AnttError("the trained model is missing: install antt with `pip install .`, or make it with `antt train`")


@functools.cache
def load(path: Path | None = None) -> Language:
    """The trained pipeline, loaded once a process: `load()(text)` is a `Doc` with `doc.spans["mentions"]`."""
    return spacy.load(path or folder())


def blank() -> Language:
    """The pipeline with every component, untrained."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def document(nlp: Language, article: Article) -> Doc:
    """The article's text as the pipeline's input: tokenised, with its parts and its day of publication."""
    doc = nlp.make_doc(article.text)
    doc._.parts = article.parts
    doc._.published_on = article.published_on
    return doc


def read_articles(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Article, Doc | Problem]]:
    """Each article with its document, in order; a document is good until the next is asked for.

    An article on which the extractor fails, or takes longer than LONGEST_SECONDS, comes with a Problem (`failed`)
    instead, and the others go on. Memory stays flat.
    """
    for some in _batched(articles):
        with nlp.memory_zone():
            for article in some:
                yield article, _read(nlp, article)


def _read(nlp: Language, article: Article) -> Doc | Problem:
    try:
        with time_cap(LONGEST_SECONDS):
            return nlp(document(nlp, article))
    except Exception as error:  # whatever one text does to the extractor must not harm the others; it becomes a problem
        detail = f"{type(error).__name__}: {error}"
        return Problem(article.source_uri, "extract", "failed", detail, article.article_id)


def _batched(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in lists of BATCH."""
    rest = iter(articles)
    while some := list(itertools.islice(rest, BATCH)):
        yield some
