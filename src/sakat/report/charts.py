"""Charts as SVG, drawn by Vega-Lite: text stays text, the size does not depend on the fonts of the machine."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sakat.extras import need
from sakat.report.words import Words

_VEGA_LITE = "6.4"
_FONT = '"Noto Sans Thai", "Leelawadee UI", Thonburi, system-ui, sans-serif'
_INK, _SOFT, _LINE, _SURFACE = "var(--ink)", "var(--soft)", "var(--line)", "var(--surface)"
"""Colours are those of the page's style sheet, so that a chart is dark where the page is."""
_ROW = 27
_WIDTH = 760
_NARROWEST, _WIDEST = 14, 96
"""Width of a column of the timeline, in pixels."""
_LABEL = 72
"""Room for the name of a column."""


def draw_timeline(rows: Sequence[Mapping[str, Any]], bins: Sequence[str], types: Sequence[str], words: Words) -> str:
    """Return a chart of events by time, stacked by type.

    Args:
        rows: The count `n` of each `bin` and `type`.
        bins: All bins, in order.
        types: All types, the lowest of the stack first.
        words: The language of the axes.
    """
    order = {name: number for number, name in enumerate(types)}
    step = max(_NARROWEST, min(_WIDEST, _WIDTH // max(len(bins), 1)))
    every = -(-_LABEL // step)
    spec = {
        "data": {"values": [{**row, "order": order[row["type"]]} for row in rows]},
        "width": step * len(bins),
        "height": 240,
        "padding": {"left": 56, "right": 24, "top": 12, "bottom": 40},
        "mark": {"type": "bar", "stroke": _SURFACE, "strokeWidth": 0.75},
        "encoding": {
            "x": {
                "field": "bin",
                "type": "ordinal",
                "sort": list(bins),
                "scale": {"domain": list(bins), "paddingInner": 0.2},
                "axis": {"title": None, "labelAngle": 0, "values": list(bins[::every]), "labelOverlap": False},
            },
            "y": {"field": "n", "type": "quantitative", "axis": _number_axis(words("chart.events"))},
            "color": {
                "field": "type",
                "type": "nominal",
                "scale": {"domain": list(types), "range": [_colour(name) for name in types]},
                "legend": None,
            },
            "order": {"field": "order", "type": "quantitative"},
        },
    }
    return _draw(spec)


def draw_bars(rows: Sequence[tuple[str, str, int]]) -> str:
    """Return horizontal bars: of each row the code that gives its colour, its name and its count."""
    names = [name for _, name, _ in rows]
    most = max((count for *_, count in rows), default=1)
    spec = {
        "data": {"values": [{"name": name, "n": n, "shown": f"{n:,}", "c": _colour(code)} for code, name, n in rows]},
        "width": 250,
        "height": _ROW * max(len(rows), 1),
        "padding": {"left": 172, "right": 56, "top": 4, "bottom": 4},
        "encoding": {
            "y": {
                "field": "name",
                "type": "nominal",
                "sort": names,
                "scale": {"domain": names},
                "axis": {
                    "title": None,
                    "labelFontSize": 14,
                    "labelLimit": 0,
                    "domain": False,
                    "ticks": False,
                    "labelPadding": 8,
                },
            },
            "x": {"field": "n", "type": "quantitative", "scale": {"domain": [0, most], "nice": False}, "axis": None},
        },
        "layer": [
            {"mark": {"type": "bar"}, "encoding": {"color": {"field": "c", "scale": None}}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 14},
                "encoding": {"text": {"field": "shown"}},
            },
        ],
    }
    return _draw(spec)


def _colour(code: str) -> str:
    return f"var(--{code})"


def _number_axis(title: str) -> dict[str, Any]:
    return {"title": title, "tickCount": 5, "format": ",d", "tickMinStep": 1, "domain": False, "ticks": False}


def _draw(spec: dict[str, Any]) -> str:
    """Return the SVG of a Vega-Lite specification; the same specification gives the same bytes."""
    look = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": None,
        "autosize": {"type": "none"},
        "config": {
            "aria": False,
            "font": _FONT,
            "view": {"stroke": None},
            "text": {"fontSize": 12, "fill": _INK},
            "axis": {
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "labelColor": _INK,
                "titleColor": _SOFT,
                "gridColor": _LINE,
                "domainColor": _SOFT,
                "tickColor": _SOFT,
            },
        },
    }
    svg: str = need("vl_convert", "report").vegalite_to_svg(
        json.dumps(look | spec), vl_version=_VEGA_LITE, allowed_base_urls=[]
    )
    return svg
