# Made by `python -m starcalc.stubs`; change the tables, or stubs.py, instead.
"""The whole calculation, straight down, one line per relation.

`s` is anything that has the assumptions as attributes: a `Scenario` (Quantities in, Quantities out), `Scenario().si`
(plain numbers), or either with arrays, JAX tracers or Formulas put in by `.but(...)`. Every line that names something
is a result. The two designs carry the same parts, and space and ground go by the same rules: the same chips, prices,
wear and load; where they differ, as in the cost of capital, the table has a row for each and says why.
"""

from typing import Any, type_check_only

import pandas
import pint

from starcalc.scenario import Scenario

RESULTS: dict[str, list[str]]
SLICES: tuple[str, ...]

__all__ = [
    "RESULTS",
    "SLICES",
    "Results",
    "bill",
    "commons",
    "comparison",
    "eclipse",
    "fleet",
    "ground",
    "height",
    "lifetime",
    "module",
    "ring",
    "satellite",
    "server",
    "slices",
    "slicing",
    "surroundings",
    "waiting",
]

class Results:
    """The results of a calculation by name: attributes, each a Quantity in the unit of results.toml.

    Of a plain scenario they are plain numbers, in SI units but for years, bytes and sfu.
    """

    def __init__(self, **named: Any) -> None: ...
    def rows(self) -> list[tuple[str, str, str, str]]:
        """Name, value, unit and meaning of each result, as texts."""

    def magnitudes(self) -> dict[str, tuple[Any, pint.Unit]]:
        """Each result's number, or array, and its unit: {name: (value, unit)}."""

    def to_dict(self) -> dict[str, dict[str, Any]]:
        """Results for JSON: {name: {"value": number or list, "unit": text}}; None where there is no number.

        >>> from starcalc import Scenario, model
        >>> model.ground(Scenario()).to_dict()["gpus"]["unit"]
        ''
        """

    def to_frame(self) -> pandas.DataFrame:
        """Results as a pandas DataFrame: a row each with value, unit and meaning; of arrays, a column each.

        The columns of arrays have their units in `frame.attrs["units"]`.
        """

@type_check_only
class Commons(Results):
    """What `model.commons` answers with."""

    box_tokens: Any
    """tokens of a satellite's life [Ttoken]"""
    box_launch_carbon: Any
    """carbon of the launch, satellite [g/Mtoken]"""
    box_carbon: Any
    """carbon, satellite [g/Mtoken]"""
    sheet_carbon: Any
    """carbon, sheet [g/Mtoken]"""
    chips_carbon: Any
    """carbon of chips, Texas [g/Mtoken]"""
    hall_carbon: Any
    """carbon of the building [g/Mtoken]"""
    energy_per_token: Any
    """electricity of a million tokens in Texas [kWh/Mtoken]"""
    grid_carbon: Any
    """carbon, Texas on the grid [g/Mtoken]"""
    gas_carbon: Any
    """carbon, Texas on gas [g/Mtoken]"""
    solar_carbon: Any
    """carbon, Texas on solar and storage [g/Mtoken]"""
    box_water: Any
    """water, satellite [l/Mtoken]"""
    sheet_water: Any
    """water, sheet [l/Mtoken]"""
    grid_water: Any
    """water, Texas on the grid [l/Mtoken]"""
    gas_water: Any
    """water, Texas on gas [l/Mtoken]"""
    solar_water: Any
    """water, Texas on solar and storage [l/Mtoken]"""
    boxes: Any
    """satellites of the fleet"""
    manoeuvres: Any
    """dodges a year [1/year]"""
    falls: Any
    """re-entries a year [1/year]"""
    fallen: Any
    """mass that falls a year [t/year]"""
    alumina: Any
    """aluminium oxide left by re-entries [t/year]"""
    casualties: Any
    """people hit a year [1/year]"""
    wreck_time: Any
    """time in which a wreck leaves the shell [year]"""
    dying: Any
    """satellites that die on their orbit a year [1/year]"""
    wrecks: Any
    """wrecks in the shell"""
    collisions: Any
    """collisions a year [1/year]"""
    unsteered_collisions: Any
    """collisions a year if nobody steers [1/year]"""
    clearing_time: Any
    """time in which the air clears fragments from the shell [year]"""
    pieces: Any
    """large fragments of a collision"""
    critical_fleet: Any
    """satellites that the shell bears"""
    filling_time: Any
    """time to fill the shell [year]"""
    box_fee: Any
    """fee for the orbit, satellite [USD/Mtoken]"""
    box_risk: Any
    """risk to people below, satellite [USD/Mtoken]"""
    box_charge: Any
    """satellite [USD/Mtoken]"""
    sheet_charge: Any
    """sheet [USD/Mtoken]"""
    grid_charge: Any
    """Texas on the grid [USD/Mtoken]"""
    gas_charge: Any
    """Texas on gas [USD/Mtoken]"""
    solar_charge: Any
    """Texas on solar and storage [USD/Mtoken]"""
    charge_gap: Any
    """satellite less grid [cent/Mtoken]"""

