"""What the chapters ask of the designs: comparisons, prices of an altitude, lifetimes, fleets."""

from starcalc import economics, environment, inference, launch, orbit, solar
from starcalc.arrays import xp
from starcalc.model.box import satellite
from starcalc.model.results import calculation, results
from starcalc.model.sheet import module
from starcalc.model.texas import ground


@calculation
def comparison(s):
    """What a million tokens costs in space, both ways, and on the ground, and how many times as much that is."""
    satellite_cost = satellite(s).cost_per_token
    module_cost = module(s).cost_per_token
    ground_cost = ground(s).cost_per_token
    satellite_premium = satellite_cost / ground_cost
    module_premium = module_cost / ground_cost
    return results(locals())


@calculation
def eclipse(s):
    """What the shadow costs: a token in endless Sun, with the GPUs stopped in eclipse, and with a battery for it.

    The larger array that charges the battery counts by its mass. Neglects its price, which flatters the battery.
    """
    cost_in_endless_sun = satellite(s.but(eclipses=0, battery=0)).cost_per_token
    cost_if_stopped = satellite(s.but(battery=0)).cost_per_token
    cost_with_battery = satellite(s.but(battery=1)).cost_per_token
    battery_premium = cost_with_battery / cost_if_stopped
    return results(locals())


@calculation
def height(s):
    """What its altitude takes from a satellite, priced: what a token would cost less without shadow, air and so on.

    Each ingredient is removed alone, so the sum is a little off where they meet. A battery counts for what it saves.
    """
    here = satellite(s)
    cost = here.cost_per_token
    shadow_cost = cost * (1 - s.battery) * (1 - here.sunlit_fraction)

    # A kilogram's share of the capital: launched, insured and with interest
    capital_share = s.capital_from_parts / (1 + here.running_cost / here.recovery / here.capital)
    kilogram_cost = cost * capital_share * here.launch_capital / here.bought / here.mass
    air_cost = kilogram_cost * here.propellant_mass
    shield_cost = kilogram_cost * here.shield_mass * (1 + s.mass_margin)

    # Particles: the shield, and the years that it does not save; debris: the satellites that it ends
    planned = economics.present_value_factor(s.discount_rate, s.life, here.output_decline)
    output = here.tokens * planned * economics.capital_recovery_factor(s.discount_rate, s.life)
    unworn_cost = economics.levelised_cost(here.capital, here.running_cost, output, s.discount_rate, s.life)
    particle_cost = shield_cost + cost - unworn_cost
    debris_cost = cost * (1 - planned / economics.present_value_factor(s.discount_rate, s.life, here.wear))

    altitude_cost = shadow_cost + air_cost + particle_cost + debris_cost
    altitude_share = altitude_cost / cost
    return results(locals())


@calculation
def lifetime(s):
    """What is left of a satellite's output at an age, how often it errs, and what spares would do.

    A fleet's mean: each satellite is whole or gone. Upsets are those of protons in a beam, on a chip of another maker.
    """
    here = satellite(s)

    # At an age: what is left of the array feeds what is left of the GPUs, spares among them, until the dose ends them
    gpus_left = xp.minimum((1 + s.spares) * environment.survival(environment.hazard(s.failure_rate), s.age), 1.0)
    array_left = solar.remaining_power(s.degradation, s.age)
    satellites_left = environment.survival(environment.hazard(here.fatal_hits), s.age)
    output_left = xp.where(s.age <= s.dose_limit / here.dose, satellites_left * xp.minimum(gpus_left, array_left), 0.0)
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
    spare_years = economics.spares_last(s.failure_rate, s.degradation, s.spares)
    spell_decline = economics.combined_decline(s.degradation, here.fatal_hits)
    spared_output = here.recovery * economics.late_decline_factor(
        s.discount_rate, here.service_life, spare_years, spell_decline, here.output_decline
    )
    spared_cost_per_token = economics.levelised_cost(
        here.capital + spare_capital, here.running_cost, here.tokens * spared_output, s.discount_rate, here.service_life
    )
    spare_saving = 1 - spared_cost_per_token / here.cost_per_token
    return results(locals())


@calculation
def server(s):
    """One copy of a language model on its GPUs: what it writes a second, in all and for each of its users.

    It serves as many as ask at once, at least one, at most those whose caches fit beside the weights. Neglects links
    between GPUs and every other loss beyond one efficiency; no guessing of several tokens at once.
    """
    # What a step reads
    active_parameters = inference.streamed_parameters(
        s.dense_parameters, s.expert_parameters, s.experts, s.experts_per_token, 1.0
    )
    weight_bytes = (s.dense_parameters + s.expert_parameters) * s.bytes_per_weight
    context = s.prompt + s.reply / 2
    most_users = inference.batch_limit(s.memory, weight_bytes, context, s.kv_bytes, s.gpus_per_model)
    batch = xp.minimum(xp.maximum(s.users_per_gpu * s.gpus_per_model, 1.0), most_users)
    streamed_parameters = inference.streamed_parameters(
        s.dense_parameters, s.expert_parameters, s.experts, s.experts_per_token, batch
    )

    # How long it takes, and what it comes to
    step_time = inference.decode_step_time(
        streamed_parameters,
        active_parameters,
        s.bytes_per_weight,
        batch,
        context,
        s.kv_bytes,
        s.bandwidth,
        s.peak_flops,
        s.gpus_per_model,
    )
    prompt_time = inference.prefill_time(active_parameters, s.fresh * s.prompt, batch, s.peak_flops, s.gpus_per_model)
    gpu_rate = inference.gpu_token_rate(batch, s.reply, step_time, prompt_time, s.gpus_per_model, s.serving_efficiency)
    user_rate = inference.user_token_rate(gpu_rate, s.gpus_per_model, batch)
    tokens_per_energy = gpu_rate / (s.gpu_power * s.server_overhead)
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
    power_by_volume = s.payload_volume * s.packing_power
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
