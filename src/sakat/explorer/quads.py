"""The event types as the explorer orders and groups them: PLOVER's quadrants and the rest."""

from __future__ import annotations

from sakat.record.event import QUADS as PLOVER_QUADS

QUADS = {**PLOVER_QUADS, "other": ("OTHER",)}
"""Event types by quadrant; charts stack them in this order."""

QUAD_OF = {event_type: quad for quad, types in QUADS.items() for event_type in types}

TYPES = tuple(QUAD_OF)
