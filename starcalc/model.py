"""The whole calculation, straight down, one line per relation.

`s` is anything that has the assumptions as attributes: a `Scenario` (Quantities in, Quantities out), `Scenario().si`
(plain numbers), or either with arrays, JAX tracers or Formulas put in by `.but(...)`. Every line that names something
is a result.
"""

from types import SimpleNamespace

from starcalc import economics, inference, launch, network, orbit, solar, thermal
from starcalc.arrays import xp


def satellite(s):
    """The post's first design: an array, a bus full of GPUs, and a radiator.

    In eclipse the GPUs stop. Neglects drag and its propellant, albedo, insurance, tax and resale.
    """
    # Sun and array
    sunlit_fraction = 1 - s.eclipses + s.eclipses * orbit.mean_visible_sun(s.altitude, s.local_time)
    view_factor = thermal.earth_view_factor(s.altitude, s.tilt)
    array_temperature = thermal.panel_temperature(
        s.irradiance,
        s.absorptivity,
        s.reference_efficiency * s.packing,
        s.front_emissivity,
        s.back_emissivity,
        view_factor,
        s.earth_infrared,
    )
    efficiency = solar.cell_efficiency(s.reference_efficiency, s.temperature_coefficient, array_temperature)
    array_area = solar.array_area(s.satellite_power, s.irradiance, efficiency, s.packing)

    # GPUs and tokens
    electric_power = s.satellite_power * s.conversion_efficiency
    gpus_fed = inference.gpu_count(electric_power, s.gpu_power, s.server_overhead)
    gpus = s.gpus_from_power * gpus_fed + (1 - s.gpus_from_power) * s.gpus_given
    token_rate = inference.fleet_token_rate(gpus, s.token_rate_per_gpu)
    token_energy = inference.energy_per_token(electric_power, token_rate)
    traffic = network.token_bit_rate(token_rate, s.bits_per_token)
    laser_share = network.link_share(traffic, s.link_rate)

    # Heat and mass
    radiator_load = s.radiator_emissivity * thermal.earth_infrared_load(view_factor, s.earth_infrared)
    radiator_area = thermal.radiator_area(
        s.satellite_power, s.coolant_temperature, s.radiator_emissivity, radiator_load, s.radiator_faces
    )
    array_mass = array_area * s.array_areal_density
    server_mass = gpus * s.mass_per_gpu
    radiator_mass = radiator_area * s.radiator_areal_density
    mass = array_mass + server_mass + radiator_mass + s.bus_mass
    specific_power = s.satellite_power / mass

    # Capital: of parts, or as the post gives it, per kilowatt
    gpu_capital = gpus * s.gpu_price
    bus_capital = s.satellite_power * s.satellite_cost_per_power
    launch_capital = launch.launch_cost(mass, s.launch_price)
    parts_capital = gpu_capital + bus_capital + launch_capital
    given_capital = s.satellite_power * s.given_capital_per_power
    capital = s.capital_from_parts * parts_capital + (1 - s.capital_from_parts) * given_capital
    capital_per_power = capital / s.satellite_power
    gpu_share = gpu_capital / capital
    running_cost = s.satellite_power * s.running_cost_per_power

    # The first year's income, and how it shrinks: what is left of the array feeds what is left of the GPUs
    uptime = sunlit_fraction * s.availability
    tokens = economics.yearly_tokens(token_rate, uptime)
    revenue = economics.yearly_revenue(tokens, s.price)
    income = revenue - running_cost
    output_decline = xp.maximum(s.failure_rate, s.degradation)
    revenue_decline = economics.combined_decline(output_decline, s.decline)

    # What it comes to
    gpu_hour_revenue = economics.gpu_hour_revenue(s.token_rate_per_gpu, s.price)
    return_on_investment = economics.return_on_investment(capital, income)
    payback_time = economics.payback_time(capital, income)
    recovery = economics.capital_recovery_factor(s.discount_rate, s.life)
    net_present_value = economics.net_present_value(
        capital + running_cost / recovery, revenue, s.discount_rate, s.life, revenue_decline
    )
    mean_output = recovery * economics.present_value_factor(s.discount_rate, s.life, output_decline)
    revenue_per_energy = economics.revenue_per_energy(revenue, electric_power * uptime)
    break_even_revenue_per_energy = economics.break_even_revenue(
        capital / electric_power, s.discount_rate, s.life, running_cost / electric_power, uptime * mean_output
    )
    cost_per_token = economics.levelised_cost(capital, running_cost, tokens * mean_output, s.discount_rate, s.life)
    gpu_hour_cost = economics.gpu_hour_revenue(s.token_rate_per_gpu, cost_per_token)
    break_even_price = economics.break_even_price(
        capital, running_cost, tokens, s.discount_rate, s.life, revenue_decline
    )
    return results(locals())


