from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from sakat.errors import GoldError
from sakat.gold import Count, Statistics, Targets, check_targets, count_corpus, read_targets
from sakat.gold.sameness import Sameness

Fixture = Any


@pytest.fixture
def targets() -> Targets:
    return Targets.model_validate(
        {
            "gold": {
                "articles": 60, "dev": 30, "test": 30, "genres": 10, "international": 12,
                "international_subjects": ("security", "summit"), "least_words": 150, "most_words": 500,
            },
            "train": {
                "articles": 150, "core_events": 3000, "events_of_type": 80, "events_of_modality": 60, "negated": 200,
                "triggers_of_type": 25, "entities": 1000, "unique_openings": 0.5, "single_trigrams": 0.5,
            },
        }
    )  # fmt: skip


@pytest.fixture
def statistics(make_article: Fixture, targets: Targets) -> Statistics:
    """Return the statistics of a corpus that just meets its targets."""
    gold, train = targets.gold, targets.train
    articles = [
        make_article("ก\n", f"{part}{n}", part, genre=f"genre {n % gold.genres}" if n >= 6 else "security", note="-")
        for part, size in (("dev", gold.dev), ("test", gold.test), ("train", train.articles))
        for n in range(size)
    ]
    counted = count_corpus(articles, lambda text: ["ก", "\n"])
    part = counted.parts["train"]
    events = dict.fromkeys(part.events, Count(train.core_events // 16 + 1))
    part = replace(
        part,
        events=events,
        modalities=dict.fromkeys(part.modalities, Count(train.events_of_modality)),
        negated=Count(train.negated),
        triggers=dict.fromkeys(part.triggers, train.triggers_of_type),
        names=train.entities,
        sameness=Sameness(1, train.unique_openings, 1, train.single_trigrams),
    )
    return replace(
        counted,
        articles=tuple(replace(article, words=gold.least_words) for article in counted.articles),
        parts={**counted.parts, "train": part},
    )


def with_train(statistics: Statistics, **values: Any) -> Statistics:
    return replace(statistics, parts={**statistics.parts, "train": replace(statistics.parts["train"], **values)})


def with_first(statistics: Statistics, part: str = "dev", words: int = 200, **metadata: Any) -> Statistics:
    """Return the statistics with other words or metadata of the first article of a part."""
    index = next(n for n, article in enumerate(statistics.articles) if article.part == part)
    article = statistics.articles[index]
    changed = replace(article, words=words, metadata={**article.metadata, **metadata})
    return replace(statistics, articles=(*statistics.articles[:index], changed, *statistics.articles[index + 1 :]))


def test_a_corpus_that_holds_what_is_asked_passes(statistics: Statistics, targets: Targets) -> None:
    assert check_targets(statistics, targets) == []


def test_an_empty_corpus_misses_everything_it_can_miss(targets: Targets) -> None:
    failures = check_targets(count_corpus([], list), targets)
    assert len(failures) == 5 + 2 + 2 * 16 + 5 + 2 + 2
    assert failures[0] == "gold: articles: found 0; expected 60 or more"
    assert failures[-1] == "train: word trigrams that occur once: found none; expected 0.5000 or more"


def test_training_counts_that_fall_short_are_named(statistics: Statistics, targets: Targets) -> None:
    part = statistics.parts["train"]
    poor = with_train(
        statistics,
        events={**part.events, "AID": Count(79, 50)},
        modalities={**part.modalities, "generic": Count(1)},
        negated=Count(199),
        triggers={**part.triggers, "AID": 24, "OTHER": 0},
        names=999,
        sameness=Sameness(1, 0.4999, 1, 0.25),
    )
    assert check_targets(poor, targets) == [
        "train: core events: found 2899; expected 3000 or more",
        "train: AID events: found 79; expected 80 or more",
        "train: distinct triggers of AID: found 24; expected 25 or more",
        "train: generic events: found 1; expected 60 or more",
        "train: negated events: found 199; expected 200 or more",
        "train: distinct entities: found 999; expected 1000 or more",
        "train: sentences with an opening of their own: found a share of 0.4999; expected 0.5000 or more",
        "train: word trigrams that occur once: found a share of 0.2500; expected 0.5000 or more",
    ]


@pytest.mark.parametrize(("words", "passes"), [(149, False), (150, True), (500, True), (501, False)])
def test_gold_articles_have_a_length(words: int, passes: bool, statistics: Statistics, targets: Targets) -> None:
    expected = [] if passes else [f"dev/dev0: words: found {words}; expected 150 to 500"]
    assert check_targets(with_first(statistics, words=words), targets) == expected
    assert check_targets(with_first(statistics, "train", words=words), targets) == []


def test_an_article_of_unknown_origin_has_a_length_too(statistics: Statistics, targets: Targets) -> None:
    assert check_targets(with_first(statistics, words=900, synthetic=None), targets)[0].startswith("dev/dev0: words")


def test_the_text_of_others_is_as_long_as_it_is(statistics: Statistics, targets: Targets) -> None:
    origin = {"synthetic": False, "licence": "CC-BY-SA-4.0", "attribution": "Contributors to Thai Wikipedia"}
    assert check_targets(with_first(statistics, words=900, **origin), targets) == []


@pytest.mark.parametrize(
    ("metadata", "passes"), [({"genre": "wire"}, False), ({"genre": "wire", "topic": "summit"}, True)]
)
def test_international_articles_are_told_by_genre_or_topic(
    metadata: dict[str, str], passes: bool, statistics: Statistics, targets: Targets
) -> None:
    failures = check_targets(with_first(statistics, **metadata), targets)
    found = "gold: articles of international politics and security: found 11; expected 12 or more"
    assert failures == ([] if passes else [found])


ORIGINS = [
    ("dev", {"synthetic": None}, ["synthetic: found None; expected true, or false for the text of others"]),
    ("train", {"synthetic": "yes"}, ["synthetic: found 'yes'; expected true, or false for the text of others"]),
    (
        "test",
        {"synthetic": False},
        [
            "licence: found None; expected the licence of a text that is not synthetic",
            "attribution: found None; expected whose text it is",
        ],
    ),
    ("train", {"note": ""}, ["note: found ''; expected where a training article comes from"]),
    ("dev", {"note": None}, []),
]


@pytest.mark.parametrize(("part", "metadata", "expected"), ORIGINS)
def test_every_article_says_where_it_comes_from(
    part: str, metadata: dict[str, Any], expected: list[str], statistics: Statistics, targets: Targets
) -> None:
    failures = check_targets(with_first(statistics, part, **metadata), targets)
    assert failures == [f"{part}/{part}0: {line}" for line in expected]


def test_the_targets_of_the_repository_are_those_agreed(root: Path) -> None:
    targets = read_targets(root / "corpus" / "targets.yaml")
    gold, train = targets.gold, targets.train
    assert (gold.articles, gold.dev, gold.test, gold.genres, gold.international) == (60, 30, 30, 10, 12)
    assert (train.articles, train.core_events, train.events_of_type, train.triggers_of_type) == (150, 3000, 80, 25)


def test_read_targets_names_every_wrong_value(root: Path, tmp_path: Path) -> None:
    fields = yaml.safe_load((root / "corpus" / "targets.yaml").read_text("utf-8"))
    fields["gold"]["dev"] = "thirty"
    fields["train"]["unique_openings"] = 1.5
    fields["more"] = 1
    path = tmp_path / "targets.yaml"
    path.write_text(yaml.safe_dump(fields), "utf-8")
    with pytest.raises(GoldError) as caught:
        read_targets(path)
    assert [line.removeprefix(f"{path}: ") for line in str(caught.value).split("\n")] == [
        "gold.dev: found 'thirty'; Input should be a valid integer",
        "train.unique_openings: found 1.5; Input should be less than or equal to 1",
        "more: found 1; Extra inputs are not permitted",
    ]


@pytest.mark.parametrize(("content", "message"), [("[", "YAML that fails"), ("- 1", "(whole file): found [1]")])
def test_read_targets_refuses_what_is_no_mapping(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "targets.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(GoldError) as caught:
        read_targets(path)
    assert message in str(caught.value)


def test_read_targets_says_that_a_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"targets\.yaml: cannot be read"):
        read_targets(tmp_path / "targets.yaml")
