"""How two spellings of one Vietnamese word are found equal: case, tone placement (hoà, hòa), Unicode form, white
space.
"""

from __future__ import annotations

import functools
import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Old style puts the tone of oa, oe, uy on the first vowel of an open syllable, new style on the second.
_TONE_PLACE = re.compile(rf"(o)([{_TONES}])([ae])(?![a-z])|(u)([{_TONES}])(y)(?![a-z])")
_OPEN_SYLLABLE = re.compile(rf"(o)([ae])([{_TONES}])(?![a-z])|(?<!q)(u)(y)([{_TONES}])(?![a-z])", re.IGNORECASE)
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ", "’": "'", "‘": "'", "`": "'"})


@functools.lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """Lower case, NFC, tone on the second vowel (`hoà`, from `hòa`), single spaces: equal for equal words."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LOOKALIKES).casefold())
    placed = _TONE_PLACE.sub(lambda m: m[1] + m[3] + m[2] if m[1] else m[4] + m[6] + m[5], decomposed)
    return " ".join(unicodedata.normalize("NFC", placed).split())


def official(text: str) -> str:
    """NFC, with the tone of a final oa, oe, uy on the first vowel, as on the official list of places: `Hoà` → `Hòa`."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LOOKALIKES))
    placed = _OPEN_SYLLABLE.sub(lambda m: m[1] + m[3] + m[2] if m[1] else m[4] + m[6] + m[5], decomposed)
    return unicodedata.normalize("NFC", placed)


@functools.lru_cache(maxsize=200_000)
def toneless(text: str) -> str:
    """`plain`, without any mark, đ as d, and without what is not a letter or digit: `Cư M'gar` → `cumgar`."""
    decomposed = unicodedata.normalize("NFD", plain(text))
    return "".join(c for c in decomposed if c.isalnum()).replace("đ", "d")


def toneless_letters(text: str) -> str:
    """Each character lower-cased and without its marks, one for one, so that offsets stay: `Hoà Đ` → `hoa đ`."""
    return "".join(unicodedata.normalize("NFD", c)[0].lower() or c for c in text)
