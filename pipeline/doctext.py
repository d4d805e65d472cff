"""A document's text and tokens as plain Python, remembered from when it was made: spaCy makes both anew at each
question.
"""

from __future__ import annotations

from spacy.tokens import Doc

_TEXT, _TOKENS = "text", "tokens"


def remember(doc: Doc, text: str, tokens: list[str]) -> None:
    """Keeps them with the document, in `doc.user_data`."""
    doc.user_data[_TEXT], doc.user_data[_TOKENS] = text, tokens


def text_of(doc: Doc) -> str:
    """`doc.text`."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def tokens_of(doc: Doc) -> list[str]:
    """`[token.text for token in doc]`."""
    tokens: list[str] | None = doc.user_data.get(_TOKENS)
    if tokens is None:
        tokens = doc.user_data[_TOKENS] = [token.text for token in doc]
    return tokens
