"""The decorator of what is passed from step to step: immutable to the type checker, cheap to make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def immutable(cls: type[T]) -> type[T]:
    """Return the class as a dataclass with slots whose assignments only the type checker forbids.

    `dataclass(frozen=True)` sets each field through `object.__setattr__`, which took a seventh of the time of `find`;
    thousands of readings are made for an article. What `find` returns is frozen indeed.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
