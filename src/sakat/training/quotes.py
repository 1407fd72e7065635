"""Trains and measures the model of who said a quotation: what `sakat train-quotes` calls."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from sakat.errors import InputError
from sakat.events.analysis import Analysis
from sakat.files import make_folder, write_atomically
from sakat.gold import Gold, GoldQuote
from sakat.gold.corpus import read_corpus
from sakat.ner.weights import write_weights
from sakat.pipeline.analysis import analyse
from sakat.pipeline.build import build_pipeline
from sakat.pipeline.layers import set_document_date
from sakat.quotes.find import QuoteFinder, find_quotes
from sakat.quotes.pairs import Pair, find_pairs
from sakat.quotes.speaker_model import SPEAKERS_FILE
from sakat.record import Quote
from sakat.training.choices import ChoiceCase, ChoiceSettings, fit_choices, fit_model
from sakat.training.folds import fold_of
from sakat.training.roles import found_spans, gold_spans, is_one_of
from sakat.training.scores import Score, score_counts

CARD_FILE = "card.json"
_FOLDS = 5
_SAME = 0.8
"""How much of two quotations, of all they cover together, both must cover to be the same (guidelines of the gold)."""


class QuotedArticle(NamedTuple):
    """An annotated article up to its quotations."""

    id: str
    analysis: Analysis
    gold: Gold


@dataclass(frozen=True, slots=True)
class QuotesReport:
    """What training made: articles with quotations, and scores by models of the other fifths.

    `quotes` are those found; `speakers` those found with the right speaker.
    """

    articles: int
    quotes: Score
    speakers: Score


def train_quotes(corpus: Path, out_dir: Path, *, settings: ChoiceSettings | None = None) -> QuotesReport:
    """Train the speaker model on the training articles, write it with its card, and return what it scores.

    Equal input gives equal bytes.

    Raises:
        GoldError: If an annotation is broken.
        InputError: If no training article has a quotation.
        OutputError: If the model cannot be written.
    """
    settings = settings or ChoiceSettings()
    articles = read_quoted(corpus)
    taught = {article.id: read_speakers(article) for article in articles}
    right = found = wanted = spoken = 0
    for fold in range(_FOLDS):
        mine = [article for article in articles if fold_of(article.id, _FOLDS) == fold]
        others = [case for article in articles if fold_of(article.id, _FOLDS) != fold for case in taught[article.id]]
        if mine and others:
            model = fit_model(others, settings)
            for article in mine:
                counts = count_quotes(article, find_quotes(article.analysis, model))
                right, spoken = right + counts[0], spoken + counts[1]
                found, wanted = found + counts[2], wanted + counts[3]
    report = QuotesReport(len(articles), score_counts(right, found, wanted), score_counts(spoken, found, wanted))
    make_folder(out_dir)
    write_weights(fit_choices((case for cases in taught.values() for case in cases), settings), out_dir / SPEAKERS_FILE)
    card = {
        "model_sha256": hashlib.sha256((out_dir / SPEAKERS_FILE).read_bytes()).hexdigest(),
        "settings": asdict(settings),
        **asdict(report),
    }
    write_atomically(out_dir / CARD_FILE, json.dumps(card, indent=2, ensure_ascii=False) + "\n")
    return report


def read_quoted(corpus: Path, part: str = "train") -> list[QuotedArticle]:
    """Return the articles of one part of a corpus that have quotations, analysed by the pipeline up to them.

    Raises:
        GoldError: If an annotation is broken.
        InputError: If there are none.
    """
    nlp = build_pipeline()
    nlp.remove_pipe("sakat_events")
    nlp.remove_pipe("sakat_quotes")
    articles = []
    for article in read_corpus(corpus):
        if article.part == part and any(find_pairs(article.text)):
            made = nlp.make_doc(article.text)
            set_document_date(made, article.gold.document_date)
            for _, component in nlp.pipeline:
                made = component(made)
            articles.append(QuotedArticle(article.id, analyse(made), article.gold))
    if not any(article.gold.quotes for article in articles):
        raise InputError(f"{corpus}: no annotated quotations in {part}/; expected .anno files with some there")
    return articles


def read_speakers(article: QuotedArticle) -> list[ChoiceCase]:
    """Return what an article teaches: the candidates of each annotated quotation, those who said it marked."""
    finder = QuoteFinder(article.analysis)
    known, named = gold_spans(article.gold), found_spans(article.analysis)
    cases: list[ChoiceCase] = []
    last: str | None = None
    for pair in find_pairs(article.analysis.text):
        said, quote = finder.read(pair, last), _annotated(pair, article.gold.quotes)
        if said is None or quote is None:
            continue
        speakers = (quote.speaker,) if quote.speaker is not None else ()
        marked = [
            ChoiceCase(choice.attributes, bool(is_one_of(named.get(choice.entity_id, []), speakers, known)))
            for choice in said.choices
        ]
        cases.extend(marked)
        right = (c.entity_id for c, case in zip(said.choices, marked, strict=True) if case.is_own)
        last = next(right, None)
    return cases


def count_quotes(article: QuotedArticle, quotes: Sequence[Quote]) -> tuple[int, int, int, int]:
    """Return how many quotations are right, right with their speaker, found, and annotated."""
    known, named = gold_spans(article.gold), found_spans(article.analysis)
    right = spoken = 0
    for quote in quotes:
        annotated = _annotated(Pair(quote.start, quote.end), article.gold.quotes)
        if annotated is not None:
            right += 1
            if annotated.speaker is None or quote.speaker_id is None:
                spoken += annotated.speaker is None and quote.speaker_id is None
            else:
                spoken += is_one_of(named.get(quote.speaker_id, []), (annotated.speaker,), known)
    return right, spoken, len(quotes), len(article.gold.quotes)


def _annotated(pair: Pair, quotes: Iterable[GoldQuote]) -> GoldQuote | None:
    for quote in quotes:
        both = min(pair.end, quote.end) - max(pair.start, quote.start)
        if both >= _SAME * (max(pair.end, quote.end) - min(pair.start, quote.start)):
            return quote
    return None
