"""Characters that a format cannot hold."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    r"""Return text with every control character that XML 1.0 and iCalendar forbid replaced by U+FFFD.

    >>> without_controls("ก\x0bข\nค")
    'ก�ข\nค'
    """
    return _FORBIDDEN.sub("\ufffd", text)