@type_check_only
class Comparison(Results):
    """What `model.comparison` answers with."""

    satellite_cost: Any
    """cost, satellite [USD/Mtoken]"""
    module_cost: Any
    """cost, module [USD/Mtoken]"""
    ground_cost: Any
    """cost, ground [USD/Mtoken]"""
    satellite_premium: Any
    """cost from the satellite over that from the ground"""
    module_premium: Any
    """cost from the module over that from the ground"""
    satellite_hour: Any
    """cost of a GPU-hour, satellite [USD/h]"""
    module_hour: Any
    """cost of a GPU-hour, module [USD/h]"""
    ground_hour: Any
    """cost of a GPU-hour, ground [USD/h]"""
    satellite_hour_premium: Any
    """cost of a GPU-hour in the satellite over that on the ground"""
    module_hour_premium: Any
    """cost of a GPU-hour on the module over that on the ground"""

@type_check_only
class Eclipse(Results):
    """What `model.eclipse` answers with."""

    cost_in_endless_sun: Any
    """no eclipses [USD/Mtoken]"""
    cost_if_stopped: Any
    """GPUs stop in eclipse [USD/Mtoken]"""
    cost_with_battery: Any
    """battery carries them [USD/Mtoken]"""
    battery_premium: Any
    """cost with a battery, over cost without [%]"""

@type_check_only
class Fleet(Module):
    """What `model.fleet` answers with."""

    penalty: Any
    """speed that the site and the orbit cost [m/s]"""
    lifted_from_east: Any
    """payload to the orbit, from a launch due east [t]"""
    power_by_volume: Any
    """power that fits into the bay, white strips and all [MW]"""
    folded_thickness: Any
    """thickness that a folded sheet may have [mm]"""
    buses: Any
    """buses of the whole fleet"""
    spacing: Any
    """distance between buses along the ring [km]"""
    launch_years: Any
    """time in which they are launched [year]"""
    gpu_years: Any
    """time in which the GPUs are made [year]"""
    cell_years: Any
    """time in which the world makes the cells [year]"""
    recent_launches: Any
    """recent launches to a sun-synchronous inclination"""

@type_check_only
class Ground(Results):
    """What `model.ground` answers with."""

    electric_power: Any
    """electric power delivered to the servers [kW]"""
    gpus: Any
    """GPUs"""
    token_rate: Any
    """tokens a second [token/s]"""
    hours_sold: Any
    """hours sold on the ground, over those on offer [%]"""
    tokens: Any
    """tokens a year [Gtoken/year]"""
    facility_power: Any
    """power of the site [kW]"""
    facility_energy: Any
    """electricity that the site draws in a year [GWh/year]"""
    gas_plant: Any
    """price of the gas plant, before interest [MUSD]"""
    gas_capital: Any
    """price of the gas plant [MUSD]"""
    fuel_cost: Any
    """gas burnt in a year [MUSD/year]"""
    gas_energy_cost: Any
    """cost of electricity from gas [USD/MWh]"""
    solar_power: Any
    """nameplate of solar [kW]"""
    storage_energy: Any
    """size of the storage [MWh]"""
    solar_plant: Any
    """price of solar and storage, before interest [MUSD]"""
    solar_capital: Any
    """price of solar and storage [MUSD]"""
    solar_energy_cost: Any
    """cost of electricity from solar and storage [USD/MWh]"""
    grid_share: Any
    """share of electricity from the grid [%]"""
    own_share: Any
    """cost of the site's own electricity [USD/MWh]"""
    levelised_energy_cost: Any
    """levelised cost of electricity [USD/MWh]"""
    energy_cost: Any
    """electricity of a year [MUSD/year]"""
    server_price: Any
    """price of the servers, before interest [MUSD]"""
    gpu_capital: Any
    """price of the GPUs and their servers [MUSD]"""
    building: Any
    """price of the building [MUSD]"""
    interest: Any
    """interest before service [MUSD]"""
    building_capital: Any
    """price of the building, with interest [MUSD]"""
    plant_capital: Any
    """price of the power plant [MUSD]"""
    capital: Any
    """capital [MUSD]"""
    capital_per_power: Any
    """capital per kilowatt [USD/kW]"""
    building_cost: Any
    """building, paid off by the year [MUSD/year]"""
    replacement_cost: Any
    """GPUs replaced in a year [MUSD/year]"""
    upkeep_cost: Any
    """upkeep of a year [MUSD/year]"""
    running_cost: Any
    """running cost [MUSD/year]"""
    revenue: Any
    """revenue of the first year [MUSD/year]"""
    recovery: Any
    """capital recovery factor [%/year]"""
    net_present_value: Any
    """net present value [MUSD]"""
    revenue_per_energy: Any
    """revenue per kilowatt-hour [USD/kWh]"""
    break_even_revenue_per_energy: Any
    """break-even revenue per kWh [USD/kWh]"""
    cost_per_token: Any
    """cost of a million tokens [USD/Mtoken]"""
    gpu_hour_cost: Any
    """cost of a GPU-hour [USD/h]"""
    break_even_price: Any
    """first price that breaks even [USD/Mtoken]"""

