"""What the tests of the source format share: compiling a body under front matter, and reading its problems."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sakat.errors import GoldError
from sakat.gold import Compiled, compile_source

HEAD = "---\ndocument_date: '2022-01-10'\n---\n"


@pytest.fixture
def compiled() -> Callable[[str], Compiled]:
    """Return a function that compiles a body; its first line is line 4."""
    return lambda body: compile_source(HEAD + body)


@pytest.fixture
def problems() -> Callable[[str], list[str]]:
    """Return a function that lists what is wrong with a body, without the file name; its first line is line 4."""

    def find(body: str) -> list[str]:
        with pytest.raises(GoldError) as caught:
            compile_source(HEAD + body, file="a.anno")
        lines = str(caught.value).split("\n")
        assert all(line.startswith("a.anno:") for line in lines)
        return [line.removeprefix("a.anno:") for line in lines]

    return find
