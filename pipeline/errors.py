"""Every way in which antt says no: the closed set of problem codes, and the exceptions that carry them."""

from __future__ import annotations

from pipeline.records import Problem, Stage

CODES: dict[str, str] = {
    "empty": "the file or record holds no text",
    "not-text": "the content is not text (an image, an archive, a program …)",
    "bad-encoding": "the bytes are not valid UTF-8",
    "bad-json": "the line is not a JSON object",
    "no-text": "the record has no `text` of its own",
    "bad-text": "the text holds what is not a character (a lone surrogate, a control character); it was replaced",
    "unreadable": "the file can't be opened",
    "too-long-run": "the text holds a run of letters without a space that no word has; it is kept but not read",
    "only-furniture": "nothing is left of the text once page furniture is dropped",
    "duplicate": "the same article was read before under another name",
    "failed": "a stage failed on this article; the others went on",
}


class AnttError(Exception):
    """An error for the person at the keyboard: says what was wrong, where, and what to do."""


class UsageError(AnttError):
    """The command was called with something that can't be right (exit code 2)."""


class RejectedError(AnttError):
    """One article can't go on; it becomes a row of `problems` and the run continues."""

    def __init__(self, source_uri: str, stage: Stage, code: str, detail: str) -> None:
        if code not in CODES:
            raise ValueError(f"unknown problem code {code!r}; the codes are {', '.join(CODES)}")
        super().__init__(f"{source_uri}: {detail}")
        self.problem = Problem(source_uri=source_uri, stage=stage, code=code, detail=detail)
