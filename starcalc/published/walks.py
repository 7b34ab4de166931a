"""From each published sum to ours, a few numbers at a time, in the order of walks.toml."""

import tomllib
from math import nan
from pathlib import Path

import numpy as np

from starcalc import model, worlds
from starcalc.labels import nearest
from starcalc.published import models, reconcile
from starcalc.scenario import Scenario
from starcalc.units import Q

ROUTES = tomllib.loads(Path(__file__).with_name("walks.toml").read_text(encoding="utf-8"))
NOTHING = 1e-9  # a factor so near one changes nothing
ALIKE = "nothing, both ends are alike"
CHIPS = "chips, the same on both sides"


def routes():
    """The published sums that can be walked onto ours: {name: whose, what is followed, and why in that order}.

    >>> list(routes())[:4]
    ['seed', 'mccalip', 'semianalysis', 'epoch']
    """
    return {name: {key: route[key] for key in ("who", "result", "order")} for name, route in ROUTES.items()}


def walk(name, scenario=None):
    """A published sum walked onto ours, or onto another scenario: a list of `worlds.Step`.

    A ratio of orbit's cost to the ground's is followed, per GPU-hour where it ends; of "epoch" the yearly cost of a
    gigawatt. The walk of an overlay goes through our model, with what it leaves open as at the end; the others go
    inside their own arithmetic. Steps that change the arithmetic instead of a number have one place only, and NaN for
    their factor elsewhere. What differs and has no step of its own comes last, if it does anything; where nothing
    differs, one step says so. ValueError for a name that has no walk, with the nearest.

    >>> rows = walk("seed")
    >>> f"{rows[0].before:.1f}", rows[0].label
    ('0.8', 'only as many GPUs as the array feeds, servers and all')
    """
    if name not in ROUTES:
        there_are = ", ".join(ROUTES)
        raise ValueError(f"published.walk: no walk called {name!r}{nearest(name, ROUTES)}; there are: {there_are}")
    end, route = Scenario() if scenario is None else scenario, ROUTES[name]
    if not isinstance(end, Scenario):
        raise TypeError(f"published.walk: scenario must be a scenario, such as Scenario(), not {scenario!r:.60}")
    end = end.with_units
    if name in ENDS:
        start, ours, after = ENDS[name](end)
        function = getattr(reconcile, route["start"])
        differ = [key for key, value in ours.items() if not alike(start.get(key), value)]
        rows = stepped(function, route, start, start | ours, differ)
        return rows + after(rows[-1].value)
    start = filled(Scenario(route["start"]), end)
    rows = stepped(model.comparison, route, start, end, [key for key in end if start[key] != end[key]])
    return (from_mccalip(start, rows[0].before) if name == "mccalip" else []) + rows


def filled(stated, end):
    """A scenario that keeps what its overlays state, and takes all else from the end of the walk."""
    table = Scenario()
    silent = [name for name in end if stated.assumption(name) == table.assumption(name) and stated[name] != end[name]]
    return stated.but(**{name: end[name] for name in silent})


def stepped(calculation, route, start, end, differ):
    """The steps of a route that change something, and what else differs as the last, if it does anything."""
    steps = {step["label"]: [key for key in step["names"] if key in differ] for step in route["steps"]}
    steps = {label: names for label, names in steps.items() if names}
    rest = set(differ) - {key for names in steps.values() for key in names}
    steps |= {"all else that differs": ...} if rest else {}
    if not steps and isinstance(start, Scenario):
        return [worlds.Step(ALIKE, float(getattr(calculation(start), route["result"]).m), 1.0, 1.0, 1.0, 1.0)]
    rows = worlds.walk(calculation, route["result"], start, end, steps)
    return rows[:-1] if rest and abs(rows[-1].factor - 1) < NOTHING else rows


def alike(one, other):
    """Whether two inputs are the same; one that is not given is its function's own."""
    return one is not None and bool(np.all(one == other))


def bridge(before, *steps):
    """Steps from one arithmetic to another: (label, value after) each, which have one place only."""
    rows = []
    for label, value in steps:
        rows.append(worlds.Step(label, float(value), float(value / before), nan, nan, nan))
        before = value
    return rows


def per_watt(end):
    """Our capital in dollars per watt of servers: satellite and launch, building, and chips in either place."""
    box, texas = model.satellite(end), model.ground(end)
    around = (box.bought - box.gpu_capital) / box.electric_power
    return [
        found.to("USD/W")
        for found in (
            around,
            end.construction_price,
            box.gpu_capital / box.electric_power,
            texas.server_price / texas.electric_power,
        )
    ]


def hour_premium(end):
    """How many times the ground's cost of a GPU-hour the satellite's is."""
    return model.comparison(end).satellite_hour_premium.m


