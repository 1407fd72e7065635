"""What changed between two datasets: articles, events and entities, field by field, with their evidence."""

from sakat.compare.changes import Change, FieldChange, compare_datasets
from sakat.compare.report import Summary, count_changes

__all__ = ["Change", "FieldChange", "Summary", "compare_datasets", "count_changes"]
