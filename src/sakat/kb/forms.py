"""The spelling under which a name is stored and looked up."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")


def canonical_form(name: str) -> str:
    """Return a name in NFC, without invisible characters, white space as single spaces.

    >>> canonical_form(" เกาะ  สมุย ")
    'เกาะ สมุย'
    """
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", name)).split())
