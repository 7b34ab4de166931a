"""An evening under the ring, hour by hour: how high its arc stands, how bright it is, and what the eye finds of it."""

from types import SimpleNamespace

import numpy as np

from starcalc import model, orbit, sky
from starcalc.scenario import asks
from starcalc.units import Q

FAINT = 20.0  # magnitude beyond which a satellite is in the shadow or below the horizon


@asks
def evening(scenario, *hours):
    """What a scenario's observer sees at some hours: {"16:45": ...}, in degrees, magnitudes and satellites.

    Of each hour `sun_down`, `stars`, `bright` and `limit` as `model.ring` has them; `top` and `side`, the elevation of
    the ring's highest place and whether it stands "east" or "west"; one by one, as of `sky.dome`, `magnitude`,
    `phase`, `elevation` and `azimuth`; of those in the Sun and above the horizon the `least_phase`, the `brightest` and
    the `median` magnitude, NaN where nobody is; `north` and `south`, how low one can follow the ring on either side, 90
    where one cannot; and `fewer(gain)`, how many are bright enough by an eye that reaches less far, `gain` an array of
    magnitudes for each satellite or one number.
    """
    return {f"{at // 1:.0f}:{at % 1 * 60:02.0f}": at_hour(scenario.but(hour=Q(at, "hour"))) for at in hours}


def at_hour(scenario):
    """The same of one hour, the scenario's own."""
    s = scenario.si
    tilt = orbit.sun_synchronous_inclination(s.altitude)
    over = sky.dome(s.altitude, tilt, s.local_time, s.node_spread, s.observer_latitude, s.day_of_year, s.hour)
    craft = (model.satellite(s).array_area, s.array_reflectivity, s.body_area, s.body_reflectivity)
    bare = sky.satellite_magnitude(*craft, over["phase_angle"], over["distance"])
    magnitude = sky.apparent_magnitude(bare, over["illumination"], over["elevation"], s.extinction)
    ring = model.ring(s)
    phase, elevation, azimuth = (np.degrees(over[name]) for name in ("phase_angle", "elevation", "azimuth"))
    up, found, north = magnitude < FAINT, magnitude < ring.eye_limit, np.abs(azimuth - 180) > 90
    first = elevation.argmax()
    return SimpleNamespace(
        sun_down=float(np.degrees(ring.sun_down)),
        stars=float(ring.stars),
        bright=float(ring.bright),
        limit=float(ring.eye_limit),
        top=float(elevation[first]),
        side="east" if azimuth[first] < 180 else "west",
        magnitude=magnitude,
        phase=phase,
        elevation=elevation,
        azimuth=azimuth,
        least_phase=float(phase[up].min(initial=180.0)),
        brightest=float(magnitude[up].min()) if up.any() else np.nan,
        median=float(np.median(magnitude[up])) if up.any() else np.nan,
        north=float(elevation[found & north].min(initial=90.0)),
        south=float(elevation[found & ~north].min(initial=90.0)),
        fewer=lambda less: float(ring.ring_satellites * (magnitude < ring.eye_limit - less).mean()),
    )


@asks
def sunset_clock(scenario, depression):
    """When the Sun is so far down on a scenario's evening, in degrees, as "17:56"; "never" where it is not."""
    s, hours = scenario.si, np.arange(12, 24, 1 / 60)
    down = np.degrees(sky.solar_depression(s.observer_latitude, s.day_of_year, hours * 3600))
    if not down[0] < depression < down.max():
        return "never"
    minutes = round(60 * np.interp(depression, down[: down.argmax() + 1], hours[: down.argmax() + 1]))
    return f"{minutes // 60}:{minutes % 60:02}"


@asks
def ring_year(scenario, enough=100, step=10):
    """When and where the ring shows: by latitude and day, the minutes with `enough` satellites bright enough at once.

    `latitudes` and `days` as they are looked at, every 5° from 70° south and every 8 days; `minutes`, of "evening" and
    "morning", looked at every `step` minutes; `nights`, whether it shows at all; `share(low, high)`, percent of the
    days between two latitudes; `at(latitude)`, the same at one; `edges`, from where on it shows on more than a fifth of
    the days, degrees north and degrees south, 90 where nowhere; `winter`, from −1 where it shows in June to 1 where it
    does in December, beyond 30° north.
    """
    latitudes, days, hours = np.arange(-70, 71, 5), np.arange(4, 366, 8), np.arange(0, 24, step / 60)
    sweep = scenario.si.but(day_of_year=days[:, None] * 86400.0, hour=hours * 3600)
    many = np.array([model.ring(sweep.but(observer_latitude=np.radians(at))).bright >= enough for at in latitudes])
    nights = many.any(axis=-1)
    by_latitude, by_day = 100 * nights.mean(axis=1), nights[latitudes > 30].sum(axis=0)
    season = np.cos(2 * np.pi * (days - 355) / 365.25)
    shows = by_latitude > 20
    return SimpleNamespace(
        latitudes=latitudes,
        days=days,
        minutes={"evening": step * many[..., hours >= 12].sum(-1), "morning": step * many[..., hours < 12].sum(-1)},
        nights=nights,
        share=lambda low, high: float(by_latitude[(latitudes >= low) & (latitudes <= high)].mean()),
        at=lambda latitude: float(np.interp(latitude, latitudes, by_latitude)),
        edges=(
            int(latitudes[shows & (latitudes > 0)].min(initial=90)),
            int(-latitudes[shows & (latitudes < 0)].max(initial=-90)),
        ),
        winter=float(np.average(season, weights=by_day)) if by_day.any() else 0.0,
    )


MIRROR = (
    np.pi / 6.8e-5
)  # of a matt white plate that is as bright as a mirror: the Sun's light stays within its own width


@asks
def left_out(scenario):
    """What a scenario's hour would be with things that `model.ring` leaves out, as numbers.

    `west`, how many are left where the western half of the sky is a magnitude and a half brighter; `found`, where a
    point has to be a magnitude brighter to be found; `lifted`, more in sight, as a share, where refraction lifts the
    horizon by half a degree; `bulge`, how many kilometres nearer Earth's centre the flattened Earth has the observer,
    and `flat`, the share by which that changes the count; `trees`, those in sight in the lowest 10°; `glint`, the
    magnitude of a square metre of mirror 700 km away.
    """
    at, s, ring = at_hour(scenario), scenario.si, model.ring(scenario.si)
    bulge = 21.4e3 * np.sin(s.observer_latitude) ** 2
    tilt = orbit.sun_synchronous_inclination(s.altitude)
    where = (s.altitude, tilt, s.local_time, s.node_spread, s.observer_latitude, s.day_of_year, s.hour)
    raised = sky.satellites_in_sight(ring.ring_satellites, *where, np.radians(-0.5))
    low = (at.magnitude < FAINT) & (at.elevation < 10)
    return SimpleNamespace(
        west=at.fewer(1.5 * (at.azimuth > 180)),
        found=at.fewer(1.0),
        lifted=float(raised / np.maximum(ring.in_sight, 1e-9) - 1),
        bulge=bulge / 1e3,
        flat=float(model.ring(s.but(altitude=s.altitude + bulge)).bright / max(ring.bright, 1e-9) - 1),
        trees=float(ring.ring_satellites * low.mean()),
        glint=float(sky.plate_magnitude(MIRROR, 1.0, 0.0, 0.0, 700e3)),
    )
