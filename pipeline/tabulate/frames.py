"""Rows as DataFrames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.schema.arrow import arrow_tables


def frames(rows: Mapping[str, Sequence[Mapping[str, object]]]) -> dict[str, pd.DataFrame]:
    """Each table of `rows` as an Arrow-backed DataFrame: integers and dates stay so where values are missing.

    Raises what `arrow_tables` raises for rows that are not those of the schema.
    """
    return {name: table.to_pandas(types_mapper=pd.ArrowDtype) for name, table in arrow_tables(rows).items()}
