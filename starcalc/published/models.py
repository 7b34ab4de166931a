"""The models themselves, one function each.

A function takes its authors' inputs as keywords, with the published values as defaults, and answers with results by
name. Beside them stands `published`, what the authors print for their own inputs; change an input and only ours moves.
An input that is no such number as its default is refused, by name. `kinds` says which are models and which are checked
quotients; the sums that those who finance data centres trust are in reconcile.py.
"""

from math import ceil, pi
from types import SimpleNamespace

import numpy as np

from starcalc import launch, orbit, solar, thermal
from starcalc.constants import STEFAN_BOLTZMANN
from starcalc.published.inputs import checked
from starcalc.tables import beside
from starcalc.units import Q

COMMON_YEAR = Q(8760, "hour")  # 365 days, where an original counts so
MCCALIP_POWER = Q(27, "kW")  # of the satellite whose array he measures


def results(published, **ours):
    """Results by name, beside them those of the same names that were published, and by how much ours are more."""
    difference = {name: Q(ours[name] / theirs - 1, "").to("percent") for name, theirs in published.items()}
    return SimpleNamespace(**ours, published=published, difference=difference)


@checked("model")
def mccalip(
    *,
    target=Q(1, "GW"),
    years=5,
    launch_price=Q(500, "USD/kg"),
    satellite_cost_per_power=Q(22, "USD/W"),
    specific_power=Q(36.5, "W/kg"),
    satellite_power=Q(27, "kW"),
    satellite_array_area=Q(116, "m**2"),
    sunlit_fraction=0.98,
    degradation=Q(2.5, "percent/year"),
    failure_rate=Q(9, "percent/year"),
    operations=Q(1, "percent/year"),
    development=Q(1, "GUSD"),
    payload=Q(100, "t"),
    turbine_cost=Q(1800, "USD/kW"),
    pue=1.2,
    electrical_cost=Q(5.25, "USD/W"),
    mechanical_cost=Q(3, "USD/W"),
    civil_cost=Q(2.5, "USD/W"),
    network_cost=Q(1.75, "USD/W"),
    gas_price=Q(4.3, "USD/MBtu"),
    heat_rate=Q(6200, "Btu/kWh"),
    heating_value=Q(1000, "Btu/ft**3"),
    capacity_factor=0.85,
):
    """A gigawatt for five years, in orbit and beside a gas turbine, by McCalip 2025.

    Satellites are whole, the array's output is the mean over the starts of the years, and a year has 8760 hours. The
    break-even launch price weighs the ground's total against the satellites alone: it leaves out what they cost to run
    and to develop. His 22 USD/W rests on a chatbot's answer. The array is stated for 27 kW and grows with a satellite's
    power. Orbit delivers more energy than the ground, whose turbines stand still at times: so the `ratio` of the totals
    is more than the `ratio_per_energy`.
    """
    if years < 1:
        raise ValueError(f"published.mccalip: years is {years}; give a whole number of years, at least 1")
    remaining = solar.remaining_power(degradation, Q(np.arange(years), "year")).m.mean()
    satellites = ceil((target / satellite_power / sunlit_fraction / remaining).m_as(""))
    mass = satellites * satellite_power / specific_power
    hardware = satellites * satellite_power * satellite_cost_per_power
    running = hardware * Q(years, "year") * (operations + failure_rate)
    total = hardware + launch.launch_cost(mass, launch_price) + running + development
    hours = years * COMMON_YEAR

    ground_capital = target * (turbine_cost * pue + electrical_cost + mechanical_cost + civil_cost + network_cost)
    ground_energy = target * hours * capacity_factor
    gas = ground_energy * pue * heat_rate
    ground_total = ground_capital + gas * gas_price
    return results(
        {
            "total": Q(51.0953, "GUSD"),
            "mass": Q(29_390_055, "kg"),
            "satellites": 39_731,
            "launches": 294,
            "array_area": Q(4.6088, "km**2"),
            "cost_per_energy": Q(1166.56, "USD/MWh"),
            "ground_total": Q(15.85106, "GUSD"),
            "ground_cost_per_energy": Q(425.76, "USD/MWh"),
            "gas_volume": Q(276.99e9, "ft**3"),
            "break_even_launch_price": Q(-263.66, "USD/kg"),
        },
        satellites=satellites,
        mass=mass.to("kg"),
        hardware=hardware.to("GUSD"),
        total=total.to("GUSD"),
        launches=ceil(launch.launches(mass, payload).m),
        array_area=(satellites * satellite_array_area * satellite_power / MCCALIP_POWER).to("km**2"),
        cost_per_energy=(total / (target * hours)).to("USD/MWh"),
        ground_total=ground_total.to("GUSD"),
        ground_cost_per_energy=(ground_total / ground_energy).to("USD/MWh"),
        gas_volume=(gas / heating_value).to("ft**3"),
        break_even_launch_price=((ground_total - hardware) / mass).to("USD/kg"),
        ratio=(total / ground_total).m_as(""),
        ratio_per_energy=(total / ground_total * capacity_factor).m_as(""),
    )


