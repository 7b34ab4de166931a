"""The same bill cut along the book's chapters: what each part that flies costs, its own lift with it."""

from starcalc.model.accounts import CRAFT as BUILT
from starcalc.model.accounts import FAILURES, INSURANCE, LAUNCH, RUNNING, SERVERS, SHADOW, WAITING, bills
from starcalc.model.box import satellite
from starcalc.model.sheet import module
from starcalc.scenario import asks
from starcalc.units import Q

CRAFT = "building the satellite"
BATTERY = "battery"
LIFTS = {  # what is lifted, by design: the results that weigh it, and whether the mass margin goes on top
    "lifting the array": {
        "satellite": ("array_mass",),
        "module": ("panel_mass",),
    },
    "lifting what sheds the heat": {
        "satellite": ("radiator_mass", "loop_mass"),
        "module": ("strip_mass", "spreader_mass", "pipe_mass"),
    },
    "lifting the servers": {"satellite": ("server_mass",), "module": ("server_mass",)},
    "lifting the bus": {"satellite": ("core_mass",), "module": ("hub_mass",)},
    "lifting the shield": {"satellite": ("shield_mass",), "module": ("shield_mass",)},
    BATTERY: {"satellite": ("battery_mass",), "module": ("battery_mass",)},
}
STEERING = "propellant and wheels"
AS_THEY_ARE = (SERVERS, INSURANCE, WAITING, RUNNING, SHADOW, FAILURES)
SLICES = (SERVERS, CRAFT, *LIFTS, STEERING, INSURANCE, WAITING, RUNNING, SHADOW, FAILURES)


@asks
def slices(scenario):
    """The bills of box and sheet by part, its lift with it: {"satellite": {slice: Quantity}, "module": ...}.

    The launch is shared by mass, the margin by what it is a margin of, so that the slices add up to the cost per token,
    as the lines of `bill` do. A saving is another matter: who leaves a part out also saves some of insurance, interest
    and propellant. ValueError for a scenario whose capital or mass is given as a whole, which has no parts.

    >>> from starcalc import Scenario
    >>> print(f"{slices(Scenario())['satellite']['lifting the array']:.2f~P}")
    0.54 USD/Mtoken
    """
    s = scenario.with_units
    for switch in ("capital_from_parts", "mass_from_parts"):
        if s[switch] != 1:
            raise ValueError(f"slices need a {switch.split('_')[0]} summed from its parts: scenario.but({switch}=1)")
    lines = bills(s)
    places = {design.__name__: design for design in (satellite, module)}
    found = {place: cut(design(s), s, lines[place], place) for place, design in places.items()}
    return {place: {name: costs[name].to("USD/Mtoken") for name in SLICES} for place, costs in found.items()}


def cut(found, s, lines, place):
    """One design's lines, its launch and its craft shared out among the parts."""
    yearly = found.recovery / (found.tokens * s.availability / found.uptime)  # of capital, on the tokens without shadow
    mass, lift = (found.mass if place == "satellite" else found.module_mass), lines[LAUNCH]
    costs = {name: lines.get(name, Q(0, "USD/token")) for name in AS_THEY_ARE}
    for name, weighed in LIFTS.items():
        costs[name] = lift * sum(getattr(found, part) for part in weighed[place]) * (1 + s.mass_margin) / mass
    costs[STEERING] = lift - sum(costs[name] for name in LIFTS)
    costs[BATTERY] += found.battery_capital * yearly
    costs[CRAFT] = lines[BUILT] - found.battery_capital * yearly
    return costs
