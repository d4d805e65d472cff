"""Shards on disk: their articles before extraction (JSONL), their tables after it (Parquet)."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from pipeline.provenance import provenance
from pipeline.records import Article, Part


@dataclass(frozen=True, slots=True)
class Shard:
    """The file that holds the articles, its SHA-256, and how many they are."""

    path: Path
    sha256: str
    articles: int

    @property
    def key(self) -> str:
        """Equal for the same articles extracted by the same code, rules and model."""
        own = provenance()
        parts = (self.sha256, own.version, own.code_sha256, own.rules_sha256, own.models_sha256)
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def save_articles(articles: Sequence[Article], folder: Path, number: int) -> Shard:
    """Writes the shard's articles, one JSON object a line."""
    lines = [json.dumps(dataclasses.asdict(article), ensure_ascii=False, default=str) for article in articles]
    content = "".join(f"{line}\n" for line in lines).encode()
    path = folder / f"shard-{number:06}.jsonl"
    path.write_bytes(content)
    return Shard(path, hashlib.sha256(content).hexdigest(), len(articles))


def load_articles(path: Path) -> Iterator[Article]:
    """The articles of a shard's file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            record["parts"] = tuple(Part(**part) for part in record["parts"])
            if record["published_on"]:
                record["published_on"] = datetime.date.fromisoformat(record["published_on"])
            yield Article(**record)


def save_tables(tables: Mapping[str, pa.Table], folder: Path) -> str:
    """Writes a Parquet file a table; returns the folder's SHA-256. The folder comes into being whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for name, table in tables.items():
        pyarrow.parquet.write_table(table, fresh / f"{name}.parquet")
    digest = _sha256(fresh)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        fresh.rename(folder)
    except OSError:  # another run was quicker with the same shard
        shutil.rmtree(fresh, ignore_errors=True)
        return _sha256(folder)
    return digest


def load_tables(folder: Path, sha256: str) -> dict[str, pa.Table] | None:
    """The shard's tables; None when the folder is gone or does not hold what was written."""
    try:
        if _sha256(folder) != sha256:
            return None
        return {file.stem: pyarrow.parquet.read_table(file) for file in sorted(folder.iterdir())}
    except FileNotFoundError:
        return None


def _sha256(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        digest.update(f"{file.name}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
