"""The options that say which columns of a table hold what, declared once for every command that reads tables."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from sakat.inputs.options import Columns

_HELP = {
    "text": "Column or field of the text, in tables and JSON.",
    "id": "Column that names the article within its file.",
    "uri": "Column of the address of the article.",
    "title": "Column of the headline.",
    "date": "Column of the day of publication.",
    "language": "Column of the language, as in th.",
    "licence": "Column of the licence.",
}


def takes_columns(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with an option for each column, `--text-column` and so on, in place of its `columns`."""

    @functools.wraps(command)
    def wrapped(**options: Any) -> None:
        named = {part: options.pop(f"{part}_column") for part in _HELP}
        command(columns=Columns(**named), **options)

    signature = inspect.signature(command, eval_str=True)
    parameters: list[inspect.Parameter] = []
    for parameter in signature.parameters.values():
        parameters += _options() if parameter.name == "columns" else [parameter]
    wrapped.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return wrapped


def _options() -> list[inspect.Parameter]:
    return [
        inspect.Parameter(
            f"{part}_column",
            inspect.Parameter.POSITIONAL_OR_KEYWORD,
            default=None,
            annotation=Annotated[str | None, typer.Option(f"--{part}-column", help=words)],
        )
        for part, words in _HELP.items()
    ]
