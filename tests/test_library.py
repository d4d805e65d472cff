from __future__ import annotations

from typing import Any

import pipeline


def test_lone_surrogate_is_mended_and_told() -> None:
    tables = pipeline.extract(["Công an \ud800 huyện Như Thanh"])
    assert list(tables["problems"]["code"]) == ["bad-text"]
    assert tables["articles"]["text"].iloc[0] == "Công an \ufffd huyện Như Thanh"


def test_texts_in_tables_out(seed: dict[str, Any]) -> None:
    tables = pipeline.extract([seed["text"], "", seed["text"]])
    assert len(tables["articles"]) == 1
    assert list(tables["problems"]["code"]) == ["empty"]
    text = tables["articles"]["text"].iloc[0]
    for row in tables["mentions"].itertuples():
        assert text[row.start_char : row.end_char] == row.text
    (person,) = [row for row in tables["people"].itertuples() if row.part == "official"]
    assert (person.name, person.rank, person.position) == ("Lê Như Lập", "Đại tá", "Phó Giám đốc Công an tỉnh")
