"""The post's second design: GPUs on the solar sheet itself."""

from starcalc import economics, inference, launch, network, orbit, solar, thermal
from starcalc.arrays import xp
from starcalc.model.results import calculation, results
from starcalc.model.space import surroundings


@calculation
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
