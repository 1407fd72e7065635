"""Thai full-text search, side by side: what each index finds, and what it costs.

    python benchmarks/search.py news.jsonl.gz    one JSON object with `text` a line, plain or .gz

Compared: FTS5's own tokenizer on Thai as written, FTS5 on words cut by PyThaiNLP's dictionary (query and text alike),
FTS5 trigrams as the explorer uses them, and a scan with LIKE. Queries are words of the texts, drawn by length with
a fixed seed. Two truths: the characters occur (recall), and they occur as a word of their own (precision).
Nothing here is a test: times depend on the machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sakat.explorer.search import gram_text, match_expression
from sakat.text.words import WordTokenizer

BANDS = ((1, 1), (2, 2), (3, 3), (4, 6), (7, 30))
PER_BAND = 100
THAI_WORD = re.compile(r"[ก-๎]+")

Find = Callable[[sqlite3.Connection, str], set[int]]


def read_texts(path: Path) -> list[str]:
    """Return the texts of a JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in file]


def build(connection: sqlite3.Connection, texts: list[str], cut: list[str]) -> dict[str, tuple[float, int]]:
    """Make the indexes; return the seconds and bytes each took."""
    definitions = {
        "unicode61": ("unicode61", texts),
        "words": ("unicode61 remove_diacritics 0 categories ''L* N* M* Co''", cut),
        "trigram": ("trigram", list(map(gram_text, texts))),
    }
    costs = {}
    for name, (tokenizer, rows) in definitions.items():
        before, start = size(connection), time.perf_counter()
        connection.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(text, tokenize='{tokenizer}', content='')")
        connection.executemany(f"INSERT INTO {name}(rowid, text) VALUES (?, ?)", enumerate(rows))
        connection.execute(f"INSERT INTO {name}({name}) VALUES ('optimize')")
        connection.commit()
        costs[name] = (time.perf_counter() - start, size(connection) - before)
    connection.execute("CREATE VIRTUAL TABLE trigram_terms USING fts5vocab(trigram, row)")
    connection.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, text TEXT)")
    connection.executemany("INSERT INTO plain VALUES (?, ?)", enumerate(texts))
    return costs


def size(connection: sqlite3.Connection) -> int:
    """Return the bytes the database holds."""
    pages, page = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return pages * page


def finders(tokenizer: WordTokenizer) -> dict[str, Find]:
    """Return the ways to search, by name."""

    def matching(table: str, expression: Callable[[sqlite3.Connection, str], str]) -> Find:
        def find(connection: sqlite3.Connection, word: str) -> set[int]:
            found = connection.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH ?", (expression(connection, word),)
            )
            return {row[0] for row in found}

        return find

    def scan(connection: sqlite3.Connection, word: str) -> set[int]:
        return {row[0] for row in connection.execute("SELECT id FROM plain WHERE text LIKE ?", (f"%{word}%",))}

    return {
        "unicode61": matching("unicode61", lambda _, word: f'"{word}"'),
        "words": matching("words", lambda _, word: '"' + " ".join(tokenizer(word)) + '"'),
        "trigram": matching("trigram", lambda connection, word: match_expression(connection, word, "trigram_terms")),
        "LIKE": scan,
    }


def draw_queries(words: list[list[str]]) -> dict[tuple[int, int], list[str]]:
    """Return words of the texts by length, each of at least three texts."""
    texts = Counter(word for found in words for word in set(found) if THAI_WORD.fullmatch(word))
    generator = random.Random(2567)
    drawn = {}
    for low, high in BANDS:
        fit = sorted(word for word, count in texts.items() if low <= len(word) <= high and count >= 3)
        drawn[low, high] = generator.sample(fit, min(PER_BAND, len(fit)))
    return drawn


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    texts = read_texts(parser.parse_args().articles)
    tokenizer = WordTokenizer()
    start = time.perf_counter()
    words = [tokenizer(text) for text in texts]
    cutting = time.perf_counter() - start
    sets = [set(found) for found in words]
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "search.sqlite")
        costs = build(connection, texts, [" ".join(found) for found in words])
        print(f"{len(texts)} texts, {sum(map(len, texts))} characters; cutting into words took {cutting:.1f} s")
        for name, (seconds, taken) in costs.items():
            print(f"  {name:10} built in {seconds:5.1f} s, {taken / 1e6:6.1f} MB")
        print(f"{'length':8} {'queries':>7}  {'index':10} {'recall':>6} {'as word':>7} {'precision':>9} {'ms':>7}")
        for (low, high), queries in draw_queries(words).items():
            written = {word: {n for n, text in enumerate(texts) if word in text} for word in queries}
            alone = {word: {n for n, found in enumerate(sets) if word in found} for word in queries}
            for name, find in finders(tokenizer).items():
                hits, times = {}, []
                for word in queries:
                    start = time.perf_counter()
                    hits[word] = find(connection, word)
                    times.append(time.perf_counter() - start)
                found = sum(map(len, hits.values()))
                recall = sum(len(hits[word] & written[word]) for word in queries) / sum(map(len, written.values()))
                as_word = sum(len(hits[word] & alone[word]) for word in queries)
                precision = as_word / found if found else 0
                print(
                    f"{f'{low}-{high}':8} {len(queries):7}  {name:10} {recall:6.3f} "
                    f"{as_word / sum(map(len, alone.values())):7.3f} {precision:9.3f} "
                    f"{1000 * statistics.median(times):7.2f}"
                )


if __name__ == "__main__":
    main()
