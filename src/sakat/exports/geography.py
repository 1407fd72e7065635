"""Countries and provinces by ISO 3166 code, as pycountry has them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pycountry


class Area(NamedTuple):
    """The country of a code, and its subdivision if the code names one."""

    alpha3: str
    numeric: int
    country: str
    subdivision: str | None


@cache
def area(code: str | None) -> Area | None:
    """Return what an ISO 3166-1 or 3166-2 code stands for, None if there is none or it is unknown.

    >>> area("TH-50")
    Area(alpha3='THA', numeric=764, country='Thailand', subdivision='Chiang Mai')
    """
    if code is None:
        return None
    country = pycountry.countries.get(alpha_2=code.split("-")[0])
    if country is None:
        return None
    part = pycountry.subdivisions.get(code=code) if "-" in code else None  # type: ignore[no-untyped-call]
    name = getattr(country, "common_name", country.name)
    return Area(country.alpha_3, int(country.numeric), name, part.name if part is not None else None)
