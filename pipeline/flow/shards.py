"""Shards on disk: their articles before extraction (JSONL), their tables after it (Parquet)."""

from __future__ import annotations

import contextlib
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

_TRIES = 10


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
    """Writes a Parquet file a table; returns the folder's SHA-256. The folder comes into being whole or not at all.

    Another run may save, load or throw away the same shard meanwhile.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = folder.with_name(f".{folder.name}.{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    for name, table in tables.items():
        pyarrow.parquet.write_table(table, fresh / f"{name}.parquet")
    digest = _sha256(_contents(fresh))
    for left in reversed(range(_TRIES)):
        if folder.is_dir() and _sha256(_contents(folder)) == digest:  # another run was quicker
            shutil.rmtree(fresh, ignore_errors=True)
            break
        shutil.rmtree(folder, ignore_errors=True)
        try:
            fresh.rename(folder)
            break
        except OSError:  # another run has put its own there just now
            if not left:
                raise
    return digest


def load_tables(folder: Path, sha256: str) -> dict[str, pa.Table] | None:
    """The shard's tables; None when the folder is gone or does not hold what was written."""
    contents = _contents(folder)
    if not contents or _sha256(contents) != sha256:
        return None
    return {Path(name).stem: pyarrow.parquet.read_table(pa.BufferReader(data)) for name, data in contents.items()}


def _contents(folder: Path) -> dict[str, bytes]:
    """The files' bytes by name; less than all when another run throws the folder away meanwhile."""
    found: dict[str, bytes] = {}
    with contextlib.suppress(FileNotFoundError):
        for file in sorted(folder.iterdir()):
            found[file.name] = file.read_bytes()
    return found


def _sha256(contents: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, data in contents.items():
        digest.update(f"{name}\n".encode())
        digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()