@checked("quotient")
def turyshev(
    *,
    power=Q(1, "MW"),
    overhead=1.25,
    temperature=Q(350, "K"),
    emissivity=0.9,
    view=0.85,
    sink_temperature=Q(0, "K"),
    bits_per_energy=Q([3.28e5, 3.28e4, 3.28e3], "bit/J"),
    capital_per_power=Q([10_000, 40_000], "USD/kW"),
    mass_per_power=Q(40, "kg/kW"),
    falcon_price=Q(74, "MUSD"),
    falcon_payload=Q(22, "t"),
):
    """A megawatt's radiator, its data ceiling and the launch price it can bear, by Turyshev 2026.

    The data ceilings are those of 0.1, 1 and 10 MW. `view` is the share of the half-space that is cold sky. The
    radiator is that of his earlier data set.
    """
    effective = emissivity * view
    absorbed = thermal.radiated_flux(sink_temperature, effective)
    allowed = (capital_per_power / mass_per_power).to("USD/kg")
    return results(
        {
            "flux": Q(651, "W/m**2"),
            "area": Q(1920, "m**2"),
            "data_per_energy": Q([148, 14.8, 1.48], "GB/kWh"),
            "allowed_price": Q([250, 1000], "USD/kg"),
            "shortfall": np.array([13.45, 3.36]),
        },
        flux=thermal.radiated_flux(temperature, effective) - absorbed,
        area=thermal.radiator_area(overhead * power, temperature, effective, absorbed, 1),
        data_per_energy=bits_per_energy.to("GB/kWh"),
        allowed_price=allowed,
        shortfall=(falcon_price / falcon_payload / allowed).m_as(""),
    )


@checked("model")
def starcloud(
    *,
    temperature=Q(20, "degC"),
    emissivity=0.92,
    sides=2,
    earth_load=Q(14.46, "W/m**2"),
    absorptivity=0.09,
    irradiance=Q(1366, "W/m**2"),
    stefan_boltzmann=Q(5.67e-8, "W/m**2/K**4"),
    power=Q(40, "MW"),
    areal_power=Q(312.5, "W/m**2"),
    eatcs_mass=Q(1122, "kg"),
    eatcs_area=Q(23.3 * 3.4, "m**2"),
    pvr_mass=Q(741, "kg"),
    pvr_area=Q(3.12 * 13.6, "m**2"),
    payload=Q(100, "t"),
):
    """The radiator of Starcloud 2024, and 40 MW of it built as the space station's two kinds are.

    The paper takes σ as 5.67e-8. The comparison with the station's radiators, EATCS and PVR, is that of
    Nanjangud 2025, not the paper's.
    """
    rounding = (stefan_boltzmann / Q(STEFAN_BOLTZMANN, "W/m**2/K**4")).m_as("")
    side = thermal.radiated_flux(temperature, emissivity) * rounding
    net = sides * side - earth_load - absorptivity * irradiance
    area = (power / net).to("m**2")
    eatcs, pvr = eatcs_mass / eatcs_area, pvr_mass / pvr_area
    return results(
        {
            "flux_per_side": Q(385.24, "W/m**2"),
            "net_flux": Q(633.08, "W/m**2"),
            "array_area": Q(128_000, "m**2"),
            "radiator_area": Q(63_183, "m**2"),
            "eatcs_areal_density": Q(14.163, "kg/m**2"),
            "eatcs_mass": Q(894.9, "t"),
            "eatcs_launches": 9,
            "pvr_mass": Q(1103.4, "t"),
            "pvr_launches": 12,
        },
        flux_per_side=side,
        net_flux=net,
        array_area=(power / areal_power).to("m**2"),
        radiator_area=area,
        eatcs_areal_density=eatcs,
        eatcs_mass=(area * eatcs).to("t"),
        eatcs_launches=ceil(launch.launches(area * eatcs, payload).m),
        pvr_mass=(area * pvr).to("t"),
        pvr_launches=ceil(launch.launches(area * pvr, payload).m),
    )


