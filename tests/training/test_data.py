from __future__ import annotations

import gzip
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from pipeline.annotations import mentions
from pipeline.errors import AnttError
from pipeline.training import data


def test_mentions_stay_on_their_words_when_the_text_is_cleaned(portal: list[dict[str, Any]]) -> None:
    for record in portal:
        cleaned = data.cleaned(record)
        assert len(cleaned["mentions"]) == len(record["mentions"])
        for before, after in zip(record["mentions"], cleaned["mentions"], strict=True):
            assert after["text"].split() == unicodedata.normalize("NFC", before["text"]).split()
            assert cleaned["text"][after["start"] : after["end"]] == after["text"]


def test_documents_carry_the_gold(nlp: Language, seed: dict[str, Any]) -> None:
    (gold,) = data.documents([data.cleaned(seed)], nlp.make_doc)
    spans = mentions(gold.doc)
    assert [span.text for span in spans] == [mention["text"] for mention in seed["mentions"]]
    assert spans[0]._.path == seed["mentions"][0]["path"]


def test_texts_that_can_not_be_shipped_are_taken_from_elsewhere(tmp_path: Path, seed: dict[str, Any]) -> None:
    annotations, texts = tmp_path / "a.jsonl", tmp_path / "t.jsonl.gz"
    bare = [{key: value for key, value in mention.items() if key != "text"} for mention in seed["mentions"]]
    annotations.write_text(json.dumps({"id": "seed", "mentions": bare}), encoding="utf-8")
    with gzip.open(texts, "wt", encoding="utf-8") as out:
        out.write(json.dumps({"id": "seed", "text": seed["text"]}) + "\n")
    (record,) = data.read([annotations], texts)
    assert record["mentions"] == [{**mention, "text": mention["text"]} for mention in seed["mentions"]]
    with pytest.raises(AnttError, match="line 1: no text"):
        list(data.read([annotations]))