@type_check_only
class Height(Satellite):
    """What `model.height` answers with."""

    cost: Any
    """cost of a million tokens [USD/Mtoken]"""
    shadow_cost: Any
    """shadow [USD/Mtoken]"""
    capital_share: Any
    """share of the capital in the cost [%]"""
    kilogram_cost: Any
    """cost of a kilogram on board [USD/kg/Mtoken]"""
    air_cost: Any
    """propellant [USD/Mtoken]"""
    shield_cost: Any
    """shield [USD/Mtoken]"""
    planned: Any
    """present value factor of the planned life [year]"""
    output: Any
    """mean tokens a year over the planned life, discounted [Gtoken/year]"""
    undosed_cost: Any
    """cost of a million tokens, were there no dose [USD/Mtoken]"""
    particle_cost: Any
    """particles [USD/Mtoken]"""
    kept: Any
    """present value factor of the output that is left [year]"""
    undented: Any
    """present value factor of the output, were there no debris [year]"""
    debris_cost: Any
    """debris [USD/Mtoken]"""
    altitude_cost: Any
    """all that the altitude takes [USD/Mtoken]"""
    altitude_share: Any
    """share of a token's cost that the altitude takes [%]"""

@type_check_only
class Lifetime(Satellite):
    """What `model.lifetime` answers with."""

    gpus_left: Any
    """GPUs left for the places [%]"""
    array_left: Any
    """array left [%]"""
    satellites_left: Any
    """satellites left [%]"""
    output_left: Any
    """output left [%]"""
    income_left: Any
    """income left [%]"""
    protons: Any
    """yearly dose of protons [rads/year]"""
    silent_errors: Any
    """silent errors a year, per chip [1/year]"""
    memory_errors: Any
    """memory errors a year, per chip [1/year]"""
    host_crashes: Any
    """crashes of the host a year, per chip [1/year]"""
    tokens_per_silent_error: Any
    """tokens per silent error [Gtoken]"""
    stops: Any
    """restarts of the satellite a year [1/year]"""
    stopped: Any
    """share of the time lost to restarts [%]"""
    spare_lift: Any
    """price of launching the servers [MUSD]"""
    spare_capital: Any
    """price of the spares [MUSD]"""
    spare_years: Any
    """years for which the spares last [year]"""
    spell_decline: Any
    """yearly decline while the spares last [%/year]"""
    whole_years: Any
    """present value factor of the output, with spares [year]"""
    spared_share: Any
    """share of the first year that the spares cover"""
    first_spared: Any
    """mean output of the first year, with spares [%]"""
    spared_output: Any
    """mean output over the life, with spares, discounted [%]"""
    spared_cost_per_token: Any
    """cost of a million tokens, with spares [USD/Mtoken]"""
    spare_saving: Any
    """what spares save [%]"""

