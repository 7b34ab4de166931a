"""The sky over an observer, from the horizon to the zenith, as `show.sky_dome` draws it: looking up, so east is left.

North is up, the zenith in the middle, the horizon a circle of radius 100, and heights are even: 0.9° to a unit.
"""

from itertools import pairwise
from math import pi

from starcalc import model, orbit, sky
from starcalc.arrays import xp
from starcalc.pictures.forms import Picture, Table
from starcalc.sky.places import observer, past_noon, satellite, sunward
from starcalc.sky.ring import arc, dot

HORIZON = 100  # radius of the drawing
DIGITS = 8
RANKS = DIGITS**3  # satellites that are drawn, at most
GOLDEN = 0.6180339887498949
FAINT = 99.0  # the magnitude of what is not seen
DARKEST, BRIGHTEST = 21.73, 6.75  # magnitudes of a square second of arc at the zenith: in the night, at sunset


def placed(elevation, azimuth):
    """Where something stands in the drawing."""
    far = HORIZON * (1 - elevation / (pi / 2))
    return {"x": -far * xp.sin(azimuth), "y": far * xp.cos(azimuth)}


def down(s):
    """How far the Sun is below the horizon."""
    return sky.solar_depression(s.observer_latitude, s.day_of_year, s.hour)


def eye(s):
    """The faintest magnitude that the eye sees overhead."""
    return sky.limiting_magnitude(sky.twilight_brightness(down(s)))


def satellites(s, row):
    """A sample of the ring: places evenly along what of it is above the horizon, as many as there are, or RANKS.

    A satellite's rank has the digits of its place in the other order, so that the first few are spread over the whole
    arc; its plane is as if drawn by lot, but always alike.
    `kind`: 2 bright enough for the eye, 1 in the Sun and too faint, 0 in Earth's shadow, -1 not there.
    """
    tilt = orbit.sun_synchronous_inclination(s.altitude)
    rank, turned = 64 * row.i + 8 * row.j + row.k, 64 * row.k + 8 * row.j + row.i
    node_time = s.local_time + s.node_spread * 2 / pi * xp.asin(xp.sin(pi * GOLDEN * turned))
    node, zenith = 2 * pi * (node_time / 86400 - 0.5), observer(s.observer_latitude, s.hour)
    o, p = dot(zenith, satellite(tilt, node, 0 * tilt)), dot(zenith, satellite(tilt, node, 0 * tilt + pi / 2))
    across, reach = xp.sqrt(xp.maximum(o * o + p * p, 1e-30)), xp.cos(sky.sunlit_depression(s.altitude))
    half = xp.where(across > reach, xp.acos(xp.minimum(reach / xp.maximum(across, reach), 1.0)), 0.0)
    place = xp.atan2(p, o) + half * (2 * (turned + 0.5) / RANKS - 1)
    at = (s.altitude, tilt, node_time, place)
    elevation = sky.satellite_elevation(*at, s.observer_latitude, s.hour)
    azimuth = sky.satellite_azimuth(*at, s.observer_latitude, s.hour)
    light = sky.illumination(*at, s.day_of_year, s.hour)
    phase = sky.phase_angle(*at, s.observer_latitude, s.day_of_year, s.hour)
    distance = sky.satellite_distance(*at, s.observer_latitude, s.hour)
    area = model.satellite(s).array_area
    whole = sky.satellite_magnitude(area, s.array_reflectivity, s.body_area, s.body_reflectivity, phase, distance)
    magnitude = sky.apparent_magnitude(whole, light, elevation, s.extinction)
    there = (half > 0) & (elevation > 0) & (rank < model.ring(s).ring_satellites * half / pi)
    kind = xp.where(light < 0.02, 0.0, xp.where(magnitude < eye(s), 2.0, 1.0))
    return placed(elevation, azimuth) | {
        "magnitude": xp.minimum(magnitude, 12.0),
        "kind": xp.where(there, kind, -1.0),
    }


def stars(s, row):
    """A star: where it is, and how bright it shows through the air; 99 where the eye does not see it."""
    at, magnitude = above(s, row.ascension, row.declination, row.hundredths)
    return at | {"magnitude": magnitude}


def lines(s, row):
    """A line of a figure, from one star to the next, and whether the eye sees both."""
    start, first = above(s, row.ascension, row.declination, row.hundredths)
    end, last = above(s, row.ascension2, row.declination2, row.hundredths2)
    both = xp.where((first < FAINT) & (last < FAINT), 1.0, 0.0)
    return start | {"x2": end["x"], "y2": end["y"], "seen": both}


def names(s, row):
    """A name: where it stands, and whether the eye sees what it is the name of."""
    at, magnitude = above(s, row.ascension, row.declination, row.hundredths)
    return at | {"seen": xp.where(magnitude < FAINT, 1.0, 0.0)}