def from_mccalip(start, ours_with_his):
    """From McCalip's ratio, of places without chips, to that of our sum with his inputs."""
    his, chips = models.mccalip(), per_watt(start)[3] * Q(1, "GW")
    ratio = ((his.total + chips) / (his.ground_total + chips)).m_as("")
    return bridge(
        his.ratio,
        (CHIPS, ratio),
        ("the energy that each delivers", ratio * his.inputs["capacity_factor"]),
        ("our sum with his numbers", ours_with_his),
    )


def to_semianalysis(end):
    """Our numbers in SemiAnalysis's sum, for their sixteen GPUs."""
    box, texas, gpus = model.satellite(end), model.ground(end), reconcile.SEMIANALYSIS["gpus"]
    around = gpus * (box.bought - box.gpu_capital) / box.gpus
    hall = gpus * end.construction_price * texas.electric_power / texas.gpus
    ours = {
        "it_capital": Q(np.array([1.0, 1.0]) * gpus * end.gpu_price.m_as("USD"), "USD"),
        "site_capital": Q(np.array([around.m_as("USD"), hall.m_as("USD")]), "USD"),
        "power": (gpus * texas.electric_power / texas.gpus).to("kW"),
        "discount_rate": pair(end.discount_rate, end.ground_discount_rate),
        "it_life": end.life,
        "site_life": pair(end.life, end.facility_life),
        "operations": (gpus * box.running_cost / box.gpus).to("USD/month"),
        "electricity_price": end.grid_price,
        "utilisation": end.ground_availability.m_as(""),
        "pue": end.pue.m_as(""),
        "spares": Q(np.zeros(2), ""),
        "availability": pair((box.uptime * box.mean_output).to(""), end.ground_availability.to("")),
    }
    left_out = "insurance and waiting; people and new GPUs in Texas"
    return {}, ours, lambda found: bridge(found, (left_out, hour_premium(end)))


def to_epoch(end):
    """Our numbers in Epoch's sum."""
    texas = model.ground(end)
    running = (texas.energy_cost + texas.upkeep_cost) / texas.electric_power
    yearly = (texas.cost_per_token * texas.tokens / texas.electric_power * Q(1, "GW")).m_as("GUSD/year")
    ours = {
        "it_cost": (texas.server_price / texas.electric_power).to("USD/W"),
        "building_cost": end.construction_price,
        "discount_rate": end.ground_discount_rate,
        "it_life": end.life,
        "building_life": end.facility_life,
        "running_cost": running.to("USD/W/year"),
    }
    start = reconcile.EPOCH | {"it_life": reconcile.EPOCH["it_life"][0]}
    return start, ours, lambda found: bridge(found, ("GPUs that fail, and interest before service", yearly))


def to_deutsche_bank(end):
    """Our numbers in Deutsche Bank's two, of 2026."""
    around, hall, *chips = (found * Q(1, "GW") for found in per_watt(end))
    start = {name: reconcile.DEUTSCHE_BANK[name][0] for name in ("orbit", "ground", "launch_cost", "launch_price")}
    ours = {"orbit": around.to("GUSD"), "ground": hall.to("GUSD")}
    with_chips = ((around + chips[0]) / (hall + chips[1])).m_as("")
    owned = ("money, hours, running and losses", hour_premium(end))
    return start, ours, lambda found: bridge(found, (CHIPS, with_chips), owned)


def to_starcloud(end):
    """Our numbers in Starcloud's sum of 40 MW."""
    box, texas, theirs = model.satellite(end), model.ground(end), reconcile.STARCLOUD
    energy = theirs["power"] * end.life * end.grid_price * end.ground_availability
    around, hall, _, chips = per_watt(end)
    ours = {
        "launch_price": end.launch_price,
        "mass": (theirs["power"] * box.mass / box.electric_power).to("t"),
        "satellite_cost_per_power": (around - box.launch_capital / box.electric_power).to("USD/W"),
        "years": end.life,
        "electricity_price": end.grid_price,
        "cooling": (energy * (texas.facility_power / texas.electric_power - 1)).to("MUSD"),
        "backup": Q(0, "MUSD"),
        "building_cost": hall,
        "chip_cost": chips,
    }
    owned = ("money, hours, running and losses", hour_premium(end))
    return theirs, ours, lambda found: bridge(found, owned)


def pair(orbit, ground):
    """An input for orbit and for the ground."""
    return Q(np.array([orbit.m, ground.m_as(orbit.units)]), orbit.units)


ENDS = {
    "semianalysis": to_semianalysis,
    "epoch": to_epoch,
    "deutsche_bank": to_deutsche_bank,
    "starcloud_sum": to_starcloud,
}
