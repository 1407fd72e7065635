"""Arrow columns derived from pydantic models: a changed model changes its table."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from sakat.errors import ConfigError
from sakat.extras import need
from sakat.record.base import Day

if TYPE_CHECKING:
    import pyarrow

_SCALARS = {str: "string", int: "int64", float: "float64", bool: "bool_"}


def arrow_schema(model: type[BaseModel], *, days: Literal["date32", "string"] = "date32") -> pyarrow.Schema:
    """Return the columns of a model: nested models are structs, tuples lists, days dates, optional fields nullable.

    Args:
        model: A record, or a row of a flat table.
        days: The type of days: that of the table, or `string` as in JSON.

    Raises:
        ConfigError: If pyarrow is not installed, or a field's type has no column type.
    """
    return load_arrow().schema(_Columns(days).fields(model))


def load_arrow(module: str = "pyarrow") -> Any:
    """Return pyarrow or a module of it.

    Raises:
        ConfigError: If it is not installed.
    """
    return need(module, "tables")


class _Columns:
    def __init__(self, days: str) -> None:
        self._arrow = load_arrow()
        self._day = getattr(self._arrow, days)()

    def fields(self, model: type[BaseModel]) -> list[pyarrow.Field]:
        hints = get_type_hints(model, include_extras=True)
        return [self._field(name, hints[name], f"{model.__name__}.{name}") for name in model.model_fields]

    def _field(self, name: str, hint: Any, where: str) -> pyarrow.Field:
        optional = False
        if get_origin(hint) in (Union, UnionType):
            others = [item for item in get_args(hint) if item is not NoneType]
            if optional := len(others) == 1:
                hint = others[0]
        return self._arrow.field(name, self._type(hint, where), nullable=optional)

    def _type(self, hint: Any, where: str) -> pyarrow.DataType:
        if hint == Day:
            return self._day
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self._type(arguments[0], where)
        if origin is Literal and all(isinstance(value, str) for value in arguments):
            return self._arrow.string()
        if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
            return self._arrow.list_(self._field("element", arguments[0], where))
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self._arrow.struct(self.fields(hint))
        if hint in _SCALARS:
            return getattr(self._arrow, _SCALARS[hint])()
        raise ConfigError(f"{where}: no column type for {hint}; say in sakat.storage.columns what it is in a table")
