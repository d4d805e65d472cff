"""`antt train`: makes every trained part of the pipeline from the gold, and saves the whole under `models/antt`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract.clusters import Clusters
from pipeline.extract.mentions import Mentions
from pipeline.extract.tags import Tagger
from pipeline.model import blank
from pipeline.training import classifiers, data, spans


def train(gold: Sequence[Path], texts: Path | None, clusters: Path, settings: spans.Settings) -> Language:
    """A trained pipeline from gold files, the texts of those without, and a folder with the word classes; the same
    input gives the same bytes.
    """
    nlp = blank()
    word_classes = Clusters(clusters)
    docs = list(data.documents(map(data.cleaned, data.read(gold, texts)), _made(nlp)))
    mentions = nlp.get_pipe("antt_mentions")
    assert isinstance(mentions, Mentions)
    mentions.use(spans.train(docs, Tagger(word_classes), settings), word_classes)
    classifiers.train(nlp, docs)
    return nlp


def _made(nlp: Language) -> Callable[[str], Doc]:
    """Text → document with its sentences, as the components after the first find it."""
    sentences = nlp.get_pipe("antt_sentences")
    return lambda text: sentences(nlp.make_doc(text))


def save(nlp: Language, folder: Path, gold: Sequence[Path], settings: spans.Settings) -> None:
    """The pipeline as spaCy saves it, with `training.json` (settings, gold) and `hashes.json` (SHA-256 of each
    file).
    """
    nlp.meta.update({"name": "antt", "description": "Vietnamese security news: people, places, units, counts, dates"})
    nlp.to_disk(folder, exclude=["vocab"])  # the strings of the training texts are nobody's business
    training = {
        "settings": spans.described(settings),
        "gold": {path.name: _sha256(path) for path in gold},
    }
    (folder / "training.json").write_text(json.dumps(training, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "hashes.json")
    hashes = {path.relative_to(folder).as_posix(): _sha256(path) for path in files}
    (folder / "hashes.json").write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
