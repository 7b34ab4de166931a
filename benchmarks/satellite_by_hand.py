"""What the model costs on a million scenarios, over the same formulas typed by hand in NumPy.

    python benchmarks/satellite_by_hand.py

Every assumption varies inside its range. Both are timed in turn, and the median of each turn's ratio is printed;
target 1.2. The results are compared first. No test times anything: machines that run tests are shared.
"""

import sys
from math import log, pi
from statistics import median
from time import perf_counter

import numpy as np

from starcalc import Q, Scenario, model
from starcalc.constants import (
    GAS_CONSTANT,
    GM_EARTH,
    J2,
    LIGHT_SPEED,
    R_EARTH,
    SECONDS_PER_YEAR,
    SOLAR_CONSTANT,
    STANDARD_GRAVITY,
    STEFAN_BOLTZMANN,
    TROPICAL_YEAR,
)
from starcalc.environment.air import AIR
from starcalc.environment.dose import DOSE
from starcalc.orbit.drag import ERROR_FUNCTION
from starcalc.orbit.eclipse import SUNS
from starcalc.thermal.radiation import EARTH_ALBEDO, REAR_FIT
from starcalc.units import plain_unit

COUNT = 1_000_000
TARGET = 1.2
TURNS = 9


def shaded(edge, cos_beta):
    """Share of the orbit in the dark."""
    lit = cos_beta <= edge
    return np.where(lit, 0.0, np.arccos(np.maximum(edge / np.where(lit, 1.0, cos_beta), -1.0)) / pi)


def horner(rows, x, y):
    """A polynomial of two variables."""
    total = 0.0
    for row in reversed(rows):
        inner = 0.0
        for coefficient in reversed(row):
            inner = inner * y + coefficient
        total = total * x + inner
    return total


def known(value, low, high):
    """Whether a fit holds there."""
    return (value >= low * (1 - 1e-9)) & (value <= high * (1 + 1e-9))


def string_time(angle, low, relay, high):
    """Light time along a taut string round the Earth, and up to the relay."""
    arc = angle - np.arccos(low / relay) - np.arccos(low / high)
    line = np.sqrt((high - relay) ** 2 + 4 * high * relay * np.sin(angle / 2) ** 2)
    string = np.sqrt(relay**2 - low**2) + np.sqrt(high**2 - low**2) + low * arc
    return (relay - R_EARTH + np.where(arc <= 0, line, string)) / LIGHT_SPEED


def payments(rate, life, decline):
    """What yearly payments of one are worth."""
    loss = (rate + decline) / (1 + rate)
    small = np.abs(loss) < 1e-5
    series = life * (1 - (life - 1) / 2 * loss * (1 - (life - 2) / 3 * loss))
    return np.where(small, series, (1 - (1 - loss) ** life) / np.where(small, 1.0, loss)) / (1 + rate)


