"""Draws the cost of each stage."""

from __future__ import annotations

import io
from collections.abc import Sequence

from sakat.benchmark.stages import Ratio
from sakat.extras import need


def plot_stages(stages: Sequence[Ratio]) -> str:
    """Return bars of the medians, with lines from the least to the most, as SVG; equal input gives equal bytes.

    Raises:
        ConfigError: If matplotlib is not installed.
    """
    matplotlib = need("matplotlib", "report")
    figure_module = need("matplotlib.figure", "report")
    with matplotlib.rc_context({"svg.hashsalt": "sakat", "svg.fonttype": "none"}):
        figure = figure_module.Figure(figsize=(7, 0.32 * len(stages) + 1.2), layout="constrained")
        axes = figure.subplots()
        names = [each.name for each in reversed(stages)]
        medians = [each.median for each in reversed(stages)]
        spread = (
            [each.median - each.least for each in reversed(stages)],
            [each.most - each.median for each in reversed(stages)],
        )
        bars = axes.barh(names, medians, xerr=spread, color="#33658a", ecolor="#1b1b1b")
        axes.bar_label(bars, fmt="%.2f", padding=8)
        axes.set_xlabel("times the cost of newmm")
        axes.spines[["top", "right"]].set_visible(False)
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None})
    return drawn.getvalue()
