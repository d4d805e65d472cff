"""Takes the texts of a gold file through `clean` and the extractor, and scores what comes out."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotations import as_gold, mentions
from pipeline.clean import clean
from pipeline.errors import UsageError
from pipeline.evaluation.score import Document, Score, score
from pipeline.model import load, read_articles
from pipeline.records import RawArticle
from pipeline.training.data import read


def evaluate_file(path: Path) -> Score:
    """The score of the shipped model on a gold file. Raises UsageError where it can't be read or holds no article."""
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file; give a gold file such as corpus/portal.gold.jsonl")
    gold = list(read([path]))
    if not gold:
        raise UsageError(f"{path}: the file holds no gold article")
    return score(gold, predict(load(), gold))


def predict(nlp: Language, gold: list[Document]) -> list[Document]:
    """Records in the gold format with what the pipeline finds in the texts; an article that fails has no mentions."""
    articles = [clean(RawArticle(str(record["id"]), str(record["id"]), record["text"]))[0] for record in gold]
    found: list[Document] = []
    for article, doc in read_articles(nlp, articles):
        spans = mentions(doc) if isinstance(doc, Doc) else []
        found.append({"id": article.source_id, "text": article.text, "mentions": [as_gold(span) for span in spans]})
    return found