def module(s):
    """The post's second design: GPUs glued on the solar sheet, and nothing else that weighs.

    A bound where `areal_density` is the sheet's alone. Neglects what the first design neglects, and the bus.
    """
    # Sun, heat and power: with the GPUs on the sheet, all electricity comes back as heat
    sunlit_fraction = 1 - s.eclipses + s.eclipses * orbit.mean_visible_sun(s.altitude, s.local_time)
    view_factor = thermal.earth_view_factor(s.altitude, s.tilt)
    panel_temperature = thermal.panel_temperature(
        s.irradiance, s.absorptivity, 0.0, s.front_emissivity, s.back_emissivity, view_factor, s.earth_infrared
    )
    efficiency = solar.cell_efficiency(s.reference_efficiency, s.temperature_coefficient, panel_temperature)
    cell_areal_power = s.irradiance * efficiency * s.packing
    areal_power = s.areal_power_from_cells * cell_areal_power + (1 - s.areal_power_from_cells) * s.given_areal_power
    module_area = s.module_power / areal_power
    module_mass = module_area * s.areal_density
    specific_power = areal_power / s.areal_density

    # GPUs, launches and fleet
    electric_power = s.module_power * s.conversion_efficiency
    gpus_per_module = inference.gpu_count(electric_power, s.gpu_power, s.server_overhead)
    power_per_launch = launch.power_per_launch(s.payload, s.areal_density, areal_power)
    fleet_power = s.launches * power_per_launch

    # Money, by the same rules as the satellite
    gpu_capital = gpus_per_module * s.gpu_price
    sheet_capital = s.module_power * s.satellite_cost_per_power
    launch_capital = launch.launch_cost(module_mass, s.launch_price)
    parts_capital = gpu_capital + sheet_capital + launch_capital
    given_capital = s.module_power * s.given_capital_per_power
    capital = s.capital_from_parts * parts_capital + (1 - s.capital_from_parts) * given_capital
    running_cost = s.module_power * s.running_cost_per_power
    token_rate = inference.fleet_token_rate(gpus_per_module, s.token_rate_per_gpu)
    tokens = economics.yearly_tokens(token_rate, sunlit_fraction * s.availability)
    output_decline = xp.maximum(s.failure_rate, s.degradation)
    mean_output = economics.capital_recovery_factor(s.discount_rate, s.life) * economics.present_value_factor(
        s.discount_rate, s.life, output_decline
    )
    cost_per_token = economics.levelised_cost(capital, running_cost, tokens * mean_output, s.discount_rate, s.life)
    return results(locals())


def results(named):
    """Everything a calculation has named, its scenario aside."""
    return SimpleNamespace(**{name: value for name, value in named.items() if name != "s"})


