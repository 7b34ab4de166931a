"""The sums that those who finance data centres trust, built again from our own relations; numbers from sums.csv."""

import numpy as np

from starcalc import economics, launch
from starcalc.published.inputs import checked
from starcalc.published.models import COMMON_YEAR, results
from starcalc.tables import beside
from starcalc.units import Q

MONTHS = 12  # payments a year


def sums():
    """Every number of these sums, a dictionary a row: model, name, role, value, unit, source and grade.

    >>> [f"{row['value']} {row['unit']}, {row['grade']}" for row in sums() if row["name"] == "building_life"]
    ['14 year, A']
    """
    return beside(__file__, "sums.csv", texts=("value",))


def stated(model, role):
    """The inputs of a sum, or what was published of it, by name."""
    return {row["name"]: read(row) for row in sums() if (row["model"], row["role"]) == (model, role)}


def read(row):
    """A cell of sums.csv as the functions take it: a Quantity, or a plain number where it has no unit."""
    numbers = [float(number) for number in row["value"].split()]
    if row["unit"]:
        return Q(numbers[0] if len(numbers) == 1 else np.array(numbers), row["unit"])
    if len(numbers) > 1:
        return Q(np.array(numbers), "")
    return int(numbers[0]) if row["value"].isdigit() else numbers[0]


EPOCH, SEMIANALYSIS, DEUTSCHE_BANK, STARCLOUD = (
    stated(name, "input") for name in ("epoch", "semianalysis", "deutsche_bank", "starcloud_sum")
)


@checked("model")
def epoch(
    *,
    power=EPOCH["power"],
    it_cost=EPOCH["it_cost"],
    server_cost=EPOCH["server_cost"],
    building_cost=EPOCH["building_cost"],
    discount_rate=EPOCH["discount_rate"],
    it_life=EPOCH["it_life"],
    building_life=EPOCH["building_life"],
    running_cost=EPOCH["running_cost"],
):
    """A gigawatt of GB200s of a US hyperscaler, by Epoch AI 2026: capital, and what it costs by the year.

    The yearly totals are those of IT that lives 5, 3 and 7 years. Epoch prints them, the 38 USD/W and what the servers
    alone cost; how the capital is parted and what interest it bears are our fit to those numbers, not read off its
    spreadsheet. Without interest no parting fits them.
    """
    it, building = power * it_cost, power * building_cost
    rent = building * economics.capital_recovery_factor(discount_rate, building_life) + power * running_cost
    recovery = economics.capital_recovery_factor(discount_rate, it_life)
    return results(
        stated("epoch", "published"),
        capital=(it + building).to("GUSD"),
        total=(it * recovery + rent).to("GUSD/year"),
        servers=(power * server_cost * np.ravel(recovery)[0]).to("GUSD/year"),
    )