@checked("quotient")
def suncatcher(
    *,
    mass=Q(575, "kg"),
    array_area=Q(105, "m**2"),
    efficiency=0.22,
    packing=0.9,
    irradiance=Q(1361, "W/m**2"),
    power=Q(28, "kW"),
    life=Q(5, "year"),
    launch_price=Q([200, 3600], "USD/kg"),
):
    """Launched power price of Agüera y Arcas et al. 2025: what launching a Starlink-like satellite adds to its power.

    All inputs and both results are the paper's own, section 2.4. It rounds the power of the array to 28 kW and prints
    about 810 and 14,700 USD/kW/year, which lie 1.4 and 0.6 percent under what its rounded inputs make.
    """
    return results(
        {"array_power": Q(28, "kW"), "launched_power_price": Q([810, 14_700], "USD/kW/year")},
        array_power=(array_area * efficiency * packing * irradiance).to("kW"),
        launched_power_price=(launch.launch_cost(mass, launch_price) / (power * life)).to("USD/kW/year"),
    )


@checked("quotient")
def ai1(
    *,
    power=Q([120, 150, 120, 150], "kW"),
    area=Q([220, 220, 110, 110], "m**2"),
    emissivity=0.91,
    sink_temperature=Q(220, "K"),
    peak_power=Q(150, "kW"),
    panel_area=Q(110, "m**2"),
    areal_power=Q(250, "W/m**2"),
    specific_power=Q(70, "kW/t"),
):
    """SpaceX's AI1: its stated numbers against one another, and its radiator's temperature by Lee-Odinson 2026.

    By Digg 2026 and TechStoriess 2026: 150 kW at its peak and 120 in the mean, an array of 250 W/m², 70 kW/t, and
    radiators that emit about 1,400 W/m² of panel, of which the press counts 110 m². The mass was never stated; whether
    the 70 kW/t are of the array or of its chips was not said either. Temperatures at mean and peak power: first with
    both sides of the panel, then with 110 m² in all. Emissivity and sink are Lee-Odinson's.
    """
    absorbed = thermal.radiated_flux(sink_temperature, emissivity)
    return results(
        {"heat_flux": Q(1400, "W/m**2"), "temperature": Q([337.1, 353.2, 391.5, 411.8], "K")},
        heat_flux=(peak_power / panel_area).to("W/m**2"),
        temperature=thermal.radiator_temperature(power, area, emissivity, absorbed, 1),
        array_area=(peak_power / areal_power).to("m**2"),
        mass=(peak_power / specific_power).to("t"),
    )


@checked("quotient")
def gaalema(
    *,
    power=Q(16.4, "MW"),
    area=Q(45_000, "m**2"),
    cells=Q(0.52, "kg/m**2"),
    compute=Q(0.23, "kg/m**2"),
    radiator=Q(2.40, "kg/m**2"),
    overhead=0.05,
    panels=16_000,
):
    """Solar cells, chips and radiator in one panel, by Gaalema et al. 2026: its masses by area summed to the whole.

    `overhead` is the share that control and radio add to the panels' mass. The paper prints 112.5 kW/t, its own power
    over its own mass is 110; its power is that of the cells, of which 4 percent does not reach the chips. The sheet is
    20 m by 2200 m, 44,000 m², where the masses are those of 45,000. The abstract rounds to 16 MW and 150 t.
    """
    panel = cells + compute + radiator
    distributed = (panel * area).to("t")
    mass = distributed * (1 + overhead)
    return results(
        {
            "panel_areal_density": Q(3.15, "kg/m**2"),
            "distributed_mass": Q(141.8, "t"),
            "mass": Q(148.8, "t"),
            "areal_power": Q(363, "W/m**2"),
            "specific_power": Q(112.5, "kW/t"),
            "mass_per_power": Q(8.9, "kg/kW"),
            "panel_power": Q(1, "kW"),
        },
        panel_areal_density=panel,
        distributed_mass=distributed,
        mass=mass,
        areal_density=(mass / area).to("kg/m**2"),
        areal_power=(power / area).to("W/m**2"),
        specific_power=(power / mass).to("kW/t"),
        mass_per_power=(mass / power).to("kg/kW"),
        panel_power=(power / panels).to("kW"),
    )


