"""Commands that are imported when they are run, so that a list of all takes no time.

Help is plain text, which any terminal, pipe and screen reader takes: typer's frames load Markdown and syntax colouring,
two thirds of the time that `sakat --help` would take.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from sakat.cli.standard_output import checked_output


class CommandRow(NamedTuple):
    """A command as a list shows it.

    Attributes:
        name: As it is typed.
        target: `module:name` of its function, or of the `typer.Typer` of its group.
        help: The first line of what its own `--help` says.
    """

    name: str
    target: str
    help: str


class LazyCommand(TyperCommand):
    """Stands for a command in the list of its group; the command itself takes over where it is run."""

    def __init__(self, row: CommandRow) -> None:
        super().__init__(row.name, help=row.help)
        self._target = row.target

    def load(self) -> Any:
        """Return the command itself."""
        found = pkgutil.resolve_name(self._target)
        if isinstance(found, typer.Typer):
            group = typer.main.get_group(found)
            group.name = self.name
            return group
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(self.name)(found)
        return typer.main.get_command(alone)

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Return what the command itself makes of its arguments; click runs the command that a context names."""
        return self.load().make_context(info_name, args, parent, **extra)


class PlainGroup(TyperGroup):
    """Lists its commands in plain text, with the whole first line of the help of each."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help or "") for name, command in commands if command is not None])


def command_group(help: str) -> typer.Typer:
    """Return an empty group of commands; without a command it prints its help."""
    return typer.Typer(cls=PlainGroup, help=help, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


def lazy_group(rows: Iterable[CommandRow]) -> type[PlainGroup]:
    """Return the class of a group that has the commands of a table, in its order."""
    commands = [LazyCommand(row) for row in rows]

    class LazyGroup(PlainGroup):
        def __init__(self, **settings: Any) -> None:
            super().__init__(**settings)
            for command in commands:
                self.add_command(command)

        def main(self, *args: Any, **settings: Any) -> Any:
            with checked_output():
                return super().main(*args, **settings)

    return LazyGroup
