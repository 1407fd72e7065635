"""sakat (สกัด): Thai articles to a structured, validated, bilingual dataset of entities, dates and events.

>>> import sakat
>>> record = sakat.extract("ตำรวจจับกุมผู้ต้องหาที่จังหวัดตรัง เมื่อวันที่ 5 ธ.ค. 2566")
>>> record.temporal[0].edtf
'2023-12-05'
"""

from __future__ import annotations

from sakat.api import extract, load

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "load"]
