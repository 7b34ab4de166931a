"""The two designs of the post, and what surrounds them in orbit. Read these as `model.satellite` and so on.

`s` is anything that has the assumptions as attributes; every line that names something is a result. See `model`.
"""

from types import SimpleNamespace

from starcalc import economics, environment, inference, launch, network, orbit, solar, thermal
from starcalc.arrays import xp


def surroundings(s):
    """What the orbit does to whatever flies there: Sun and shadow, air, particles, and the way to a user.

    Small debris goes with altitude as catalogued objects do. Neglects solar protons and cosmic rays.
    """
    # Sun and shadow
    inclination = orbit.sun_synchronous_inclination(s.altitude)
    period = orbit.period(s.altitude)
    speed = orbit.speed(s.altitude)
    sky_fraction = orbit.sky_fraction(s.altitude)
    view_factor = thermal.earth_view_factor(s.altitude, s.tilt)
    sunlit_fraction = 1 - s.eclipses + s.eclipses * orbit.mean_visible_sun(s.altitude, s.local_time)
    least_beta = orbit.least_beta(s.altitude, s.local_time)
    eclipse_share = s.eclipses * orbit.eclipse_fraction(s.altitude, least_beta)
    longest_eclipse = period * eclipse_share
    rear_albedo = thermal.albedo_load_fit(s.altitude, least_beta, 0.0)
    rear_load = thermal.earth_infrared_load(view_factor, s.earth_infrared) + rear_albedo
    rear_share = rear_load / s.irradiance

    # Air, on a sheet held to the Sun, or edge-on to its motion and rolled toward the Sun
    mean_beta = orbit.mean_beta(s.altitude, s.local_time)
    air_density = environment.air_density_fit(s.altitude, s.solar_flux)
    speed_ratio = orbit.molecular_speed_ratio(speed, s.air_temperature, s.molar_mass)
    slant_drag_coefficient = orbit.mean_plate_drag_coefficient(
        speed_ratio, mean_beta, s.wall_temperature / s.air_temperature
    )
    drag_coefficient = s.edge_on * orbit.edge_drag_coefficient(speed_ratio) + (1 - s.edge_on) * slant_drag_coefficient
    drag_pressure = air_density * speed**2 * drag_coefficient / 2
    pointing = 1 - s.edge_on * (1 - orbit.mean_edge_on_sunlight(s.altitude, s.local_time))

    # Particles and debris
    dose = environment.yearly_dose(environment.trapped_dose_fit(s.altitude, s.shield_thickness))
    service_life = xp.minimum(s.life, s.dose_limit / dose)
    crowding = environment.crowding(s.altitude)
    debris_climb = environment.crowding(environment.DENSEST) / crowding
    debris_flux = crowding * environment.debris_flux_fit(s.debris_size)

    # The way to a user
    ring_distance = network.ring_distance(s.altitude, s.user_latitude)
    direct_share = network.direct_share(s.altitude, s.user_latitude, s.minimum_elevation)
    latency = network.ring_latency(s.altitude, s.user_latitude, s.relay_altitude, s.grazing_altitude)
    higher_altitude = s.altitude + s.climb
    higher_latency = network.ring_latency(higher_altitude, s.user_latitude, s.relay_altitude, s.grazing_altitude)
    latency_saved = latency - higher_latency
    wait_added = 2 * latency / s.first_token_time
    return results(locals())


