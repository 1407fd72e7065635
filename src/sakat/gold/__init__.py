"""The annotated corpus: its models, its reader, its rules. Needs only `sakat.record`."""

from sakat.gold.check import check_gold
from sakat.gold.corpus import PARTS, CorpusArticle, read_annotations, read_corpus
from sakat.gold.folder import SPLITS, GoldFile, check_folder, find_gold, gold_digest
from sakat.gold.from_record import record_to_gold
from sakat.gold.leaks import Leak, find_leaks
from sakat.gold.model import (
    Gold,
    GoldCitation,
    GoldDate,
    GoldEntity,
    GoldEvent,
    GoldQuote,
)
from sakat.gold.read import Problem, find_shape_problems, gold_from_json, read_gold
from sakat.gold.source import (
    Compiled,
    add_remarks,
    compile_source,
    decompile_gold,
    find_sources,
    read_source,
    read_text,
)
from sakat.gold.statistics import Count, PartStatistics, Statistics, count_corpus, statistics_json
from sakat.gold.targets import Targets, check_targets, read_targets
from sakat.gold.write import gold_to_json

__all__ = [
    "PARTS", "SPLITS", "Compiled", "CorpusArticle", "Count", "Gold", "GoldCitation", "GoldDate", "GoldEntity",
    "GoldEvent", "GoldFile", "GoldQuote", "Leak", "PartStatistics", "Problem", "Statistics", "Targets", "add_remarks",
    "check_folder", "check_gold", "check_targets", "compile_source", "count_corpus", "decompile_gold", "find_gold",
    "find_leaks", "find_shape_problems", "find_sources", "gold_digest", "gold_from_json", "gold_to_json",
    "read_annotations", "read_corpus", "read_gold", "read_source", "read_targets", "read_text", "record_to_gold",
    "statistics_json",
]  # fmt: skip
