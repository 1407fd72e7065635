"""Trains and measures the models of events on annotated articles: what `sakat train-events` calls."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from sakat.entities.candidate import Candidate
from sakat.errors import InputError
from sakat.events.document import PARTICIPANTS, Document
from sakat.events.outlook import MODALITIES, PARTS
from sakat.events.place_model import PLACES_FILE
from sakat.events.role_model import ROLES_FILE, RoleModel
from sakat.events.source_model import SOURCES_FILE
from sakat.events.standing_model import STANDING_FILE, StandingModel
from sakat.events.tag_features import TagFeatures, TaggedWords
from sakat.events.tagger import MODEL_FILE, NETWORK_FILE, Reading, Tagged, TriggerTagger
from sakat.events.time_model import TIMES_FILE
from sakat.events.triggers import Trigger, find_triggers
from sakat.files import make_folder, write_atomically
from sakat.gold import GoldEvent
from sakat.gold.corpus import CorpusArticle, read_corpus
from sakat.ner.features import Line
from sakat.ner.lines import Located, spans_to_tags
from sakat.ner.model import Calibration, NerModel
from sakat.ner.weights import Weights, make_weights, write_weights
from sakat.ner.word_columns import WORD_COLUMNS
from sakat.network.file import write_network
from sakat.network.model import Network
from sakat.pipeline.analysis import analyse
from sakat.pipeline.build import build_pipeline
from sakat.pipeline.layers import set_document_date
from sakat.pipeline.span_resolver import SpanResolver
from sakat.training.calibration import Bin, fit_calibration, reliability
from sakat.training.choices import ChoiceCase, ChoiceSettings, fit_choices, fit_model
from sakat.training.crf import fit_crf
from sakat.training.entities import EntitySettings, cross_names, read_proposed
from sakat.training.folds import fold_of
from sakat.training.network import NetworkSettings, Text, fit_network
from sakat.training.parallel import run_each
from sakat.training.places import read_places, score_places
from sakat.training.roles import RoleSettings, fit_roles, read_roles, score_roles, to_score
from sakat.training.scores import Score, score_counts
from sakat.training.sources import SourceScore, read_sources, score_sources, to_source_score
from sakat.training.standing import Share, StandingSettings, fit_standing, read_standing, score_standing, to_share
from sakat.training.times import TimeScore, read_times, score_times, to_time_score

CARD_FILE = "card.json"
_OTHER = "OTHER"
_PART_OF = {(True, False): "actor", (False, True): "recipient", (True, True): "both", (False, False): "none"}
"""The part of a name, by whether it acts and whether it undergoes."""


@dataclass(frozen=True, slots=True)
class EventSettings:
    """How the tagger is fitted.

    Attributes:
        l1: Weight of the sum of the weights (CRFsuite's c1).
        l2: Weight of the sum of their squares (c2).
        iterations: Steps of L-BFGS at most.
        least_weight: Attribute weights nearer to zero than this are left out.
        folds: Parts of the articles that are held out in turn to measure.
    """

    l1: float = 0.1
    l2: float = 1.0
    iterations: int = 60
    least_weight: float = 0.02
    folds: int = 3


@dataclass(frozen=True, slots=True)
class EventsReport:
    """What came of training; the scores are of models that have not seen the articles measured.

    Those of triggers count core events: the trigger overlaps and the type is the same. Those of modality, dates,
    places and sources count the events found with the right type.
    """

    articles: int
    tagger: Score
    lexicon: Score
    roles: Score
    roles_by_rule: Score
    modality: Share
    modality_by_rule: Share
    times: TimeScore
    times_by_rule: TimeScore
    places: Score
    places_by_rule: Score
    sources: SourceScore
    sources_by_rule: SourceScore
    reliability: tuple[Bin, ...]


class Fitted(NamedTuple):
    """The two models of the tagger."""

    weights: Weights
    network: Network


class Example(NamedTuple):
    """An annotated article as the tagger sees it."""

    article: CorpusArticle
    doc: Document
    triggers: list[Trigger]


def read_examples(
    corpus: Path, part: str = "train", *, likely: Mapping[str, Sequence[Candidate]] | None = None
) -> list[Example]:
    """Return the articles of one part of a corpus, analysed by the pipeline up to the events.

    Args:
        corpus: Folder with the part.
        part: Which.
        likely: For each article, by its id, what may be a name in it; else what the models that come with sakat find.

    Raises:
        GoldError: If an annotation is broken.
        InputError: If the part has no articles.
    """
    nlp = build_pipeline()
    nlp.remove_pipe("sakat_events")
    examples = []
    for article in read_corpus(corpus):
        if article.part != part:
            continue
        made = nlp.make_doc(article.text)
        set_document_date(made, article.gold.document_date)
        for _, component in nlp.pipeline:
            if likely is not None and isinstance(component, SpanResolver):
                made = component.settle(made, likely[article.id])
            else:
                made = component(made)
        doc = Document(analyse(made))
        examples.append(Example(article, doc, find_triggers(doc)))
    if not examples:
        raise InputError(f"{corpus}: no annotated articles in {part}/; expected .anno files there")
    return examples


def train_events(
    corpus: Path,
    out_dir: Path,
    *,
    settings: EventSettings | None = None,
    name_settings: EntitySettings | None = None,
    network_settings: NetworkSettings | None = None,
    role_settings: RoleSettings | None = None,
    standing_settings: StandingSettings | None = None,
    choice_settings: ChoiceSettings | None = None,
    workers: int = 1,
) -> EventsReport:
    """Train the models on the training articles, write them with their card to `out_dir`, and return what they score.

    The articles are parted by their names; each part is tagged by a model of the others, which gives the scores,
    the calibration, and the events from which roles, modality, dates, places and sources are learnt. So are their
    names, which the models of `sakat train-entities` have learnt by heart. Equal input gives equal bytes, whatever the
    number of `workers`, the processes that fit taggers side by side.

    Raises:
        GoldError: If an annotation is broken.
        InputError: If there are no training articles.
        OutputError: If a model cannot be written.
    """
    settings, role_settings = settings or EventSettings(), role_settings or RoleSettings()
    name_settings, network_settings = name_settings or EntitySettings(), network_settings or NetworkSettings()
    standing_settings, choice_settings = standing_settings or StandingSettings(), choice_settings or ChoiceSettings()
    names = cross_names(read_proposed(corpus), NerModel.load().clusters, name_settings, workers)
    examples = read_examples(corpus, likely=names.likely)
    parts = [
        [example for example in examples if fold_of(example.article.id, settings.folds) == n]
        for n in range(settings.folds)
    ]
    fit = partial(fit_tagger, settings=settings, network_settings=network_settings)
    others = [[example for part in parts if part is not mine for example in part] for mine in parts]
    held_out = [(mine, rest) for mine, rest in zip(parts, others, strict=True) if mine and rest]
    *fitted, (weights, network) = run_each(fit, [*(rest for _, rest in held_out), examples], workers)
    found: dict[str, Reading] = {}
    for (mine, _), models_of_others in zip(held_out, fitted, strict=True):
        tagger = TriggerTagger(*models_of_others)
        found |= {example.article.id: tagger.read(example.doc, example.triggers) for example in mine}
    measured = [example for example in examples if example.article.id in found]
    tagged = {article: reading.triggers for article, reading in found.items()}
    outcomes = _outcomes(measured, tagged)
    calibration = fit_calibration(outcomes)
    calibrated = json.dumps({"calibration": [list(point) for point in calibration.points]})
    weights = replace(weights, tables={**weights.tables, "settings": calibrated})
    told = [
        [read_roles(e.doc.analysis, e.article.gold, _calibrated(found[e.article.id], calibration)) for e in part]
        for part in parts
        if part and part[0].article.id in found
    ]
    standing = [[case for article in part for case in read_standing(article)] for part in told]
    standing_weights = fit_standing(chain.from_iterable(standing), standing_settings)
    standing_by_rule = to_share(score_standing(part, None) for part in told)
    standing_by_model = to_share(
        score_standing(
            part,
            StandingModel(fit_standing(chain.from_iterable(c for c in standing if c is not mine), standing_settings)),
        )
        for part, mine in zip(told, standing, strict=True)
    )
    dated = [[case for article in part for case in read_times(article)] for part in told]
    placed = [[case for article in part for case in read_places(article)] for part in told]
    vouched = [[case for article in part for case in read_sources(article)] for part in told]
    time_models = [fit_model(cases, choice_settings) for cases in _others(dated)]
    place_models = [fit_model(cases, choice_settings) for cases in _others(placed)]
    source_models = [fit_model(cases, choice_settings) for cases in _others(vouched)]
    sources_by_model, sources_by_rule = (
        to_source_score(score_sources(part, model) for part, model in zip(told, models, strict=True))
        for models in (source_models, [None] * len(told))
    )
    times_by_model, times_by_rule = (
        to_time_score(score_times(part, model) for part, model in zip(told, models, strict=True))
        for models in (time_models, [None] * len(told))
    )
    places_by_model, places_by_rule = (
        to_score(score_places(part, model) for part, model in zip(told, models, strict=True))
        for models in (place_models, [None] * len(told))
    )
    role_weights = fit_roles(chain.from_iterable(told), role_settings)
    by_rule = to_score(score_roles(part, None) for part in told)
    by_model = to_score(
        score_roles(part, RoleModel(fit_roles(chain.from_iterable(p for p in told if p is not part), role_settings)))
        for part in told
    )
    lexical = {
        example.article.id: [Tagged(t.start, t.end, t.frame.type, t.frame.score) for t in example.triggers]
        for example in measured
    }
    report = EventsReport(
        articles=len(examples),
        tagger=score_tags(measured, tagged),
        lexicon=score_tags(measured, lexical),
        roles=by_model,
        roles_by_rule=by_rule,
        modality=standing_by_model,
        modality_by_rule=standing_by_rule,
        times=times_by_model,
        times_by_rule=times_by_rule,
        places=places_by_model,
        places_by_rule=places_by_rule,
        sources=sources_by_model,
        sources_by_rule=sources_by_rule,
        reliability=reliability((calibration(chance), right) for chance, right in outcomes),
    )
    models = {
        MODEL_FILE: weights,
        ROLES_FILE: role_weights,
        STANDING_FILE: standing_weights,
        TIMES_FILE: fit_choices(chain.from_iterable(dated), choice_settings),
        PLACES_FILE: fit_choices(chain.from_iterable(placed), choice_settings),
        SOURCES_FILE: fit_choices(chain.from_iterable(vouched), choice_settings),
    }
    used = {
        "names": asdict(name_settings),
        "triggers": asdict(settings),
        "network": asdict(network_settings),
        "roles": asdict(role_settings),
        "modality": asdict(standing_settings),
        "times, places and sources": asdict(choice_settings),
    }
    _write(out_dir, models, network, report, used)
    return report


def _others(parts: Sequence[Sequence[ChoiceCase]]) -> Iterator[list[ChoiceCase]]:
    """Yield, for each part, what the other parts teach."""
    for mine in parts:
        yield [case for part in parts if part is not mine for case in part]


def _calibrated(reading: Reading, calibration: Calibration) -> Reading:
    triggers = [replace(tag, score=round(calibration(tag.score), 4)) for tag in reading.triggers]
    return Reading(triggers, reading.outlook)


def _write(
    out_dir: Path,
    models: Mapping[str, Weights],
    network: Network,
    report: EventsReport,
    settings: Mapping[str, object],
) -> None:
    make_folder(out_dir)
    for name, weights in models.items():
        write_weights(weights, out_dir / name)
    write_network(network, out_dir / NETWORK_FILE)
    names = (*models, NETWORK_FILE)
    card = {
        "model_sha256": {name: hashlib.sha256((out_dir / name).read_bytes()).hexdigest() for name in names},
        "settings": settings,
        **asdict(report),
    }
    write_atomically(out_dir / CARD_FILE, json.dumps(card, indent=2, ensure_ascii=False) + "\n")


def fit_tagger(examples: Sequence[Example], settings: EventSettings, network_settings: NetworkSettings) -> Fitted:
    """Return a linear-chain CRF, not calibrated, and a network fitted to the triggers of some articles."""
    clusters = NerModel.load().clusters
    features = TagFeatures(clusters)
    described = [features.describe(example.doc, example.triggers) for example in examples]
    wanted = [
        [_tags(starts, ends, spans) for starts, ends in zip(told.starts, told.ends, strict=True)]
        for example, told in zip(examples, described, strict=True)
        for spans in [[(event.trigger.start, event.trigger.end, event.type) for event in example.article.gold.events]]
    ]
    sequences = (
        pair for told, tags in zip(described, wanted, strict=True) for pair in zip(told.rows(), tags, strict=True)
    )
    crf = fit_crf(sequences, l1=settings.l1, l2=settings.l2, iterations=settings.iterations)
    tables = {"clusters": clusters, "settings": json.dumps({"calibration": []})}
    texts = [
        Text(list(told.told()), [list(chain(*tags)), *word_labels(example, told)])
        for example, told, tags in zip(examples, described, wanted, strict=True)
        if tags
    ]
    return Fitted(
        make_weights(crf.state, crf.transitions, crf.tags, tables, least=settings.least_weight),
        fit_network(texts, (crf.tags, MODALITIES, PARTS), WORD_COLUMNS, network_settings),
    )


def word_labels(example: Example, told: TaggedWords) -> tuple[list[str | None], list[str | None]]:
    """Return how the events of the triggers of an article are told, and the parts of its names, word by word."""
    starts, ends = list(chain(*told.starts)), list(chain(*told.ends))
    gold = example.article.gold
    modalities: list[str | None] = [None] * len(starts)
    for event in gold.events:
        _label(modalities, starts, ends, (event.trigger.start, event.trigger.end), event.modality)
    parts: list[str | None] = [None] * len(starts)
    edges = [sentence[0] for sentence in told.starts]
    events: dict[int, list[GoldEvent]] = {}
    for event in gold.events:
        events.setdefault(bisect_right(edges, event.trigger.start), []).append(event)
    for name in gold.entities:
        if name.canonical is not None and name.label in PARTICIPANTS:
            near = events.get(bisect_right(edges, name.start), [])
            acts = any(name.canonical in event.actors for event in near)
            undergoes = any(name.canonical in event.recipients for event in near)
            _label(parts, starts, ends, (name.start, name.end), _PART_OF[acts, undergoes])
    return modalities, parts


def _label(
    labels: list[str | None], starts: Sequence[int], ends: Sequence[int], span: tuple[int, int], label: str
) -> None:
    for word in range(bisect_right(ends, span[0]), bisect_left(starts, span[1])):
        labels[word] = label


def _tags(starts: Sequence[int], ends: Sequence[int], spans: Sequence[tuple[int, int, str]]) -> list[str]:
    here = [span for span in spans if span[0] < ends[-1] and starts[0] < span[1]]
    return spans_to_tags(Located(Line((), ()), starts, ends), here)


def score_tags(examples: Iterable[Example], found: dict[str, list[Tagged]]) -> Score:
    """Return precision, recall and F1 of core events; optional ones are neither missed nor wrong."""
    right = given = wanted = 0
    for example in examples:
        core = [tag for tag in found[example.article.id] if tag.type != _OTHER]
        events = [event for event in example.article.gold.events if event.type != _OTHER]
        used: set[int] = set()
        for event in sorted(events, key=lambda event: event.optional):
            match = next((n for n, tag in enumerate(core) if n not in used and _is_right(tag, event)), None)
            if match is not None:
                used.add(match)
                right += not event.optional
                given -= event.optional
        given += len(core)
        wanted += sum(not event.optional for event in events)
    return score_counts(right, given, wanted)


def _is_right(tag: Tagged, event: GoldEvent) -> bool:
    spans = [(event.trigger.start, event.trigger.end), *event.alt_triggers]
    types = {event.type, *event.type_alt}
    return tag.type in types and any(tag.start < end and start < tag.end for start, end in spans)


def _outcomes(examples: Iterable[Example], found: dict[str, list[Tagged]]) -> list[tuple[float, bool]]:
    return [
        (tag.score, any(_is_right(tag, event) for event in example.article.gold.events))
        for example in examples
        for tag in found[example.article.id]
    ]
