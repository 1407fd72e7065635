"""Thai dates and times: found in text, valued in EDTF and TIMEX3, in the Gregorian calendar.

Needs no spaCy. The grammar is data: word tables and `date_patterns.tsv` in `sakat.resources`.
"""

from sakat.dates.era import (
    from_gregorian,
    to_gregorian,
    year_be_to_ce,
    year_ce_to_be,
    year_cs_to_ce,
    year_ms_to_ce,
    year_rs_to_ce,
)
from sakat.dates.find import find, parse
from sakat.dates.model import DateWarning, Part, TemporalMatch
from sakat.dates.split import split_matches
from sakat.dates.thai import format_thai
from sakat.record.edtf import edtf_bounds, edtf_is_valid, edtf_precision, edtf_to_timex

__all__ = [
    "DateWarning",
    "Part",
    "TemporalMatch",
    "edtf_bounds",
    "edtf_is_valid",
    "edtf_precision",
    "edtf_to_timex",
    "find",
    "format_thai",
    "from_gregorian",
    "parse",
    "split_matches",
    "to_gregorian",
    "year_be_to_ce",
    "year_ce_to_be",
    "year_cs_to_ce",
    "year_ms_to_ce",
    "year_rs_to_ce",
]
