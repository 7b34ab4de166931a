"""The post's first design: a satellite with its GPUs in a box."""

from starcalc import environment, inference, launch, network, orbit, solar, thermal
from starcalc.arrays import xp
from starcalc.model.parts import account, panel_areal_density, steered, worn
from starcalc.model.results import calculation, results
from starcalc.model.serving import pooled_rate
from starcalc.model.space import surroundings


@calculation
def satellite(s):
    """The post's first design: an array, a bus full of GPUs, and a radiator.

    In eclipse the GPUs stop, or a battery carries them, which takes a larger array to charge it as well. The radiator
    is as large as the hot case at the end of life asks for, so that no chip is hotter than it may be. Neglects tax,
    resale, and the mass that failed launches take with them beyond what insurance costs.
    """
    around = surroundings(s)

    # Array and battery: cells at 25 °C tell how warm the array is, and that how much it makes
    first_temperature = thermal.panel_temperature(
        s.irradiance,
        s.absorptivity,
        s.reference_efficiency * s.packing,
        s.front_emissivity,
        s.back_emissivity,
        around.view_factor,
        s.earth_infrared,
    )
    first_efficiency = solar.cell_efficiency(s.reference_efficiency, s.temperature_coefficient, first_temperature)
    array_temperature = thermal.panel_temperature(
        s.irradiance,
        s.absorptivity,
        first_efficiency * s.packing,
        s.front_emissivity,
        s.back_emissivity,
        around.view_factor,
        s.earth_infrared,
    )
    efficiency = solar.cell_efficiency(s.reference_efficiency, s.temperature_coefficient, array_temperature)
    stored_share = s.battery + (1 - s.battery) * s.keep_awake * s.idle_share
    charging = stored_share * around.eclipse_share / (1 - around.eclipse_share) / s.battery_efficiency
    array_power = s.satellite_power * (1 + charging)
    array_area = solar.array_area(array_power, s.irradiance, efficiency, s.packing)
    aged_area = array_area / solar.remaining_power(s.degradation, s.life)
    starlink_power = array_power * (s.starlink_array_area / array_area)
    depth_of_discharge = solar.allowed_depth(
        around.eclipses_per_year * s.life, s.cycle_life, s.cycle_depth, s.cycle_exponent
    )
    battery_energy = solar.battery_energy(
        s.satellite_power * stored_share, around.longest_eclipse, depth_of_discharge, s.battery_efficiency
    )
    debris_hits = environment.yearly_hits(around.debris_flux * around.plate_exposure, array_area)
    fatal_hits = environment.yearly_loss(s.fatal_share * environment.yearly_hits(around.debris_flux, s.bus_area))

    # GPUs and tokens
    electric_power = s.satellite_power * s.conversion_efficiency * (1 - s.pump_share)
    gpus_fed = inference.gpu_count(electric_power, s.gpu_power, s.server_overhead)
    gpus = s.gpus_from_power * gpus_fed + (1 - s.gpus_from_power) * s.gpus_given
    h100_equivalents = gpus * s.bandwidth / s.reference_bandwidth
    token_rate_here = pooled_rate(s, gpus)
    token_rate = inference.fleet_token_rate(gpus, token_rate_here)
    token_energy = inference.energy_per_token(electric_power, token_rate)
    traffic = network.token_bit_rate(token_rate, s.bits_per_token)
    laser_share = network.link_share(traffic, s.link_rate)
    prompt_traffic = traffic * s.prompt / s.reply
    prompt_share = network.link_share(prompt_traffic, s.link_rate)
    data_ceiling = network.data_per_energy(s.link_rate, electric_power)

    # Heat, from the die to the sky: all electricity becomes heat on board
    chip_rise = thermal.chip_rise(s.gpu_power, s.die_area, s.die_resistance)
    coolant_temperature = s.die_limit - chip_rise - s.loop_rise
    hot_array_temperature = thermal.panel_temperature(
        s.hot_irradiance,
        s.aged_absorptivity,
        efficiency * s.packing,
        s.aged_emissivity,
        s.aged_emissivity,
        around.view_factor,
        s.hot_earth_infrared,
    )
    hot_radiator_load = thermal.radiator_view_load(
        around.radiator_earth_view,
        s.hot_earth_infrared,
        s.radiator_view,
        hot_array_temperature,
        s.aged_emissivity,
        s.aged_emissivity,
    )
    radiator_area = thermal.finned_radiator_area(
        s.satellite_power,
        coolant_temperature,
        s.aged_emissivity,
        s.fin_efficiency,
        hot_radiator_load,
        s.radiator_faces,
    )
    radiator_load = thermal.radiator_view_load(
        around.radiator_earth_view,
        s.earth_infrared,
        s.radiator_view,
        array_temperature,
        s.back_emissivity,
        s.radiator_emissivity,
    )
    radiator_temperature = thermal.finned_radiator_temperature(
        s.satellite_power, radiator_area, s.radiator_emissivity, s.fin_efficiency, radiator_load, s.radiator_faces
    )
    die_temperature = radiator_temperature + s.loop_rise + chip_rise
    radiator_flux = thermal.radiated_flux(radiator_temperature, s.radiator_emissivity)
    sink_share = radiator_load / radiator_flux
    sky_share = s.radiator_emissivity * thermal.radiated_flux(s.sky_temperature, 1.0) / radiator_flux
    bus_load = s.radiator_emissivity * thermal.earth_infrared_load(around.view_factor, s.earth_infrared)
    bus_heat = s.bus_area * (thermal.radiated_flux(coolant_temperature, s.radiator_emissivity) - bus_load)
    bus_temperature = thermal.radiator_temperature(s.satellite_power, s.bus_area, s.radiator_emissivity, bus_load, 1)

    # Mass
    array_mass = array_area * panel_areal_density(s)
    server_mass = gpus * s.mass_per_gpu
    radiator_mass = radiator_area * s.radiator_areal_density
    loop_mass = s.satellite_power * s.loop_mass_per_power
    battery_mass = battery_energy / s.battery_specific_energy
    shield_mass = gpus * s.shielded_area * s.shield_thickness * s.shield_density
    equipment_mass = server_mass + shield_mass + radiator_mass + loop_mass + battery_mass
    core_mass = s.bus_mass + s.satellite_power * s.bus_mass_per_power
    bare_mass = (array_mass + equipment_mass + core_mass) * (1 + s.mass_margin)

    # Attitude: what sunlight and the tide turn, wheels hold; and what the wind takes, propellant gives back
    array_length = xp.sqrt(array_area * s.array_aspect)
    sunlight_force = solar.radiation_pressure_force(s.irradiance, array_area, 1 - s.absorptivity)
    pressure_torque = sunlight_force * s.mass_offset
    inertia = orbit.plate_inertia(array_mass, array_length)
    tidal_torque = orbit.gravity_gradient_torque(s.altitude, inertia, around.mean_beta)
    stored_momentum = orbit.secular_momentum(pressure_torque, around.period)
    stored_momentum = stored_momentum + orbit.stored_momentum(tidal_torque, around.period / 2)
    wheel_mass = orbit.wheel_mass(stored_momentum, s.wheel_specific_momentum)
    dry_mass = bare_mass + wheel_mass
    drag = around.drag_pressure * array_area + around.radiator_drag_pressure * radiator_area
    drag_delta_v = orbit.lifetime_delta_v(drag, dry_mass, s.life)
    disposal_delta_v = orbit.hohmann_delta_v(s.disposal_altitude, s.altitude)
    propellant_mass = orbit.propellant_load(dry_mass, drag_delta_v + disposal_delta_v, s.specific_impulse)
    propellant_share = propellant_mass / dry_mass
    mass = dry_mass + propellant_mass
    specific_power = s.satellite_power / mass

    # Money: what is on board, and by the rules of both designs what that comes to
    gpu_capital = gpus * s.gpu_price
    bus_capital = array_power * s.satellite_cost_per_power
    battery_capital = battery_energy * s.battery_price
    launch_capital = launch.launch_cost(mass, s.launch_price)
    bought = gpu_capital + bus_capital + battery_capital + launch_capital
    launch_to_gpu = launch_capital / gpu_capital
    stopped_by_shadow = (1 - s.keep_awake) * environment.stopped_share(around.eclipses_per_year, s.restart_time)
    lit = xp.maximum(around.sunlit_fraction - stopped_by_shadow, 0.0)
    wear = worn(s, around.dose, fatal_hits)
    attitude_output = steered(s, wear.gpu_loss, s.life)
    uptime = s.availability * attitude_output * (s.battery + (1 - s.battery) * lit)
    worth = account(
        s, s.satellite_power, electric_power, token_rate_here, token_rate, bought, uptime, s.life, wear.output_decline
    )
    gpu_share = gpu_capital / worth.capital
    return results(locals())
