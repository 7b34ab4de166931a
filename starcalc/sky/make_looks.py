"""Makes looks.csv: what skyfield has of satellites on an orbit, at thirty-odd places, days and hours.

    python -m starcalc.sky.make_looks

Needs skyfield and skyfield-data. Of each orbit 240 satellites, evenly along it, are looked at; the ground is WGS 84's.
"""

from calendar import month_abbr
from datetime import date
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import numpy as np
from skyfield.api import load, load_file, wgs84
from skyfield.positionlib import Geocentric

from starcalc import orbit
from starcalc.constants import AU, R_EARTH

SATELLITES = 240
NOON = 2461041.0  # Julian date of noon of 31 December 2025

# Where; latitude and longitude in degrees; month, day and UT hour of 2026; altitude in km, inclination in degrees, 0
# where it is sun-synchronous, and local time of the node in hours.
LOOKS = [
    ("52° N", 52, 0, 3, 20, 18.6, 560, 0, 18),
    ("52° N later", 52, 0, 3, 20, 19.3, 560, 0, 18),
    ("Berlin", 52, 13, 9, 23, 4.2, 560, 0, 6),
    ("52° N in December", 52, 0, 12, 21, 17.0, 560, 0, 18),
    ("52° N in June", 52, 0, 6, 21, 22.0, 560, 0, 18),
    ("Blacksburg", 37.23, -80.4, 3, 20, 23.9, 720, 0, 18),
    ("Blacksburg in June", 37.23, -80.4, 6, 21, 2.0, 980, 0, 16),
    ("Blacksburg in December", 37.23, -80.4, 12, 21, 23.5, 980, 0, 20),
    ("Gulf of Guinea", 0, 0, 3, 20, 18.5, 560, 0, 18),
    ("Sumatra", 0, 100, 6, 21, 11.5, 1000, 0, 18),
    ("Amazonas", 0, -60, 9, 1, 22.3, 2000, 0, 6),
    ("Cape Town", -33.9, 18.4, 12, 21, 18.8, 560, 0, 18),
    ("Sydney", -33.9, 151.2, 6, 21, 19.5, 560, 0, 6),
    ("Dunedin", -45, 170, 3, 20, 6.9, 720, 0, 17),
    ("Ushuaia", -54.8, -68.3, 12, 21, 2.5, 560, 0, 18),
    ("Reykjavik", 64.1, -21.9, 3, 1, 20.5, 560, 0, 18),
    ("Tromsø in December", 69.6, 18.9, 12, 21, 15.0, 560, 0, 18),
    ("Tromsø in January", 69.6, 18.9, 1, 15, 5.0, 560, 0, 6),
    ("Longyearbyen", 78.2, 15.6, 11, 10, 12.0, 560, 0, 18),
    ("McMurdo", -77.8, 166.7, 6, 21, 3.0, 560, 0, 18),
    ("the North Pole", 89.9, 0, 12, 21, 6.0, 560, 0, 18),
    ("the South Pole", -89.9, 0, 6, 21, 6.0, 1400, 0, 18),
    ("Paris", 48.9, 2.3, 7, 14, 21.5, 560, 0, 6),
    ("Los Angeles", 34.1, -118.2, 10, 5, 2.5, 560, 0, 18),
    ("Mauna Kea", 19.8, -155.5, 10, 1, 4.8, 560, 30, 20),
    ("Delhi", 28.6, 77.2, 3, 20, 13.8, 700, 30, 14),
    ("Singapore", 1.35, 103.8, 6, 21, 13.0, 560, 30, 21),
    ("São Paulo", -23.5, -46.6, 12, 21, 23.0, 950, 30, 9),
    ("New York", 40.7, -74.0, 4, 4, 1.5, 550, 53, 20),
    ("Moscow", 55.7, 37.6, 8, 8, 19.0, 550, 53, 1),
    ("Helsinki", 60, 25, 6, 21, 21.0, 550, 70, 12),
]

HEADER = """\
# What skyfield has of 240 satellites on an orbit, and of the Sun, from a place on the ground of WGS 84, no refraction.
# Source: rhodes2019, version {version} with DE421. Script: make_looks.py. Date: {date}. Grade A.
# Degrees, km, hours. date: day of 2026 at Greenwich, hour, UT1; clock: mean Sun's time at the place; noon: days since
# noon of 31 December 2025 to the place's own. inclination 0: sun-synchronous; node: local time of the ascending node by
# the mean Sun. depression: of the Sun's centre. up: satellites above the horizon; lit: of those, in sunlight; place,
# elevation, azimuth: of the highest, counted along the orbit from the node.
"""
COLUMNS = "where,latitude,longitude,date,clock,noon,altitude,inclination,node,depression,up,lit,place,elevation,azimuth"


def looked(look, ephemeris):
    """A row: what skyfield has at one place, day and hour."""
    where, latitude, longitude, month, day, hour, altitude, inclination, node_hour = look
    time = load.timescale(builtin=True).ut1(2026, month, day, hour)
    clock = (hour + longitude / 15) % 24
    noon = time.ut1 - NOON - clock / 24 + 0.5
    tilt = np.radians(inclination) or orbit.sun_synchronous_inclination(altitude * 1e3)
    u = np.linspace(0, 2 * np.pi, SATELLITES, endpoint=False)
    node = np.radians(15 * (time.gmst - hour + node_hour))
    of_date = np.stack(
        [
            np.cos(node) * np.cos(u) - np.sin(node) * np.sin(u) * np.cos(tilt),
            np.sin(node) * np.cos(u) + np.cos(node) * np.sin(u) * np.cos(tilt),
            np.sin(u) * np.sin(tilt),
        ]
    ) * (R_EARTH + altitude * 1e3)
    place = wgs84.latlon(latitude, longitude)
    satellites = [Geocentric(each, t=time) for each in (time.M.T @ of_date / AU).T]
    stand = [(each - place.at(time)).altaz() for each in satellites]
    elevation = np.array([each[0].degrees for each in stand])
    lit = np.array([each.is_sunlit(ephemeris) for each in satellites])
    sun = (ephemeris["earth"] + place).at(time).observe(ephemeris["sun"]).apparent()
    highest = int(elevation.argmax())
    cells = [
        where,
        f"{latitude:g}",
        f"{longitude:g}",
        f"{day} {month_abbr[month]} {hour:g} h",
        f"{clock:.6f}",
        f"{noon:.7f}",
        f"{altitude:g}",
        f"{inclination:g}",
        f"{node_hour:g}",
        f"{-sun.altaz()[0].degrees:.4f}",
        f"{(elevation > 0).sum()}",
        f"{(lit & (elevation > 0)).sum()}",
        f"{highest}",
        f"{elevation[highest]:.3f}",
        f"{stand[highest][1].degrees:.3f}",
    ]
    return ",".join(cells)


def text(today):
    """The table, as it is written on a day."""
    kernel = load_file(str(files("skyfield_data") / "data" / "de421.bsp"))
    rows = [looked(look, kernel) for look in LOOKS]
    kernel.close()
    return HEADER.format(version=version("skyfield"), date=today) + "\n".join([COLUMNS, *rows]) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("looks.csv").write_text(text(date.today().isoformat()), encoding="utf-8")
