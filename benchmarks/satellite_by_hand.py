"""What the model costs on 100,000 scenarios, over the same formulas typed by hand in NumPy.

    python benchmarks/satellite_by_hand.py

Every assumption varies inside its range, each on its own, so that some chips are too hot for any radiator: there both
answer NaN. Both are timed in turn, and the median of each turn's ratio is printed; target 1.2. The results are compared
first. No test times anything: machines that run tests are shared.
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
from starcalc.environment.dose import BENDS as DOSE_BENDS
from starcalc.environment.dose import CLIMB, PROTONS, TRAPPED
from starcalc.environment.objects import BENDS as CROWDING_BENDS
from starcalc.environment.objects import DENSEST, MEAN_LOGARITHM
from starcalc.orbit.drag import ERROR_FUNCTION
from starcalc.orbit.eclipse import SUNS
from starcalc.solar import DEEPEST
from starcalc.thermal.radiation import EARTH_ALBEDO, REAR_FIT
from starcalc.units import plain_unit

COUNT = 100_000
TARGET = 1.2
TURNS = 5


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


def earth_view(altitude, tilt):
    """View factor from a plate to Earth."""
    ratio = (R_EARTH + altitude) / R_EARTH
    height, cosine = np.sqrt(altitude) * np.sqrt(2 * R_EARTH + altitude) / R_EARTH, np.cos(tilt)
    cut = ratio * np.abs(cosine) < 1
    part = np.where(cut, cosine, 0.0)
    edge = np.sqrt(1 - (ratio * part) ** 2)
    partly = 0.5 - np.arctan2(height, edge) / pi
    partly = partly + (part * np.arctan2(edge, -height * part) - height * edge) / (pi * ratio**2)
    return np.where(cut, partly, np.maximum(cosine, 0.0) / ratio**2)


def drag_on_plate(ratio, sine, wall):
    """Drag coefficient of a plate among free molecules."""
    t, exponent = 1 / (1 + ratio * sine / 2), 0.0
    for coefficient in ERROR_FUNCTION:
        exponent = exponent * t + coefficient
    gust = np.exp(-((ratio * sine) ** 2))
    erf = 1 - t * np.exp(exponent - (ratio * sine) ** 2)
    drag = 2 / pi**0.5 / ratio * gust + sine * (2 + 1 / ratio**2) * erf
    return drag + pi**0.5 / ratio * sine**2 * wall


def crowded(altitude):
    """Dead objects in a unit of volume, over those at 560 km."""
    logarithm, held = MEAN_LOGARITHM, np.clip(altitude / 1e5, 3.925, 15.125)
    for bend, slope in CROWDING_BENDS:
        logarithm = logarithm + slope * np.abs(held - bend / 100)
    return np.exp(logarithm)


def sheet_temperature(sunlight, absorbed, emissivity, view, infrared):
    """Temperature of a thin sheet that faces the Sun; the emissivity is that of both faces together."""
    gain = absorbed * sunlight + emissivity * view * infrared
    return (gain / (emissivity * STEFAN_BOLTZMANN)) ** 0.25


def pooled(s, gpus):
    """Tokens per second and GPU where so many GPUs share a model."""
    context, weights = s.prompt + s.reply / 2, s.dense_parameters + s.expert_parameters
    caches = context * s.kv_bytes
    most = np.maximum((gpus * s.memory - weights * s.bytes_per_weight) / caches, 0.0)
    batch = np.minimum(np.maximum(s.users_per_gpu * gpus, 1.0), most)
    drawn = s.experts_per_token / s.experts
    active = s.dense_parameters + s.expert_parameters * drawn
    streamed = s.dense_parameters + s.expert_parameters * (1 - (1 - drawn) ** batch)
    arithmetic = 2 * active * batch / (s.peak_flops * gpus)
    step = np.maximum((streamed * s.bytes_per_weight + batch * caches) / (s.bandwidth * gpus), arithmetic)
    return s.serving_efficiency * batch * s.reply / (gpus * (s.reply * step + arithmetic * s.fresh * s.prompt))


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

    view = earth_view(s.altitude, s.tilt)
    radiator_sees = earth_view(s.altitude, s.radiator_incidence)
    radiator_sees = radiator_sees - np.cos(s.radiator_incidence) / (2 * (a / R_EARTH) ** 2)

    # The year's Sun
    horizon = np.sqrt(s.altitude * (2 * R_EARTH + s.altitude)) / a
    cos_tilt, sin_tilt, phase = np.cos(tilt), np.sin(tilt), 2 * pi * (s.local_time / 86400 - 0.5)
    dark, dips, cosines, rolled, least = 0.0, 0.0, 0.0, 0.0, np.inf
    sin_phase, cos_phase = np.sin(phase), np.cos(phase)
    for day, (across, along, north) in enumerate(SUNS):
        sine = sin_tilt * (across * cos_phase + along * sin_phase) + north * cos_tilt
        cosine = np.sqrt(np.maximum(1 - sine**2, 0.0))
        dark = dark + shaded(horizon, cosine)
        dips = dips + (cosine > horizon)
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
    eclipses = s.eclipses * dips / len(SUNS) * SECONDS_PER_YEAR / period
    cosine = np.abs(np.cos(least_beta))
    glow = EARTH_ALBEDO * SOLAR_CONSTANT * cosine * horner(REAR_FIT, cosine, horizon)
    rear_share = (view * s.earth_infrared + glow) / s.irradiance

    # Air
    mean_cosine = np.minimum(cosines / len(SUNS[::3]), 1.0)
    x, y = (s.altitude - 950e3) / 550e3, np.log(s.solar_flux / 127.5) / log(250 / 127.5)
    inside = known(s.altitude, 400e3, 1500e3) & known(s.solar_flux, 65.0, 250.0)
    air = np.exp(np.where(inside, horner(AIR, x, y), np.nan))
    ratio = speed / np.sqrt(2 * GAS_CONSTANT * s.air_temperature / s.molar_mass)
    ratio, wall, drag = np.where(ratio > 0, ratio, np.nan), np.sqrt(s.wall_temperature / s.air_temperature), 0.0
    for step in range(24):
        drag = drag + drag_on_plate(ratio, mean_cosine * np.sin((step + 0.5) * pi / 48), wall)
    friction = 2 / pi**0.5 / ratio
    drag_pressure = air * speed**2 * (s.edge_on * friction + (1 - s.edge_on) * (drag / 24)) / 2
    radiator_drag = air * speed**2 * drag_on_plate(ratio, np.abs(np.sin(s.radiator_incidence)), wall) / 2

    # Particles, and the way to a user
    inside = known(s.altitude, 400e3, 1500e3) & known(s.shield_thickness, 0.1e-3, 20e-3)
    depth = np.log(np.where(inside, s.shield_thickness, 20e-3))
    y, total = depth - log(1e-3), 0.0
    beyond = [np.maximum(y - log(bend), 0.0) for bend in DOSE_BENDS]
    for first, second, *others in reversed(TRAPPED):
        total = total * x + first + second * y
        for coefficient, excess in zip(others, beyond, strict=True):
            total = total + coefficient * excess
    protons = horner([PROTONS], x, 2 * (depth - log(20e-3)) / log(200) + 1)
    dose = np.exp(np.where(inside, total, np.nan)) + (1 + CLIMB * x) * np.exp(np.where(inside, protons, np.nan))
    dose = dose * SECONDS_PER_YEAR
    there = crowded(s.altitude)
    inside = known(s.debris_size, 1e-3, 100e-3)
    size = np.log(np.where(inside, s.debris_size, 100e-3) / 100e-3) / log(10) + 1
    flux = there * np.exp(np.where(inside, -26.0822 - 3.848 * size + 1.2328 * size**2, np.nan))
    exposure = 0.4811 + 0.3726 * mean_cosine**2 - 0.1902 * mean_cosine**4
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
        absorbed = s.absorptivity - efficiency * s.packing
        array_temperature = sheet_temperature(s.irradiance, absorbed, emissivity, view, s.earth_infrared)
        efficiency = s.reference_efficiency * (1 + s.temperature_coefficient * (array_temperature - 298.15))
    stored = s.battery + (1 - s.battery) * s.keep_awake * s.idle_share
    array_power = s.satellite_power * (1 + stored * eclipse_share / (1 - eclipse_share) / s.battery_efficiency)
    array_area = array_power / (s.irradiance * efficiency * s.packing)
    fewest = s.cycle_life * (s.cycle_depth / DEEPEST) ** s.cycle_exponent
    spared = s.cycle_life / np.maximum(eclipses * s.life, fewest)
    discharge = s.cycle_depth * spared ** (1 / s.cycle_exponent)
    battery = s.satellite_power * stored * eclipse / (discharge * s.battery_efficiency)
    aged_area = array_area / (1 - s.degradation) ** s.life
    starlink_power = array_power * (s.starlink_array_area / array_area)
    hits = flux * exposure * array_area * SECONDS_PER_YEAR
    fatal = 1 - np.exp(-s.fatal_share * flux * s.bus_area * SECONDS_PER_YEAR)

    # GPUs and tokens
    electric_power = s.satellite_power * s.conversion_efficiency * (1 - s.pump_share)
    fed = electric_power / (s.gpu_power * s.server_overhead)
    gpus = s.gpus_from_power * fed + (1 - s.gpus_from_power) * s.gpus_given
    there_rate = pooled(s, s.gpus_per_model)
    nothing = there_rate == 0
    here_rate = pooled(s, np.minimum(gpus, s.gpus_per_model))
    share = np.where(nothing, 1.0, here_rate / np.where(nothing, 1.0, there_rate))
    kept = np.minimum(np.maximum(share, s.island_worth), 1.0)
    rate_here = s.token_rate_per_gpu * (s.rate_by_pool * kept + 1 - s.rate_by_pool)
    token_rate = gpus * rate_here
    token_energy, traffic = electric_power / token_rate, token_rate * s.bits_per_token
    share, prompt_share = traffic / s.link_rate, traffic * s.prompt / s.reply / s.link_rate
    ceiling = s.link_rate / 8 / electric_power

    # Heat
    warmer = s.gpu_power * s.die_resistance / s.die_area
    coolant = s.die_limit - warmer - s.loop_rise
    absorbed = s.aged_absorptivity - efficiency * s.packing
    hot_array = sheet_temperature(s.hot_irradiance, absorbed, 2 * s.aged_emissivity, view, s.hot_earth_infrared)
    array_glow = s.radiator_view * s.aged_emissivity * STEFAN_BOLTZMANN * hot_array**4
    hot_load = s.aged_emissivity * (radiator_sees * s.hot_earth_infrared + array_glow)
    net = s.aged_emissivity * STEFAN_BOLTZMANN * coolant**4 - hot_load
    fins = s.radiator_faces * s.fin_efficiency
    radiator_area = s.satellite_power / (fins * np.where(net > 0, net, np.nan))
    array_glow = s.radiator_view * s.back_emissivity * STEFAN_BOLTZMANN * array_temperature**4
    load = s.radiator_emissivity * (radiator_sees * s.earth_infrared + array_glow)
    shed = s.satellite_power / (fins * radiator_area) + load
    radiator_temperature = (shed / (s.radiator_emissivity * STEFAN_BOLTZMANN)) ** 0.25
    bus_load = s.radiator_emissivity * view * s.earth_infrared
    bus_heat = s.bus_area * (s.radiator_emissivity * STEFAN_BOLTZMANN * coolant**4 - bus_load)
    bus_flux = s.satellite_power / s.bus_area + bus_load
    bus_temperature = (bus_flux / (s.radiator_emissivity * STEFAN_BOLTZMANN)) ** 0.25

    # Mass
    panel = s.cell_areal_density + s.substrate_areal_density + s.wiring_areal_density + s.structure_areal_density
    array_mass = array_area * panel
    shield = s.shielded_area * s.shield_thickness * s.shield_density
    heavy = array_mass + gpus * (s.mass_per_gpu + shield) + radiator_area * s.radiator_areal_density
    heavy = heavy + s.satellite_power * (s.loop_mass_per_power + s.bus_mass_per_power) + s.bus_mass
    bare = (heavy + battery / s.battery_specific_energy) * (1 + s.mass_margin)
    push = s.irradiance * array_area * (2 - s.absorptivity) / LIGHT_SPEED * s.mass_offset
    inertia = array_mass * array_area * s.array_aspect / 12
    tide = 1.5 * GM_EARTH / a**3 * inertia * 2 * mean_cosine * np.sqrt(1 - mean_cosine**2)
    dry = bare + (push * period + tide * period / 2 / pi) / s.wheel_specific_momentum
    low = R_EARTH + s.disposal_altitude
    first, last = np.sqrt(2 * GM_EARTH * a / (low * (low + a))), np.sqrt(2 * GM_EARTH * low / (a * (low + a)))
    down = np.abs(first - np.sqrt(GM_EARTH / low)) + np.abs(np.sqrt(GM_EARTH / a) - last)
    drag = drag_pressure * array_area + radiator_drag * radiator_area
    change = drag * s.life * SECONDS_PER_YEAR / dry + down
    propellant_share = np.expm1(change / (STANDARD_GRAVITY * s.specific_impulse))
    mass = dry * (1 + propellant_share)

    # Wear
    safe = (1 - s.failure_rate * s.orbit_failure_factor) * (1 - s.burnout_rate)
    undosed = 1 - (1 - np.maximum(1 - safe, s.degradation)) * (1 - fatal)
    decline = 1 - (1 - np.maximum(1 - safe * np.exp(-dose / s.dose_limit), s.degradation)) * (1 - fatal)
    revenue_decline = 1 - (1 - decline) * (1 - s.decline)

    # Money
    gpu_capital, bus_capital = gpus * s.gpu_price, array_power * s.satellite_cost_per_power
    launch_capital = mass * s.launch_price
    parts = (gpu_capital + bus_capital + battery * s.battery_price + launch_capital) * (1 + s.insurance_rate)
    interest = parts * ((1 + s.discount_rate) ** s.time_to_orbit - 1)
    given = s.satellite_power * s.given_capital_per_power
    capital = s.capital_from_parts * (parts + interest) + (1 - s.capital_from_parts) * given
    running = s.satellite_power * s.running_cost_per_power
    lit = sunlit - (1 - s.keep_awake) * eclipses * s.restart_time / SECONDS_PER_YEAR
    uptime = s.availability * pointing * (s.battery + (1 - s.battery) * lit)
    tokens = token_rate * uptime * s.utilisation * SECONDS_PER_YEAR
    revenue = tokens * s.price
    first_output = decline / -np.log(1 - decline)
    recovery = 1 / payments(s.discount_rate, s.life, 0.0)
    worth = payments(s.discount_rate, s.life, revenue_decline)
    mean_output = recovery * first_output * payments(s.discount_rate, s.life, decline)
    income, bill = revenue - running, capital * recovery + running
    pays = income > 0
    cost = bill / (tokens * mean_output)
    first_price = (capital + running / recovery) / (tokens * first_output * worth)
    energy = electric_power * uptime * SECONDS_PER_YEAR
    return {
        "sky_fraction": sky,
        "dose": dose,
        "rear_share": rear_share,
        "debris_climb": crowded(DENSEST) / there,
        "direct_share": (enter - leave) / pi,
        "latency": latency,
        "latency_saved": latency - higher_latency,
        "wait_added": 2 * latency / s.first_token_time,
        "debris_hits": hits,
        "h100_equivalents": gpus * s.bandwidth / s.reference_bandwidth,
        "token_energy": token_energy,
        "laser_share": share,
        "prompt_share": prompt_share,
        "data_ceiling": ceiling,
        "aged_area": aged_area,
        "starlink_power": starlink_power,
        "bus_heat": bus_heat,
        "sink_share": load / shed,
        "sky_share": (s.sky_temperature / radiator_temperature) ** 4,
        "die_temperature": radiator_temperature + s.loop_rise + warmer,
        "bus_temperature": bus_temperature,
        "mass": mass,
        "propellant_share": propellant_share,
        "specific_power": s.satellite_power / mass,
        "undosed_decline": undosed,
        "capital": capital,
        "capital_per_power": capital / s.satellite_power,
        "launch_to_gpu": launch_capital / gpu_capital,
        "gpu_share": gpu_capital / capital,
        "return_on_investment": income / capital,
        "payback_time": np.where(pays, capital / np.where(pays, income, 1.0), np.inf),
        "net_present_value": revenue * first_output * worth - capital - running / recovery,
        "revenue_per_energy": revenue / energy,
        "break_even_revenue_per_energy": bill / (energy * mean_output),
        "cost_per_token": cost,
        "break_even_price": first_price,
        "gpu_hour_revenue": rate_here * s.utilisation * s.price,
        "gpu_hour_cost": rate_here * s.utilisation * cost,
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
        scale = np.max(np.abs(theirs[name]), where=np.isfinite(theirs[name]), initial=0.0)
        np.testing.assert_allclose(ours[name], theirs[name], rtol=1e-9, atol=1e-12 * scale, err_msg=name)
    many = scenarios(COUNT)
    turns = [(seconds(model.satellite, many), seconds(by_hand, many)) for _ in range(TURNS)]
    ours, theirs = (median(taken) for taken in zip(*turns, strict=True))
    ratio = median(one / other for one, other in turns)
    print(f"{COUNT:,} satellites: {ours:.2f} s by the model, {theirs:.2f} s by hand; ratio {ratio:.2f}")
    sys.exit(0 if ratio <= TARGET else f"over the target of {TARGET}")


if __name__ == "__main__":
    with np.errstate(divide="ignore"):  # where all chips die in a year, a token costs infinity
        main()
