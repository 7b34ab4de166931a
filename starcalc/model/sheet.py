"""The post's second design: GPUs on the solar sheet itself."""

from starcalc import environment, inference, launch, network, orbit, solar, thermal
from starcalc.arrays import xp
from starcalc.model.parts import account, panel_areal_density, steered, worn
from starcalc.model.results import calculation, results
from starcalc.model.serving import pooled_rate
from starcalc.model.space import surroundings


@calculation
def module(s):
    """The post's second design: GPUs on the solar sheet itself, which is its own radiator.

    Where the sheet would be too warm for its chips, white strips beside the cells cool it, as many as the hot case at
    the end of life asks for. The mass is the sum of a bill of parts, or as given per area. Neglects albedo, tax and
    resale, and what the sheet needs to unfold and to stay flat beyond its structure's share.
    """
    around = surroundings(s)
    electric_power = s.module_power * s.conversion_efficiency
    gpus_per_module = inference.gpu_count(electric_power, s.gpu_power, s.server_overhead)
    spots = gpus_per_module * s.spots_per_gpu

    # Heat, from the die to the sky: what a chip leaves for the sheet, and how much bare strip that takes
    chip_rise = thermal.chip_rise(s.gpu_power, s.die_area, s.die_resistance)
    emissivity_sum = s.front_emissivity + s.back_emissivity
    spot_limit = s.die_limit - chip_rise - s.loop_rise
    hot_earth_load = 2 * s.aged_emissivity * thermal.earth_infrared_load(around.view_factor, s.hot_earth_infrared)
    hot_sheet_load = s.aged_absorptivity * s.hot_irradiance + hot_earth_load
    hot_bare_load = s.bare_absorptivity * s.hot_irradiance + hot_earth_load
    hot_temperature = thermal.striped_temperature(
        0.0, hot_sheet_load, 2 * s.aged_emissivity, hot_earth_load, 2 * s.aged_emissivity
    )
    # in two passes, because a spot is the warmer the more sheet it has to reach, and the sheet the larger the warmer
    first_spacing = 2 * s.module_power / (s.irradiance * s.reference_efficiency * s.packing * spots)
    first_rise = rise_of_a_spot(s, first_spacing, spot_limit)
    first_limit = s.strips * (spot_limit - first_rise) + (1 - s.strips) * hot_temperature
    first_share = thermal.bare_share(
        first_limit,
        hot_sheet_load,
        2 * s.aged_emissivity,
        hot_bare_load,
        2 * s.aged_emissivity,
    )
    spot_rise = rise_of_a_spot(s, first_spacing * (1 + first_share) / 2, first_limit)
    sheet_limit = spot_limit - spot_rise
    bare_share = thermal.bare_share(
        s.strips * sheet_limit + (1 - s.strips) * hot_temperature,
        hot_sheet_load,
        2 * s.aged_emissivity,
        hot_bare_load,
        2 * s.aged_emissivity,
    )
    earth_load = thermal.earth_infrared_load(around.view_factor, s.earth_infrared)
    sheet_load = s.absorptivity * s.irradiance + emissivity_sum * earth_load
    panel_temperature = thermal.striped_temperature(
        bare_share,
        sheet_load,
        emissivity_sum,
        s.bare_absorptivity * s.irradiance + 2 * s.radiator_emissivity * earth_load,
        2 * s.radiator_emissivity,
    )
    unstriped_temperature = thermal.striped_temperature(0.0, sheet_load, emissivity_sum, 0 * sheet_load, emissivity_sum)
    hot_spot_temperature = panel_temperature + spot_rise
    die_temperature = hot_spot_temperature + s.loop_rise + chip_rise
    unstriped_rise = rise_of_a_spot(s, first_spacing / 2, unstriped_temperature)
    unstriped_die_temperature = unstriped_temperature + unstriped_rise + s.loop_rise + chip_rise

    # Sun and power
    efficiency = solar.cell_efficiency(s.reference_efficiency, s.temperature_coefficient, panel_temperature)
    cell_areal_power = s.irradiance * efficiency * s.packing
    striped_areal_power = cell_areal_power / (1 + bare_share)
    areal_power = s.areal_power_from_cells * striped_areal_power + (1 - s.areal_power_from_cells) * s.given_areal_power
    stored_share = s.keep_awake * s.idle_share
    charging = stored_share * around.eclipse_share / (1 - around.eclipse_share) / s.battery_efficiency
    array_power = s.module_power * (1 + charging)
    module_area = array_power / areal_power
    token_rate_here = pooled_rate(s, gpus_per_module)
    token_rate = inference.fleet_token_rate(gpus_per_module, token_rate_here)
    power_per_gpu = s.module_power / gpus_per_module
    power_per_h100 = power_per_gpu * s.reference_bandwidth / s.bandwidth

    # Bill of mass
    cell_mass = array_power / cell_areal_power * s.cell_areal_density
    wiring_mass = array_power / cell_areal_power * s.wiring_areal_density
    substrate_mass = module_area * s.substrate_areal_density
    structure_mass = module_area * s.structure_areal_density
    spreader_mass = module_area * s.spreader_thickness * s.spreader_density
    server_mass = gpus_per_module * s.mass_per_gpu
    spot_pitch = xp.sqrt(module_area / spots)
    pipe_length_per_gpu = (s.spots_per_gpu - 1) * spot_pitch
    pipe_mass = gpus_per_module * pipe_length_per_gpu * s.pipe_linear_density
    shield_mass = gpus_per_module * s.shielded_area * s.shield_thickness * s.shield_density
    core_mass = s.bus_mass / s.modules_per_bus + s.module_power * s.bus_mass_per_power
    hub_mass = s.radio_mass + core_mass
    depth_of_discharge = solar.allowed_depth(
        around.eclipses_per_year * s.life, s.cycle_life, s.cycle_depth, s.cycle_exponent
    )
    battery_energy = solar.battery_energy(
        s.module_power * stored_share, around.longest_eclipse, depth_of_discharge, s.battery_efficiency
    )
    battery_mass = battery_energy / s.battery_specific_energy
    strip_mass = (substrate_mass + structure_mass) * bare_share / (1 + bare_share)
    panel_mass = cell_mass + wiring_mass + substrate_mass + structure_mass - strip_mass
    parts = panel_mass + strip_mass + spreader_mass + pipe_mass + server_mass + shield_mass + battery_mass + hub_mass
    dry_mass = parts * (1 + s.mass_margin)
    module_drag = around.drag_pressure * module_area
    drag_delta_v = orbit.lifetime_delta_v(module_drag, dry_mass, s.life)
    disposal_delta_v = orbit.hohmann_delta_v(s.disposal_altitude, s.altitude)
    propellant_mass = orbit.propellant_load(dry_mass, drag_delta_v + disposal_delta_v, s.specific_impulse)
    built_mass = dry_mass + propellant_mass
    module_mass = s.mass_from_parts * built_mass + (1 - s.mass_from_parts) * module_area * s.areal_density
    sheet_areal_density = module_mass / module_area
    specific_power = s.module_power / module_mass
    bare_panel_density = panel_areal_density(s)

    # Cold and warm again at each eclipse, until the joints give way
    heat_capacity = s.specific_heat * sheet_areal_density
    eclipse_temperature = thermal.shadow_temperature(
        panel_temperature, around.longest_eclipse, heat_capacity, emissivity_sum, emissivity_sum * earth_load
    )
    swing = panel_temperature - eclipse_temperature
    joint_eclipses = thermal.cycles_to_failure(s.joint_cycles, s.joint_swing, swing, s.joint_exponent)
    joint_life = thermal.fatigue_life(joint_eclipses, around.eclipses_per_year)
    service_life = xp.minimum(s.life, joint_life)

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
    modules_per_channel = served_by_a_channel(s, received_power, module_traffic)
    starlink_share = network.link_share(s.modules_per_bus * module_traffic, s.starlink_rate)
    tidal_torque = orbit.tidal_torque(s.altitude, around.mean_beta, s.modules_per_bus * module_mass, sheet_side)
    loop_current = tidal_torque / (sheet_area * s.magnetic_field)

    # Launches and fleet
    lifted = s.payload * s.payload_share
    served_areal_power = s.module_power / module_area  # without what charges the battery
    power_per_launch = launch.power_per_launch(lifted, sheet_areal_density, served_areal_power)
    gpus_per_launch = power_per_launch * (gpus_per_module / s.module_power)
    fleet_power = s.launches * power_per_launch
    fleet_gpus = s.launches * gpus_per_launch
    fleet_area = fleet_power / served_areal_power

    # Money, by the same rules as the satellite
    gpu_capital = gpus_per_module * s.gpu_price
    sheet_capital = array_power * s.satellite_cost_per_power
    battery_capital = battery_energy * s.battery_price
    launch_capital = launch.launch_cost(module_mass, s.launch_price)
    bought = gpu_capital + sheet_capital + battery_capital + launch_capital
    launch_to_gpu = launch_capital / gpu_capital
    bus_hits = environment.yearly_hits(around.debris_flux, s.bus_area)  # a lost bus takes all its modules with it
    fatal_hits = environment.yearly_loss(s.fatal_share * bus_hits)
    stopped_by_shadow = (1 - s.keep_awake) * environment.stopped_share(around.eclipses_per_year, s.restart_time)
    lit = xp.maximum(around.sunlit_fraction - stopped_by_shadow, 0.0)
    wear = worn(s, around.dose, fatal_hits)
    attitude_output = steered(s, wear.gpu_loss, service_life)
    uptime = s.availability * attitude_output * lit
    worth = account(
        s,
        s.module_power,
        electric_power,
        token_rate_here,
        token_rate,
        bought,
        uptime,
        service_life,
        wear.output_decline,
    )
    return results(locals())


def served_by_a_channel(s, received_power, traffic):
    """How many modules a channel serves, all at the farthest one's rate: the more there are, the farther that one lies.

    `received_power` is that of the farthest of a bus's modules as the table has them; it falls as their number grows.
    """
    served = s.modules_per_bus
    for _ in range(5):  # each leaves a tenth or less of what the logarithm is off; a step on paper doubles with each
        farther = received_power * s.modules_per_bus / served
        rate = s.radio_efficiency * network.link_capacity(farther, s.channel_width, s.noise_temperature)
        served = xp.pow(served, 0.4) * xp.pow(rate / traffic, 0.6)
    return served


def rise_of_a_spot(s, spacing, temperature):
    """How much warmer a hot spot is than the sheet about it, which is at this temperature: of the chip's own heat."""
    return thermal.hot_spot_rise(
        s.gpu_power / s.spots_per_gpu,
        s.spot_radius,
        spacing,
        s.spreader_conductivity,
        s.spreader_thickness,
        2 * s.aged_emissivity,
        temperature,
    )
