"""The whole sum: what a million tokens costs, line by line, in space and on the ground."""

from starcalc import economics
from starcalc.model.box import satellite
from starcalc.model.sheet import module
from starcalc.model.texas import ground
from starcalc.scenario import asks
from starcalc.units import Q

SERVERS, CRAFT, LAUNCH = "GPUs and their servers", "satellite or building", "launch"
ELECTRICITY, RUNNING = "electricity", "people and upkeep"
INSURANCE, WAITING = "insurance", "interest while waiting"
SHADOW, FAILURES = "hours in shadow", "GPUs that fail, cells that age, debris"
LINES = (SERVERS, CRAFT, LAUNCH, ELECTRICITY, RUNNING, INSURANCE, WAITING, SHADOW, FAILURES)


@asks
def bill(scenario):
    """The lines of three bills that add up to the cost per token: {"satellite": {line: Quantity}, "module": ...}.

    Space loses what fails and what lies in shadow: fewer tokens to carry the other lines. The ground replaces what
    fails. On the ground the power plant's own interest is in the price of its electricity.

    >>> from starcalc import Scenario
    >>> print(f"{bill(Scenario())['ground']['GPUs and their servers']:.2f~P}")
    0.82 USD/Mtoken
    """
    scenario = scenario.with_units
    if scenario.capital_from_parts != 1:
        raise ValueError("a bill needs a capital summed from its parts: scenario.but(capital_from_parts=1)")
    found = {place: in_order(lines, Q(0, "USD/token")) for place, lines in bills(scenario).items()}
    return {place: {line: cost.to("USD/Mtoken") for line, cost in lines.items()} for place, lines in found.items()}


def bills(s):
    """The lines of the three bills by name, those that there are, of a scenario with units, a plain one, or symbols."""
    flown = {design.__name__: in_space(design(s), s) for design in (satellite, module)}
    return flown | {"ground": on_the_ground(ground(s), s)}


def in_space(found, s):
    """The lines of a satellite's or a module's bill."""
    lit = s.availability / found.uptime  # how many more tokens there would be, were there no shadow
    craft = found.capital - found.gpu_capital - found.launch_capital - found.insurance - found.interest
    spent = {SERVERS: found.gpu_capital, CRAFT: craft, LAUNCH: found.launch_capital}
    spent |= {INSURANCE: found.insurance, WAITING: found.interest}
    yearly = {line: capital * found.recovery for line, capital in spent.items()} | {RUNNING: found.running_cost}
    lines = {line: cost / (found.tokens * lit) for line, cost in yearly.items()}
    whole = sum(lines.values())
    return lines | {SHADOW: whole * (lit - 1), FAILURES: whole * lit * (1 / found.mean_output - 1)}


def on_the_ground(found, s):
    """The lines of the ground's bill."""
    rent = economics.capital_recovery_factor(s.ground_discount_rate, s.facility_life)
    waiting = (found.gpu_capital - found.server_price) * found.recovery + found.interest * rent
    yearly = {SERVERS: found.server_price * found.recovery, CRAFT: found.building * rent, WAITING: waiting}
    yearly |= {ELECTRICITY: found.energy_cost, RUNNING: found.upkeep_cost, FAILURES: found.replacement_cost}
    return {line: cost / found.tokens for line, cost in yearly.items()}


def in_order(lines, nothing):
    """Every line of the bill, nothing where there is none."""
    return {line: lines.get(line, nothing) for line in LINES}
