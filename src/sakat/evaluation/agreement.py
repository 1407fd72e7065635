"""How far two annotators of the same articles agree: pairwise F1 and Cohen's kappa, layer by layer.

The F1 of a layer is the harmonic mean of two shares: of the first annotator's required items that the
second has, and the other way round. It is the same whoever is called first. An optional item is never
missed; tolerance keys other than `optional` are not read, so that no leniency flatters the figure.

Source: Hripcsak and Rothschild (2005), Agreement, the F-measure, and reliability in information retrieval.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sakat.errors import GoldError
from sakat.evaluation.kappa import Choice, Choices, count_choices, kappa
from sakat.evaluation.metrics import Counts
from sakat.evaluation.score import evaluate_gold
from sakat.gold import Gold, GoldEvent

_METRICS = {
    "entities": "ent_exact_f1",
    "entities, overlap": "ent_overlap_f1",
    "coreference": "coref_f1",
    "dates": "date_e2e_f1",
    "triggers": "trigger_id_f1",
    "events": "event_trigger_f1",
    "OTHER events": "other_event_trigger_f1",
    "arguments": "arg_f1",
    "negated events": "negation_f1",
    "quotes": "quote_speaker_f1",
    "citations": "citation_f1",
}
"""Layers measured by an F1, with the metric of the guidelines that matches their items."""

_ACCURACIES = {"English names": "en_name_acc", "event dates": "event_date_acc", "modes": "mode_acc"}
"""Layers measured by the share of matched items with equal values."""

_STANDINGS = {"polarity": "polarity", "modality": "modality", "source": "source given"}
"""Layers measured by the share of equal choices, with the choices that kappa is computed from."""


@dataclass(frozen=True)
class Agreement:
    """Agreement on one layer.

    Attributes:
        layer: What was annotated.
        value: F1; for what is only asked of matched items, the share of them that are equal. None if neither
            annotator has any.
        kappa: Cohen's kappa; None where the layer has no fixed choices.
        items: Mean number of items of the two annotators; for shares, of matched items.
    """

    layer: str
    value: float | None
    kappa: float | None
    items: int


def measure_agreement(
    first: Mapping[str, Gold], second: Mapping[str, Gold], texts: Mapping[str, str]
) -> tuple[Agreement, ...]:
    """Return the agreement of two annotations of the same articles on each layer.

    What kappa is computed from is said at `count_choices`.

    Args:
        first: One annotator's articles by id.
        second: The other's, with the same ids.
        texts: The articles.

    Raises:
        GoldError: If an article is annotated by one of them only, or they annotate different texts.
    """
    _check_articles(first, second, texts)
    ones = {name: _without_tolerance(gold) for name, gold in first.items()}
    others = {name: _without_tolerance(gold) for name, gold in second.items()}
    choices: Choices = {}
    for name, one in ones.items():
        for layer, counts in count_choices(one, others[name], texts[name]).items():
            choices.setdefault(layer, Counter()).update(counts)
    forward = evaluate_gold(_by_text(others), ones).totals
    backward = evaluate_gold(_by_text(ones), others).totals
    return (
        *(
            _measure_f1(layer, forward[metric].counts, backward[metric].counts, choices.get(layer, {}))
            for layer, metric in _METRICS.items()
        ),
        *(
            _measure_accuracy(layer, forward[metric].counts, backward[metric].counts)
            for layer, metric in _ACCURACIES.items()
        ),
        *(
            _measure_standing(layer, choices.get(layer, Counter()), choices.get(kinds, {}))
            for layer, kinds in _STANDINGS.items()
        ),
        _measure_sentences(choices.get("sentences", Counter())),
    )


def _check_articles(first: Mapping[str, Gold], second: Mapping[str, Gold], texts: Mapping[str, str]) -> None:
    lone = sorted(first.keys() ^ second.keys())
    if lone:
        raise GoldError(f"{', '.join(lone)}: found one annotation; expected one of each annotator")
    for name in sorted(first):
        digests = {first[name].text_sha256, second[name].text_sha256}
        if len(digests) > 1:
            raise GoldError(f"{name}: found annotations of two different texts; expected both of the same text")
        if name not in texts or hashlib.sha256(texts[name].encode()).hexdigest() not in digests:
            raise GoldError(f"{name}: found {'another' if name in texts else 'no'} text; expected the annotated one")


def _measure_f1(layer: str, forward: Counts, backward: Counts, choices: Mapping[Choice, int]) -> Agreement:
    required, other_required = forward.tp + forward.fn, backward.tp + backward.fn
    value = _harmonic(_share(forward.tp, required), _share(backward.tp, other_required))
    return Agreement(layer, value, kappa(choices), round((required + other_required) / 2))


def _measure_accuracy(layer: str, forward: Counts, backward: Counts) -> Agreement:
    right = forward.tp + backward.tp
    judged = right + forward.fp + backward.fp
    return Agreement(layer, _share(right, judged), None, round(judged / 2))


def _measure_standing(layer: str, choices: Counter[Choice], kinds: Mapping[Choice, int]) -> Agreement:
    equal = sum(count for (one, other), count in choices.items() if one == other)
    return Agreement(layer, _share(equal, choices.total()), kappa(kinds), choices.total())


def _measure_sentences(choices: Counter[Choice]) -> Agreement:
    shared = 2 * choices[True, True]
    marked = shared + choices[True, False] + choices[False, True]
    return Agreement("sentences", _share(shared, marked), kappa(choices), round(marked / 2))


def _without_tolerance(gold: Gold) -> Gold:
    return gold.model_copy(
        update={
            "entities": tuple(e.model_copy(update={"alt": (), "name_en_alt": ()}) for e in gold.entities),
            "dates": tuple(date.model_copy(update={"edtf_alt": ()}) for date in gold.dates),
            "events": tuple(_strict(event) for event in gold.events),
        }
    )


def _strict(event: GoldEvent) -> GoldEvent:
    tolerant = {"alt_triggers": (), "type_alt": (), "edtf_alt": (), "modality_alt": (), "args_ok": ()}
    flags = dict.fromkeys(("role_any", "location_any", "symmetric", "polarity_any", "source_optional"), False)
    return event.model_copy(update={**tolerant, **flags})


def _by_text(golds: Mapping[str, Gold]) -> dict[str, Gold]:
    return {gold.text_sha256: gold for gold in golds.values()}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _harmonic(one: float | None, other: float | None) -> float | None:
    """Return the harmonic mean of two shares; the one there is where the other annotator requires nothing."""
    if one is None or other is None:
        return other if one is None else one
    return 2 * one * other / (one + other) if one + other else 0.0