def above(s, ascension, declination, hundredths):
    """Where a star stands in the drawing, and its magnitude through the air; FAINT where the eye does not see it."""
    at = (ascension * (pi / 18000), declination * (pi / 18000), s.observer_latitude, s.day_of_year, s.hour)
    elevation = sky.star_elevation(*at)
    magnitude = sky.apparent_magnitude(hundredths / 100, 1.0, elevation, s.extinction)
    seen = (elevation > 0) & (magnitude < eye(s))
    return placed(elevation, sky.star_azimuth(*at)), xp.where(seen, xp.minimum(magnitude, 12.0), FAINT)


def solar_place(s):
    """The Sun's parts toward the east and toward the north."""
    sun, turn = sunward(s.day_of_year, s.hour), 2 * pi * past_noon(s.hour)
    x, y, z = sun
    outward, east = x * xp.cos(turn) + y * xp.sin(turn), y * xp.cos(turn) - x * xp.sin(turn)
    high, level = xp.sin(s.observer_latitude), xp.cos(s.observer_latitude)
    return east, z * level - outward * high


def sunset(s):
    """Where the Sun stands in the drawing, beyond its circle by night, and how light the sky and the sunset are.

    `light` is the sky's brightness overhead, by which the eye's limit goes, from 0 in the night to 0.8 at sunset and 1
    by day; `glow` is drawn as a sunset looks, and nothing counts by it.
    """
    east, north = solar_place(s)
    depth, level = down(s) * (180 / pi), xp.sqrt(xp.maximum(east * east + north * north, 1e-30))
    far = HORIZON * (1 + depth / 90)
    dusk = (DARKEST - sky.twilight_brightness(xp.maximum(down(s), 0.0))) / (DARKEST - BRIGHTEST)
    day = xp.minimum(xp.maximum(-depth / 6, 0.0), 1.0)
    return {
        "sun_x": -far * east / level,
        "sun_y": far * north / level,
        "light": 0.8 * dusk + 0.2 * day,
        "glow": xp.minimum(xp.maximum(1 - depth / 19, 0.0), 1.0) * xp.maximum(xp.minimum(1 + depth / 12, 1.0), 0.15),
    }


def numbers(s):
    """What is told beside the drawing, angles in degrees, and where and how the Sun lights it."""
    found = model.ring(s)
    reach, tilt = xp.cos(sky.sunlit_depression(s.altitude)), orbit.sun_synchronous_inclination(s.altitude)
    node, zenith = 2 * pi * (s.local_time / 86400 - 0.5), observer(s.observer_latitude, s.hour)
    o, p = dot(zenith, satellite(tilt, node, 0 * tilt)), dot(zenith, satellite(tilt, node, 0 * tilt + pi / 2))
    return {
        "sun_down": down(s) * (180 / pi),
        "eye_limit": found.eye_limit,
        "in_sight": found.in_sight,
        "up": found.ring_satellites * arc(reach, xp.sqrt(xp.maximum(o * o + p * p, 1e-30))) / pi,
        "bright": found.bright,
        "stars_seen": found.stars,
        "day": s.day_of_year / 86400,
        "clock": s.hour / 3600,
        "latitude": s.observer_latitude * (180 / pi),
    } | sunset(s)


STARS = sky.bright_stars()
KNOWN = {star.name: star for star in STARS if star.name}
# The figures that one knows by: from star to star.
FIGURES = {
    "the Plough": "Alkaid Mizar Alioth Megrez Dubhe Merak Phecda Megrez",
    "Cassiopeia": "Segin Ruchbah Navi Schedar Caph",
}
NAMED = 1.3  # the stars to this magnitude have their names beside them, and the pole's


def hundredths(star):
    """A star's place and magnitude as whole numbers."""
    return tuple(round(100 * value) for value in (star.right_ascension, star.declination, star.magnitude))


LINES = tuple(
    hundredths(KNOWN[one]) + hundredths(KNOWN[other])
    for chain in map(str.split, FIGURES.values())
    for one, other in pairwise(chain)
)
MARKS = {star.name: star for star in STARS if star.name and (star.magnitude < NAMED or star.name == "Polaris")}
MARKS |= {"the Plough": KNOWN["Alkaid"], "Cassiopeia": KNOWN["Caph"]}  # a figure's stands beside one of its stars
PICTURE = Picture(
    numbers,
    {
        "stars": Table(("ascension", "declination", "hundredths"), tuple(map(hundredths, STARS)), stars),
        "lines": Table(
            ("ascension", "declination", "hundredths", "ascension2", "declination2", "hundredths2"), LINES, lines
        ),
        "names": Table(
            ("mark", "ascension", "declination", "hundredths"),
            tuple((place, *hundredths(star)) for place, star in enumerate(MARKS.values())),
            names,
        ),
        "satellites": Table(
            ("i", "j", "k"),
            tuple((i, j, k) for i in range(DIGITS) for j in range(DIGITS) for k in range(DIGITS)),
            satellites,
        ),
    },
)
