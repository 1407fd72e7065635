"""Trains and measures the model that tells names among candidates: what `sakat train-entities` calls."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from sakat.entities import resolve_spans
from sakat.entities.candidate import Candidate
from sakat.entities.candidate_features import CandidateFeatures
from sakat.entities.candidate_model import CANDIDATES_FILE, is_name, judge_candidates
from sakat.entities.name_tagger import TAGGER_FILE, NameFeatures, NameTagger
from sakat.errors import InputError
from sakat.files import make_folder, write_atomically
from sakat.gold import GoldEntity
from sakat.gold.corpus import read_corpus
from sakat.ner.file import write_recognizer
from sakat.ner.lines import Located, spans_to_tags
from sakat.ner.model import NerModel
from sakat.ner.weights import Weights, make_weights, write_weights
from sakat.ner.word_columns import WORD_COLUMNS
from sakat.network.model import Network
from sakat.pipeline.build import build_pipeline
from sakat.pipeline.layers import doc_text, doc_words, set_document_date
from sakat.pipeline.span_resolver import SpanResolver
from sakat.training.choices import ChoiceCase, ChoiceSettings, fit_choices, fit_model
from sakat.training.crf import fit_crf
from sakat.training.folds import fold_of
from sakat.training.network import NetworkSettings, Text, fit_network
from sakat.training.parallel import run_each
from sakat.training.scores import Score, score_counts

CARD_FILE = "card.json"
_FOLDS = 3
_CHOICES = ChoiceSettings(l2=2.0)
_NETWORK = NetworkSettings(width=96, steps=(1, 2, 4, 1, 2), shares=(1.0,))


@dataclass(frozen=True, slots=True)
class EntitySettings:
    """How the models are fitted.

    Attributes:
        l1: Weight of the sum of the tagger's weights (CRFsuite's c1).
        l2: Weight of the sum of their squares (c2).
        iterations: Steps of L-BFGS at most.
        least_weight: Weights of the tagger nearer to zero than this are left out.
        network: How the network beside it is fitted.
        choices: How the model of candidates is fitted.
    """

    l1: float = 0.1
    l2: float = 1.0
    iterations: int = 60
    least_weight: float = 0.02
    network: NetworkSettings = _NETWORK
    choices: ChoiceSettings = _CHOICES


class ProposedArticle(NamedTuple):
    """An annotated article with all that may be a mention in it."""

    id: str
    text: str
    words: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    gold: tuple[GoldEntity, ...]


class CrossedNames(NamedTuple):
    """What models that have not seen an article make of it, by its id.

    Attributes:
        tagged: The names the tagger finds.
        taught: The candidates the model of candidates learns from.
        likely: The candidates likely enough to be names, likeliest first.
    """

    tagged: dict[str, list[Candidate]]
    taught: dict[str, list[ChoiceCase]]
    likely: dict[str, list[Candidate]]


@dataclass(frozen=True, slots=True)
class EntitiesReport:
    """What training made: articles, candidates, and scores of exact names by models of the other thirds.

    `names` are those that stand, `tagged` those of the tagger alone, `proposed` those that would stand by the scores of
    the rules and the recognizer.
    """

    articles: int
    candidates: int
    names: Score
    tagged: Score
    proposed: Score


def train_entities(
    corpus: Path, out_dir: Path, *, settings: EntitySettings | None = None, workers: int = 1
) -> EntitiesReport:
    """Train the models on the training articles, write them with their card, and return what they score.

    The model of candidates learns from what taggers say of articles they have not seen.

    Equal input gives equal bytes, whatever the number of `workers`, the processes that fit taggers side by side.

    Raises:
        GoldError: If an annotation is broken.
        InputError: If no training article has an entity.
        OutputError: If the model cannot be written.
    """
    settings = settings or EntitySettings()
    articles = read_proposed(corpus)
    clusters = NerModel.load().clusters
    tagged, taught, likely = cross_names(articles, clusters, settings, workers)
    judged, alone, plain = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    for article in articles:
        _add(judged, count_names(article, resolve_spans(likely[article.id], article.text)))
        _add(alone, count_names(article, tagged[article.id]))
        _add(plain, count_names(article, resolve_spans(article.candidates, article.text)))
    total = sum(map(len, taught.values()))
    report = EntitiesReport(len(articles), total, score_counts(*judged), score_counts(*alone), score_counts(*plain))
    make_folder(out_dir)
    write_recognizer(*fit_tagger(articles, clusters, settings), out_dir / TAGGER_FILE)
    weights = fit_choices((case for cases in taught.values() for case in cases), settings.choices)
    write_weights(weights, out_dir / CANDIDATES_FILE)
    sums = {name: hashlib.sha256((out_dir / name).read_bytes()).hexdigest() for name in (TAGGER_FILE, CANDIDATES_FILE)}
    card = {"models_sha256": sums, "settings": asdict(settings), **asdict(report)}
    write_atomically(out_dir / CARD_FILE, json.dumps(card, indent=2, ensure_ascii=False) + "\n")
    return report


def cross_names(
    articles: Sequence[ProposedArticle], clusters: str, settings: EntitySettings, workers: int = 1
) -> CrossedNames:
    """Return what models of the other thirds of the articles make of each, by the article's id."""
    folds = sorted({fold_of(article.id, _FOLDS) for article in articles})
    fit = partial(fit_tagger, clusters=clusters, settings=settings)
    fitted = run_each(fit, [[a for a in articles if fold_of(a.id, _FOLDS) != fold] for fold in folds], workers)
    tagged: dict[str, list[Candidate]] = {}
    for fold, models in zip(folds, fitted, strict=True):
        tagger = NameTagger(*models)
        mine = (article for article in articles if fold_of(article.id, _FOLDS) == fold)
        tagged.update((article.id, tagger.find(article.words, article.candidates)) for article in mine)
    taught = {article.id: read_candidates(article, tagged[article.id]) for article in articles}
    likely: dict[str, list[Candidate]] = {}
    for fold in folds:
        others = (case for article in articles if fold_of(article.id, _FOLDS) != fold for case in taught[article.id])
        model = fit_model(others, settings.choices)
        for article in (article for article in articles if fold_of(article.id, _FOLDS) == fold):
            found = judge_candidates(article.text, article.words, article.candidates, tagged[article.id], model)
            likely[article.id] = found
    return CrossedNames(tagged, taught, likely)