@type_check_only
class Module(Surroundings):
    """What `model.module` answers with."""

    electric_power: Any
    """electric power delivered to the servers [kW]"""
    gpus_per_module: Any
    """GPUs on a module"""
    spots: Any
    """hot spots on a module"""
    chip_rise: Any
    """how much warmer a chip is than its coolant [K]"""
    emissivity_sum: Any
    """emissivity of both faces"""
    spot_limit: Any
    """temperature that a hot spot may have in the hot case [K]"""
    hot_earth_load: Any
    """Earth's infrared absorbed by both faces, in the hot case [W/m²]"""
    hot_sheet_load: Any
    """heat absorbed by the sheet in the hot case, both faces [W/m²]"""
    hot_bare_load: Any
    """heat absorbed by the white strips in the hot case, both faces [W/m²]"""
    hot_temperature: Any
    """temperature of the sheet in the hot case, had it no white strips [K]"""
    first_spacing: Any
    """area of sheet for each hot spot, first pass [m²]"""
    first_rise: Any
    """how much warmer a hot spot is than the sheet, first pass [K]"""
    first_limit: Any
    """temperature that the sheet may have in the hot case, first pass [K]"""
    first_share: Any
    """area of white strips over that of panel, first pass [%]"""
    spot_rise: Any
    """how much warmer a hot spot is than the sheet [K]"""
    sheet_limit: Any
    """temperature that the sheet may have in the hot case [K]"""
    bare_share: Any
    """area of white strips over that of panel [%]"""
    earth_load: Any
    """Earth's infrared on a face [W/m²]"""
    sheet_load: Any
    """heat absorbed by the sheet, both faces [W/m²]"""
    panel_temperature: Any
    """temperature of the panel [K]"""
    unstriped_temperature: Any
    """temperature of the sheet, had it no white strips [K]"""
    hot_spot_temperature: Any
    """temperature of a hot spot, at most [K]"""
    die_temperature: Any
    """temperature of a chip, in the mean of the year [K]"""
    unstriped_rise: Any
    """how much warmer a hot spot would be, had the sheet no white strips [K]"""
    unstriped_die_temperature: Any
    """temperature of a chip on the sheet, had it no white strips [K]"""
    efficiency: Any
    """efficiency of the cells at their temperature [%]"""
    cell_areal_power: Any
    """electric power per area, from the cells [W/m²]"""
    striped_areal_power: Any
    """electric power per area, strips included [W/m²]"""
    areal_power: Any
    """electric power per area of sheet [W/m²]"""
    stored_share: Any
    """power that the battery carries through an eclipse [%]"""
    charging: Any
    """array added to charge the battery [%]"""
    array_power: Any
    """power of the array [kW]"""
    module_area: Any
    """area of a module [m²]"""
    token_rate_here: Any
    """tokens per second and GPU on board [token/s]"""
    token_rate: Any
    """tokens a second [token/s]"""
    power_per_gpu: Any
    """power of the module per GPU [W]"""
    power_per_h100: Any
    """power of the module per H100-equivalent [W]"""
    cell_mass: Any
    """mass of the cells [kg]"""
    wiring_mass: Any
    """mass of the wiring [kg]"""
    substrate_mass: Any
    """mass of the substrate [kg]"""
    structure_mass: Any
    """mass of the structure [kg]"""
    spreader_mass: Any
    """mass of the heat spreader [kg]"""
    server_mass: Any
    """mass of the servers [kg]"""
    spot_pitch: Any
    """distance between hot spots [m]"""
    pipe_length_per_gpu: Any
    """length of the heat pipes of a GPU [m]"""
    pipe_mass: Any
    """mass of the heat pipes [kg]"""
    shield_mass: Any
    """mass of the shields [kg]"""
    core_mass: Any
    """mass of the bus, or the share of it [kg]"""
    hub_mass: Any
    """mass of the radio and the share of the bus [kg]"""
    depth_of_discharge: Any
    """depth of discharge [%]"""
    battery_energy: Any
    """size of the battery [kWh]"""
    battery_mass: Any
    """mass of the battery [kg]"""
    strip_mass: Any
    """mass of the white strips [kg]"""
    panel_mass: Any
    """mass of the panel, without the strips beside it [kg]"""
    parts: Any
    """mass of the sheet's own parts [kg]"""
    dry_mass: Any
    """mass without propellant [kg]"""
    module_drag: Any
    """drag on a module [mN]"""
    drag_delta_v: Any
    """change of speed for drag [m/s]"""
    disposal_delta_v: Any
    """change of speed for disposal [m/s]"""
    propellant_mass: Any
    """propellant [kg]"""
    built_mass: Any
    """mass of a module, summed [kg]"""
    module_mass: Any
    """mass of a module [kg]"""
    sheet_areal_density: Any
    """mass of the sheet per area [kg/m²]"""
    specific_power: Any
    """electric power per kilogram [W/kg]"""
    bare_panel_density: Any
    """mass per area of the panel alone [kg/m²]"""
    heat_capacity: Any
    """heat capacity of the sheet, per area [J/K/m²]"""
    eclipse_temperature: Any
    """temperature of the sheet at the end of the longest eclipse [K]"""
    swing: Any
    """swing of temperature in the longest eclipse [K]"""
    joint_eclipses: Any
    """eclipses until the joints give way"""
    joint_life: Any
    """years until the joints give way [year]"""
    service_life: Any
    """life, or what thermal cycles leave of it [year]"""
    sheet_area: Any
    """area of all modules of a bus [m²]"""
    sheet_side: Any
    """side of the square that they make [m]"""
    reach: Any
    """distance to the farthest module [m]"""
    cable_mass: Any
    """mass of a cable to the farthest module [kg]"""
    cable_to_radio: Any
    """mass of the cable over that of the radio"""
    received_power: Any
    """power that the radio receives [nW]"""
    radio_rate: Any
    """rate of the radio channel [Gbit/s]"""
    module_traffic: Any
    """traffic of a module [Mbit/s]"""
    modules_per_channel: Any
    """modules that one radio channel serves"""
    starlink_share: Any
    """share of what a Starlink sends to its customers [%]"""
    tidal_torque: Any
    """pull of the tide, the sheet's mean or the array's greatest [m·N]"""
    loop_current: Any
    """current around the sheet that holds it [A]"""
    lifted: Any
    """payload to the orbit [t]"""
    served_areal_power: Any
    """electric power per area of sheet, without what charges the battery [W/m²]"""
    power_per_launch: Any
    """power per launch [MW]"""
    gpus_per_launch: Any
    """GPUs per launch"""
    fleet_power: Any
    """power of the whole fleet [GW]"""
    fleet_gpus: Any
    """GPUs of the whole fleet"""
    fleet_area: Any
    """area of the whole fleet [km²]"""
    gpu_capital: Any
    """price of the GPUs and their servers [MUSD]"""
    sheet_capital: Any
    """price of a module without its GPUs [USD]"""
    battery_capital: Any
    """price of the battery [MUSD]"""
    launch_capital: Any
    """price of the launch [MUSD]"""
    bought: Any
    """price of all that is bought [MUSD]"""
    launch_to_gpu: Any
    """price of the launch over that of the GPUs [%]"""
    bus_hits: Any
    """debris hits on the bus a year [1/year]"""
    fatal_hits: Any
    """satellites ended by debris a year [%/year]"""
    stopped_by_shadow: Any
    """share of the year lost to starting anew after eclipses [%]"""
    lit: Any
    """share of the year in sunlight and awake [%]"""
    failures: Any
    """hazard of failure [1/year]"""
    burnouts: Any
    """hazard of latch-up and burnout [1/year]"""
    gpu_loss: Any
    """chips lost a year [%/year]"""
    wear: Any
    """yearly decline of what is not hit [%/year]"""
    output_decline: Any
    """yearly decline of the output [%/year]"""
    undosed_decline: Any
    """yearly decline of the output, were there no dose [%/year]"""
    revenue_decline: Any
    """yearly decline of the revenue [%/year]"""
    attitude_output: Any
    """share of its output that the attitude leaves [%]"""
    uptime: Any
    """share of the year in which the GPUs run [%]"""
    insurance: Any
    """insurance [MUSD]"""
    parts_capital: Any
    """capital of the parts [MUSD]"""
    interest: Any
    """interest before service [MUSD]"""
    given_capital: Any
    """capital at the given price per kilowatt [MUSD]"""
    capital: Any
    """capital [MUSD]"""
    capital_per_power: Any
    """capital per kilowatt [USD/kW]"""
    running_cost: Any
    """running cost [MUSD/year]"""
    tokens: Any
    """tokens a year [Gtoken/year]"""
    revenue: Any
    """revenue of the first year [MUSD/year]"""
    income: Any
    """income of the first year [MUSD/year]"""
    first_output: Any
    """mean output of the first year [%]"""
    recovery: Any
    """capital recovery factor [%/year]"""
    mean_output: Any
    """mean output over the life, discounted [%]"""
    gpu_hour_revenue: Any
    """revenue per GPU-hour [USD/h]"""
    return_on_investment: Any
    """simple return on investment [%/year]"""
    payback_time: Any
    """payback time [year]"""
    net_present_value: Any
    """net present value [MUSD]"""
    revenue_per_energy: Any
    """revenue per kilowatt-hour [USD/kWh]"""
    break_even_revenue_per_energy: Any
    """break-even revenue per kWh [USD/kWh]"""
    cost_per_token: Any
    """cost of a million tokens [USD/Mtoken]"""
    gpu_hour_cost: Any
    """cost of a GPU-hour [USD/h]"""
    break_even_price: Any
    """first price that breaks even [USD/Mtoken]"""
    starting_revenue: Any
    """revenue of the first year that breaks even [MUSD/year]"""
    starting_revenue_per_energy: Any
    """first-year break-even per kWh [USD/kWh]"""

