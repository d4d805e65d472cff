"""The figures of a run, and the few lines that say them at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import CODES

# Problems of articles that are kept all the same.
KEPT = frozenset({"bad-text", "too-long-run", "duplicate"})
_SHOWN = 10


@dataclass(slots=True)
class Report:
    """What a run met: everything that was read is new, known or rejected. `labels` counts new mentions."""

    run_id: str
    read: int = 0
    new: int = 0
    known: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Articles and files that are in no table but `problems`."""
        return sum(number for code, number in self.problems.items() if code not in KEPT)

    @property
    def numbers(self) -> dict[str, int]:
        """As the columns of `runs`."""
        return {"n_read": self.read, "n_new": self.new, "n_known": self.known, "n_rejected": self.rejected}

    def note(self, source_uri: str, code: str, detail: str) -> None:
        """Counts a problem, and keeps its line while there are few."""
        self.problems[code] += 1
        if len(self.examples) <= _SHOWN:
            self.examples.append(f"{source_uri}: {code}: {detail}")

    def lines(self, store: Path, publish: Path, total: int, option: str = "") -> list[str]:
        """The summary; `total` is the number of articles that the store holds now, `option` what names it to `antt`."""
        made = [f"read {self.read:,}: {self.new:,} new, {self.known:,} known already, {self.rejected:,} rejected"]
        if self.labels:
            made.append("found " + ", ".join(f"{number:,} {label}" for label, number in self.labels.most_common()))
        if self.problems:
            made.append("problems " + ", ".join(f"{n:,} {code}" for code, n in self.problems.most_common()))
            made += [f"  {line}" for line in self.examples[:_SHOWN]]
            if sum(self.problems.values()) > _SHOWN:
                made.append(f'  … all of them: antt query "SELECT source_uri, code, detail FROM problems"{option}')
        made.append(f"store {store}: {total:,} articles; tables for readers in {publish} (Parquet, CSV)")
        made.append(f"look  antt tables · antt show ARTICLE{option}")
        made.append(f'      antt query "SELECT name, rank, position, part FROM people LIMIT 10"{option}')
        return made

    def rows(self) -> list[dict[str, str | int]]:
        """The figures as the rows of a table, for Prefect."""
        made: list[dict[str, str | int]] = [
            {"what": "articles and files read", "number": self.read},
            {"what": "new", "number": self.new},
            {"what": "known already", "number": self.known},
            {"what": "rejected", "number": self.rejected},
        ]
        made += [{"what": f"new mentions: {label}", "number": n} for label, n in sorted(self.labels.items())]
        made += [{"what": f"problem: {code} ({CODES[code]})", "number": n} for code, n in sorted(self.problems.items())]
        return made
