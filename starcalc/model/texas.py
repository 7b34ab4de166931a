"""The same compute on the ground."""

from starcalc import economics, inference
from starcalc.model.results import calculation, results


@calculation
def ground(s):
    """The same compute in Texas, on electricity from gas, the grid, or solar with storage.

    As many servers as the satellite's power feeds. Failed GPUs are replaced at their price in the year they fail;
    buildings and power plants are paid off over their own life, with interest on half the wait for power, as if they
    were paid for evenly. Idle hours are sold in part, to training and to batches. Neglects land, tax, resale, a spare
    turbine, and clouds that outlast the storage.
    """
    # Servers and building
    electric_power = s.satellite_power * s.conversion_efficiency * (1 - s.pump_share)
    gpus = inference.gpu_count(electric_power, s.gpu_power, s.server_overhead)
    token_rate = inference.fleet_token_rate(gpus, s.token_rate_per_gpu)
    hours_sold = s.utilisation + s.nights_resold * (1 - s.utilisation)
    tokens = economics.yearly_tokens(token_rate, s.ground_availability * hours_sold)
    facility_power = electric_power * s.pue
    facility_energy = economics.yearly_energy(facility_power, s.ground_availability)

    # Electricity: three ways to pay for a year of it
    gas_plant = facility_power * s.gas_plant_price
    gas_capital = gas_plant + economics.interest_before_service(gas_plant, s.ground_discount_rate, s.time_to_power / 2)
    fuel_cost = facility_energy * s.gas_price / s.gas_plant_efficiency
    gas_energy_cost = economics.levelised_energy_cost(
        gas_capital,
        fuel_cost + facility_power * s.gas_plant_upkeep,
        facility_energy,
        s.ground_discount_rate,
        s.facility_life,
    )
    solar_power = facility_power * s.solar_oversize / s.solar_capacity_factor
    storage_energy = facility_power * s.storage_duration
    solar_plant = solar_power * s.solar_price + storage_energy * s.storage_price
    solar_capital = solar_plant + economics.interest_before_service(
        solar_plant, s.ground_discount_rate, s.time_to_power / 2
    )
    solar_energy_cost = economics.levelised_energy_cost(
        solar_capital, solar_power * s.solar_upkeep, facility_energy, s.ground_discount_rate, s.facility_life
    )
    grid_share = (1 - s.gas) * (1 - s.solar_and_storage)
    own_share = s.gas * gas_energy_cost + (1 - s.gas) * s.solar_and_storage * solar_energy_cost
    levelised_energy_cost = own_share + grid_share * s.grid_price
    energy_cost = facility_energy * levelised_energy_cost

    # Capital, and what a year costs: the building as rent, dead GPUs as new ones
    server_price = gpus * s.gpu_price
    gpu_capital = server_price + economics.interest_before_service(server_price, s.ground_discount_rate, s.ground_wait)
    building = electric_power * s.construction_price
    interest = economics.interest_before_service(building, s.ground_discount_rate, s.time_to_power / 2)
    building_capital = building + interest
    plant_capital = s.gas * gas_capital + (1 - s.gas) * s.solar_and_storage * solar_capital
    capital = gpu_capital + building_capital + plant_capital
    capital_per_power = capital / electric_power
    building_cost = building_capital * economics.capital_recovery_factor(s.ground_discount_rate, s.facility_life)
    replacement_cost = server_price * s.failure_rate
    upkeep_cost = electric_power * s.ground_running_cost_per_power
    running_cost = energy_cost + building_cost + replacement_cost + upkeep_cost

    # What it comes to
    revenue = economics.yearly_revenue(tokens, s.price)
    recovery = economics.capital_recovery_factor(s.ground_discount_rate, s.life)
    net_present_value = economics.net_present_value(
        gpu_capital + running_cost / recovery, revenue, s.ground_discount_rate, s.life, s.decline
    )
    revenue_per_energy = economics.revenue_per_energy(revenue, electric_power * s.ground_availability)
    break_even_revenue_per_energy = economics.break_even_revenue(
        gpu_capital / electric_power,
        s.ground_discount_rate,
        s.life,
        running_cost / electric_power,
        s.ground_availability,
    )
    cost_per_token = economics.levelised_cost(gpu_capital, running_cost, tokens, s.ground_discount_rate, s.life)
    gpu_hour_cost = economics.gpu_hour_revenue(s.token_rate_per_gpu * hours_sold, cost_per_token)
    break_even_price = economics.break_even_price(
        gpu_capital, running_cost, tokens, s.ground_discount_rate, s.life, s.decline
    )
    return results(locals())