@type_check_only
class Ring(Results):
    """What `model.ring` answers with."""

    lifted: Any
    """payload to the orbit [t]"""
    ring_satellites: Any
    """satellites of the ring"""
    inclination: Any
    """inclination [deg]"""
    sun_down: Any
    """how far the Sun is below the horizon [deg]"""
    eye_limit: Any
    """faintest magnitude that the eye sees overhead"""
    stars: Any
    """stars that one can see at once"""
    in_sight: Any
    """satellites in sunlight above the horizon"""
    bright: Any
    """satellites that one can see at once"""
    bright_per_star: Any
    """satellites that one can see, for each star"""

@type_check_only
class Satellite(Surroundings):
    """What `model.satellite` answers with."""

    first_temperature: Any
    """temperature of the array with its cells at 25 °C [K]"""
    first_efficiency: Any
    """efficiency of the cells, first pass [%]"""
    array_temperature: Any
    """temperature of the array [K]"""
    efficiency: Any
    """efficiency of the cells at their temperature [%]"""
    stored_share: Any
    """power that the battery carries through an eclipse [%]"""
    charging: Any
    """array added to charge the battery [%]"""
    array_power: Any
    """power of the array [kW]"""
    array_area: Any
    """area of the array [m²]"""
    aged_area: Any
    """area, for as much on the last day [m²]"""
    starlink_power: Any
    """power of an array the size of a Starlink V3's [kW]"""
    depth_of_discharge: Any
    """depth of discharge [%]"""
    battery_energy: Any
    """size of the battery [kWh]"""
    debris_hits: Any
    """debris hits on the array a year [1/year]"""
    fatal_hits: Any
    """satellites ended by debris a year [%/year]"""
    electric_power: Any
    """electric power delivered to the servers [kW]"""
    gpus_fed: Any
    """GPUs that the power feeds"""
    gpus: Any
    """GPUs"""
    h100_equivalents: Any
    """H100-equivalents, by the bandwidth of their memory"""
    token_rate_here: Any
    """tokens per second and GPU on board [token/s]"""
    token_rate: Any
    """tokens a second [token/s]"""
    token_energy: Any
    """electric energy per token [J/token]"""
    traffic: Any
    """traffic [Mbit/s]"""
    laser_share: Any
    """share of a laser link [%]"""
    prompt_traffic: Any
    """traffic of the prompts [Mbit/s]"""
    prompt_share: Any
    """share of a laser link for the prompts [%]"""
    data_ceiling: Any
    """data that one link carries per energy [GB/kWh]"""
    chip_rise: Any
    """how much warmer a chip is than its coolant [K]"""
    coolant_temperature: Any
    """temperature of the radiator when its chips are as hot as they may be [K]"""
    hot_array_temperature: Any
    """temperature of the array in the hot case [K]"""
    hot_radiator_load: Any
    """heat from Earth and array that a face of the radiator absorbs, in the hot case [W/m²]"""
    radiator_area: Any
    """area of the radiator [m²]"""
    radiator_load: Any
    """heat from Earth and array that a face of the radiator absorbs [W/m²]"""
    radiator_temperature: Any
    """temperature of the radiator, new and in the mean of the year [K]"""
    die_temperature: Any
    """temperature of a chip, in the mean of the year [K]"""
    radiator_flux: Any
    """radiated by a face of the radiator [W/m²]"""
    sink_share: Any
    """what the sky gives back to the radiator, over what it radiates [%]"""
    sky_share: Any
    """what the dark sky gives back, over what the radiator sends out"""
    bus_load: Any
    """Earth's infrared absorbed by the rear of the bus [W/m²]"""
    bus_heat: Any
    """heat that the rear of the bus radiates [kW]"""
    bus_temperature: Any
    """temperature of the bus, were it the only radiator [K]"""
    array_mass: Any
    """mass of the array [kg]"""
    server_mass: Any
    """mass of the servers [kg]"""
    radiator_mass: Any
    """mass of the radiator [kg]"""
    loop_mass: Any
    """mass of pumps, plates and fluid [kg]"""
    battery_mass: Any
    """mass of the battery [kg]"""
    shield_mass: Any
    """mass of the shields [kg]"""
    equipment_mass: Any
    """mass of servers, shield, radiator and battery [kg]"""
    core_mass: Any
    """mass of the bus, or the share of it [kg]"""
    bare_mass: Any
    """mass without wheels and propellant [kg]"""
    array_length: Any
    """length of the array [m]"""
    sunlight_force: Any
    """push of sunlight on the array [mN]"""
    pressure_torque: Any
    """torque of sunlight on the array [m·N]"""
    inertia: Any
    """moment of inertia of the array across its length [kg·m²]"""
    tidal_torque: Any
    """pull of the tide, the sheet's mean or the array's greatest [m·N]"""
    stored_momentum: Any
    """momentum that the wheels hold [m·N·s]"""
    wheel_mass: Any
    """mass of the wheels [kg]"""
    dry_mass: Any
    """mass without propellant [kg]"""
    drag: Any
    """drag [mN]"""
    drag_delta_v: Any
    """change of speed for drag [m/s]"""
    disposal_delta_v: Any
    """change of speed for disposal [m/s]"""
    propellant_mass: Any
    """propellant [kg]"""
    propellant_share: Any
    """propellant over dry mass [%]"""
    mass: Any
    """mass [kg]"""
    specific_power: Any
    """electric power per kilogram [W/kg]"""
    gpu_capital: Any
    """price of the GPUs and their servers [MUSD]"""
    bus_capital: Any
    """price of the satellite without its GPUs [MUSD]"""
    battery_capital: Any
    """price of the battery [MUSD]"""
    launch_capital: Any
    """price of the launch [MUSD]"""
    bought: Any
    """price of all that is bought [MUSD]"""
    launch_to_gpu: Any
    """price of the launch over that of the GPUs [%]"""
    stopped_by_shadow: Any
    """share of the year lost to starting anew after eclipses [%]"""
    lit: Any
    """share of the year in sunlight and awake [%]"""
    failures: Any
    """hazard of failure [1/year]"""
    burnouts: Any
    """hazard of latch-up and burnout [1/year]"""
    gpu_loss: Any
    """chips lost a year [%/year]"""
    wear: Any
    """yearly decline of what is not hit [%/year]"""
    output_decline: Any
    """yearly decline of the output [%/year]"""
    undosed_decline: Any
    """yearly decline of the output, were there no dose [%/year]"""
    revenue_decline: Any
    """yearly decline of the revenue [%/year]"""
    attitude_output: Any
    """share of its output that the attitude leaves [%]"""
    uptime: Any
    """share of the year in which the GPUs run [%]"""
    insurance: Any
    """insurance [MUSD]"""
    parts_capital: Any
    """capital of the parts [MUSD]"""
    interest: Any
    """interest before service [MUSD]"""
    given_capital: Any
    """capital at the given price per kilowatt [MUSD]"""
    capital: Any
    """capital [MUSD]"""
    capital_per_power: Any
    """capital per kilowatt [USD/kW]"""
    running_cost: Any
    """running cost [MUSD/year]"""
    tokens: Any
    """tokens a year [Gtoken/year]"""
    revenue: Any
    """revenue of the first year [MUSD/year]"""
    income: Any
    """income of the first year [MUSD/year]"""
    first_output: Any
    """mean output of the first year [%]"""
    recovery: Any
    """capital recovery factor [%/year]"""
    mean_output: Any
    """mean output over the life, discounted [%]"""
    gpu_hour_revenue: Any
    """revenue per GPU-hour [USD/h]"""
    return_on_investment: Any
    """simple return on investment [%/year]"""
    payback_time: Any
    """payback time [year]"""
    net_present_value: Any
    """net present value [MUSD]"""
    revenue_per_energy: Any
    """revenue per kilowatt-hour [USD/kWh]"""
    break_even_revenue_per_energy: Any
    """break-even revenue per kWh [USD/kWh]"""
    cost_per_token: Any
    """cost of a million tokens [USD/Mtoken]"""
    gpu_hour_cost: Any
    """cost of a GPU-hour [USD/h]"""
    break_even_price: Any
    """first price that breaks even [USD/Mtoken]"""
    starting_revenue: Any
    """revenue of the first year that breaks even [MUSD/year]"""
    starting_revenue_per_energy: Any
    """first-year break-even per kWh [USD/kWh]"""
    gpu_share: Any
    """share of the GPUs in the capital [%]"""

