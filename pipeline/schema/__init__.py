"""The one place that defines the tables (schema version 1): names, columns, types, keys, allowed values, descriptions.

`tables()` needs nothing but the standard library; `pipeline.schema.arrow` makes Arrow and pandas tables of rows.
"""

from pipeline.schema.table import VERSION, Column, Table, tables

__all__ = ["VERSION", "Column", "Table", "tables"]
