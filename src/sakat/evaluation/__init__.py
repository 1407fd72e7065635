"""Scores records against annotated articles. Needs only `sakat.record` and `sakat.gold`."""

from sakat.evaluation.adjudicate import Remark, merge_annotations
from sakat.evaluation.agreement import Agreement, measure_agreement
from sakat.evaluation.folder import Report, evaluate_folder
from sakat.evaluation.gate import Floors, check_floors, pin_floors, read_floors
from sakat.evaluation.metrics import HEADLINES, METRICS, Counts, Metric, Score
from sakat.evaluation.report import report_json, report_tables, report_text, summary_tables
from sakat.evaluation.score import Scores, evaluate, evaluate_gold

__all__ = [
    "HEADLINES", "METRICS", "Agreement", "Counts", "Floors", "Metric", "Remark", "Report", "Score", "Scores",
    "check_floors", "evaluate", "evaluate_folder", "evaluate_gold", "measure_agreement", "merge_annotations",
    "pin_floors", "read_floors", "report_json", "report_tables", "report_text", "summary_tables",
]  # fmt: skip
