"""`annotation.conf` and `visual.conf`: which annotations there are, and how brat shows them."""

from __future__ import annotations

from sakat.annotation.fields import DATE_LABELS, FIELDS, LABELS, LINKS, Field, Layer, LinkKind
from sakat.record.mention import VALUE_LABELS

_COLOURS: dict[Layer, str] = {
    "entity": "#c3e6cb", "date": "#ffeeba", "event": "#b8daff", "quote": "#e2e3e5", "citation": "#f5c6cb",
}  # fmt: skip
_ARGUMENTS = {"entity": "<ENTITY>", "date": "<ENTITY>", "quote": "<ENTITY>", "citation": "<ENTITY>", "event": "<EVENT>"}
_REPEATED = frozenset({"actor", "recipient"})


def is_attribute(field: Field) -> bool:
    """Tell whether a field is a brat attribute (`A`); the others stand in the annotator's note (`#`)."""
    return field.kind in ("flag", "choice")


def is_role(link: str) -> bool:
    """Tell whether a link is a role of an event (`E`); the others are relations (`R`)."""
    return LINKS[link].head == "event"


def annotation_conf() -> str:
    """Return `annotation.conf`: labels, relations, events with their roles, attributes with their values."""
    entities = [label for layer, labels in LABELS.items() if layer != "event" for label in labels]
    roles = ", ".join(
        f"{name}{'*' if name in _REPEATED else '?'}:{'|'.join(_labels_of(kind))}"
        for name, kind in LINKS.items()
        if is_role(name)
    )
    relations = [
        f"{name}\tArg1:{_ends(kind.head)}, Arg2:{'|'.join(_labels_of(kind))}"
        for name, kind in LINKS.items()
        if not is_role(name)
    ]
    events = [f"{label}\t{roles}" for label in LABELS["event"]]
    attributes: dict[str, tuple[list[Layer], Field]] = {}
    for layer, fields in FIELDS.items():
        for field in filter(is_attribute, fields):
            attributes.setdefault(field.name, ([], field))[0].append(layer)
    values = [
        f"{name}\tArg:{'|'.join(dict.fromkeys(_ARGUMENTS[layer] for layer in layers))}"
        + (f", Value:{'|'.join(field.values)}" if field.values else "")
        for name, (layers, field) in attributes.items()
    ]
    sections = {"entities": entities, "relations": relations, "events": events, "attributes": values}
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items())


def visual_conf() -> str:
    """Return `visual.conf`: Thai and English labels, longest first, and a colour for each layer."""
    labels = [f"{label} | {thai} {label} | {label}" for items in LABELS.values() for label, thai in items.items()]
    labels += [f"{name} | {kind.thai} {name} | {name}" for name, kind in LINKS.items()]
    drawing = ["SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken", "ARC_DEFAULT\tcolor:black"]
    drawing += [f"{label}\tbgColor:{_COLOURS[layer]}" for layer, items in LABELS.items() for label in items]
    sections = {"labels": labels, "drawing": drawing}
    return "\n".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items())


def _ends(layer: Layer) -> str:
    return "<EVENT>" if layer == "event" else "|".join(LABELS[layer])


def _labels_of(kind: LinkKind) -> list[str]:
    """Return the labels a link may point to."""
    if kind.targets == ("event",):
        return ["<EVENT>"]
    if "date" in kind.targets:
        return [*DATE_LABELS, *LABELS["date"]]
    return [label for label in LABELS["entity"] if label not in VALUE_LABELS]