def read_proposed(corpus: Path, part: str = "train") -> list[ProposedArticle]:
    """Return the articles of one part of a corpus with all that may be a mention in them.

    Raises:
        GoldError: If an annotation is broken.
        InputError: If none has an entity.
    """
    nlp = build_pipeline()
    articles = []
    for article in read_corpus(corpus):
        if article.part == part:
            made = nlp.make_doc(article.text)
            set_document_date(made, article.gold.document_date)
            for _, component in nlp.pipeline:
                if isinstance(component, SpanResolver):
                    candidates = tuple(component.candidates(made))
                    break
                made = component(made)
            gold = tuple(article.gold.entities)
            articles.append(ProposedArticle(article.id, doc_text(made), tuple(doc_words(made)), candidates, gold))
    if not any(article.gold for article in articles):
        raise InputError(f"{corpus}: no annotated entities in {part}/; expected .anno files with some there")
    return articles


def fit_tagger(articles: Sequence[ProposedArticle], clusters: str, settings: EntitySettings) -> tuple[Weights, Network]:
    """Return the two models of a tagger fitted to articles."""
    features = NameFeatures(clusters)
    marked = [
        (told, list(_tags(article, told.lines)))
        for article in articles
        for told in [features.describe(article.words, article.candidates)]
        if told.lines
    ]
    crf = fit_crf(
        (sequence for told, tags in marked for sequence in zip(told.rows(), tags, strict=True)),
        l1=settings.l1,
        l2=settings.l2,
        iterations=settings.iterations,
    )
    weights = make_weights(crf.state, crf.transitions, crf.tags, {"clusters": clusters}, least=settings.least_weight)
    texts = [Text(list(told.told()), [list(chain.from_iterable(tags))]) for told, tags in marked]
    return weights, fit_network(texts, (weights.tags,), WORD_COLUMNS, settings.network)


def _tags(article: ProposedArticle, lines: Iterable[Located]) -> Iterator[list[str]]:
    """Yield the tags of each line; of names in names the longer counts."""
    names = [entity for entity in article.gold if is_name_label(entity) and not entity.optional]
    names.sort(key=lambda entity: entity.start - entity.end)
    for located in lines:
        first, last = located.starts[0], located.ends[-1]
        spans = ((name.start, name.end, name.label) for name in names if name.start < last and first < name.end)
        yield spans_to_tags(located, spans)


def read_candidates(article: ProposedArticle, tagged: Sequence[Candidate]) -> list[ChoiceCase]:
    """Return what an article teaches: its candidates, those marked that are annotated or as good as annotated ones."""
    features = CandidateFeatures(article.text, article.words, article.candidates, tagged)
    right = {form for entity in article.gold for form in entity.forms}
    return [
        ChoiceCase(features.attributes(candidate), (candidate.start, candidate.end, candidate.label) in right)
        for candidate in (*article.candidates, *tagged)
        if is_name(candidate)
    ]


def count_names(article: ProposedArticle, names: Iterable[Candidate]) -> tuple[int, int, int]:
    """Return how many names are right, found, and annotated; optional ones count nowhere."""
    found = {(name.start, name.end, name.label) for name in names if is_name(name)}
    right = wanted = 0
    for entity in article.gold:
        form = next((form for form in entity.forms if form in found), None)
        if form is not None:
            found.discard(form)
        if not entity.optional and is_name_label(entity):
            wanted += 1
            right += form is not None
    return right, right + len(found), wanted


def is_name_label(entity: GoldEntity) -> bool:
    """Tell if an annotated entity is a name: no date, time or amount."""
    return entity.canonical is not None


def _add(sums: list[int], counts: Sequence[int]) -> None:
    for place, count in enumerate(counts):
        sums[place] += count
