"""Reads an annotated article from regions and links; every wrong value is named with its region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sakat.annotation.article import AnnotatedArticle
from sakat.annotation.attributes import read_attributes
from sakat.annotation.build import Item, build_article
from sakat.annotation.fields import DATE_LABELS, FIELDS, LABELS, LINKS
from sakat.annotation.graph import NAME_KEYS, Graph, Link, Region, name_givers
from sakat.errors import GoldError

_EMPTY_EVENT: Item = {"subtype": None, "mode": [], "location": None, "edtf": None, "negated": False, "source": None}


def from_graph(graph: Graph, *, where: str) -> AnnotatedArticle:
    """Return the annotated article that regions and links stand for.

    Entities, dates, quotes and citations come in text order, events in the order of their regions. An event without
    an id gets the next free one of `e1`, `e2` … A name inside a required one is optional.

    Args:
        graph: The regions and links.
        where: What messages call the article: its file, and its task or line.

    Raises:
        GoldError: With every problem on a line of its own: where, which region, what was found and expected.
    """
    return _Reader(graph, where).read()


class _Reader:
    def __init__(self, graph: Graph, where: str) -> None:
        self._graph = graph
        self._where = where
        self._problems: list[str] = []
        self._regions: dict[str, list[Region]] = {}
        self._said: dict[int, Item] = {}
        self._items: dict[int, Item] = {}
        for region in graph.regions:
            self._regions.setdefault(region.id, []).append(region)

    def read(self) -> AnnotatedArticle:
        graph = self._graph
        usable = [region for region in graph.regions if self._read_region(region)]
        self._inherit_names(usable)
        self._mark_nested(usable)
        layers: dict[str, list[tuple[Item, Region]]] = {
            "entities": self._in_text_order(usable, "entity"),
            "dates": self._dates(usable),
            "events": self._events(usable),
            "quotes": self._in_text_order(usable, "quote"),
            "citations": self._in_text_order(usable, "citation"),
        }
        for link in graph.links:
            self._read_link(link)
        if self._problems:
            raise GoldError("\n".join(f"{self._where}: {problem}" for problem in self._problems))
        return build_article(
            graph.id,
            graph.text,
            document_date=graph.document_date,
            sentences=graph.sentences,
            layers={name: [(item, region.where) for item, region in found] for name, found in layers.items()},
            where=self._where,
        )

    def _report(self, item: Region | Link, problem: str) -> None:
        self._problems.append(f"{item.where}: {problem}")

    def _read_region(self, region: Region) -> bool:
        """Tell whether a region can be used; keep what is said of it."""
        text = self._graph.text
        if region.label not in LABELS[region.layer]:
            self._report(region, f"found label {region.label!r}; expected one of {', '.join(LABELS[region.layer])}")
            return False
        if not 0 <= region.start < region.end <= len(text):
            self._report(region, f"found {region.start}-{region.end}; expected a stretch within 0-{len(text)}")
            return False
        said, problems = read_attributes(region.attributes, FIELDS[region.layer])
        for problem in problems:
            self._report(region, problem)
        self._said[id(region)] = said
        span = {"start": region.start, "end": region.end}
        words = text[region.start : region.end]
        if region.layer == "entity":
            own = {field.name for field in FIELDS["entity"]} - {"edtf", "edtf_alt", "edtf_optional", "own_names"}
            item: Item = {"label": region.label, "name_en": None, "canonical": None, **span, "text": words}
            item |= {name: value for name, value in said.items() if name in own}
        elif region.layer == "event":
            item = {**_EMPTY_EVENT, "type": region.label, "trigger": {**span, "text": words}, **said}
            item |= {"actors": [], "recipients": []}
        elif region.layer == "date":
            item = {"edtf": None, **span, "text": words, **said}
        elif region.layer == "quote":
            item = {"speaker": None, **span, **said}
        else:
            item = {"ref": _ref(words), **span, **said}
        self._items[id(region)] = item
        return True

    def _inherit_names(self, regions: list[Region]) -> None:
        mentions = [region for region in regions if region.layer == "entity"]
        givers = name_givers(
            (self._items[id(region)]["canonical"], (region.start, region.end), region.attributes) for region in mentions
        )
        for region in mentions:
            item, said = self._items[id(region)], self._said[id(region)]
            if said.get("own_names") or any(name in said for name in NAME_KEYS):
                continue
            names, _ = read_attributes(givers.get(item["canonical"], {}), FIELDS["entity"])
            item |= names

    def _mark_nested(self, regions: list[Region]) -> None:
        """Mark a name inside a required one optional, as the guidelines want it."""
        required = [r for r in regions if r.layer == "entity" and not self._said[id(r)].get("optional")]
        widest = sorted(required, key=lambda region: (region.start, -region.end))
        outer: Region | None = None
        for region in widest:
            if outer is None or region.end > outer.end:
                outer = region
            elif (region.start, region.end) != (outer.start, outer.end):
                self._items[id(region)]["optional"] = True

    def _in_text_order(self, regions: list[Region], layer: str) -> list[tuple[Item, Region]]:
        found = sorted((r for r in regions if r.layer == layer), key=lambda region: (region.start, -region.end))
        return [(self._items[id(region)], region) for region in found]

    def _dates(self, regions: list[Region]) -> list[tuple[Item, Region]]:
        found = []
        for region in regions:
            said = self._said[id(region)]
            if region.layer == "date":
                found.append((self._items[id(region)], region))
            elif region.layer == "entity" and "edtf" in said:
                if region.label not in DATE_LABELS:
                    self._report(
                        region, f"found an EDTF value at a {region.label}; expected one at a DATE or TIME only"
                    )
                date = {"start": region.start, "end": region.end, "edtf": said["edtf"]}
                date["text"] = self._graph.text[region.start : region.end]
                date |= {"edtf_alt": said.get("edtf_alt", []), "optional": said.get("edtf_optional", False)}
                found.append((date, region))
        return sorted(found, key=lambda pair: (pair[1].start, pair[1].end))

    def _events(self, regions: list[Region]) -> list[tuple[Item, Region]]:
        found = [(self._items[id(region)], region) for region in regions if region.layer == "event"]
        taken = {item.get("id") for item, _ in found}
        fresh: Iterator[str] = (name for n in range(1, len(found) + len(taken) + 1) if (name := f"e{n}") not in taken)
        for item, _ in found:
            if "id" not in item:
                item["id"] = next(fresh)
        return found

    def _read_link(self, link: Link) -> None:
        kind = LINKS.get(link.label)
        if kind is None:
            self._report(link, f"found a link {link.label!r}; expected one of {', '.join(LINKS)}")
            return
        ends = self._find_ends(link)
        if ends is None:
            return
        head, target = ends
        item, other = self._items[id(head)], self._items[id(target)]
        if link.label in ("actor", "recipient"):
            if self._canonical(link, target) is not None:
                item[f"{link.label}s"].append(other["canonical"])
        elif link.label == "time":
            value = self._said[id(target)].get("edtf")
            if value is None:
                self._report(link, f"{target.where} has no EDTF value; expected one at the linked date")
            else:
                self._set_once(link, item, "edtf", value)
        elif link.label == "same_as":
            self._set_once(link, item, "coref", other["id"])
        elif self._canonical(link, target) is not None:
            key = {"place": "location", "source": "source", "speaker": "speaker"}[link.label]
            self._set_once(link, item, key, other["canonical"])

    def _find_ends(self, link: Link) -> tuple[Region, Region] | None:
        kind = LINKS[link.label]
        for one, other in ((link.head, link.target), (link.target, link.head)):
            head = next((r for r in self._regions.get(one, ()) if r.layer == kind.head and id(r) in self._items), None)
            targets = (r for r in self._regions.get(other, ()) if r.layer in kind.targets and id(r) in self._items)
            target = next(targets, None)
            if head is not None and target is not None:
                return head, target
        self._report(
            link,
            f"found a link {link.label!r} from {self._describe(link.head)} to {self._describe(link.target)}; "
            f"expected one from an annotation of {kind.head} to one of {' or '.join(kind.targets)}",
        )
        return None

    def _describe(self, region_id: str) -> str:
        regions = self._regions.get(region_id, [])
        return (
            " and ".join(f"{region.layer} {region.where}" for region in regions) or f"{region_id!r}, which is not there"
        )

    def _canonical(self, link: Link, target: Region) -> str | None:
        name = self._items[id(target)]["canonical"]
        if name is None:
            self._report(link, f"{target.where} has no canonical id; expected one, e.g. 'thai_mfa'")
        return name if isinstance(name, str) else None

    def _set_once(self, link: Link, item: Item, key: str, value: Any) -> None:
        if item.get(key) not in (None, value):
            self._report(link, f"found {key} {item[key]!r} and {value!r}; expected one {link.label} only")
        item[key] = value


def _ref(words: str) -> str:
    inner = words.removeprefix("[").removesuffix("]")
    return "needed" if inner == "ต้องการอ้างอิง" else inner
