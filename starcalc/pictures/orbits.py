"""The orbit to scale, from the side and from the Sun, in Earth's radii: what `show.orbit_picture` draws.

Axes: a toward the Sun, b the way the Sun drifts, c the ecliptic's north.
"""

from math import cos, nan, pi, radians, sin

import numpy as np

from starcalc import orbit
from starcalc.arrays import xp
from starcalc.constants import DAY, OBLIQUITY, R_EARTH
from starcalc.orbit.almanac import ascending_node
from starcalc.pictures.forms import Picture, Table

TURN = 31  # points of a line of the globe, and of the arc in the dark: to half a pixel of a circle
PARALLELS, MERIDIANS = 5, 6  # and one more line, the axis
AXIS = PARALLELS + MERIDIANS
LIT = 91  # points of the arc in the Sun


def camera(azimuth, elevation):
    """Right, up and toward the viewer, who stands across the Sun's rays, steps to the night side and climbs."""
    right, level = np.array([-cos(azimuth), -sin(azimuth), 0]), np.array([-sin(azimuth), cos(azimuth), 0])
    north = np.array([0, 0, 1])
    return right, cos(elevation) * north - sin(elevation) * level, cos(elevation) * level + sin(elevation) * north


VIEWS = {"side": camera(radians(18), radians(12)), "sun": camera(radians(-90), 0.0)}


def sun_frame(x, y, z, solar_longitude):
    """A vector along the Sun, the Sun's drift and the ecliptic's north, from equatorial axes."""
    y, c = xp.cos(OBLIQUITY) * y + xp.sin(OBLIQUITY) * z, xp.cos(OBLIQUITY) * z - xp.sin(OBLIQUITY) * y
    along, across = xp.cos(solar_longitude), xp.sin(solar_longitude)
    return along * x + across * y, along * y - across * x, c


def globe(s, latitude, longitude, height):
    """A point of Earth's surface by its latitude and longitude, at noon in Greenwich, and raised to `height`."""
    ascension = longitude + orbit.mean_solar_longitude(s.day_of_year)
    x, y, z = xp.cos(latitude) * xp.cos(ascension), xp.cos(latitude) * xp.sin(ascension), xp.sin(latitude)
    return sun_frame(height * x, height * y, height * z, orbit.solar_longitude(s.day_of_year))


def eclipse_share(s):
    """Half the turn of the longest eclipse, over half a turn."""
    return orbit.eclipse_duration(s.altitude, s.local_time, s.day_of_year) / orbit.period(s.altitude)


def ring(s, in_shadow, share):
    """A point of the orbit: `share` of the way along its arc in the dark, from -1 to 1, or in the Sun, from 0 to 2."""
    tilt = orbit.sun_synchronous_inclination(s.altitude)
    node = ascending_node(s.local_time, s.day_of_year)
    beta = orbit.sun_synchronous_beta(s.altitude, s.local_time, s.day_of_year)
    x, y, z = xp.sin(tilt) * xp.sin(node), -xp.sin(tilt) * xp.cos(node), xp.cos(tilt)
    a, b, c = sun_frame(x, y, z, orbit.solar_longitude(s.day_of_year))  # the orbit's normal; a is sin β
    deep = -xp.cos(beta), a * b / xp.cos(beta), a * c / xp.cos(beta)
    ahead = b * deep[2] - c * deep[1], c * deep[0] - a * deep[2], a * deep[1] - b * deep[0]
    eclipse = eclipse_share(s)
    turn = pi * (eclipse * share if in_shadow else eclipse + (1 - eclipse) * share)
    radius = 1 + s.altitude / R_EARTH
    return [radius * (xp.cos(turn) * m + xp.sin(turn) * q) for m, q in zip(deep, ahead, strict=True)]


def along(axis, point):
    """How far a point lies along an axis of a viewer's."""
    return sum((float(share) * part for share, part in zip(axis, point, strict=True) if abs(share) > 1e-12), 0.0)


def seen(point, there=True):
    """A point as both viewers see it: x on the screen, and y among what is `near` or what Earth hides, `far`."""
    found = {}
    for view, eye in VIEWS.items():
        x, y, z = (along(axis, point) for axis in eye)
        clear = (z >= 0) | (xp.sqrt(x * x + y * y) > 1.0001)
        found |= {f"x_{view}": x, f"near_{view}": xp.where(clear & there, y, nan)}
        found[f"far_{view}"] = xp.where(clear, nan, y)
    return found


def graticule(s, row):
    """Points of five parallels, six meridians and the axis, of which no more than what stands out of Earth."""
    degree, turned = pi / 180, row.point * (360 / (TURN - 1))
    parallel, axis = row.line < PARALLELS, row.line >= AXIS
    latitude = degree * xp.where(parallel, 30 * (row.line - 2), xp.where(axis, 90.0, turned))
    longitude = degree * xp.where(parallel, turned, 30 * (row.line - PARALLELS))
    height = xp.where(axis, 1.22 * (turned / 180 - 1), 1.0)
    found = seen(globe(s, latitude, longitude, height), xp.abs(height) >= 1)
    return {name: value for name, value in found.items() if not name.startswith("far")}


def dark(s, row):
    """Points of the arc in the dark."""
    return seen(ring(s, True, row.point / ((TURN - 1) / 2) - 1))


def lit(s, row):
    """Points of the arc in the Sun."""
    return seen(ring(s, False, row.point / ((LIT - 1) / 2)))


def numbers(s):
    """What is told: the day, the angle to the Sun in degrees, the minutes in the dark."""
    beta = orbit.sun_synchronous_beta(s.altitude, s.local_time, s.day_of_year)
    return {
        "day": s.day_of_year / DAY,
        "beta": xp.abs(beta) * 180 / pi,
        "minutes": orbit.period(s.altitude) * eclipse_share(s) / 60,
    }


LINES = tuple((line, point) for line in range(AXIS) for point in range(TURN))
POLES = tuple((AXIS, point) for point in range(TURN))
PICTURE = Picture(
    numbers,
    {
        "globe": Table(("line", "point"), LINES, graticule),
        "axis": Table(("line", "point"), POLES, graticule),
        "north": Table(("line", "point"), POLES[-1:], graticule),
        "lit": Table(("point",), tuple((point,) for point in range(LIT)), lit),
        "dark": Table(("point",), tuple((point,) for point in range(TURN)), dark),
    },
)