@checked("model")
def semianalysis(
    *,
    gpus=SEMIANALYSIS["gpus"],
    power=SEMIANALYSIS["power"],
    it_capital=SEMIANALYSIS["it_capital"],
    site_capital=SEMIANALYSIS["site_capital"],
    discount_rate=SEMIANALYSIS["discount_rate"],
    it_life=SEMIANALYSIS["it_life"],
    site_life=SEMIANALYSIS["site_life"],
    operations=SEMIANALYSIS["operations"],
    electricity_price=SEMIANALYSIS["electricity_price"],
    utilisation=SEMIANALYSIS["utilisation"],
    pue=SEMIANALYSIS["pue"],
    spares=SEMIANALYSIS["spares"],
    availability=SEMIANALYSIS["availability"],
    launch_cost=SEMIANALYSIS["launch_cost"],
    token_rate=SEMIANALYSIS["token_rate"],
):
    """Sixteen B300, first in orbit, then on the ground, by Nishball and SemiAnalysis 2026: what an hour of one costs.

    `site` is the satellite with its launch, or the hall. Capital is repaid by the month; a year has 8760 hours. The
    cost of ownership leaves out what is idle or dead; the levelised cost is it times 1 + `spares` over `availability`.
    The ground's running cost is its electricity alone: technicians, which the article does not price, are the rest.
    `ratio` is that of ownership, `levelised_ratio` the one of its headline.
    """
    hours = gpus * COMMON_YEAR / Q(1, "year")
    it = it_capital * monthly_recovery(discount_rate, it_life) / hours
    site = site_capital * monthly_recovery(discount_rate, site_life) / hours
    electricity = power * utilisation * pue * electricity_price / gpus
    control = operations * Q(MONTHS, "month/year") / hours
    running = Q(np.array([control.m_as("USD/hour"), electricity.m_as("USD/hour")]), "USD/hour")
    owned = (it + site + running).to("USD/hour")
    levelised = owned * (1 + spares) / availability
    return results(
        stated("semianalysis", "published"),
        capital=(it_capital + site_capital).to("MUSD"),
        it_cost=it.to("USD/hour"),
        site_cost=site.to("USD/hour"),
        running_cost=running,
        ownership_cost=owned,
        levelised_cost=levelised,
        cost_per_token=(levelised / token_rate).to("USD/Mtoken"),
        ratio=(owned[0] / owned[1]).m_as(""),
        levelised_ratio=(levelised[0] / levelised[1]).m_as(""),
        satellite_cost_per_power=((np.ravel(site_capital)[0] - launch_cost) / power).to("USD/W"),
    )


def monthly_recovery(discount_rate, life):
    """Payments of a year that repay one unit of capital month by month, the yearly rate parted in twelve."""
    return MONTHS * economics.capital_recovery_factor(discount_rate / MONTHS, life * MONTHS)


@checked("quotient")
def deutsche_bank(
    *,
    orbit=DEUTSCHE_BANK["orbit"],
    ground=DEUTSCHE_BANK["ground"],
    power=DEUTSCHE_BANK["power"],
    launch_cost=DEUTSCHE_BANK["launch_cost"],
    launch_price=DEUTSCHE_BANK["launch_price"],
):
    """A gigawatt in orbit against one on the ground, in 2026 and in 2032, by Deutsche Bank 2026 as others quote it.

    16 billion dollars on the ground are a building without chips. `payload` is what its launch prices say a rocket
    lifts; `most_mass_per_power` is what could be flown for the whole of its money, with the satellites for nothing.
    """
    return results(
        stated("deutsche_bank", "published"),
        ratio=(orbit / ground).m_as(""),
        payload=(launch_cost / launch_price).to("t"),
        most_mass_per_power=(orbit / power / launch_price).to("kg/kW"),
    )


@checked("quotient")
def starcloud_sum(
    *,
    power=STARCLOUD["power"],
    years=STARCLOUD["years"],
    launch_price=STARCLOUD["launch_price"],
    mass=STARCLOUD["mass"],
    satellite_cost_per_power=STARCLOUD["satellite_cost_per_power"],
    electricity_price=STARCLOUD["electricity_price"],
    cooling=STARCLOUD["cooling"],
    backup=STARCLOUD["backup"],
    building_cost=STARCLOUD["building_cost"],
    chip_cost=STARCLOUD["chip_cost"],
):
    """Forty megawatts for ten years, in orbit and on the ground, by Starcloud 2024 as readers quote it.

    One launch of 100 t for 5 million dollars, which the paper calls 30 USD/kg and is 50. The hull in orbit and the
    building on the ground, and the chips, it takes for alike on both sides and leaves out: they are nought here.
    """
    launched = launch.launch_cost(mass, launch_price)
    up = launched + power * (satellite_cost_per_power + chip_cost)
    down = economics.yearly_energy(power, 1.0) * years * electricity_price + cooling + backup
    down = down + power * (building_cost + chip_cost)
    return results(
        stated("starcloud_sum", "published"),
        orbit=up.to("MUSD"),
        ground=down.to("MUSD"),
        ratio=(up / down).m_as(""),
        launch_cost=launched.to("MUSD"),
        mass_per_power=(mass / power).to("kg/kW"),
    )