@type_check_only
class Server(Results):
    """What `model.server` answers with."""

    active_parameters: Any
    """weights that one token reads"""
    weight_bytes: Any
    """size of all weights [GB]"""
    context: Any
    """mean context in tokens"""
    most_users: Any
    """users whose caches fit"""
    batch: Any
    """users served at once"""
    streamed_parameters: Any
    """weights that one step reads"""
    step_time: Any
    """time of one step, at least [ms]"""
    prompt_time: Any
    """time to read the prompts of a batch, at least [s]"""
    gpu_rate: Any
    """tokens per second and GPU [token/s]"""
    user_rate: Any
    """tokens per second and user [token/s]"""
    tokens_per_energy: Any
    """tokens per kilojoule [token/kJ]"""

@type_check_only
class Slicing(Results):
    """What `model.slicing` answers with."""

    argon_saved: Any
    """argon that slicing saves [kg/year]"""
    edge_on_cost: Any
    """cost of a token, edge-on [USD/Mtoken]"""
    slicing_premium: Any
    """what slicing adds to a token's cost [cent/Mtoken]"""
    dimming_cost: Any
    """output that slicing loses [cent/Mtoken]"""
    argon_worth: Any
    """worth of argon that slicing saves [cent/Mtoken]"""

@type_check_only
class Surroundings(Results):
    """What `model.surroundings` answers with."""

    inclination: Any
    """inclination [deg]"""
    period: Any
    """orbital period [min]"""
    speed: Any
    """orbital speed [km/s]"""
    sky_fraction: Any
    """share of the sky that Earth covers [%]"""
    view_factor: Any
    """view factor of Earth [%]"""
    sunlit_fraction: Any
    """share of the year in sunlight [%]"""
    least_beta: Any
    """least beta angle of the year [deg]"""
    eclipse_share: Any
    """share of the longest eclipse in its orbit [%]"""
    longest_eclipse: Any
    """longest eclipse [min]"""
    eclipses_per_year: Any
    """eclipses a year [1/year]"""
    rear_albedo: Any
    """sunlight from Earth on the rear of the array, at its least beta angle [W/m²]"""
    rear_load: Any
    """what falls on the rear of the array, at most [W/m²]"""
    rear_share: Any
    """what falls on the rear of the array, over sunlight on its front [%]"""
    mean_beta: Any
    """beta angle of the year's mean cosine [deg]"""
    air_density: Any
    """density of the air [kg/m³]"""
    speed_ratio: Any
    """speed over that of the molecules"""
    slant_drag_coefficient: Any
    """mean drag coefficient of the sheet, facing the Sun"""
    drag_coefficient: Any
    """mean drag coefficient of the sheet"""
    drag_pressure: Any
    """drag per area of sheet [µN/m²]"""
    pointing: Any
    """share of the sunlight that the attitude leaves [%]"""
    radiator_earth_view: Any
    """view factor of Earth from the radiator, mean of its faces [%]"""
    radiator_drag_coefficient: Any
    """drag coefficient of the radiator"""
    radiator_drag_pressure: Any
    """drag per area of radiator [µN/m²]"""
    dose: Any
    """yearly dose behind the shield [krad/year]"""
    trapped_dose: Any
    """yearly dose of trapped particles [krad/year]"""
    solar_dose: Any
    """yearly dose of the Sun's protons [krad/year]"""
    crowding: Any
    """dead objects per volume, over those at 560 km"""
    debris_climb: Any
    """debris where it is densest, over that here"""
    plate_exposure: Any
    """hits on a plate that faces the Sun, over those on a ball of its section"""
    debris_flux: Any
    """debris flux [1/d/km²]"""
    ring_distance: Any
    """angle from the user to the ring's plane [deg]"""
    direct_share: Any
    """share of the day with the ring in sight [%]"""
    latency: Any
    """light time to the ring, at least [ms]"""
    higher_altitude: Any
    """altitude of the higher ring [km]"""
    higher_latency: Any
    """light time to a higher ring, at least [ms]"""
    latency_saved: Any
    """light time saved by the higher ring [ms]"""
    wait_added: Any
    """light there and back, over the first wait [%]"""

