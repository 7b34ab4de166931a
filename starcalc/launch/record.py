"""Where Starlink's launches from Vandenberg have gone."""

from datetime import date
from math import nan
from typing import Annotated

from starcalc.arrays import xp
from starcalc.tables import beside
from starcalc.units import Array, Dimensionless, Time, relation

POST = date(2025, 12, 8)  # about when the post appeared


def record():
    """Starlink's launches from Vandenberg in 2025 up to the post: date, group, inclination (degrees), satellites, ...

    >>> len(record()), record()[-1]["group"], str(record()[-1]["date"])
    (46, '11-15', '2025-12-07')
    """
    rows = beside(__file__, "vandenberg_launches.csv", texts=["satellites"])
    return [row | {"date": date.fromisoformat(row["date"])} for row in rows]


SUN_SYNCHRONOUS_AGES: Annotated[Array, "s"] = tuple(  # how long before the post each flew to a sun-synchronous orbit
    86400.0 * (POST - row["date"]).days for row in record() if row["inclination"] > 90
)


@relation
def sun_synchronous_launches(window: Time) -> Dimensionless:
    """Starlink launches from Vandenberg to a sun-synchronous inclination within some time before the post.

    Counted in vandenberg_launches.csv, which begins with 2025; not whether the orbit is dawn–dusk, which none was. A
    time below zero: NaN. Source: vandenberg_launches.csv, Wikipedia 2025.

    >>> [float(sun_synchronous_launches(weeks * 7 * 86400.0)) for weeks in (10, 26)]
    [0.0, 11.0]
    """
    return xp.where(window >= 0, 0.0, nan) + sum(xp.where(window >= age, 1.0, 0.0) for age in SUN_SYNCHRONOUS_AGES)