# How results are shown: unit, symbol, and what they are called on an axis.
RESULTS = {
    "areal_power": ("W/m**2", "p", "electric power per area of sheet"),
    "array_area": ("m**2", "A", "area of the array"),
    "array_mass": ("kg", "m_A", "mass of the array"),
    "array_temperature": ("K", "T_A", "temperature of the array"),
    "break_even_price": ("USD/Mtoken", r"p^\ast", "first price that breaks even"),
    "break_even_revenue_per_energy": ("USD/kWh", r"e_0", "revenue per kilowatt-hour that breaks even"),
    "bus_capital": ("MUSD", r"C_\text{bus}", "price of the satellite without its GPUs"),
    "capital": ("MUSD", "C", "capital"),
    "capital_per_power": ("USD/kW", "c", "capital per kilowatt"),
    "cell_areal_power": ("W/m**2", r"p_\text{cell}", "electric power per area, from the cells"),
    "cost_per_token": ("USD/Mtoken", r"p_0", "cost of a million tokens"),
    "efficiency": ("percent", r"\eta", "efficiency of the cells at their temperature"),
    "electric_power": ("kW", r"P_\text{el}", "electric power delivered to the servers"),
    "fleet_power": ("GW", r"P_\text{fleet}", "power of the whole fleet"),
    "given_capital": ("MUSD", r"C_\text{given}", "capital at the given price per kilowatt"),
    "gpu_capital": ("MUSD", r"C_\text{GPU}", "price of the GPUs and their servers"),
    "gpu_hour_cost": ("USD/hour", "w_0", "cost of a GPU-hour"),
    "gpu_hour_revenue": ("USD/hour", "w", "revenue per GPU-hour"),
    "gpu_share": ("percent", r"C_\text{GPU}/C", "share of the GPUs in the capital"),
    "gpus": ("", "n", "GPUs"),
    "gpus_fed": ("", r"n_\text{fed}", "GPUs that the power feeds"),
    "gpus_per_module": ("", "n", "GPUs on a module"),
    "income": ("MUSD/year", "I", "income of the first year"),
    "laser_share": ("percent", r"\lambda", "share of a laser link"),
    "launch_capital": ("MUSD", r"C_\text{launch}", "price of the launch"),
    "mass": ("kg", "m", "mass"),
    "mean_output": ("percent", "o", "mean output over the life, discounted"),
    "module_area": ("m**2", "A", "area of a module"),
    "module_mass": ("kg", "m", "mass of a module"),
    "net_present_value": ("MUSD", r"\text{NPV}", "net present value"),
    "output_decline": ("percent/year", "g_o", "yearly decline of the output"),
    "panel_temperature": ("K", "T", "temperature of the panel"),
    "parts_capital": ("MUSD", r"C_\text{parts}", "capital of the parts"),
    "payback_time": ("year", r"t_\text{back}", "payback time"),
    "power_per_launch": ("MW", r"P_\text{launch}", "power per launch"),
    "radiator_area": ("m**2", r"A_\text{rad}", "area of the radiator"),
    "radiator_load": ("W/m**2", "q", "Earth's infrared absorbed by the radiator, per face"),
    "radiator_mass": ("kg", r"m_\text{rad}", "mass of the radiator"),
    "recovery": ("percent/year", r"\text{CRF}", "capital recovery factor"),
    "return_on_investment": ("percent/year", r"\text{ROI}", "simple return on investment"),
    "revenue": ("MUSD/year", "R", "revenue of the first year"),
    "revenue_decline": ("percent/year", "g_R", "yearly decline of the revenue"),
    "revenue_per_energy": ("USD/kWh", "e", "revenue per kilowatt-hour"),
    "running_cost": ("MUSD/year", "K", "running cost"),
    "server_mass": ("kg", r"m_\text{GPU}", "mass of the servers"),
    "sheet_capital": ("USD", r"C_\text{sheet}", "price of a module without its GPUs"),
    "specific_power": ("W/kg", "s", "electric power per kilogram"),
    "sunlit_fraction": ("percent", "f", "share of the year in sunlight"),
    "token_energy": ("J/token", "E", "electric energy per token"),
    "token_rate": ("token/s", r"\dot n", "tokens a second"),
    "tokens": ("Gtoken/year", "N", "tokens a year"),
    "traffic": ("Mbit/s", "b", "traffic"),
    "uptime": ("percent", "u", "share of the year in which the GPUs run"),
    "view_factor": ("percent", "F", "view factor of Earth"),
}