def by_hand(s):
    """`model.satellite`, as one would type it without the package."""
    a = R_EARTH + s.altitude
    tilt = np.arccos(-2 / 3 * 2 * pi / TROPICAL_YEAR / J2 * np.sqrt(a**7 / GM_EARTH) / R_EARTH**2)
    period, speed = 2 * pi * np.sqrt(a**3 / GM_EARTH), np.sqrt(GM_EARTH / a)
    sky = (1 - np.cos(np.arcsin(R_EARTH / a))) / 2

    # Earth's view factor
    height, cosine = np.sqrt(s.altitude) * np.sqrt(2 * R_EARTH + s.altitude) / R_EARTH, np.cos(s.tilt)
    cut = a / R_EARTH * np.abs(cosine) < 1
    part = np.where(cut, cosine, 0.0)
    edge = np.sqrt(1 - (a / R_EARTH * part) ** 2)
    partly = 0.5 - np.arctan2(height, edge) / pi
    partly = partly + (part * np.arctan2(edge, -height * part) - height * edge) / (pi * (a / R_EARTH) ** 2)
    view = np.where(cut, partly, np.maximum(cosine, 0.0) / (a / R_EARTH) ** 2)

    # The year's Sun
    horizon = np.sqrt(s.altitude * (2 * R_EARTH + s.altitude)) / a
    cos_tilt, sin_tilt, phase = np.cos(tilt), np.sin(tilt), 2 * pi * (s.local_time / 86400 - 0.5)
    dark, cosines, rolled, least = 0.0, 0.0, 0.0, np.inf
    sin_phase, cos_phase = np.sin(phase), np.cos(phase)
    for day, (across, along, north) in enumerate(SUNS):
        sine = sin_tilt * (across * cos_phase + along * sin_phase) + north * cos_tilt
        cosine = np.sqrt(np.maximum(1 - sine**2, 0.0))
        dark = dark + shaded(horizon, cosine)
        if day % 3 == 0:
            cosines, least = cosines + cosine, np.minimum(least, np.abs(sine))
        if day % 9 == 0:
            minor = np.minimum(np.abs(sine), 1.0)
            lopsided = ((1 - minor) / (1 + minor)) ** 2
            rolled = rolled + (1 + minor) / 2 * (1 + 3 * lopsided / (10 + np.sqrt(4 - 3 * lopsided)))
    pointing = 1 - s.edge_on * (1 - rolled / len(SUNS[::9]))
    sunlit = 1 - s.eclipses + s.eclipses * (1 - dark / len(SUNS))
    least_beta = np.arcsin(np.minimum(least, 1.0))
    eclipse_share = s.eclipses * shaded(horizon, np.abs(np.cos(least_beta)))
    eclipse = period * eclipse_share
    cosine = np.abs(np.cos(least_beta))
    glow = EARTH_ALBEDO * SOLAR_CONSTANT * cosine * horner(REAR_FIT, cosine, horizon)
    rear_share = (view * s.earth_infrared + glow) / s.irradiance

    # Air
    reach = np.minimum(cosines / len(SUNS[::3]), 1.0)
    x, y = (s.altitude - 950e3) / 550e3, np.log(s.solar_flux / 127.5) / log(250 / 127.5)
    inside = known(s.altitude, 400e3, 1500e3) & known(s.solar_flux, 65.0, 250.0)
    air = np.exp(np.where(inside, horner(AIR, x, y), np.nan))
    ratio = speed / np.sqrt(2 * GAS_CONSTANT * s.air_temperature / s.molar_mass)
    ratio, wall, drag = np.where(ratio > 0, ratio, np.nan), np.sqrt(s.wall_temperature / s.air_temperature), 0.0
    friction = 2 / pi**0.5 / ratio
    for step in range(24):
        sine = reach * np.sin((step + 0.5) * pi / 48)
        t, exponent = 1 / (1 + ratio * sine / 2), 0.0
        for coefficient in ERROR_FUNCTION:
            exponent = exponent * t + coefficient
        erf = 1 - t * np.exp(exponent - (ratio * sine) ** 2)
        drag = drag + friction * np.exp(-((ratio * sine) ** 2)) + sine * (2 + 1 / ratio**2) * erf
        drag = drag + pi**0.5 / ratio * sine**2 * wall
    drag_pressure = air * speed**2 * (s.edge_on * friction + (1 - s.edge_on) * (drag / 24)) / 2

    # Particles, and the way to a user
    inside = known(s.altitude, 400e3, 1500e3) & known(s.shield_thickness, 0.1e-3, 20e-3)
    y = 2 * np.log(np.where(inside, s.shield_thickness, 20e-3) / 20e-3) / log(200) + 1
    dose = np.exp(np.where(inside, horner(DOSE, x, y), np.nan)) * SECONDS_PER_YEAR
    life = np.minimum(s.life, s.dose_limit / dose)
    bells = [np.clip((h - 777.5e3) / 227.5e3, -1, 1) for h in (s.altitude, 845e3, 560e3)]
    there, densest, home = (np.exp(-37.72971 + 0.52756 * x - 0.88606 * x**2) for x in bells)
    inside = known(s.debris_size, 1e-3, 100e-3)
    size = np.log(np.where(inside, s.debris_size, 100e-3) / 100e-3) / log(10) + 1
    flux = there / home * np.exp(np.where(inside, -26.2328 - 3.8524 * size + 1.2528 * size**2, np.nan))
    away = tilt + s.user_latitude, tilt - s.user_latitude
    near, far = (np.arctan2(np.abs(np.sin(u)), np.abs(np.cos(u))) for u in away)
    psi, g, relay = np.maximum(near, far), R_EARTH + s.grazing_altitude, R_EARTH + s.relay_altitude
    latency = string_time(psi, g, relay, a)
    higher = a + s.climb
    steeper = np.arccos(-2 / 3 * 2 * pi / TROPICAL_YEAR / J2 * np.sqrt(higher**7 / GM_EARTH) / R_EARTH**2)
    away = steeper + s.user_latitude, steeper - s.user_latitude
    near, far = (np.arctan2(np.abs(np.sin(u)), np.abs(np.cos(u))) for u in away)
    higher_latency = string_time(np.maximum(near, far), g, relay, higher)
    reach = np.arccos(R_EARTH * np.cos(s.minimum_elevation) / a) - s.minimum_elevation
    offset, swing = cos_tilt * np.sin(s.user_latitude), sin_tilt * np.cos(s.user_latitude)
    enter, leave = (np.arccos(np.clip((end - offset) / swing, -1, 1)) for end in (-np.sin(reach), np.sin(reach)))

    # Array and battery
    emissivity = s.front_emissivity + s.back_emissivity
    efficiency = s.reference_efficiency
    for _ in range(2):
        gain = (s.absorptivity - efficiency * s.packing) * s.irradiance + emissivity * view * s.earth_infrared
        array_temperature = (gain / (emissivity * STEFAN_BOLTZMANN)) ** 0.25
        efficiency = s.reference_efficiency * (1 + s.temperature_coefficient * (array_temperature - 298.15))
    array_power = s.satellite_power * (1 + s.battery * eclipse_share / (1 - eclipse_share) / s.battery_efficiency)
    array_area = array_power / (s.irradiance * efficiency * s.packing)
    battery = s.battery * s.satellite_power * eclipse / (s.depth_of_discharge * s.battery_efficiency)
    aged_area = array_area / (1 - s.degradation) ** s.life
    starlink_power = array_power * (s.starlink_array_area / array_area)
    hits = flux * array_area * SECONDS_PER_YEAR
    fatal = 1 - np.exp(-s.fatal_share * flux * s.bus_area * SECONDS_PER_YEAR)

    # GPUs, tokens and heat
    electric_power = s.satellite_power * s.conversion_efficiency
    fed = electric_power / (s.gpu_power * s.server_overhead)
    gpus = s.gpus_from_power * fed + (1 - s.gpus_from_power) * s.gpus_given
    token_rate = gpus * s.token_rate_per_gpu
    token_energy, traffic = electric_power / token_rate, token_rate * s.bits_per_token
    share, prompt_share = traffic / s.link_rate, traffic * s.prompt / s.reply / s.link_rate
    ceiling = s.link_rate / 8 / electric_power
    load = s.radiator_emissivity * view * s.earth_infrared
    shed = s.radiator_emissivity * STEFAN_BOLTZMANN * s.coolant_temperature**4
    net, bus_heat = shed - load, s.bus_area * (shed - load)
    radiator_area = s.satellite_power / (s.radiator_faces * np.where(net > 0, net, np.nan))
    bus_flux = s.satellite_power / s.bus_area + load
    radiator_temperature = (bus_flux / (s.radiator_emissivity * STEFAN_BOLTZMANN)) ** 0.25

    # Mass
    heavy = array_area * s.array_areal_density + gpus * s.mass_per_gpu + radiator_area * s.radiator_areal_density
    shield = gpus * s.shielded_area * s.shield_thickness * s.shield_density
    dry = (heavy + shield + battery / s.battery_specific_energy + s.bus_mass) * (1 + s.mass_margin)
    low = R_EARTH + s.disposal_altitude
    first, last = np.sqrt(2 * GM_EARTH * a / (low * (low + a))), np.sqrt(2 * GM_EARTH * low / (a * (low + a)))
    down = np.abs(first - np.sqrt(GM_EARTH / low)) + np.abs(np.sqrt(GM_EARTH / a) - last)
    change = -(drag_pressure * array_area * life * SECONDS_PER_YEAR / dry + down)
    change = change / (STANDARD_GRAVITY * s.specific_impulse)
    series = change - change**2 / 2 + change**3 / 6
    mass = dry - dry * np.where(np.abs(change) < 1e-5, series, 1 - np.exp(-change))

    # Money
    gpu_capital, bus_capital = gpus * s.gpu_price, s.satellite_power * s.satellite_cost_per_power
    launch_capital = mass / s.payload_share * s.launch_price
    parts = (gpu_capital + bus_capital + battery * s.battery_price + launch_capital) * (1 + s.insurance_rate)
    interest = parts * ((1 + s.discount_rate) ** s.time_to_orbit - 1)
    given = s.satellite_power * s.given_capital_per_power
    capital = s.capital_from_parts * (parts + interest) + (1 - s.capital_from_parts) * given
    running = s.satellite_power * s.running_cost_per_power
    uptime = s.availability * pointing * (s.battery + (1 - s.battery) * sunlit)
    tokens = token_rate * uptime * SECONDS_PER_YEAR
    revenue = tokens * s.price
    decline = 1 - (1 - np.maximum(s.failure_rate, s.degradation)) * (1 - fatal)
    revenue_decline = 1 - (1 - decline) * (1 - s.decline)
    recovery = 1 / payments(s.discount_rate, life, 0.0)
    worth = payments(s.discount_rate, life, revenue_decline)
    mean_output = recovery * payments(s.discount_rate, life, decline)
    income, bill = revenue - running, capital * recovery + running
    cost, first_price = bill / (tokens * mean_output), (capital + running / recovery) / (tokens * worth)
    energy = electric_power * uptime * SECONDS_PER_YEAR
    return {
        "sky_fraction": sky,
        "dose": dose,
        "rear_share": rear_share,
        "debris_climb": densest / there,
        "direct_share": (enter - leave) / pi,
        "latency": latency,
        "latency_saved": latency - higher_latency,
        "wait_added": 2 * latency / s.first_token_time,
        "debris_hits": hits,
        "token_energy": token_energy,
        "laser_share": share,
        "prompt_share": prompt_share,
        "data_ceiling": ceiling,
        "aged_area": aged_area,
        "starlink_power": starlink_power,
        "bus_heat": bus_heat,
        "sink_share": load / shed,
        "radiator_temperature": radiator_temperature,
        "mass": mass,
        "propellant_share": mass / dry - 1,
        "specific_power": s.satellite_power / mass,
        "capital": capital,
        "capital_per_power": capital / s.satellite_power,
        "launch_to_gpu": launch_capital / gpu_capital,
        "gpu_share": gpu_capital / capital,
        "return_on_investment": income / capital,
        "payback_time": capital / income,
        "net_present_value": revenue * worth - capital - running / recovery,
        "revenue_per_energy": revenue / energy,
        "break_even_revenue_per_energy": bill / (energy * mean_output),
        "cost_per_token": cost,
        "break_even_price": first_price,
        "gpu_hour_revenue": s.token_rate_per_gpu * s.price,
        "gpu_hour_cost": s.token_rate_per_gpu * cost,
        "starting_revenue_per_energy": tokens * first_price / energy,
    }


