"""Near duplicates: precision and recall on made-up pairs, by length of shingle and threshold.

    python benchmarks/duplicates.py            the corpus: pairs made from its articles, and statements of one template
    python benchmarks/duplicates.py FILE…      how many articles of files are marked, and the pairs with their share

Pairs that should be found are an article and the same with another headline, without a paragraph, with another lead and
a credit line, with other digits and spaces, with three words of a hundred exchanged, and cut short. Pairs that should
not are all pairs of different articles, and statements that follow one template (`lookalikes.txt`).
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

from pythainlp import word_tokenize

import sakat.duplicates.signature as signatures
from sakat.duplicates.index import THRESHOLD, find_near_duplicates
from sakat.duplicates.signature import text_signature
from sakat.inputs.article import Article
from sakat.inputs.read import find_inputs, read_articles
from sakat.text.normalize import canonical_text, decode

ROOT = Path(__file__).parents[1]
LENGTHS = (5, 12, 20, 32, 40)
THRESHOLDS = (0.5, 0.6, 0.7, 0.8)
THAI_DIGITS = {0x30 + value: chr(0x0E50 + value) for value in range(10)}
CREDIT = "\nที่มา: สำนักข่าวของรัฐ เรียบเรียงโดยกองบรรณาธิการ\n"

Change = Callable[[str, str, random.Random], str]


def paragraphs(text: str) -> list[str]:
    """Return the lines that are not blank."""
    return [line for line in text.split("\n") if line.strip()]


def other_headline(text: str, other: str, _: random.Random) -> str:
    """Return the text under the headline of another."""
    return "\n".join([paragraphs(other)[0], *paragraphs(text)[1:]])


def without_a_paragraph(text: str, _: str, chance: random.Random) -> str:
    """Return the text without one of its paragraphs."""
    parts = paragraphs(text)
    del parts[chance.randrange(1, len(parts))]
    return "\n".join(parts)


def other_lead(text: str, other: str, _: random.Random) -> str:
    """Return the text with headline and lead of another and a credit line."""
    return "\n".join([*paragraphs(other)[:2], *paragraphs(text)[2:]]) + CREDIT


def other_digits_and_spaces(text: str, _: str, __: random.Random) -> str:
    """Return the text with Thai digits and doubled spaces."""
    return text.translate(THAI_DIGITS).replace("\n", "\n\n").replace(" ", "  ")


def words_exchanged(text: str, _: str, chance: random.Random) -> str:
    """Return the text with three of a hundred words put in place of others."""
    words = word_tokenize(text)
    for _step in range(len(words) * 3 // 100):
        words[chance.randrange(len(words))] = chance.choice(words)
    return "".join(words)


def cut_short(text: str, _: str, __: random.Random) -> str:
    """Return the first three quarters."""
    return text[: len(text) * 3 // 4]


CHANGES: tuple[Change, ...] = (
    other_headline, without_a_paragraph, other_lead, other_digits_and_spaces, words_exchanged, cut_short,
)  # fmt: skip


def found(pairs: Iterable[tuple[bytes, bytes]], threshold: float) -> int:
    """Return how many pairs are found."""
    count = 0
    for first, second in pairs:
        with sqlite3.connect(":memory:") as db:
            items = [("d_1", "1", first), ("d_2", "2", second)]
            count += sum(1 for _ in find_near_duplicates(items, db, threshold=threshold))
        db.close()
    return count


def read_lookalikes() -> list[list[str]]:
    """Return the groups of statements of one template."""
    text = (ROOT / "benchmarks" / "lookalikes.txt").read_text("utf-8").split("\n", 1)[1]
    return [group.split("---\n") for group in text.split("===\n")]


def measure() -> None:
    """Print the share of pairs found, by length of shingle and threshold."""
    articles = [path.read_text("utf-8") for path in sorted((ROOT / "corpus" / "articles").glob("*.txt"))]
    print("shingle threshold", *(change.__name__ for change in CHANGES), "templates articles", sep="  ")
    for length in LENGTHS:
        signatures.SHINGLE = length
        chance = random.Random(length)
        originals = [text_signature(text) for text in articles]
        others = [articles[(index + 7) % len(articles)] for index in range(len(articles))]
        changed = {
            change: [text_signature(change(*pair, chance)) for pair in zip(articles, others, strict=True)]
            for change in CHANGES
        }
        templates = [
            pair for group in read_lookalikes() for pair in combinations([text_signature(text) for text in group], 2)
        ]
        for threshold in THRESHOLDS:
            recalls = [
                f"{found(zip(originals, copies, strict=True), threshold) / len(originals):.2f}"
                for copies in changed.values()
            ]
            wrong = f"{found(templates, threshold)}/{len(templates)}"
            with sqlite3.connect(":memory:") as db:
                items = [(str(number), str(number), value) for number, value in enumerate(originals)]
                crossed = sum(1 for _ in find_near_duplicates(items, db, threshold=threshold))
            db.close()
            print(length, threshold, *recalls, wrong, f"{crossed}/{len(originals)}", sep="  ")


def mark(files: list[str]) -> None:
    """Print the near duplicates among the articles of files."""
    items, read = [], 0
    for item in read_articles(find_inputs(files)):
        if isinstance(item, Article):
            read += 1
            text = decode(item.content) if isinstance(item.content, bytes) else canonical_text(item.content)
            items.append((str(read), item.metadata.uri, text_signature(text.text)))
    with sqlite3.connect(":memory:") as db:
        pairs = list(find_near_duplicates(items, db))
    db.close()
    print(f"{read} articles, {len(pairs)} near duplicates at {THRESHOLD}")
    for pair in sorted(pairs, key=lambda pair: -pair.jaccard):
        print(f"{pair.jaccard:.2f}", pair.uri, pair.first_uri)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE")
    arguments = parser.parse_args()
    sys.exit(mark(arguments.files) if arguments.files else measure())
