"""Counts for entities, their names and coreference, dates, quotes and citations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sakat.evaluation.align import Pair, SpanIndex, match_pairs, overlap_share, shared_length
from sakat.evaluation.compare import EntityJudge, dates_agree, names_agree, names_similar
from sakat.evaluation.metrics import Tally
from sakat.gold import Gold, GoldDate, GoldEntity, GoldQuote
from sakat.record import Range

QUOTE_OVERLAP = 0.8
"""Least overlap / union of two quotes that are the same."""


def count_entities(gold: Gold, predicted: Gold, tally: Tally) -> None:
    """Count exact and overlapping entities, each by label, then names and coreference of the latter."""
    golds, found = gold.entities, predicted.entities
    exact, overlapping = match_entities(golds, found)
    _count_labels("ent_exact_f1", exact, golds, found, tally)
    _count_labels("ent_overlap_f1", overlapping, golds, found, tally)
    _count_names(overlapping, golds, found, tally)
    _count_coreference([pair for pair in overlapping if not pair.neutral], golds, found, tally)


def match_entities(golds: Sequence[GoldEntity], found: Sequence[GoldEntity]) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs of one label: those of the same span, then those that overlap, each matched by itself."""
    pairs = list(_entity_pairs(golds, found))
    exact = (pair for pair in pairs if _is_exact(golds[pair.gold], found[pair.predicted]))
    return match_pairs(exact), match_pairs(pairs)


def _is_exact(gold: GoldEntity, predicted: GoldEntity) -> bool:
    return (predicted.start, predicted.end, predicted.label) in gold.forms


def _entity_pairs(golds: Sequence[GoldEntity], found: Sequence[GoldEntity]) -> Iterator[Pair]:
    """Yield pairs of one label that overlap: the longer the better, then the closer the spans."""
    index = SpanIndex([(entity.start, entity.end) for entity in found])
    for number, gold in enumerate(golds):
        best: dict[int, tuple[float, float, float]] = {}
        for start, end, label in gold.forms:
            for other in index.overlapping(start, end):
                entity = found[other]
                if entity.label == label:
                    span = (start, end, entity.start, entity.end)
                    own = (start, end, label) == gold.forms[0]
                    quality = (float(shared_length(*span)), overlap_share(*span), float(own))
                    best[other] = max(best.get(other, quality), quality)
        for other, quality in best.items():
            yield Pair(number, other, quality, gold.optional)


def _count_labels(
    metric: str, pairs: Sequence[Pair], golds: Sequence[GoldEntity], found: Sequence[GoldEntity], tally: Tally
) -> None:
    matched_golds = {pair.gold for pair in pairs}
    matched = {pair.predicted for pair in pairs}
    for number, gold in enumerate(golds):
        if not gold.optional:
            hit = number in matched_golds
            tally.add(metric, gold.label, tp=int(hit), fn=int(not hit))
    for number, entity in enumerate(found):
        if number not in matched:
            tally.add(metric, entity.label, fp=1)


def _count_names(pairs: Sequence[Pair], golds: Sequence[GoldEntity], found: Sequence[GoldEntity], tally: Tally) -> None:
    partner = {pair.gold: found[pair.predicted] for pair in pairs}
    for number, gold in enumerate(golds):
        if gold.name_en is None:
            continue
        if number in partner:
            names = (gold.name_en, *gold.name_en_alt)
            name = partner[number].name_en
            exact = names_agree(name, names)
            tally.judge("en_name_acc", gold.label, right=exact)
            tally.judge("en_name_fuzzy_acc", gold.label, right=exact or names_similar(name, names))
        elif not gold.optional:
            tally.add("en_name_acc", gold.label, fn=1)
            tally.add("en_name_fuzzy_acc", gold.label, fn=1)


def _count_coreference(
    pairs: Sequence[Pair], golds: Sequence[GoldEntity], found: Sequence[GoldEntity], tally: Tally
) -> None:
    for left, right in combinations(pairs, 2):
        expected = _share_id(golds[left.gold], golds[right.gold])
        given = _share_id(found[left.predicted], found[right.predicted])
        if expected or given:
            tally.add(
                "coref_f1",
                tp=int(expected and given),
                fp=int(given and not expected),
                fn=int(expected and not given),
            )


def _share_id(left: GoldEntity, right: GoldEntity) -> bool:
    return left.canonical is not None and left.canonical == right.canonical


def count_dates(gold: Gold, predicted: Gold, tally: Tally) -> None:
    """Count dates by span, and by span and value together."""
    golds, found = gold.dates, predicted.dates
    overlapping, right = match_dates(golds, found)
    _count_items("date_span_f1", overlapping, golds, found, tally)
    _count_items("date_e2e_f1", right, golds, found, tally)


def match_dates(golds: Sequence[GoldDate], found: Sequence[GoldDate]) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs that overlap, then those of the same value too, each matched by itself."""
    index = SpanIndex([(item.start, item.end) for item in found])
    pairs = [
        Pair(number, other, _closeness(item, found[other]), item.optional)
        for number, item in enumerate(golds)
        for other in index.overlapping(item.start, item.end)
    ]
    right = (p for p in pairs if dates_agree(found[p.predicted].edtf, (golds[p.gold].edtf, *golds[p.gold].edtf_alt)))
    return match_pairs(pairs), match_pairs(right)


def _closeness(left: Range, right: Range) -> tuple[float, ...]:
    span = (left.start, left.end, right.start, right.end)
    return float(shared_length(*span)), overlap_share(*span)


def _count_items(
    metric: str,
    pairs: Sequence[Pair],
    golds: Sequence[GoldDate | GoldQuote],
    found: Sequence[GoldDate | GoldQuote],
    tally: Tally,
) -> None:
    right = sum(not pair.neutral for pair in pairs)
    required = sum(not item.optional for item in golds)
    tally.add(metric, tp=right, fp=len(found) - len(pairs), fn=required - right)


def count_quotes(gold: Gold, predicted: Gold, judge: EntityJudge, tally: Tally) -> None:
    """Count quotes, and quotes whose speaker is right too."""
    golds, found = gold.quotes, predicted.quotes
    same, right = match_quotes(golds, found, judge)
    _count_items("quote_f1", same, golds, found, tally)
    _count_items("quote_speaker_f1", right, golds, found, tally)


def match_quotes(
    golds: Sequence[GoldQuote], found: Sequence[GoldQuote], judge: EntityJudge
) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs that are the same words, then those of the same speaker too, each matched by itself."""
    index = SpanIndex([(quote.start, quote.end) for quote in found])
    pairs = []
    for number, quote in enumerate(golds):
        for other in index.overlapping(quote.start, quote.end):
            share = overlap_share(quote.start, quote.end, found[other].start, found[other].end)
            if share >= QUOTE_OVERLAP:
                pairs.append(Pair(number, other, (share,), quote.optional))
    right = (p for p in pairs if judge.same(found[p.predicted].speaker, golds[p.gold].speaker))
    return match_pairs(pairs), match_pairs(right)


def count_citations(gold: Gold, predicted: Gold, tally: Tally) -> None:
    """Count citations of the same span and reference."""
    expected = {(mark.start, mark.end, mark.ref) for mark in gold.citations}
    given = {(mark.start, mark.end, mark.ref) for mark in predicted.citations}
    shared = len(expected & given)
    tally.add("citation_f1", tp=shared, fp=len(given) - shared, fn=len(expected) - shared)