def scenarios(count):
    """Random values of every assumption inside its range, as plain arrays."""
    best, random = Scenario(), np.random.default_rng(1)
    drawn = {}
    for name in best.names():
        row = best.assumption(name)
        low, high = (Q(end, row.unit).m_as(plain_unit(row.unit)) for end in row.range)
        drawn[name] = random.integers(0, 2, count) * 1.0 if row.range == (0, 1) else random.uniform(low, high, count)
    return best.si.but(**drawn)


def seconds(function, s):
    """How long a call takes."""
    start = perf_counter()
    function(s)
    return perf_counter() - start


def main():
    """Compare the results, then the times."""
    few = scenarios(1000)
    ours, theirs = vars(model.satellite(few)), by_hand(few)
    for name in theirs:
        scale = np.max(np.abs(theirs[name]))
        np.testing.assert_allclose(ours[name], theirs[name], rtol=1e-9, atol=1e-12 * scale, err_msg=name)
    many = scenarios(COUNT)
    turns = [(seconds(model.satellite, many), seconds(by_hand, many)) for _ in range(TURNS)]
    ours, theirs = (median(taken) for taken in zip(*turns, strict=True))
    ratio = median(one / other for one, other in turns)
    print(f"{COUNT:,} satellites: {ours:.2f} s by the model, {theirs:.2f} s by hand; ratio {ratio:.2f}")
    sys.exit(0 if ratio <= TARGET else f"over the target of {TARGET}")


if __name__ == "__main__":
    main()
