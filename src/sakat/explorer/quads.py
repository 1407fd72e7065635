"""The event types as the explorer orders and groups them: PLOVER's four quadrants, cooperation to conflict."""

from __future__ import annotations

from sakat.record.event import TYPE_SCORES

QUADS = {
    "verbal_cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material_cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal_conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material_conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    "other": ("OTHER",),
}
"""Event types by PLOVER quadrant; charts stack them in this order."""

QUAD_OF = {event_type: quad for quad, types in QUADS.items() for event_type in types}

TYPES = tuple(QUAD_OF)

if set(TYPE_SCORES) | {"OTHER"} != set(TYPES):
    raise AssertionError("every event type of the record stands in one quadrant")