@type_check_only
class Waiting(Results):
    """What `model.waiting` answers with."""

    waited_hour: Any
    """cost of a GPU-hour, ground, after the wait [USD/h]"""
    wait_interest: Any
    """price of the wait for power, of a GPU-hour, in interest alone [USD/h]"""
    wait_cost: Any
    """price of the wait for power, of a GPU-hour, in interest and in life [USD/h]"""
    wait_share: Any
    """price of the wait for power over the cost of a GPU-hour without it [%]"""
    satellite_hour: Any
    """cost of a GPU-hour, satellite [USD/h]"""

def commons(s: Scenario) -> Commons:
    """Carbon, water, wrecks and risk of a million tokens, in orbit and in Texas, and the bill that nobody sends.

    What both share, as the chips, is counted on both sides; carbon and water as they come, without discount. The fleet
    is of boxes, as many as the launches lift, in one shell 35 km thick; its fee and its risk are a craft's, which a
    sheet with its bus is too. A hit on an array shatters nothing. Neglects soot, alumina and nitrogen oxides in the
    carbon, since nobody knows their weight; what is made of the chips' water; and light in the sky.
    """

def comparison(s: Scenario) -> Comparison:
    """What tokens and GPU-hours cost in space, both ways, and on the ground, and how many times as much that is."""

