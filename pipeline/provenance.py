"""What made a row: the versions and hashes of the code, the rules and the model, and of the libraries beside them."""

from __future__ import annotations

import functools
import hashlib
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from pipeline import __version__

_PACKAGE = Path(__file__).parent
_LIBRARIES = ("spacy", "underthesea", "prefect", "duckdb", "pandas", "pyarrow", "vietnamadminunits")
# Folders of the package that don't change what is extracted.
_APART = ("commands", "evaluation", "flow", "training", "write")


@dataclass(frozen=True, slots=True)
class Provenance:
    """SHA-256 of the code, the rules and the model, in hex; `version` is antt's."""

    version: str
    code_sha256: str
    rules_sha256: str
    models_sha256: str

    @property
    def extractor_version(self) -> str:
        """`0.1.0+3f2a9c0d`: equal for equal code, rules and model."""
        return f"{self.version}+{_digest([self.code_sha256, self.rules_sha256, self.models_sha256])[:8]}"


@functools.cache
def provenance() -> Provenance:
    """That of the antt which is running."""
    code = [path for path in _files(_PACKAGE, ".py", ".csv", ".json") if not _is_apart(path)]
    rules = [path for path in code if path.is_relative_to(_PACKAGE / "rules")]
    return Provenance(
        version=__version__,
        code_sha256=_hash((path for path in code if path not in set(rules)), _PACKAGE),
        rules_sha256=_hash(rules, _PACKAGE),
        models_sha256=_hash(_files(model_folder()), model_folder()),
    )


def model_folder() -> Path:
    """Where the trained model lies: in an installed package, or beside it in a source tree."""
    packaged = _PACKAGE / "_models" / "antt"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "models" / "antt"


def library_versions() -> dict[str, str]:
    """The versions of Python and of the libraries that have a say in the result."""
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in _LIBRARIES}}


def _files(folder: Path, *endings: str) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path for path in found if not endings or path.suffix in endings)


def _is_apart(path: Path) -> bool:
    return path.relative_to(_PACKAGE).parts[0] in (*_APART, "_models")


def _hash(files: Iterable[Path], root: Path) -> str:
    return _digest(
        part for path in files for part in (str(path.relative_to(root)), hashlib.sha256(path.read_bytes()).hexdigest())
    )


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
