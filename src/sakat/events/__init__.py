"""Events in PLOVER's terms, read from Thai text by lexicon and rules."""

from sakat.events.analysis import Analysis, Token
from sakat.events.extract import find_events

__all__ = ["Analysis", "Token", "find_events"]