def eclipse(s: Scenario) -> Eclipse:
    """What the shadow costs: a token in endless Sun, with the GPUs stopped in eclipse, and with a battery for it.

    The larger array that charges the battery counts by its mass and by its price.
    """

def fleet(s: Scenario) -> Fleet:
    """What it takes to lift and to build a fleet of modules, and where Starlink's own launches have gone.

    The payload at 97.6° twice: by what Falcon 9 flew, and by the rocket equation from a launch due east. Neglects
    failed launches, spares, and that whatever wears out must be launched again.
    """

def ground(s: Scenario) -> Ground:
    """The same compute in Texas, on electricity from gas, the grid, or solar with storage.

    As many servers as the satellite's power feeds. Failed GPUs are replaced at their price in the year they fail;
    buildings and power plants are paid off over their own life, with interest on half the wait for power, as if they
    were paid for evenly. Idle hours are sold in part, to training and to batches. Neglects land, tax, resale, a spare
    turbine, and clouds that outlast the storage.
    """

def height(s: Scenario) -> Height:
    """What its altitude takes from a satellite, priced: what a token would cost less without shadow, air and so on.

    Each ingredient is removed alone, so the sum is a little off where they meet.
    """

def lifetime(s: Scenario) -> Lifetime:
    """What is left of a satellite's output at an age, how often it errs, and what spares would do.

    A fleet's mean: each satellite is whole or gone. Upsets are those of protons in a beam, on a chip of another maker.
    """

def module(s: Scenario) -> Module:
    """The post's second design: GPUs on the solar sheet itself, which is its own radiator.

    Where the sheet would be too warm for its chips, white strips beside the cells cool it, as many as the hot case at
    the end of life asks for. The mass is the sum of a bill of parts, or as given per area. Neglects albedo, tax and
    resale, and what the sheet needs to unfold and to stay flat beyond its structure's share.
    """

def ring(s: Scenario) -> Ring:
    """What one sees of the satellites that all launches carry, on one ring or near it: at a place, a day and an hour.

    Each holds its array to the Sun, as the first design does; the other one flies so too, some hundred sheets side by
    side. The sky is clear, moonless and as dark as overhead, the eye good and told where to look. Neglects mirrors,
    earthshine and the light of the ring itself.
    """

def satellite(s: Scenario) -> Satellite:
    """The post's first design: an array, a bus full of GPUs, and a radiator.

    In eclipse the GPUs stop, or a battery carries them, which takes a larger array to charge it as well. The radiator
    is as large as the hot case at the end of life asks for, so that no chip is hotter than it may be. Neglects tax,
    resale, and the mass that failed launches take with them beyond what insurance costs.
    """

def server(s: Scenario) -> Server:
    """One copy of a language model on its GPUs: what it writes a second, in all and for each of its users.

    It serves as many as ask at once, at least one, at most those whose caches fit beside the weights. Neglects links
    between GPUs and every other loss beyond one efficiency; no guessing of several tokens at once.
    """

def slicing(s: Scenario) -> Slicing:
    """What it costs a satellite to hold its array's edge to the wind, and what it saves, against facing the Sun.

    By the million tokens: the bill is shared by fewer, since dimmer light feeds fewer chips, and argon need not be
    launched, insured and waited for. The tank, the thruster's power and its wear are neglected.
    """

def surroundings(s: Scenario) -> Surroundings:
    """What the orbit does to whatever flies there: Sun and shadow, air, particles, and the way to a user.

    Small debris goes with altitude as catalogued objects do. Neglects cosmic rays.
    """

def waiting(s: Scenario) -> Waiting:
    """What it costs in Texas that servers, paid for, wait so long for power: `ground_wait`, by the GPU-hour served.

    Two prices. By the first the servers only bear interest, as the model of Texas has it, which leaves them their whole
    life. By the second the wait is taken from their life, since new chips come meanwhile: what is left of it must pay.
    Neglects what the hall costs meanwhile, and income lost to others. A wait as long as the life: beyond any price.
    `satellite_hour` is to compare with.
    """

def bill(scenario: Scenario) -> dict[str, dict[str, pint.Quantity[Any]]]:
    """The lines of three bills that add up to the cost per token: {"satellite": {line: Quantity}, "module": ...}.

    Space loses what fails and what lies in shadow: fewer tokens to carry the other lines. The ground replaces what
    fails. On the ground the power plant's own interest is in the price of its electricity.

    >>> from starcalc import Scenario
    >>> print(f"{bill(Scenario())['ground']['GPUs and their servers']:.2f~P}")
    0.82 USD/Mtoken
    """

def slices(scenario: Scenario) -> dict[str, dict[str, pint.Quantity[Any]]]:
    """The bills of box and sheet by part, its lift with it: {"satellite": {slice: Quantity}, "module": ...}.

    The launch is shared by mass, the margin by what it is a margin of, so that the slices add up to the cost per token,
    as the lines of `bill` do. A saving is another matter: who leaves a part out also saves some of insurance, interest
    and propellant. ValueError for a scenario whose capital or mass is given as a whole, which has no parts.

    >>> from starcalc import Scenario
    >>> print(f"{slices(Scenario())['satellite']['lifting the array']:.2f~P}")
    0.54 USD/Mtoken
    """
