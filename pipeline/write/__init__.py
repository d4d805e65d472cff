"""From rows to the DuckDB store, and from the store to the published snapshot."""
