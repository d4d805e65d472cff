"""The schema agrees with itself, with the annotation guidelines' values and with what the code can say."""

from __future__ import annotations

from typing import get_args

import pytest

from pipeline.annotations import LABELS, VALUES
from pipeline.errors import CODES
from pipeline.records import PartName, PublishedBasis, Stage
from pipeline.schema import Column, tables
from pipeline.schema.arrow import arrow_tables


def column(name: str) -> Column:
    table, _, wanted = name.partition(".")
    return next(found for found in tables()[table].columns if found.name == wanted)


def test_every_table_and_column_is_described_in_both_languages() -> None:
    for table in tables().values():
        assert table.vi
        assert table.en
        assert len(set(table.names)) == len(table.names)
        for found in table.columns:
            assert found.vi, found.name
            assert found.en, found.name


def test_keys_and_references_are_columns_that_are_there() -> None:
    for table in tables().values():
        for name in table.key:
            assert column(f"{table.name}.{name}").required
        for found in table.columns:
            if found.references:
                assert column(found.references).type == found.type


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("mentions.label", LABELS),
        ("people.part", VALUES["PERSON", "part"]),
        ("places.kind", VALUES["PLACE", "kind"]),
        ("units.kind", VALUES["UNIT", "kind"]),
        ("counts.category", VALUES["COUNT", "category"]),
        ("counts.qualifier", VALUES["COUNT", "qualifier"]),
        ("problems.code", tuple(CODES)),
        ("problems.stage", get_args(Stage)),
        ("sentences.part", get_args(PartName)),
        ("articles.published_basis", get_args(PublishedBasis)),
    ],
)
def test_allowed_values_are_those_of_the_code(name: str, values: tuple[str, ...]) -> None:
    assert column(name).values == tuple(values)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"article_id": "a", "mention_id": None}, "mention_id is required"),
        ({"article_id": "a", "mention_id": "m", "colour": "red"}, "no column colour"),
    ],
)
def test_rows_that_are_not_of_the_schema_are_refused(row: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        arrow_tables({"dates": [row]})


def test_a_value_that_is_not_allowed_is_refused() -> None:
    row = dict.fromkeys(tables()["problems"].names, "x")
    with pytest.raises(ValueError, match=r"problems\.stage can't be 'x'"):
        arrow_tables({"problems": [row]})