def satellite(s):
    """The post's first design: an array, a bus full of GPUs, and a radiator.

    In eclipse the GPUs stop, or a battery carries them, which takes a larger array to charge it as well. Neglects
    albedo, tax, resale, and the mass that failed launches take with them beyond what insurance costs.
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
    charging = s.battery * around.eclipse_share / (1 - around.eclipse_share) / s.battery_efficiency
    array_power = s.satellite_power * (1 + charging)
    array_area = solar.array_area(array_power, s.irradiance, efficiency, s.packing)
    aged_area = array_area / solar.remaining_power(s.degradation, s.life)
    starlink_power = array_power * (s.starlink_array_area / array_area)
    battery_energy = s.battery * solar.battery_energy(
        s.satellite_power, around.longest_eclipse, s.depth_of_discharge, s.battery_efficiency
    )
    debris_hits = environment.yearly_hits(around.debris_flux, array_area)
    fatal_hits = environment.yearly_loss(s.fatal_share * environment.yearly_hits(around.debris_flux, s.bus_area))

    # GPUs and tokens
    electric_power = s.satellite_power * s.conversion_efficiency
    gpus_fed = inference.gpu_count(electric_power, s.gpu_power, s.server_overhead)
    gpus = s.gpus_from_power * gpus_fed + (1 - s.gpus_from_power) * s.gpus_given
    token_rate = inference.fleet_token_rate(gpus, s.token_rate_per_gpu)
    token_energy = inference.energy_per_token(electric_power, token_rate)
    traffic = network.token_bit_rate(token_rate, s.bits_per_token)
    laser_share = network.link_share(traffic, s.link_rate)
    prompt_traffic = traffic * s.prompt / s.reply
    prompt_share = network.link_share(prompt_traffic, s.link_rate)
    data_ceiling = network.data_per_energy(s.link_rate, electric_power)

    # Heat: all electricity becomes heat on board
    radiator_load = s.radiator_emissivity * thermal.earth_infrared_load(around.view_factor, s.earth_infrared)
    radiator_area = thermal.radiator_area(
        s.satellite_power, s.coolant_temperature, s.radiator_emissivity, radiator_load, s.radiator_faces
    )
    radiator_flux = thermal.radiated_flux(s.coolant_temperature, s.radiator_emissivity)
    sink_share = radiator_load / radiator_flux
    bus_heat = s.bus_area * (radiator_flux - radiator_load)
    radiator_temperature = thermal.radiator_temperature(
        s.satellite_power, s.bus_area, s.radiator_emissivity, radiator_load, 1
    )

    # Mass
    array_mass = array_area * s.array_areal_density
    server_mass = gpus * s.mass_per_gpu
    radiator_mass = radiator_area * s.radiator_areal_density
    battery_mass = battery_energy / s.battery_specific_energy
    shield_mass = gpus * s.shielded_area * s.shield_thickness * s.shield_density
    equipment_mass = server_mass + shield_mass + radiator_mass + battery_mass
    dry_mass = (array_mass + equipment_mass + s.bus_mass) * (1 + s.mass_margin)
    drag = around.drag_pressure * array_area
    drag_delta_v = orbit.lifetime_delta_v(drag, dry_mass, around.service_life)
    disposal_delta_v = orbit.hohmann_delta_v(s.disposal_altitude, s.altitude)
    propellant_mass = orbit.propellant_load(dry_mass, drag_delta_v + disposal_delta_v, s.specific_impulse)
    propellant_share = propellant_mass / dry_mass
    mass = dry_mass + propellant_mass
    specific_power = s.satellite_power / mass

    # Capital: of parts, or as the post gives it, per kilowatt
    gpu_capital = gpus * s.gpu_price
    bus_capital = s.satellite_power * s.satellite_cost_per_power
    battery_capital = battery_energy * s.battery_price
    launch_capital = launch.launch_cost(mass / s.payload_share, s.launch_price)
    bought = gpu_capital + bus_capital + battery_capital + launch_capital
    insurance = s.insurance_rate * bought
    parts_capital = bought + insurance
    interest = economics.interest_before_service(parts_capital, s.discount_rate, s.time_to_orbit)
    given_capital = s.satellite_power * s.given_capital_per_power
    capital = s.capital_from_parts * (parts_capital + interest) + (1 - s.capital_from_parts) * given_capital
    capital_per_power = capital / s.satellite_power
    gpu_share = gpu_capital / capital
    launch_to_gpu = launch_capital / gpu_capital
    running_cost = s.satellite_power * s.running_cost_per_power

    # The first year's income, and how it shrinks: what is left of the array feeds what is left of the GPUs
    uptime = s.availability * around.pointing * (s.battery + (1 - s.battery) * around.sunlit_fraction)
    tokens = economics.yearly_tokens(token_rate, uptime)
    revenue = economics.yearly_revenue(tokens, s.price)
    income = revenue - running_cost
    wear = xp.maximum(s.failure_rate, s.degradation)
    output_decline = economics.combined_decline(wear, fatal_hits)
    revenue_decline = economics.combined_decline(output_decline, s.decline)

    # What it comes to
    gpu_hour_revenue = economics.gpu_hour_revenue(s.token_rate_per_gpu, s.price)
    return_on_investment = economics.return_on_investment(capital, income)
    payback_time = economics.payback_time(capital, income)
    recovery = economics.capital_recovery_factor(s.discount_rate, around.service_life)
    net_present_value = economics.net_present_value(
        capital + running_cost / recovery, revenue, s.discount_rate, around.service_life, revenue_decline
    )
    mean_output = recovery * economics.present_value_factor(s.discount_rate, around.service_life, output_decline)
    revenue_per_energy = economics.revenue_per_energy(revenue, electric_power * uptime)
    break_even_revenue_per_energy = economics.break_even_revenue(
        capital / electric_power,
        s.discount_rate,
        around.service_life,
        running_cost / electric_power,
        uptime * mean_output,
    )
    cost_per_token = economics.levelised_cost(
        capital, running_cost, tokens * mean_output, s.discount_rate, around.service_life
    )
    gpu_hour_cost = economics.gpu_hour_revenue(s.token_rate_per_gpu, cost_per_token)
    break_even_price = economics.break_even_price(
        capital, running_cost, tokens, s.discount_rate, around.service_life, revenue_decline
    )
    starting_revenue = economics.yearly_revenue(tokens, break_even_price)
    starting_revenue_per_energy = economics.revenue_per_energy(starting_revenue, electric_power * uptime)
    return results(locals())


def module(s):
    """The post's second design: GPUs on the solar sheet itself, which is its own radiator.

    The mass is the sum of a bill of parts, or as given per area. Neglects albedo, tax and resale, and what the sheet
    needs to unfold and to stay flat beyond its structure's share.
    """
    around = surroundings(s)

    # Sun, heat and power: with the GPUs on the sheet, all electricity comes back as heat
    panel_temperature = thermal.panel_temperature(
        s.irradiance, s.absorptivity, 0.0, s.front_emissivity, s.back_emissivity, around.view_factor, s.earth_infrared
    )
    efficiency = solar.cell_efficiency(s.reference_efficiency, s.temperature_coefficient, panel_temperature)
    cell_areal_power = s.irradiance * efficiency * s.packing
    areal_power = s.areal_power_from_cells * cell_areal_power + (1 - s.areal_power_from_cells) * s.given_areal_power
    module_area = s.module_power / areal_power
    electric_power = s.module_power * s.conversion_efficiency
    gpus_per_module = inference.gpu_count(electric_power, s.gpu_power, s.server_overhead)
    token_rate = inference.fleet_token_rate(gpus_per_module, s.token_rate_per_gpu)
    spots = gpus_per_module * s.spots_per_gpu
    emissivity_sum = s.front_emissivity + s.back_emissivity
    earth_load = thermal.earth_infrared_load(around.view_factor, s.earth_infrared)
    sheet_load = s.absorptivity * s.irradiance - areal_power + emissivity_sum * earth_load
    hot_spot_temperature = thermal.hot_spot_temperature_linear(
        s.module_power / spots,
        s.spot_radius,
        module_area / spots,
        s.spreader_conductivity,
        s.spreader_thickness,
        emissivity_sum,
        sheet_load,
    )

    power_per_gpu = s.module_power / gpus_per_module

    # Bill of mass
    panel_areal_density = (
        s.cell_areal_density + s.substrate_areal_density + s.wiring_areal_density + s.structure_areal_density
    )
    cell_mass = module_area * s.cell_areal_density
    substrate_mass = module_area * s.substrate_areal_density
    wiring_mass = module_area * s.wiring_areal_density
    structure_mass = module_area * s.structure_areal_density
    spreader_mass = module_area * s.spreader_thickness * s.spreader_density
    board_mass = gpus_per_module * s.board_mass_per_gpu
    spot_pitch = xp.sqrt(module_area / spots)
    pipe_length_per_gpu = (s.spots_per_gpu - 1) * spot_pitch
    pipe_mass = gpus_per_module * pipe_length_per_gpu * s.pipe_linear_density
    shield_mass = gpus_per_module * s.shielded_area * s.shield_thickness * s.shield_density
    hub_mass = s.radio_mass + s.bus_mass / s.modules_per_bus
    parts = cell_mass + substrate_mass + wiring_mass + structure_mass + spreader_mass + board_mass
    dry_mass = (parts + pipe_mass + shield_mass + hub_mass) * (1 + s.mass_margin)
    drag_delta_v = orbit.lifetime_delta_v(around.drag_pressure * module_area, dry_mass, around.service_life)
    disposal_delta_v = orbit.hohmann_delta_v(s.disposal_altitude, s.altitude)
    propellant_mass = orbit.propellant_load(dry_mass, drag_delta_v + disposal_delta_v, s.specific_impulse)
    built_mass = dry_mass + propellant_mass
    module_mass = s.mass_from_parts * built_mass + (1 - s.mass_from_parts) * module_area * s.areal_density
    sheet_areal_density = module_mass / module_area
    specific_power = s.module_power / module_mass

    # Modules side by side, one square around the bus: radio or cable to the farthest, the tide's pull, and the traffic
    sheet_area = s.modules_per_bus * module_area
    sheet_side = xp.sqrt(sheet_area)
    reach = sheet_side / xp.sqrt(2.0)
    cable_mass = solar.cable_mass(
        s.module_power, s.module_voltage, reach, s.cable_loss, s.conductor_density, s.conductor_resistivity
    )
    cable_to_radio = cable_mass / s.radio_mass
    received_power = network.received_power(s.transmit_power, s.antenna_gain, s.antenna_gain, reach, s.frequency)
    radio_rate = s.radio_efficiency * network.link_capacity(received_power, s.channel_width, s.noise_temperature)
    module_traffic = network.token_bit_rate(token_rate * (1 + s.prompt_ratio), s.bits_per_token)
    modules_per_channel = radio_rate / module_traffic
    starlink_share = network.link_share(s.modules_per_bus * module_traffic, s.starlink_rate)
    tidal_torque = orbit.tidal_torque(s.altitude, around.mean_beta, s.modules_per_bus * module_mass, sheet_side)
    loop_current = tidal_torque / (sheet_area * s.magnetic_field)

    # Launches and fleet
    lifted = s.payload * s.payload_share
    power_per_launch = launch.power_per_launch(lifted, sheet_areal_density, areal_power)
    gpus_per_launch = power_per_launch * (gpus_per_module / s.module_power)
    fleet_power = s.launches * power_per_launch
    fleet_gpus = s.launches * gpus_per_launch
    fleet_area = fleet_power / areal_power

    # Money, by the same rules as the satellite
    gpu_capital = gpus_per_module * s.gpu_price
    sheet_capital = s.module_power * s.satellite_cost_per_power
    launch_capital = launch.launch_cost(module_mass / s.payload_share, s.launch_price)
    insurance = s.insurance_rate * (gpu_capital + sheet_capital + launch_capital)
    parts_capital = gpu_capital + sheet_capital + launch_capital + insurance
    interest = economics.interest_before_service(parts_capital, s.discount_rate, s.time_to_orbit)
    given_capital = s.module_power * s.given_capital_per_power
    capital = s.capital_from_parts * (parts_capital + interest) + (1 - s.capital_from_parts) * given_capital
    capital_per_power = capital / s.module_power
    launch_to_gpu = launch_capital / gpu_capital
    running_cost = s.module_power * s.running_cost_per_power
    uptime = around.sunlit_fraction * s.availability * around.pointing
    tokens = economics.yearly_tokens(token_rate, uptime)
    revenue = economics.yearly_revenue(tokens, s.price)
    output_decline = xp.maximum(s.failure_rate, s.degradation)
    revenue_decline = economics.combined_decline(output_decline, s.decline)
    recovery = economics.capital_recovery_factor(s.discount_rate, around.service_life)
    mean_output = recovery * economics.present_value_factor(s.discount_rate, around.service_life, output_decline)
    net_present_value = economics.net_present_value(
        capital + running_cost / recovery, revenue, s.discount_rate, around.service_life, revenue_decline
    )
    revenue_per_energy = economics.revenue_per_energy(revenue, electric_power * uptime)
    break_even_revenue_per_energy = economics.break_even_revenue(
        capital / electric_power,
        s.discount_rate,
        around.service_life,
        running_cost / electric_power,
        uptime * mean_output,
    )
    cost_per_token = economics.levelised_cost(
        capital, running_cost, tokens * mean_output, s.discount_rate, around.service_life
    )
    gpu_hour_cost = economics.gpu_hour_revenue(s.token_rate_per_gpu, cost_per_token)
    break_even_price = economics.break_even_price(
        capital, running_cost, tokens, s.discount_rate, around.service_life, revenue_decline
    )
    starting_revenue = economics.yearly_revenue(tokens, break_even_price)
    starting_revenue_per_energy = economics.revenue_per_energy(starting_revenue, electric_power * uptime)
    return results(locals())


def results(named):
    """Everything a calculation has named, its scenario aside; what it took from another calculation comes first."""
    found = {}
    for name, value in named.items():
        if name != "s":
            found |= vars(value) if isinstance(value, SimpleNamespace) else {name: value}
    return SimpleNamespace(**found)
