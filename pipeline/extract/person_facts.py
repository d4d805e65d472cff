"""What is said of one person around one mention, before it becomes attributes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Facts:
    """`tail` is the word at which the words about the mention end; `shared` names what is also said of those before it,
    `titled_before` tells that the office stands before the name."""

    mention: int
    tail: int
    rank: str | None = None
    offices: list[str] = field(default_factory=list)
    birth_year: int | None = None
    age: int | None = None
    residence: str | None = None
    lodging: str | None = None
    shared: set[str] = field(default_factory=set)
    titled_before: bool = False
    aside: bool = False
    """Another name of the person before it, or a name within the brackets of another (`anh ruột của …`)."""
