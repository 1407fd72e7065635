"""The geometry of the charts: where bars and points lie. Templates draw them as SVG."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sakat.explorer.overview import Bin, Place, Timeline
from sakat.explorer.quads import QUAD_OF, QUADS, TYPES

CHART_HEIGHT = 180
_WIDEST_BAR = 5.0
"""Per cent of the chart: a bar alone is no wall."""
_LABELS = 8


@dataclass(frozen=True)
class Segment:
    """The part of a bar that one type has: pixels from the top."""

    type: str
    events: int
    top: float
    height: float


@dataclass(frozen=True)
class Bar:
    """The bar of a bin: the place of the bin and that of the bar in it, per cent from the left, and its segments."""

    bin: Bin
    left: float
    width: float
    bar_left: float
    bar_width: float
    segments: tuple[Segment, ...]
    label: bool
    """Whether the axis names it."""
    minor: bool
    """Whether a narrow screen leaves the name out."""


@dataclass(frozen=True)
class BarChart:
    """Bars with the lines behind them: each the number of events and its pixels from the top."""

    bars: tuple[Bar, ...]
    lines: tuple[tuple[int, float], ...]


def draw_timeline(timeline: Timeline) -> BarChart:
    """Return the bars of a timeline, types stacked from cooperation to conflict."""
    most = max((item.events for item in timeline.bins), default=0)
    top = _round_up(most)
    width = 100 / max(1, len(timeline.bins))
    shown = min(width, _WIDEST_BAR)
    named = _named(timeline)
    bars = []
    for number, item in enumerate(timeline.bins):
        segments, base = [], float(CHART_HEIGHT)
        for event_type in TYPES:
            if count := item.counts.get(event_type):
                height = CHART_HEIGHT * count / top
                base -= height
                segments.append(Segment(event_type, count, round(base, 2), round(height, 2)))
        rank = named.index(number) if number in named else -1
        left = number * width
        bars.append(
            Bar(
                item,
                left=round(left, 4),
                width=round(width, 4),
                bar_left=round(left + (width - shown) / 2, 4),
                bar_width=round(shown, 4),
                segments=tuple(segments),
                label=rank >= 0,
                minor=rank % 2 == 1,
            )
        )
    steps = [top * part // 2 for part in (1, 2)] if top > 1 else [1]
    return BarChart(tuple(bars), tuple((step, round(CHART_HEIGHT * (1 - step / top), 2)) for step in steps))


def _named(timeline: Timeline) -> list[int]:
    """Return the numbers of the bins the axis names: Januaries among months, round years among years."""
    names = [item.period for item in timeline.bins]
    round_ones = [
        number
        for number, name in enumerate(names)
        if (timeline.period == "month" and (name.endswith("-01") or len(names) <= _LABELS))
        or (timeline.period == "year" and (name.endswith("0") or len(names) <= _LABELS))
        or timeline.period == "decade"
    ]
    if not round_ones:
        round_ones = list(range(len(names)))
    step = max(1, math.ceil(len(round_ones) / _LABELS))
    return round_ones[::step]


def _round_up(most: int) -> int:
    """Return the least even 1, 2, 4, 6, 8 or 10 times a power of ten that is not below a count."""
    if most <= 1:
        return 1
    power = int(f"1{'0' * (len(str(most)) - 1)}")
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= most and step * power > 1)


@dataclass(frozen=True)
class View:
    """A stretch of the map: its outline file and its box, x to the right, y down, in degrees."""

    name: str
    outline: str
    x: float
    y: float
    width: float
    height: float

    def holds(self, place: Place) -> bool:
        """Return whether a place lies in the view."""
        return self.x <= place.lon <= self.x + self.width and self.y <= -place.lat <= self.y + self.height

    @property
    def box(self) -> str:
        """The viewBox."""
        return f"{self.x:g} {self.y:g} {self.width:g} {self.height:g}"


VIEWS = {
    "thailand": View("thailand", "region", 94, -21, 15, 16),
    "southeast_asia": View("southeast_asia", "region", 91, -26, 38, 36),
    "world": View("world", "world", -170, -80, 355, 138),
}
_SHARE_IN_VIEW = 0.85


@dataclass(frozen=True)
class Point:
    """A place on the map: its centre and radius in degrees, and the quadrant most of its events belong to."""

    place: Place
    x: float
    y: float
    radius: float
    quad: str


def choose_view(places: Sequence[Place]) -> View:
    """Return the closest view that holds most of the events."""
    total = sum(place.events for place in places)
    for view in VIEWS.values():
        if sum(place.events for place in places if view.holds(place)) >= _SHARE_IN_VIEW * total:
            return view
    return VIEWS["world"]


def draw_points(places: Sequence[Place], view: View) -> list[Point]:
    """Return the points of the places in a view, their area in proportion to the events, large ones first."""
    inside = [place for place in places if view.holds(place)]
    most = max((place.events for place in inside), default=1)
    smallest, largest = view.width / 130, view.width / 36
    points = []
    for place in inside:
        radius = smallest + (largest - smallest) * math.sqrt(place.events / most)
        points.append(
            Point(place, round(place.lon, 3), round(-place.lat, 3), round(radius, 3), main_quad(place.counts))
        )
    return points


def main_quad(counts: dict[str, int]) -> str:
    """Return the quadrant most events belong to; of equals the first in PLOVER's order."""
    totals = {quad: 0 for quad in QUADS}
    for event_type, count in counts.items():
        totals[QUAD_OF[event_type]] += count
    return max(totals, key=lambda quad: totals[quad])
