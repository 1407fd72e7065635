"""Reads the results of one annotation: regions with what is said of them, and relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from sakat.annotation.attributes import YES, Attributes
from sakat.annotation.fields import Layer
from sakat.annotation.graph import Link, Region
from sakat.annotation.label_studio.config import FLAGS, read_control_name
from sakat.annotation.label_studio.write import EVENT_PREFIX


@dataclass
class Results:
    """Regions and links of an annotation, and what could not be read."""

    regions: list[Region] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_results(results: Any, text: str) -> Results:
    """Return what an annotation holds; controls that sakat's configuration does not have are left out.

    Args:
        results: The `result` list of an annotation or prediction.
        text: The text of the task; offsets count its code points.
    """
    found = Results()
    said: dict[tuple[str, Layer], Attributes] = {}
    marked: list[tuple[str, Layer, str, int, int]] = []
    relations: list[tuple[int, dict[str, Any]]] = []
    for number, item in enumerate(results if isinstance(results, list) else [], 1):
        if not isinstance(item, dict):
            found.problems.append(f"result {number}: found {type(item).__name__}; expected an object")
        elif item.get("type") == "relation":
            relations.append((number, item))
        else:
            control = read_control_name(str(item.get("from_name")))
            if control is None:
                continue
            layer, name = control
            where = f"region {item.get('id')}"
            value = item.get("value")
            if not isinstance(value, dict) or not isinstance(item.get("id"), str):
                found.problems.append(f"result {number}: found no id or no value; expected both")
            elif name is None:
                span = _read_span(value, text, where, found.problems)
                for label in _texts(value, "labels") if span else ():
                    marked.append((item["id"], layer, label, *(span or (0, 0))))
            else:
                _read_values(value, name, said.setdefault((item["id"], layer), {}))
    for id, layer, label, start, end in marked:
        where = f"region {id} {text[start:end]!r} at {start}-{end}"
        attributes = said.pop((id, layer), {})
        if layer == "event" and id.startswith(EVENT_PREFIX):
            attributes = {"id": (unquote(id.removeprefix(EVENT_PREFIX)),), **attributes}
        found.regions.append(Region(id, layer, label, start, end, attributes, where))
    words = {region.id: repr(text[region.start : region.end]) for region in found.regions}
    for number, item in relations:
        _read_relation(item, number, words, found)
    for (id, layer), attributes in said.items():
        known = ", ".join(attributes)
        found.problems.append(f"region {id}: found {known} without a label of {layer}; expected a labelled region")
    return found


def _read_span(value: dict[str, Any], text: str, where: str, problems: list[str]) -> tuple[int, int] | None:
    start, end = value.get("start"), value.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        problems.append(f"{where}: found {start}-{end}; expected offsets within 0-{len(text)}, in code points")
        return None
    words = value.get("text")
    stands = text[start:end]
    # The editor writes a line end as a backslash and an n.
    if isinstance(words, str) and stands not in (words, words.replace("\\n", "\n")):
        problems.append(
            f"{where}: found {words!r} where the text has {stands!r} at {start}-{end}; expected offsets in "
            "code points; export again from a task whose text was not changed"
        )
        return None
    return start, end


def _read_values(value: dict[str, Any], name: str, attributes: Attributes) -> None:
    if name == FLAGS:
        attributes.update({flag: (YES,) for flag in _texts(value, "choices")})
    else:
        texts = _texts(value, "choices") or _texts(value, "text")
        if texts:
            attributes[name] = attributes.get(name, ()) + texts


def _texts(value: dict[str, Any], key: str) -> tuple[str, ...]:
    items = value.get(key)
    return tuple(map(str, items)) if isinstance(items, list) else (items,) if isinstance(items, str) else ()


def _read_relation(item: dict[str, Any], number: int, words: Mapping[str, str], found: Results) -> None:
    head, target = str(item.get("from_id")), str(item.get("to_id"))
    if item.get("direction") == "left":
        head, target = target, head
    where = f"relation {number} from {words.get(head, head)} to {words.get(target, target)}"
    labels = _texts(item, "labels")
    if not labels:
        found.problems.append(f"{where}: found no label; expected actor, recipient, place, … chosen in the list")
    found.links += [Link(label, head, target, where) for label in labels]
