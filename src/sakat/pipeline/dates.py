"""`sakat_dates`: expressions of time with their values."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sakat.dates import TemporalMatch, find, split_matches
from sakat.entities.candidate import Candidate
from sakat.pipeline.base import SettingsPipe
from sakat.pipeline.layers import doc_text, document_date, get_layer, set_layer
from sakat.pipeline.layout import doc_layout
from sakat.pipeline.scorers import Scorer
from sakat.record.mention import Label


@Language.factory(
    "sakat_dates",
    assigns=["doc.spans"],
    default_config={"spans_key": "dates", "scorer": {"@scorers": "sakat.spans_scorer.v1", "key": "dates"}},
    default_score_weights={"spans_dates_f": 1.0, "spans_dates_p": 0.0, "spans_dates_r": 0.0},
)
def make_dates(nlp: Language, name: str, spans_key: str, scorer: Scorer | None) -> DateRecognizer:
    """Return the component."""
    return DateRecognizer(name, spans_key=spans_key, scorer=scorer)


class DateRecognizer(SettingsPipe):
    """Writes the layer `dates` (`sakat.dates.TemporalMatch`), resolved against `doc._.document_date`.

    A day and its clock time are two expressions there.
    """

    def __init__(self, name: str, *, spans_key: str, scorer: Scorer | None) -> None:
        super().__init__(name)
        self.spans_key = spans_key
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its dates."""
        body = doc_text(doc)[: doc_layout(doc).body_end]
        found = split_matches(find(body, anchor=document_date(doc)))
        set_layer(doc, self.spans_key, found, kind=TemporalMatch)
        return doc


def date_candidates(doc: Doc, key: str) -> list[Candidate]:
    """Return the expressions of a date layer as candidates for mentions."""
    found: list[Candidate] = []
    for match in get_layer(doc, key, TemporalMatch):
        label: Label = "DATE" if match.label == "DATE" else "TIME" if match.label == "TIME" else "EVENT"
        found.append(Candidate(match.start, match.end, label, "rule", match.rule_id, match.score))
    return found
