"""The post's first design: a satellite with its GPUs in a box."""

from starcalc import economics, environment, inference, launch, network, orbit, solar, thermal
from starcalc.arrays import xp
from starcalc.model.results import calculation, results
from starcalc.model.space import surroundings


@calculation
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
