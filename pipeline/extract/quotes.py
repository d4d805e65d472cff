"""What stands in quotation marks, and after which word: `mô hình “Tiếng kẻng an ninh”` names a model, `tội “Cướp tài
sản”` an offence.
"""

from __future__ import annotations

from collections.abc import Sequence

_OPEN = {"“": "”", '"': '"', "«": "»", "'": "'"}
_LONGEST = 16


def quotes(forms: Sequence[str]) -> list[str | None]:
    """For each token inside a short quotation `quoted` and the two words before its opening mark, else None."""
    found: list[str | None] = [None] * len(forms)
    i = 0
    while i < len(forms):
        close = _OPEN.get(forms[i])
        end = _find(forms, close, i + 1) if close else -1
        if end > i + 1:
            before = "_".join(forms[max(0, i - 2) : i])
            found[i + 1 : end] = [f"quoted quoted:{before}"] * (end - i - 1)
            i = end
        i += 1
    return found


def _find(forms: Sequence[str], mark: str | None, start: int) -> int:
    for i in range(start, min(start + _LONGEST, len(forms))):
        if forms[i] == mark:
            return i
    return -1
