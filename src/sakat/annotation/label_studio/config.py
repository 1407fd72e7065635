"""The labeling configuration: one control for the labels of each layer, others for what is said of a region."""

from __future__ import annotations

from xml.etree import ElementTree as Xml

from sakat.annotation.fields import DATE_LABELS, FIELDS, LABELS, LINKS, Field, Layer

TEXT = "text"
"""Name of the text, both as a tag and as a key of a task's data."""

FLAGS = "flags"
"""Name of the control that holds all flags of a layer."""

_COLOURS = (
    "#e05c5c", "#e08a3c", "#b58900", "#7a9a01", "#2e9e5b", "#1fa39a", "#2a7fbf", "#5b6ee1", "#8e5bd6", "#c04fb3",
    "#a0522d", "#556b2f", "#708090", "#008080", "#6b4c9a", "#9e2b4f", "#3b6e8f", "#7f6000",
)  # fmt: skip
_GROUPS: tuple[tuple[str, tuple[Layer, ...]], ...] = (
    ("ชื่อและค่า · Entities", ("entity",)),
    ("เหตุการณ์ · Events", ("event",)),
    ("อื่น ๆ · Other marks", ("date", "quote", "citation")),
)
_FEW = 6
"""Choices up to this many are shown side by side, more in a list that opens."""

_STYLE = ".lsf-richtext__line, .htx-text { white-space: pre-wrap; line-height: 2.6; font-size: 17px; }"
_ID = "id"


def control_name(layer: Layer, name: str) -> str:
    """Return the name of the control of a field; that of the labels of a layer is the layer itself."""
    return f"{layer}_{name}"


def read_control_name(name: str) -> tuple[Layer, str | None] | None:
    """Return the layer and field of a control, the field None for labels; None for a control that is not ours.

    >>> read_control_name("event_mode"), read_control_name("event"), read_control_name("sentiment")
    (('event', 'mode'), ('event', None), None)
    """
    for layer, fields in FIELDS.items():
        if name == layer:
            return layer, None
        field = name.removeprefix(f"{layer}_")
        if field != name and (field == FLAGS or any(field == known.name for known in fields)):
            return layer, field
    return None


def label_config() -> str:
    """Return the labeling configuration as XML.

    Labels and choices show Thai and English; results hold the English code (`alias`). Everything beside the labels is
    asked of a selected region of the layer it belongs to. The id of an event is that of its region.
    """
    view = Xml.Element("View")
    Xml.SubElement(view, "Style").text = _STYLE
    for title, layers in _GROUPS:
        Xml.SubElement(view, "Header", value=title, size="5")
        row = Xml.SubElement(view, "View", style="display: flex; flex-wrap: wrap; gap: 0 1em;")
        for layer in layers:
            control = Xml.SubElement(row, "Labels", name=layer, toName=TEXT, showInline="true")
            for number, (label, thai) in enumerate(LABELS[layer].items()):
                colour = _COLOURS[number % len(_COLOURS)]
                Xml.SubElement(control, "Label", value=f"{thai} {label}", alias=label, background=colour)
    relations = Xml.SubElement(view, "Relations", choice="multiple")
    for label in LINKS:
        Xml.SubElement(relations, "Relation", value=label)
    Xml.SubElement(view, "Text", name=TEXT, value=f"${TEXT}", granularity="symbol")
    for layer, fields in FIELDS.items():
        _add_controls(view, layer, fields)
    Xml.indent(view)
    return Xml.tostring(view, encoding="unicode") + "\n"


def _add_controls(view: Xml.Element, layer: Layer, fields: tuple[Field, ...]) -> None:
    flags = [field for field in fields if field.kind == "flag"]
    if flags:
        control = _per_region(view, "Choices", layer, FLAGS, "", {"choice": "multiple", "showInline": "true"})
        for field in flags:
            Xml.SubElement(control, "Choice", value=f"{field.thai} · {field.english}", alias=field.name)
    for field in fields:
        if field.kind != "flag" and field.name != _ID:
            _add_control(view, layer, field)


def _add_control(view: Xml.Element, layer: Layer, field: Field) -> None:
    title = f"{field.thai} · {field.english}"
    if field.kind in ("choice", "choices"):
        choice = "single" if field.kind == "choice" else "multiple"
        layout = {"layout": "select"} if len(field.values) > _FEW else {"showInline": "true"}
        control = _per_region(view, "Choices", layer, field.name, title, {"choice": choice, **layout})
        for value in field.values:
            Xml.SubElement(control, "Choice", value=value)
        return
    options = {"rows": "1", "editable": "true"} | ({"maxSubmissions": "1"} if field.kind == "text" else {})
    _per_region(view, "TextArea", layer, field.name, title, options)


def _per_region(
    view: Xml.Element, tag: str, layer: Layer, name: str, title: str, options: dict[str, str]
) -> Xml.Element:
    """Return a control that shows while a region is selected that it is about."""
    condition: dict[str, str] = {"whenTagName": layer}
    if layer == "entity" and name in ("edtf", "edtf_alt"):
        condition["whenLabelValue"] = ",".join(DATE_LABELS)
    box = Xml.SubElement(view, "View", {"visibleWhen": "region-selected", **condition})
    if title:
        Xml.SubElement(box, "Header", value=title, size="6")
    names = {"name": control_name(layer, name), "toName": TEXT, "perRegion": "true"}
    return Xml.SubElement(box, tag, {**names, **condition, **options})
