"""What the tests share: the trained pipeline, loaded once, and the articles of the corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

import pipeline

CORPUS = Path(__file__).parent.parent / "corpus"


@pytest.fixture(scope="session")
def nlp() -> Language:
    return pipeline.load()


@pytest.fixture(scope="session")
def seed() -> dict[str, Any]:
    """The gold record of the seed article."""
    record: dict[str, Any] = json.loads((CORPUS / "seed.gold.jsonl").read_text(encoding="utf-8"))
    return record


@pytest.fixture(scope="session")
def portal() -> list[dict[str, Any]]:
    """The gold records of the portal articles."""
    with (CORPUS / "portal.gold.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
