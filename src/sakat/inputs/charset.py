"""From the bytes of a web page to its characters, whatever encoding the page says it is in."""

from __future__ import annotations

import codecs
import re

from sakat.errors import DecodingError
from sakat.text.normalize import thai_code_page

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 4096
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1|<[^>]*>", re.IGNORECASE | re.DOTALL)
_SURE_SIZE = 1 << 18
_MAX_BROKEN_SHARE = 0.001
_THAI_LABELS = frozenset({"tis-620", "tis620", "windows-874", "cp874", "iso-8859-11", "iso8859-11", "x-windows-874"})
_KNOWN = re.compile(
    r"utf-?8|us-ascii|(?:windows-|cp)125\d|iso-?8859-\d{1,2}|latin-?1|koi8-[ru]|gb2312|gbk|gb18030|big5|shift_jis|"
    r"euc-jp|euc-kr"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_page(data: bytes, *, declared: str | None = None) -> str:
    """Return the characters of a page.

    A byte order mark decides. Bytes that are valid UTF-8 are UTF-8, whatever the page declares: Thai in a code page
    never is by chance. Else a Thai code page counts, declared or found by charset-normalizer, then another declared
    encoding. In UTF-8 with a rare broken byte, each becomes U+FFFD, of which `canonical_text` warns.

    Args:
        data: The page.
        declared: The charset its HTTP header names.

    Raises:
        DecodingError: If none of these fits.

    >>> decode_page('<meta charset="utf-8"><p>ข่าววันนี้จากเชียงใหม่ ฝนตกหนักทั้งจังหวัด</p>'.encode("cp874"))[22:]
    '<p>ข่าววันนี้จากเชียงใหม่ ฝนตกหนักทั้งจังหวัด</p>'
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    labels = _labels(data, declared)
    if _THAI_LABELS.intersection(labels) or thai_code_page(_MARKUP.sub(b" ", data[:_SURE_SIZE])):
        return data.decode("cp874", "replace")
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= _MAX_BROKEN_SHARE * len(text):
        return text
    for label in labels:
        if _KNOWN.fullmatch(label) and not label.startswith("utf"):
            return data.decode(label, "replace")
    raise DecodingError(
        f"byte {broken.start}: found 0x{data[broken.start]:02x}, not valid UTF-8, and neither Thai in TIS-620 or "
        f"Windows-874 nor in the encoding the page declares ({', '.join(labels) or 'none'}); save the page as UTF-8"
    ) from broken


def _labels(data: bytes, declared: str | None) -> list[str]:
    found = [declared] if declared else []
    if inner := _DECLARED.search(data[:_HEAD]):
        found.append(inner[1].decode("ascii", "replace"))
    return [label.strip().strip("\"'").lower() for label in found]
