"""The annotated corpus: its models, its reader, its rules. Needs only `sakat.record`."""

from sakat.gold.check import check_gold
from sakat.gold.folder import SPLITS, GoldFile, check_folder, find_gold, gold_digest
from sakat.gold.from_record import record_to_gold
from sakat.gold.model import (
    Gold,
    GoldCitation,
    GoldDate,
    GoldEntity,
    GoldEvent,
    GoldQuote,
)
from sakat.gold.read import Problem, find_shape_problems, gold_from_json, read_gold

__all__ = [
    "SPLITS", "Gold", "GoldCitation", "GoldDate", "GoldEntity", "GoldEvent", "GoldFile", "GoldQuote", "Problem",
    "check_folder", "check_gold", "find_gold", "find_shape_problems", "gold_digest", "gold_from_json", "read_gold",
    "record_to_gold",
]  # fmt: skip
