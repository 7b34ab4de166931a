"""What the chapters ask of the designs: comparisons, prices of an altitude, lifetimes, fleets."""

from starcalc import economics, environment, launch, orbit, sky, solar
from starcalc.arrays import xp
from starcalc.model.box import satellite
from starcalc.model.results import calculation, results
from starcalc.model.sheet import module
from starcalc.model.texas import ground


@calculation
def comparison(s):
    """What tokens and GPU-hours cost in space, both ways, and on the ground, and how many times as much that is."""
    box, sheet, texas = satellite(s), module(s), ground(s)
    satellite_cost = box.cost_per_token
    module_cost = sheet.cost_per_token
    ground_cost = texas.cost_per_token
    satellite_premium = satellite_cost / ground_cost
    module_premium = module_cost / ground_cost
    satellite_hour = box.gpu_hour_cost
    module_hour = sheet.gpu_hour_cost
    ground_hour = texas.gpu_hour_cost
    satellite_hour_premium = satellite_hour / ground_hour
    module_hour_premium = module_hour / ground_hour
    return results(locals(), "box", "sheet", "texas")


@calculation
def waiting(s):
    """What it costs in Texas that servers, paid for, wait so long for power: `ground_wait`, by the GPU-hour served.

    Two prices. By the first the servers only bear interest, as the model of Texas has it, which leaves them their whole
    life. By the second the wait is taken from their life, since new chips come meanwhile: what is left of it must pay.
    Neglects what the hall costs meanwhile, and income lost to others. A wait as long as the life: beyond any price.
    `satellite_hour` is to compare with.
    """
    at_once = ground(s.but(ground_wait=0 * s.ground_wait)).gpu_hour_cost
    shorter = s.but(life=xp.maximum(s.life - s.ground_wait, s.life / 1e9))
    waited_hour = ground(shorter).gpu_hour_cost
    wait_interest = ground(s).gpu_hour_cost - at_once
    wait_cost = waited_hour - at_once
    wait_share = wait_cost / at_once
    satellite_hour = satellite(s).gpu_hour_cost
    return results(locals(), "at_once", "shorter")


@calculation
def eclipse(s):
    """What the shadow costs: a token in endless Sun, with the GPUs stopped in eclipse, and with a battery for it.

    The larger array that charges the battery counts by its mass and by its price.
    """
    cost_in_endless_sun = satellite(s.but(eclipses=0, battery=0)).cost_per_token
    cost_if_stopped = satellite(s.but(battery=0)).cost_per_token
    cost_with_battery = satellite(s.but(battery=1)).cost_per_token
    battery_premium = cost_with_battery / cost_if_stopped
    return results(locals())


@calculation
def slicing(s):
    """What it costs a satellite to hold its array's edge to the wind, and what it saves, against facing the Sun.

    By the million tokens: the bill is shared by fewer, since dimmer light feeds fewer chips, and argon need not be
    launched, insured and waited for. The tank, the thruster's power and its wear are neglected.
    """
    facing, edge = satellite(s.but(edge_on=0)), satellite(s.but(edge_on=1))
    argon_saved = (facing.propellant_mass - edge.propellant_mass) / s.life
    edge_on_cost = edge.cost_per_token
    slicing_premium = edge_on_cost - facing.cost_per_token
    dimming_cost = facing.cost_per_token * (1 / edge.attitude_output - 1)
    argon_worth = dimming_cost - slicing_premium
    return results(locals(), "facing", "edge")


@calculation
def height(s):
    """What its altitude takes from a satellite, priced: what a token would cost less without shadow, air and so on.

    Each ingredient is removed alone, so the sum is a little off where they meet.
    """
    here = satellite(s)
    cost = here.cost_per_token
    shadow_cost = cost - satellite(s.but(eclipses=0)).cost_per_token

    # A kilogram's share of the capital: launched, insured and with interest
    capital_share = s.capital_from_parts / (1 + here.running_cost / here.recovery / here.capital)
    kilogram_cost = cost * capital_share * here.launch_capital / here.bought / here.mass
    air_cost = kilogram_cost * here.propellant_mass
    shield_cost = kilogram_cost * here.shield_mass * (1 + s.mass_margin)

    # Particles: the shield, and the chips that it does not save; debris: the satellites that it ends
    planned = economics.present_value_factor(s.discount_rate, s.life, here.undosed_decline)
    output = here.tokens * planned * economics.mean_over_year(here.undosed_decline) * here.recovery
    undosed_cost = economics.levelised_cost(here.capital, here.running_cost, output, s.discount_rate, s.life)
    particle_cost = shield_cost + cost - undosed_cost
    kept = here.mean_output / here.recovery
    undented = economics.present_value_factor(s.discount_rate, s.life, here.wear) * economics.mean_over_year(here.wear)
    debris_cost = cost * (1 - kept / undented)

    altitude_cost = shadow_cost + air_cost + particle_cost + debris_cost
    altitude_share = altitude_cost / cost
    return results(locals())


