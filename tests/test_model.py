from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import pipeline
from pipeline import annotations, model
from pipeline.clean import clean
from pipeline.records import Article, Problem, RawArticle


def test_whoever_knows_spacy_can_load_it(seed: dict[str, Any]) -> None:
    nlp = spacy.load(model.folder())
    doc = next(iter(nlp.pipe([seed["text"]])))
    assert tuple(nlp.pipe_names) == model.COMPONENTS
    assert {span.label_ for span in doc.spans["mentions"]} == set(annotations.LABELS)


def test_files_are_those_of_the_manifest() -> None:
    hashes = json.loads((model.folder() / "hashes.json").read_text(encoding="utf-8"))
    assert hashes
    for name, digest in hashes.items():
        assert hashlib.sha256((model.folder() / name).read_bytes()).hexdigest() == digest, name


def test_mentions_hold_the_guidelines_promises(nlp: Language, portal: list[dict[str, Any]]) -> None:
    for record in portal[:10]:
        article, _ = clean(RawArticle(record["id"], record["id"], record["text"]))
        doc = nlp(model.document(nlp, article))
        end = 0
        for span in annotations.mentions(doc):
            assert span.start_char >= end
            end = span.end_char
            assert article.text[span.start_char : span.end_char] == span.text
            assert 0 <= span._.score <= 1
            assert span._.rule_id
            assert span.label_ in ("COUNT", "DATE") or span._.entity
            for (label, key), allowed in annotations.VALUES.items():
                if span.label_ == label:
                    assert span._.get(key) in allowed, (span, key)


def test_one_bad_article_does_not_stop_the_others(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [
        Article(f"a{i}", f"a{i}", f"a{i}.txt", text, ())
        for i, text in enumerate(["Công an xã", "hỏng", "Công an huyện"])
    ]
    whole = model.document

    def breaking(nlp: Language, article: Article) -> Doc:
        if article.text == "hỏng":
            raise ValueError("không đọc được")
        return whole(nlp, article)

    monkeypatch.setattr(model, "document", breaking)
    found = [doc.text if isinstance(doc, Doc) else doc for _, doc in pipeline.read_articles(nlp, articles)]
    assert found[0] == "Công an xã"
    assert found[2] == "Công an huyện"
    assert isinstance(found[1], Problem)
    assert (found[1].code, found[1].article_id) == ("failed", "a1")


@pytest.mark.parametrize("text", ["", " \n ", "x", "a" * 50_000, "1.2.3.4", "TP.\n", "“", "\U0001f694 " * 100])
def test_odd_texts_are_read(nlp: Language, text: str) -> None:
    assert nlp(text).text == text
