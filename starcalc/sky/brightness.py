"""How bright a satellite looks: what it throws back, how far that goes, what the air leaves of it."""

from math import log, nan, pi
from typing import Annotated

from starcalc.arrays import xp
from starcalc.edges import not_negative, share
from starcalc.units import Angle, Area, Array, Dimensionless, Length, relation

Magnitude = Annotated[Array, ""]  # brightness as astronomers count it: five more is a hundred times fainter

SUN_MAGNITUDE: Magnitude = -26.76  # of the Sun seen from Earth, V band; Willmer 2018, table 3


@relation
def plate_magnitude(
    area: Area, reflectivity: Dimensionless, incidence: Angle, emergence: Angle, distance: Length
) -> Magnitude:
    """Brightness of a flat, matt, sunlit plate, roughly: m = m☉ − 2.5 log₁₀(ρ A cos i cos e / (π d²)).

    `incidence` i and `emergence` e are the angles from the plate's normal to the Sun and to the observer, `distance` d
    to the observer. An order of magnitude: real satellites mirror as well as scatter, which moves them by several
    magnitudes, for seconds or for good; neglects Earthshine and the air. Dark side to Sun or observer: infinitely
    faint. A negative area or distance, a reflectivity beyond 0 to 1 or an angle beyond ±180°: NaN.
    Source: Lambert's law; Mallama 2020 fits a flat plate to Starlink; Willmer 2018 for the Sun.

    >>> f"{plate_magnitude(20.0, 0.2, 1.0, 0.5, 800e3):.1f} mag"
    '3.3 mag'
    """
    incidence, emergence = (xp.where(xp.abs(angle) < 3.1416, angle, nan) for angle in (incidence, emergence))
    lit = xp.maximum(xp.cos(incidence), 0.0) * xp.maximum(xp.cos(emergence), 0.0)
    received = share(reflectivity) * not_negative(area) * lit / (pi * not_negative(distance) ** 2)
    dark = received == 0
    return xp.where(dark, xp.inf, SUN_MAGNITUDE - 2.5 / log(10) * xp.log(xp.where(dark, 1.0, received)))