@checked("quotient")
def deepseek(
    *,
    prompt_tokens=Q(608e9, "token"),
    cached_tokens=Q(342e9, "token"),
    reply_tokens=Q(168e9, "token"),
    cached_price=Q(0.14, "USD/Mtoken"),
    prompt_price=Q(0.55, "USD/Mtoken"),
    reply_price=Q(2.19, "USD/Mtoken"),
    nodes=226.75,
    gpus_per_node=8,
    gpu_rent=Q(2, "USD/hour"),
):
    """A day of DeepSeek's service at its own prices and rents, by DeepSeek-AI 2025.

    Theoretical revenue: much of the service was free or cheaper. The authors print 562,027 USD from unrounded tokens.
    """
    day, gpus = Q(1, "day"), nodes * gpus_per_node
    fresh = prompt_tokens - cached_tokens
    revenue = cached_tokens * cached_price + fresh * prompt_price + reply_tokens * reply_price
    cost = gpus * gpu_rent * day
    return results(
        {
            "revenue": Q(562_027, "USD"),
            "cost": Q(87_072, "USD"),
            "margin": Q(545, "percent"),
            "token_rate_per_gpu": Q(1071.9, "token/s"),
        },
        revenue=revenue.to("USD"),
        cost=cost.to("USD"),
        margin=(revenue / cost - 1).to("percent"),
        token_rate_per_gpu=(reply_tokens / day / gpus).to("token/s"),
    )


@checked("quotient")
def llama3_faults(*, gpu_faults=148, memory_faults=72, gpus=16_384, duration=Q(54, "day")):
    """Interruptions per GPU and year in the training of Llama 3, by Grattafiori et al. 2024; few were dead GPUs."""
    faults = gpu_faults + memory_faults
    return results({"failure_rate": Q(0.0908, "1/year")}, failure_rate=(faults / gpus / duration).to("1/year"))


@checked("quotient")
def shell(*, low=Q(550, "km"), high=Q(585, "km"), earth_radius=Q(6378.137, "km"), active=1107, inert=245):
    """Catalogued objects per volume of a shell, from GCAT's of 2 August 2026, by McDowell 2026."""
    if not np.all(low < high):
        raise ValueError(f"published.shell: low is {low:~P} and high {high:~P}; give a shell whose low end is lower")
    volume = 4 / 3 * pi * ((earth_radius + high) ** 3 - (earth_radius + low) ** 3)
    return results(
        {"volume": Q(2.1218e10, "km**3"), "density": Q(6.372e-8, "1/km**3")},
        volume=volume.to("km**3"),
        density=((active + inert) / volume).to("1/km**3"),
    )


def dawn_dusk_years():
    """A year at 560 km with the node at dawn and at dusk, as the field's own tools compute it: eclipses.csv.

    Beside each row's longest umbra, days with an umbra and visible_sun stand `ours`, of `orbit.year`, in that order.
    """
    years = {clock: orbit.year(Q(560, "km"), Q(clock, "hour")) for clock in (6, 18)}
    ours = {
        clock: (found["umbra"].max().to("minute"), int((found["umbra"] > 0).sum()), found["visible_sun"].mean())
        for clock, found in years.items()
    }
    return [row | {"ours": ours[row["local_time"]]} for row in beside(__file__, "eclipses.csv")]


@checked("record")
def falcon9(
    *,
    satellites=28,
    latitude=Q(34.6, "deg"),
    inclination=Q([53, 70, 97.6], "deg"),
    altitude=Q(280, "km"),
    satellite_mass=Q(575, "kg"),
    dry_mass=Q(4, "t"),
    propellant=Q(107.5, "t"),
    exhaust_speed=Q(3.41, "km/s"),
):
    """How many Starlinks a Falcon 9 has left for a steeper orbit from Vandenberg, by the rocket equation.

    From what it lifted to the first inclination; beside it what it flew in 2025, by Spaceflight Now 2025 and
    the record of launches. The second stage is general knowledge. The satellites may have changed in between.
    """
    if np.ndim(inclination.m) == 0:
        raise ValueError(
            f"published.falcon9: inclination is {inclination:~P}; give several, the first with its satellites"
        )
    penalty = launch.site_delta_v_penalty(latitude, inclination, latitude, altitude)
    load = satellites * satellite_mass
    left = launch.payload_after_penalty(load, dry_mass, propellant, penalty - penalty[0], exhaust_speed)
    return results({"satellites": np.array([28, 26, 24])}, satellites=(left / satellite_mass).m_as(""), penalty=penalty)


def designs():
    """Arrays and whole designs, flown and proposed, a dictionary a row: name, group, power, mass, area, source, grade.

    `specific_power` in W/kg is power over mass where both are stated. What is not stated is None.

    >>> [f"{row['specific_power']:.0f} W/kg" for row in designs() if "iROSA" in row["name"]]
    ['59 W/kg', '82 W/kg']
    """
    found = beside(__file__, "designs.csv")
    return [row | {"specific_power": row["specific_power"] or row["power"] / row["mass"]} for row in found]
