"""What an hour of a GPU costs in the box, on the sheet and in Texas, part by part: what `show.bills` draws."""

from starcalc import model
from starcalc.arrays import xp
from starcalc.model.accounts import ELECTRICITY, FAILURES, INSURANCE, LAUNCH, RUNNING, SERVERS, SHADOW, WAITING, bills
from starcalc.pictures.forms import Picture, Table

PLACES = ("box", "sheet", "Texas")
HOUR = 3600.0  # s
REST = "satellite or building"  # what is left of the whole, and all of a capital that is given as one sum
PARTS = {  # of a bill, from the left, with the bill's lines that stand in each; their names fit on a telephone
    "GPUs and servers": (SERVERS,),
    REST: (),
    "launch": (LAUNCH,),
    "upkeep, interest": (RUNNING, INSURANCE, WAITING),
    "losses": (SHADOW, FAILURES),
    "electricity": (ELECTRICITY,),
}
FULL = 15.0  # dollars an hour, to which the axis reaches, and farther only where a bill does
ROOM = 1.12  # beyond the longest bill, for its label


def hours(s):
    """The three bills, each a list of its parts in dollars an hour."""
    designs = (model.satellite(s), model.module(s), model.ground(s))
    kept = (s.capital_from_parts, s.capital_from_parts, 1.0)
    found = []
    for design, lines, share in zip(designs, bills(s).values(), kept, strict=True):
        whole = HOUR * design.gpu_hour_cost
        scale = share * whole / design.cost_per_token
        costs = [sum((lines[name] for name in names if name in lines), 0.0) * scale for names in PARTS.values()]
        costs[list(PARTS).index(REST)] = whole - sum(costs)
        found.append(costs)
    return found


def chosen(values, place):
    """One of some values by its place, which is a number of a row."""
    found = values[0]
    for n, value in enumerate(values[1:], start=1):
        found = xp.where(place > n - 0.5, value, found)
    return found


def part(s, row):
    """Where a part of a bill begins and ends."""
    places = hours(s)
    ends = [[sum(costs[: n + 1], 0.0) for n in range(len(costs))] for costs in places]
    starts = [[0.0, *each[:-1]] for each in ends]
    return {
        "start": chosen([chosen(each, row.part) for each in starts], row.place),
        "end": chosen([chosen(each, row.part) for each in ends], row.place),
    }


def numbers(s):
    """What an hour costs in each place and rents for, and how far the axis reaches."""
    rent, totals = HOUR * s.gpu_rent, [sum(costs, 0.0) for costs in hours(s)]
    longest = rent
    for whole in totals:
        longest = xp.maximum(longest, whole)
    return dict(zip(PLACES, totals, strict=True)) | {"rent": rent, "reach": xp.maximum(FULL, ROOM * longest)}


ROWS = tuple((place, n) for place in range(len(PLACES)) for n in range(len(PARTS)))
PICTURE = Picture(numbers, {"parts": Table(("place", "part"), ROWS, part)})
