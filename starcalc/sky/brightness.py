"""How bright a satellite looks: what it throws back, how far that goes, what the air leaves of it."""

from math import degrees, log, nan, pi
from typing import Annotated

import numpy as np

from starcalc.arrays import xp
from starcalc.constants import R_EARTH
from starcalc.edges import kept, not_negative, share
from starcalc.units import Angle, Area, Array, Dimensionless, Length, relation

Magnitude = Annotated[Array, ""]  # brightness as astronomers count it: five more is a hundred times fainter

SUN_MAGNITUDE: Magnitude = -26.76  # of the Sun seen from Earth, V band; Willmer 2018, table 3
MAGNITUDES = 2.5 / log(10)  # in a factor of e
GRID = 60  # places each way over the ground in sight


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
    return magnitude_of(share(reflectivity) * not_negative(area) * lit / (pi * not_negative(distance) ** 2))


@relation
def sphere_magnitude(area: Area, reflectivity: Dimensionless, phase_angle: Angle, distance: Length) -> Magnitude:
    """Brightness of a matt, sunlit ball: m = m☉ − 2.5 log₁₀(2 ρ A ((π − φ) cos φ + sin φ) / (3 π² d²)).

    `area` A is the ball's cross-section. What stands for a body of all sorts of faces, seen at the phase angle φ from
    any side; an order of magnitude, as mirrors and shapes are neglected, the air too. Behind, at 180°: infinitely
    faint. A negative area or distance, a reflectivity beyond 0 to 1 or a phase angle beyond 0° to 180°: NaN.
    Source: Boley et al. 2026, eq. 2; Willmer 2018 for the Sun.

    >>> f"{sphere_magnitude(800.0, 0.2, 0.0, 700e3):.2f} mag"
    '-1.36 mag'
    """
    return magnitude_of(scattered(area, reflectivity, phase_angle) / not_negative(distance) ** 2)


@relation
def satellite_magnitude(
    plate_area: Area,
    plate_reflectivity: Dimensionless,
    body_area: Area,
    body_reflectivity: Dimensionless,
    phase_angle: Angle,
    distance: Length,
) -> Magnitude:
    """Brightness of a sheet that faces the Sun with a body behind it: the sum of a plate's light and a ball's.

    The plate's sunlit face shows at phase angles φ below 90° only, by ρ A cos φ / π; its rear counts as black, for over
    the terminator it looks at the night side, and what moonlight and the day beyond the limb add is neglected. The body
    is a ball of cross-section `body_area`, not shaded by the plate: put what of the satellite is not the sheet into it,
    edges included. Order of magnitude: two magnitudes of doubt, and glints on top. Nothing lit: infinitely faint.
    Negative areas or distance, reflectivities beyond 0 to 1 or a phase angle beyond 0° to 180°: NaN.
    Source: Lambert's law; Mallama 2020 for the plate, Boley et al. 2026, eq. 2, for the ball; what care with paint and
    attitude was worth to a Starlink, 2.8 magnitudes, is in Mallama et al. 2023.

    >>> f"{satellite_magnitude(600.0, 0.1, 12.0, 0.2, 2.4, 1e6):.1f} mag"
    '7.4 mag'
    """
    facing = xp.maximum(xp.cos(possible_phase(phase_angle)), 0.0)
    plate = share(plate_reflectivity) * not_negative(plate_area) * facing / pi
    body = scattered(body_area, body_reflectivity, phase_angle)
    return magnitude_of((plate + body) / not_negative(distance) ** 2)


@relation
def airmass(elevation: Angle) -> Dimensionless:
    """How many times the air overhead a line of sight passes: 1 / (sin e + 0.50572 (e + 6.07995)^−1.6364).

    The second e in degrees. At sea level; 38 at the horizon. Below the horizon or beyond 90°: NaN.
    Source: Kasten and Young 1989, eq. 3.

    >>> f"{airmass(0.5236):.3f}"
    '1.994'
    """
    elevation = kept(elevation, lambda it: (it >= 0) & (it < 1.571))
    return 1 / (xp.sin(elevation) + 0.50572 * xp.pow(elevation * degrees(1) + 6.07995, -1.6364))