@calculation
def lifetime(s):
    """What is left of a satellite's output at an age, how often it errs, and what spares would do.

    A fleet's mean: each satellite is whole or gone. Upsets are those of protons in a beam, on a chip of another maker.
    """
    here = satellite(s)

    # At an age: what is left of the array feeds what is left of the GPUs, spares among them
    gpus_left = xp.minimum((1 + s.spares) * environment.survival(environment.hazard(here.gpu_loss), s.age), 1.0)
    array_left = solar.remaining_power(s.degradation, s.age)
    satellites_left = environment.survival(environment.hazard(here.fatal_hits), s.age)
    output_left = satellites_left * xp.minimum(gpus_left, array_left)
    income_left = output_left * economics.remaining_value(s.decline, s.age)

    # Upsets of one chip, and what stops the satellite
    protons = environment.yearly_dose(environment.proton_dose(s.altitude))
    silent_errors = protons / s.dose_per_silent_error
    memory_errors = protons / s.dose_per_memory_error
    host_crashes = protons / s.dose_per_host_crash
    tokens_per_silent_error = here.tokens / here.gpus / silent_errors
    stops = here.gpus * (memory_errors + host_crashes)
    stopped = environment.stopped_share(stops, s.restart_time)

    # Spares
    spare_lift = here.launch_capital * (here.server_mass + here.shield_mass) * (1 + s.mass_margin) / here.mass
    spare_capital = s.spares * (here.gpu_capital + spare_lift) * s.capital_from_parts * here.capital / here.bought
    spare_years = economics.spares_last(here.gpu_loss, s.degradation, s.spares)
    spell_decline = economics.combined_decline(s.degradation, here.fatal_hits)
    whole_years = economics.late_decline_factor(
        s.discount_rate, s.life, spare_years, spell_decline, here.output_decline
    )
    spared_share = economics.share_of_first_year(spare_years)
    first_spared = spared_share * economics.mean_over_year(spell_decline) + (1 - spared_share) * here.first_output
    spared_output = here.recovery * first_spared * whole_years
    spared_cost_per_token = economics.levelised_cost(
        here.capital + spare_capital, here.running_cost, here.tokens * spared_output, s.discount_rate, s.life
    )
    spare_saving = 1 - spared_cost_per_token / here.cost_per_token
    return results(locals())


@calculation
def fleet(s):
    """What it takes to lift and to build a fleet of modules, and where Starlink's own launches have gone.

    The payload at 97.6° twice: by what Falcon 9 flew, and by the rocket equation from a launch due east. Neglects
    failed launches, spares, and that whatever wears out must be launched again.
    """
    sheet = module(s)

    # Payload: to the orbit by the rocket equation, and by what fits into the bay
    penalty = launch.site_delta_v_penalty(s.site_latitude, sheet.inclination, s.reference_latitude, s.altitude)
    lifted_from_east = launch.payload_after_penalty(
        s.payload, s.stage_dry_mass, s.stage_propellant, penalty, s.exhaust_speed
    )
    power_by_volume = s.payload_volume * s.packing_power / (1 + sheet.bare_share)  # white strips take room too
    folded_thickness = launch.folded_thickness(s.payload_volume, sheet.sheet_areal_density, sheet.lifted)

    # The ring, and how long the world would take to fill it
    buses = sheet.fleet_power / (s.modules_per_bus * s.module_power)
    spacing = orbit.ring_spacing(s.altitude, buses)
    launch_years = s.launches / s.cadence
    gpu_years = sheet.fleet_gpus / s.gpu_production
    cell_years = sheet.fleet_power / s.cell_production

    # The record
    recent_launches = launch.sun_synchronous_launches(s.recent)
    return results(locals())


@calculation
def ring(s):
    """What one sees of the satellites that all launches carry, on one ring or near it: at a place, a day and an hour.

    Each holds its array to the Sun, as the first design does; the other one flies so too, some hundred sheets side by
    side. The sky is clear, moonless and as dark as overhead, the eye good and told where to look. Neglects mirrors,
    earthshine and the light of the ring itself.
    """
    box = satellite(s)
    lifted = s.payload * s.payload_share
    ring_satellites = s.launches * lifted / box.mass
    inclination = orbit.sun_synchronous_inclination(s.altitude)

    # What the eye can do, and what there is to compare with
    sun_down = sky.solar_depression(s.observer_latitude, s.day_of_year, s.hour)
    eye_limit = sky.limiting_magnitude(sky.twilight_brightness(sun_down))
    some_stars = sky.stars_in_sight(eye_limit, s.extinction)
    stars = xp.where(some_stars < 0.5, 0.0, some_stars)

    # The ring: what of it is lit and above the horizon, and what is bright enough
    in_sight = sky.satellites_in_sight(
        ring_satellites,
        s.altitude,
        inclination,
        s.local_time,
        s.node_spread,
        s.observer_latitude,
        s.day_of_year,
        s.hour,
        0 * s.observer_latitude,
    )
    some_bright = sky.bright_satellites(
        ring_satellites,
        s.altitude,
        inclination,
        s.local_time,
        s.node_spread,
        s.observer_latitude,
        s.day_of_year,
        s.hour,
        box.array_area,
        s.array_reflectivity,
        s.body_area,
        s.body_reflectivity,
        s.extinction,
        eye_limit,
    )
    bright = xp.where(some_bright < 0.5, 0.0, some_bright)  # half a satellite is none
    bright_per_star = bright / xp.maximum(stars, 1.0)
    return results(locals(), "box", "some_stars", "some_bright")
