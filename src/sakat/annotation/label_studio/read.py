"""Reads the JSON that Label Studio exports; one task that is wrong does not lose the others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sakat.annotation.article import AnnotatedArticle, file_name
from sakat.annotation.from_graph import from_graph
from sakat.annotation.graph import Graph
from sakat.annotation.label_studio.config import TEXT
from sakat.annotation.label_studio.results import read_results
from sakat.errors import GoldError
from sakat.text.sentences import split_sentences

_Json = dict[str, Any]


def read_tasks(content: str | bytes, *, file: str, predictions: bool = False) -> Iterator[AnnotatedArticle | GoldError]:
    """Yield the annotated article of each task, or the error that says what is wrong with it.

    Of several annotations of a task the one marked as ground truth counts, else the last one changed; skipped ones
    do not. A task without sentences is split into sentences.

    Args:
        content: A JSON export (not JSON-MIN, CSV or CoNLL, which lose relations), or a file of tasks.
        file: What messages call it.
        predictions: Whether a prediction that nobody corrected counts where there is no annotation.

    Raises:
        GoldError: If the content is no list of tasks.
    """
    try:
        tasks = json.loads(content)
    except ValueError as error:
        raise GoldError(f"{file}: found no JSON ({error}); expected the JSON export of Label Studio") from error
    if not isinstance(tasks, list):
        raise GoldError(f"{file}: found {type(tasks).__name__}; expected a list of tasks, the JSON export")
    for number, task in enumerate(tasks, 1):
        try:
            yield _read_task(task, number, file, predictions)
        except GoldError as error:
            yield error


def _read_task(task: Any, number: int, file: str, predictions: bool) -> AnnotatedArticle:
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get(TEXT), str):
        found = f"the keys {', '.join(task)}" if isinstance(task, dict) else type(task).__name__
        raise GoldError(
            f"{file}: task {number}: found {found}; expected data.{TEXT}, as the JSON export has it (not JSON-MIN)"
        )
    name = data.get("id")
    name = file_name(name) if isinstance(name, str) else f"task-{task.get('id', number)}"
    where = f"{file}: task {task.get('id', number)} ({name})"
    results = read_results(_choose(task, where, predictions), data[TEXT])
    if results.problems:
        raise GoldError("\n".join(f"{where}: {problem}" for problem in results.problems))
    day = data.get("document_date")
    sentences = _sentences(data, where)
    graph = Graph(name, data[TEXT], day, sentences, tuple(results.regions), tuple(results.links))
    return from_graph(graph, where=where)


def _choose(task: _Json, where: str, predictions: bool) -> Any:
    """Return the results of the annotation that counts."""
    done = [item for item in _objects(task.get("annotations")) if not item.get("was_cancelled")]
    if done:
        return max(done, key=lambda item: (bool(item.get("ground_truth")), str(item.get("updated_at")))).get("result")
    drafts = _objects(task.get("predictions"))
    if predictions and drafts:
        return drafts[-1].get("result")
    raise GoldError(f"{where}: found no annotation; expected one: correct the prediction in Label Studio and submit it")


def _objects(items: Any) -> list[_Json]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _sentences(data: _Json, where: str) -> tuple[tuple[int, int], ...]:
    given = data.get("sentences")
    if given is None:
        return tuple((sentence.start, sentence.end) for sentence in split_sentences(data[TEXT]))
    try:
        return tuple((int(start), int(end)) for start, end in given)
    except (TypeError, ValueError) as error:
        raise GoldError(f"{where}: sentences: found {given!r}; expected pairs of offsets [[start, end], …]") from error