@relation
def apparent_magnitude(
    magnitude: Magnitude, illumination: Dimensionless, elevation: Angle, extinction_coefficient: Magnitude
) -> Magnitude:
    """A satellite's brightness as seen from below, through the air: m + k X − 2.5 log₁₀ of its share of the Sun.

    `magnitude` is that without air and in full sunlight, k the loss at the zenith, 0.15 where the air is good, and X
    the airmass. In the umbra or below the horizon: infinitely faint. A share beyond 0 to 1, an elevation beyond 90°:
    NaN. Source: Kasten and Young 1989 for the airmass; Boley et al. 2026, eq. 2.

    >>> f"{apparent_magnitude(5.0, 1.0, 0.5236, 0.15):.2f} mag"
    '5.30 mag'
    """
    up = elevation >= 0
    dimmed = magnitude + extinction_coefficient * airmass(xp.where(up, elevation, 0.0))
    lit = share(illumination)
    hidden = (lit == 0) | (elevation < 0)
    return xp.where(hidden, xp.inf, dimmed - MAGNITUDES * xp.log(xp.where(hidden, 1.0, lit)))


@relation(portable=False)
def earthshine(altitude: Length, solar_elevation: Angle, albedo: Dimensionless) -> Dimensionless:
    """What the day side of Earth throws on the back of a sheet that faces the Sun, as a share of sunlight.

    E = A ∫ cos z cos e cos i dω over the ground in sight, with z, e and i the angles of Sun, satellite and sheet to
    their normals. `solar_elevation` is the Sun's over the satellite's own horizontal plane. A matt Earth, as bright
    everywhere; no air, whose dusk adds a little. At 0° and below, the rear looks at the night. Below the surface, an
    elevation beyond ±90° or an albedo beyond 0 to 1: NaN.
    Source: Fankhauser et al. 2023 on earthshine of satellites; Lambert's law.

    >>> f"{earthshine(560e3, 0.0873, 0.3):.4f} of sunlight"
    '0.0018 of sunlight'
    """
    altitude, elevation = np.broadcast_arrays(np.asarray(altitude, float), np.asarray(solar_elevation, float))
    altitude, elevation = altitude[..., None, None], elevation[..., None, None]
    right = (altitude >= 0) & (np.abs(elevation) <= 1.5708)
    radii = 1 + np.where(right, altitude, 0.0) / R_EARTH
    steps = (np.arange(GRID) + 0.5) / GRID
    cap = np.arccos(1 / radii)  # to where the satellite stands on the horizon
    apart, turn = cap * steps[:, None], 2 * pi * steps
    up, along = np.sin(elevation), np.cos(elevation)  # the Sun's parts at the satellite
    lit = up * np.cos(apart) + along * np.sin(apart) * np.cos(turn)
    far = np.sqrt(np.maximum(1 + radii**2 - 2 * radii * np.cos(apart), 1e-12))
    toward = (radii * np.cos(apart) - 1) / far
    behind = (radii * up - lit) / far
    ground = np.sin(apart) * cap / GRID * 2 * pi / GRID
    parts = np.maximum(lit, 0) * np.maximum(toward, 0) * np.maximum(behind, 0) / far**2 * ground
    found = share(np.asarray(albedo, float)) * parts.sum(axis=(-2, -1)) / pi
    return np.where(right[..., 0, 0], found, nan)


def possible_phase(phase_angle):
    """A phase angle, and NaN beyond 0° to 180°."""
    return kept(phase_angle, lambda it: (it >= 0) & (it < 3.1416))


def scattered(area, reflectivity, phase_angle):
    """What a matt ball throws toward a phase angle, an area per solid angle."""
    phase = possible_phase(phase_angle)
    shape = xp.maximum((pi - phase) * xp.cos(phase) + xp.sin(phase), 0.0)
    return 2 / (3 * pi**2) * share(reflectivity) * not_negative(area) * shape


def magnitude_of(received):
    """The magnitude of what is received, as a share of sunlight."""
    dark = received == 0
    return xp.where(dark, xp.inf, SUN_MAGNITUDE - MAGNITUDES * xp.log(xp.where(dark, 1.0, received)))
