"""The tokenizer: underthesea's words, aligned to the frozen text and cut into the pieces that a mention can begin or
end at.

A token is a syllable, a number, a punctuation mark or a run of white space, since a mention may end inside what
underthesea takes for a word (`Nghĩa ra`). Which tokens make up a word stands in `doc.user_data["word_starts"]`, one
bool a token: True where a word of underthesea begins.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.doctext import remember
from pipeline.spelling import toneless_letters

WORD_STARTS = "word_starts"
LONGEST_RUN = 100  # underthesea takes quadratic time on runs without a space; no Vietnamese word is that long

PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\S ]+| +|.", re.DOTALL)
_LINE = re.compile(r"[^\n]*\n?")
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")


class UndertheseaTokenizer:
    """Text → `Doc` with `doc.text == text`, whatever underthesea rewrites on its way."""

    def __init__(self, vocab: Vocab) -> None:
        from underthesea import word_tokenize

        self.vocab = vocab
        self._word_tokenize: Callable[[str], list[str]] = word_tokenize

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        starts: list[bool] = []
        for line in _LINE.findall(text):
            if not line:
                continue
            borders = self._word_borders(line)
            for match in PIECE.finditer(line):
                piece = match.group()
                if piece[0] == " " and words and not spaces[-1] and not words[-1].isspace():
                    spaces[-1] = True  # spaCy keeps one space with the token before it; any further ones are a token
                    piece = piece[1:]
                    if not piece:
                        continue
                words.append(piece)
                spaces.append(False)
                starts.append(piece.isspace() or match.start() in borders)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc.user_data[WORD_STARTS] = starts
        remember(doc, text, words)
        return doc

    def _word_borders(self, line: str) -> set[int]:
        """The offsets in the line at which a word of underthesea begins."""
        masked = _LONG_RUN.sub(lambda match: "x" * len(match.group()), line)
        squeezed: list[int] = [i for i, char in enumerate(line) if not char.isspace()]
        if not squeezed:
            return set()
        at = 0
        begins: list[int] = []
        given = self._word_tokenize(masked)
        for word in given:
            begins.append(at)
            at += len("".join(word.split()))
        if at == len(squeezed):
            return {squeezed[i] for i in begins}
        return self._matched(masked, squeezed, given, begins)

    @staticmethod
    def _matched(line: str, squeezed: list[int], words: list[str], begins: list[int]) -> set[int]:
        """The same where underthesea changed the number of letters: by the longest common runs of letters."""
        ours = toneless_letters("".join(line[i] for i in squeezed))
        theirs = toneless_letters("".join("".join(word.split()) for word in words))
        place: dict[int, int] = {}
        for a, b, size in difflib.SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks():
            place.update((a + k, b + k) for k in range(size))
        return {squeezed[place[i]] for i in begins if i in place}

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: Any) -> UndertheseaTokenizer:
        return self

    def to_disk(self, _path: Any, **_kwargs: Any) -> None:
        """Nothing to store: the words are underthesea's own."""

    def from_disk(self, _path: Any, **_kwargs: Any) -> UndertheseaTokenizer:
        return self


@registry.tokenizers("antt.underthesea.v1")  # type: ignore[untyped-decorator] # spaCy leaves it untyped
def create_tokenizer() -> Callable[[Language], UndertheseaTokenizer]:
    """For a spaCy config: `[nlp.tokenizer] @tokenizers = "antt.underthesea.v1"`."""
    return lambda nlp: UndertheseaTokenizer(nlp.vocab)
