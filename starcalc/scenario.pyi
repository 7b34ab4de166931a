# Made by `python -m starcalc.stubs`; change the tables, or stubs.py, instead.
"""Hands out the table of assumptions as scenarios.

Scenario()                                the book's best estimate
Scenario("seed")                          the post as stated
Scenario("seed", "gas")                   one overlay on another
Scenario().but(altitude=Q(800, "km"))     the same with a change
Scenario().si                             the same as plain numbers, for arrays and gradients
Scenario().in_year(2032)                  what the trends make of it by then
"""

from collections.abc import Callable, Iterator, KeysView, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, ParamSpec, Protocol, TypeAlias, TypeVar, type_check_only

import pint

from starcalc.assumptions import Assumption

_P = ParamSpec("_P")
_R = TypeVar("_R")
_Overlay: TypeAlias = Literal[
    "seed",
    "gas",
    "solar",
    "ai1",
    "b200",
    "cowboy",
    "gaalema",
    "gb200",
    "gb300",
    "h100",
    "h200",
    "iss_radiators",
    "mccalip",
    "starcloud3",
    "suncatcher",
    "sunrise",
    "v2mini",
    "v3",
    "vr200",
]

@type_check_only
class _Number(Protocol):
    """What can be multiplied and divided: a Quantity, a number, an array of any library. No text can."""

    def __mul__(self, other: Any, /) -> Any: ...
    def __truediv__(self, other: Any, /) -> Any: ...

_Value: TypeAlias = _Number | Sequence[float]

ASKED: dict[str, tuple[Callable[[Any], bool], str]]

def asks(function: Callable[_P, _R]) -> Callable[_P, _R]: ...

class Scenario:
    """The table of assumptions with some values changed. Read a value as `scenario.altitude` or `scenario["altitude"]`.

    `Scenario()` is the book's best estimate; names are overlays of the table, such as "seed", the later over the
    earlier. A scenario does not change: `but` makes a new one.
    """

    def __init__(self, *overlays: _Overlay | None) -> None: ...
    def __getitem__(self, name: str) -> Any: ...
    def __iter__(self) -> Iterator[str]: ...
    def __len__(self) -> int: ...
    def __contains__(self, name: object) -> bool: ...
    @property
    def si(self) -> Scenario:
        """The same scenario as plain numbers, in the units that relations take: SI, but years, bytes and sfu."""

    @property
    def with_units(self) -> Scenario:
        """The same scenario as Quantities, in the table's units, where it is plain."""

    def names(self) -> list[str]:
        """The names of all assumptions, in the table's order."""

    def keys(self) -> KeysView[str]:
        """The same, so that dict(scenario) works."""

    def assumption(self, name: str) -> Assumption:
        """The row of the table behind a value, with the overlay's source where there is one."""

    def quantity(self, name: str) -> pint.Quantity[Any]:
        """A value as a Quantity in the table's unit, whether this scenario is plain or not."""

    def written(self, name: str) -> str:
        """A value as text in the table's unit, flagged where it leaves the table's range."""

    def outside(self) -> list[str]:
        """Names of the values that lie outside the table's ranges."""

    @property
    def name(self) -> str | None:
        """The names of its overlays; None for the best estimate."""

    @property
    def overlays(self) -> tuple[str, ...]:
        """The names of the overlays, in their order."""

    def changes(self) -> list[str]:
        """Names of the values changed by `but`."""

    def in_year(self, year: Any, rates: Mapping[str, Any] | None = None) -> Scenario:
        """The same scenario as the trends of trends.toml have it in a year from 2026, where nothing moves, to 2060.

        Both sides age: chips, capital and batteries, and what is Texas's own. What the reader has changed with `but`,
        before or after, stays as he has it, also one number of a chip, whose others then move without it. An overlay's
        values are moved as the table's are: `Scenario("h100").in_year(2032)` is a chip as much better than an H100 as
        the chips of 2032 are than those of 2026. rates: {trend: percent a year, or a doubling}, in place of the middle
        ones. Of a plain scenario both may be arrays. Neglects steps, and what trends share. Outside: ValueError.

        >>> Scenario().in_year(2032).launch_price < Scenario().launch_price
        True
        >>> Scenario().but(launch_price=Q(200, "USD/kg")).in_year(2032)
        Scenario().in_year(2032) but launch_price = 200 USD/kg
        """

    @property
    def year(self) -> Any:
        """The year that it was asked for with `in_year`; None where it was not."""

    def range_of(self, name: str) -> tuple[float, float]:
        """An assumption's range in this scenario's year, (low, high) in the table's unit: see `trends.range_then`."""

    def moved_by(self) -> dict[str, list[str]]:
        """Which trends have moved which assumptions: {assumption: names of trends}; empty where no year was asked for.

        >>> Scenario().in_year(2032).moved_by()["gpu_price"]
        ['chip_price']
        """

    def to_toml(self) -> str:
        """What differs from the book's table, as TOML for `from_toml`: overlays, year, changed values with their units.

        >>> print(Scenario("seed").but(altitude=Q(800, "km")).to_toml())
        overlays = ["seed"]
        <BLANKLINE>
        [changes]
        altitude = { value = 800.0, unit = "km" }
        """

    @classmethod
    def from_toml(cls, toml: str | Path) -> Scenario:
        """The scenario that a text, or a file by its path, describes as `to_toml` does.

        >>> Scenario.from_toml('[changes]\\naltitude = { value = 800, unit = "km" }')
        Scenario() but altitude = 800 km
        """

    def to_link(self, page: str) -> str:
        """The address of a page of the book with this scenario's numbers in it: what differs from the book's table.

        For `from_link`, and for a reader: the page computes with it. Of a plain scenario or one with Quantities. What
        no link can carry is a ValueError: several scenarios at once, numbers without end, trends at rates of one's own.

        >>> Scenario("h100").but(launch_price=Q(200, "USD/kg")).to_link("satellite.html#figure-launch")
        'satellite.html?with=h100&launch_price=200&v=0.2.0#figure-launch'
        """

    @classmethod
    def from_link(cls, link: str) -> Scenario:
        """The scenario of a link: an address of the book as copied from a page or by `to_link`, or its query alone.

        Names that the book does not have, what is no number and what cannot be are listed in one ValueError.

        >>> Scenario.from_link("satellite.html?with=h100&launch_price=200&v=0.2.0#figure-launch")
        Scenario('h100') but launch_price = 200 USD/kg
        """

    def but(
        self,
        *,
        altitude: _Value = ...,
        local_time: _Value = ...,
        tilt: _Value = ...,
        irradiance: _Value = ...,
        hot_irradiance: _Value = ...,
        eclipses: _Value = ...,
        earth_infrared: _Value = ...,
        hot_earth_infrared: _Value = ...,
        sky_temperature: _Value = ...,
        day_of_year: _Value = ...,
        observer_latitude: _Value = ...,
        hour: _Value = ...,
        node_spread: _Value = ...,
        array_reflectivity: _Value = ...,
        body_area: _Value = ...,
        body_reflectivity: _Value = ...,
        extinction: _Value = ...,
        solar_flux: _Value = ...,
        air_temperature: _Value = ...,
        molar_mass: _Value = ...,
        wall_temperature: _Value = ...,
        edge_on: _Value = ...,
        debris_size: _Value = ...,
        shield_thickness: _Value = ...,
        dose_limit: _Value = ...,
        burnout_rate: _Value = ...,
        fatal_share: _Value = ...,
        dose_per_silent_error: _Value = ...,
        dose_per_memory_error: _Value = ...,
        dose_per_host_crash: _Value = ...,
        satellite_power: _Value = ...,
        reference_efficiency: _Value = ...,
        temperature_coefficient: _Value = ...,
        packing: _Value = ...,
        absorptivity: _Value = ...,
        front_emissivity: _Value = ...,
        back_emissivity: _Value = ...,
        aged_absorptivity: _Value = ...,
        aged_emissivity: _Value = ...,
        degradation: _Value = ...,
        starlink_array_area: _Value = ...,
        conversion_efficiency: _Value = ...,
        battery: _Value = ...,
        keep_awake: _Value = ...,
        idle_share: _Value = ...,
        battery_efficiency: _Value = ...,
        cycle_life: _Value = ...,
        cycle_depth: _Value = ...,
        cycle_exponent: _Value = ...,
        battery_specific_energy: _Value = ...,
        battery_price: _Value = ...,
        gpu_power: _Value = ...,
        die_area: _Value = ...,
        server_overhead: _Value = ...,
        gpus_from_power: _Value = ...,
        gpus_given: _Value = ...,
        token_rate_per_gpu: _Value = ...,
        rate_by_pool: _Value = ...,
        price: _Value = ...,
        utilisation: _Value = ...,
        nights_resold: _Value = ...,
        decline: _Value = ...,
        failure_rate: _Value = ...,
        orbit_failure_factor: _Value = ...,
        spares: _Value = ...,
        age: _Value = ...,
        restart_time: _Value = ...,
        availability: _Value = ...,
        ground_availability: _Value = ...,
        mass_per_gpu: _Value = ...,
        gpu_price: _Value = ...,
        gpu_rent: _Value = ...,
        dense_parameters: _Value = ...,
        expert_parameters: _Value = ...,
        experts: _Value = ...,
        experts_per_token: _Value = ...,
        bytes_per_weight: _Value = ...,
        kv_bytes: _Value = ...,
        memory: _Value = ...,
        bandwidth: _Value = ...,
        reference_bandwidth: _Value = ...,
        peak_flops: _Value = ...,
        gpus_per_model: _Value = ...,
        island_worth: _Value = ...,
        users_per_gpu: _Value = ...,
        prompt: _Value = ...,
        reply: _Value = ...,
        fresh: _Value = ...,
        serving_efficiency: _Value = ...,
        reading_rate: _Value = ...,
        bits_per_token: _Value = ...,
        link_rate: _Value = ...,
        user_latitude: _Value = ...,
        climb: _Value = ...,
        relay_altitude: _Value = ...,
        grazing_altitude: _Value = ...,
        relay_inclination: _Value = ...,
        planes: _Value = ...,
        satellites_per_plane: _Value = ...,
        phasing: _Value = ...,
        minimum_elevation: _Value = ...,
        link_range: _Value = ...,
        first_token_time: _Value = ...,
        specific_heat: _Value = ...,
        joint_cycles: _Value = ...,
        joint_swing: _Value = ...,
        joint_exponent: _Value = ...,
        die_limit: _Value = ...,
        die_resistance: _Value = ...,
        loop_rise: _Value = ...,
        fin_efficiency: _Value = ...,
        radiator_view: _Value = ...,
        radiator_incidence: _Value = ...,
        pump_share: _Value = ...,
        loop_mass_per_power: _Value = ...,
        radiator_emissivity: _Value = ...,
        radiator_faces: _Value = ...,
        radiator_areal_density: _Value = ...,
        bare_absorptivity: _Value = ...,
        bus_mass: _Value = ...,
        bus_mass_per_power: _Value = ...,
        mass_offset: _Value = ...,
        wheel_specific_momentum: _Value = ...,
        bus_area: _Value = ...,
        mass_margin: _Value = ...,
        specific_impulse: _Value = ...,
        disposal_altitude: _Value = ...,
        capital_from_parts: _Value = ...,
        given_capital_per_power: _Value = ...,
        satellite_cost_per_power: _Value = ...,
        launch_price: _Value = ...,
        running_cost_per_power: _Value = ...,
        discount_rate: _Value = ...,
        ground_discount_rate: _Value = ...,
        life: _Value = ...,
        time_to_orbit: _Value = ...,
        ground_wait: _Value = ...,
        insurance_rate: _Value = ...,
        module_power: _Value = ...,
        areal_density: _Value = ...,
        areal_power_from_cells: _Value = ...,
        given_areal_power: _Value = ...,
        payload: _Value = ...,
        launches: _Value = ...,
        mass_from_parts: _Value = ...,
        cell_areal_density: _Value = ...,
        substrate_areal_density: _Value = ...,
        wiring_areal_density: _Value = ...,
        structure_areal_density: _Value = ...,
        array_aspect: _Value = ...,
        spots_per_gpu: _Value = ...,
        pipe_linear_density: _Value = ...,
        strips: _Value = ...,
        spot_radius: _Value = ...,
        spreader_thickness: _Value = ...,
        spreader_conductivity: _Value = ...,
        spreader_density: _Value = ...,
        shielded_area: _Value = ...,
        shield_density: _Value = ...,
        radio_mass: _Value = ...,
        modules_per_bus: _Value = ...,
        module_voltage: _Value = ...,
        cable_loss: _Value = ...,
        conductor_density: _Value = ...,
        conductor_resistivity: _Value = ...,
        transmit_power: _Value = ...,
        antenna_gain: _Value = ...,
        frequency: _Value = ...,
        channel_width: _Value = ...,
        noise_temperature: _Value = ...,
        radio_efficiency: _Value = ...,
        prompt_ratio: _Value = ...,
        starlink_rate: _Value = ...,
        magnetic_field: _Value = ...,
        payload_share: _Value = ...,
        payload_volume: _Value = ...,
        packing_power: _Value = ...,
        stage_dry_mass: _Value = ...,
        stage_propellant: _Value = ...,
        exhaust_speed: _Value = ...,
        site_latitude: _Value = ...,
        reference_latitude: _Value = ...,
        cadence: _Value = ...,
        gpu_production: _Value = ...,
        cell_production: _Value = ...,
        recent: _Value = ...,
        gas: _Value = ...,
        solar_and_storage: _Value = ...,
        pue: _Value = ...,
        construction_price: _Value = ...,
        time_to_power: _Value = ...,
        facility_life: _Value = ...,
        ground_running_cost_per_power: _Value = ...,
        grid_price: _Value = ...,
        gas_price: _Value = ...,
        gas_plant_price: _Value = ...,
        gas_plant_efficiency: _Value = ...,
        gas_plant_upkeep: _Value = ...,
        solar_price: _Value = ...,
        solar_capacity_factor: _Value = ...,
        solar_oversize: _Value = ...,
        solar_upkeep: _Value = ...,
        storage_duration: _Value = ...,
        storage_price: _Value = ...,
        launch_carbon: _Value = ...,
        craft_carbon: _Value = ...,
        chip_carbon: _Value = ...,
        construction_carbon: _Value = ...,
        grid_intensity: _Value = ...,
        gas_intensity: _Value = ...,
        solar_intensity: _Value = ...,
        cooling_water: _Value = ...,
        grid_evaporation: _Value = ...,
        gas_evaporation: _Value = ...,
        solar_evaporation: _Value = ...,
        launch_water: _Value = ...,
        carbon_price: _Value = ...,
        water_price: _Value = ...,
        orbit_fee: _Value = ...,
        casualty_risk: _Value = ...,
        life_price: _Value = ...,
        manoeuvre_rate: _Value = ...,
        undodged: _Value = ...,
        stranded_share: _Value = ...,
        approach_speed: _Value = ...,
        fragment_area: _Value = ...,
        alumina_yield: _Value = ...,
    ) -> Scenario:
        """The same scenario with other values: Quantities, or plain numbers where this scenario is plain.

        What cannot be is refused: negative masses and prices, shares above one, NaN. A value that may be and leaves the
        table's range passes; `outside()` then names it, and figures and tables flag it.
        """

    altitude: Final[Any]
    """altitude of the orbit; circular, dawn–dusk, sun-synchronous [km, 400 to 1,500]"""
    local_time: Final[Any]
    """local time of the ascending node; dawn–dusk, where by the mean Sun 18 h and 6 h are alike [h, 4 to 20]"""
    tilt: Final[Any]
    """angle between the array's normal and Earth [deg, 60 to 120]"""
    irradiance: Final[Any]
    """sunlight; on a surface that faces the Sun, the range is the year's [W/m², 1,316 to 1,408]"""
    hot_irradiance: Final[Any]
    """sunlight in the hot case; in January, when Earth is nearest the Sun [W/m², 1,361 to 1,412]"""
    eclipses: Final[Any]
    """eclipses counted; 1 all of them, 0 none [0 to 1]"""
    earth_infrared: Final[Any]
    """Earth's infrared; per area of its surface, the mean [W/m², 200 to 270]"""
    hot_earth_infrared: Final[Any]
    """Earth's infrared in the hot case; over warm, clear ground [W/m², 240 to 290]"""
    sky_temperature: Final[Any]
    """temperature of the dark sky; of the cosmic background [K, 2.7 to 4]"""
    day_of_year: Final[Any]
    """day of the year; 1 is 1 January, 172 the solstice of June [d, 1 to 365]"""
    observer_latitude: Final[Any]
    """latitude of the observer; Berlin, Warsaw or Saskatoon [deg, -70 to 70]"""
    hour: Final[Any]
    """hour of the day; by the mean Sun, 12 being noon, without zone or summer time [h, 0 to 24]"""
    node_spread: Final[Any]
    """spread of the nodes; to either side, none for one ring, 2 h for the 30° of SpaceX's filing [h, 0 to 2]"""
    array_reflectivity: Final[Any]
    """sunlight that the array scatters; in all directions, the rest being turned into power, kept or mirrored; 20 %
    by Boley for a whole satellite [%, 2 to 20]
    """
    body_area: Final[Any]
    """body seen from below; as if it were a ball, all but the array and edge-on fins, the flat body of a Starlink
    Gen2 Mini [m², 3 to 60]
    """
    body_reflectivity: Final[Any]
    """sunlight that the body scatters; Boley's for any satellite, a tenth of it with Starlink's care for paint and
    attitude [%, 2 to 50]
    """
    extinction: Final[Any]
    """light lost overhead in the air; magnitudes, from a dry mountain to a hazy lowland [0.12 to 0.4]"""
    solar_flux: Final[Any]
    """solar flux; 10.7 cm radio flux, which heats and lifts the air, 70 in quiet years and 200 in active ones [sfu,
    65 to 250]
    """
    air_temperature: Final[Any]
    """temperature of the air; at 560 km, mean Sun, from a quiet one to an active one [K, 700 to 1,300]"""
    molar_mass: Final[Any]
    """molar mass of the air; atomic oxygen, 0.014 in the mean at 560 km, with helium far above [kg/mol, 0.004 to
    0.018]
    """
    wall_temperature: Final[Any]
    """temperature of the sheet that the air meets; 3 K above the warmest of Gaalema's [K, 200 to 380]"""
    edge_on: Final[Any]
    """attitude of the array; 0 it faces the Sun, 1 it flies edge-on and rolls toward the Sun as far as that allows
    [0 to 1]
    """
    debris_size: Final[Any]
    """size of debris; and above, a centimetre ends a satellite and a millimetre a cell [mm, 1 to 100]"""
    shield_thickness: Final[Any]
    """thickness of the shield; of aluminium, or as much mass of something else [mm, 0.5 to 20]"""
    dose_limit: Final[Any]
    """dose that wears chips out; at which one in e still works, memory goes irregular at 2 krad, one chip stood 15
    [krad, 2 to 50]
    """
    burnout_rate: Final[Any]
    """chips lost to latch-up and burnout; killed by single protons and ions, per year; nobody has measured it
    [%/year, 0.05 to 20]
    """
    fatal_share: Final[Any]
    """share of hits on the bus that end the satellite; it depends on where, and nobody has counted [%, 5 to 100]"""
    dose_per_silent_error: Final[Any]
    """dose per silent error; of protons, in the beam, on one chip [rads, 14.4 to 20]"""
    dose_per_memory_error: Final[Any]
    """dose per memory error; that cannot be corrected, of protons, on one chip [rads, 38 to 51]"""
    dose_per_host_crash: Final[Any]
    """dose per crash of the host; the processor beside the chips [rads, 300 to 700]"""
    satellite_power: Final[Any]
    """power of one satellite; electric, array new and in the Sun [kW, 10 to 1,000]"""
    reference_efficiency: Final[Any]
    """efficiency of the cells; at 25 °C in space [%, 17 to 32]"""
    temperature_coefficient: Final[Any]
    """temperature coefficient; relative change of the efficiency per kelvin, of good silicon [1/K, -0.0045 to
    -0.002]
    """
    packing: Final[Any]
    """packing; share of the array's area that is cell, as reckoned for a Starlink, 85 % for a rigid panel [%, 60 to
    95]
    """
    absorptivity: Final[Any]
    """share of sunlight that the array absorbs; when new, 0.88 for GaAs and less for bare silicon [0.85 to 0.94]"""
    front_emissivity: Final[Any]
    """emissivity of the array's front [0.75 to 0.9]"""
    back_emissivity: Final[Any]
    """emissivity of the array's back; black or white paint [0.75 to 0.9]"""
    aged_absorptivity: Final[Any]
    """absorptivity of the array when old; as another study takes it for all its life [0.88 to 0.95]"""
    aged_emissivity: Final[Any]
    """emissivity of every surface when old; of array, sheet and radiator [0.75 to 0.88]"""
    degradation: Final[Any]
    """ageing of the array; share of its power lost each year [%/year, 0.4 to 3.75]"""
    starlink_array_area: Final[Any]
    """area of a Starlink V3's array; not published, guessed from a span of 60 m, 250 in two studies [m², 250 to 400]"""
    conversion_efficiency: Final[Any]
    """power conversion; share of the array's power that reaches the servers, two steps that lose 3 to 4 % each,
    Gaalema has one [%, 85 to 98]
    """
    battery: Final[Any]
    """battery for the eclipses; 1 carried, so that the GPUs run on, 0 not [0 to 1]"""
    keep_awake: Final[Any]
    """battery that keeps idle chips awake through an eclipse; 1 carried, 0 they start anew after each [0 to 1]"""
    idle_share: Final[Any]
    """power of idle chips; over that of busy ones, with a model loaded and the clock up, 11 % at rest with nothing
    loaded [%, 5 to 30]
    """
    battery_efficiency: Final[Any]
    """efficiency of the battery; out over in [%, 80 to 97]"""
    cycle_life: Final[Any]
    """cycles that a battery stands; five years in low orbit [5,000 to 60,000]"""
    cycle_depth: Final[Any]
    """depth of discharge at which a battery stands those cycles [%, 20 to 40]"""
    cycle_exponent: Final[Any]
    """exponent of a battery's wear; of its life over the depth of discharge, 1.2 to 2.3 by makers' tables [1 to 3]"""
    battery_specific_energy: Final[Any]
    """specific energy of the battery; as a pack [Wh/kg, 80 to 265]"""
    battery_price: Final[Any]
    """price of the battery; in a satellite, an engineer's 500 to 700 and what proving it costs [USD/kWh, 300 to
    10,000]
    """
    gpu_power: Final[Any]
    """power of one GPU; at its rating [W, 350 to 2,300]"""
    die_area: Final[Any]
    """area of the chip's silicon; through which its heat leaves, two dies of a Blackwell [mm², 600 to 2,000]"""
    server_overhead: Final[Any]
    """server overhead; power of a whole server over that of its GPUs, at the wall, air-cooled; 1.12 the best liquid-
    cooled, 1.82 an H100's nameplate [1.12 to 1.85]
    """
    gpus_from_power: Final[Any]
    """GPUs from power; 1 as many as the power feeds, 0 the given number [0 to 1]"""
    gpus_given: Final[Any]
    """GPUs on one satellite; where given, H100-equivalents [50 to 400]"""
    token_rate_per_gpu: Final[Any]
    """tokens per second and GPU in the busy hour; output tokens of DeepSeek V4-Pro, 8,192 in and 1,024 out, at 27 a
    second for each user [token/s, 10 to 5,000]
    """
    rate_by_pool: Final[Any]
    """token rate by the pool; 1 less where fewer GPUs share a model than where it was measured, 0 the same
    everywhere [0 to 1]
    """
    price: Final[Any]
    """price of a million tokens; output tokens of V4-Pro, with the input that goes with them, nothing cached
    [USD/Mtoken, 0.1 to 60]
    """
    utilisation: Final[Any]
    """utilisation; mean load over that of the busiest hour [%, 34 to 87]"""
    nights_resold: Final[Any]
    """idle hours that the ground sells; of what its own users leave, to training and batches [%, 0 to 80]"""
    decline: Final[Any]
    """yearly decline of GPU revenue; 10 to 23 % in another model, rents fell by half each year until 2025, then rose
    by 56 % in eight months [%/year, -25 to 40]
    """
    failure_rate: Final[Any]
    """GPUs lost for good each year; on the ground, between a maker's warranty claims and Llama 3's faulty GPUs
    [%/year, 1.5 to 6.1]
    """
    orbit_failure_factor: Final[Any]
    """failures in orbit over those on the ground; the only guess that we found, of an anonymous model, launch and
    vacuum beside the dose [1 to 3]
    """
    spares: Final[Any]
    """spare GPUs; flown dark, and switched on as others fail [%, 0 to 40]"""
    age: Final[Any]
    """age; years since the start of service [year, 0 to 10]"""
    restart_time: Final[Any]
    """time to restart; after a memory error or a crash, for everything on board, 8 minutes to load a model [min, 1
    to 60]
    """
    availability: Final[Any]
    """availability in orbit; share of sunlit time in which the GPUs serve [%, 85 to 98]"""
    ground_availability: Final[Any]
    """availability on the ground; share of the time in which the GPUs serve [%, 95 to 99.5]"""
    mass_per_gpu: Final[Any]
    """mass per GPU; with its share of the server, 4.4 kg/kW without cabinet, shelves and fans; a rack weighs 18.9 kg
    a GPU [kg, 2 to 19]
    """
    gpu_price: Final[Any]
    """price per GPU; with its share of the rack, in May 2026 [USD, 25,000 to 110,000]"""
    gpu_rent: Final[Any]
    """rent of one GPU; per hour, on contract, on demand up to 7 [USD/h, 1.3 to 11.5]"""
    dense_parameters: Final[Any]
    """weights that every token reads [1e+09 to 5e+11]"""
    expert_parameters: Final[Any]
    """weights of all experts; of which each token reads those of a few [0 to 2e+12]"""
    experts: Final[Any]
    """experts in each layer [8 to 512]"""
    experts_per_token: Final[Any]
    """experts that a token reads; in each layer [1 to 8]"""
    bytes_per_weight: Final[Any]
    """size of a weight; 2 bytes in 16 bits, 1 in 8, half in 4 [B, 0.5 to 2]"""
    kv_bytes: Final[Any]
    """memory per token of context; keys and values of all layers [B, 3,000 to 600,000]"""
    memory: Final[Any]
    """memory of one GPU [GB, 30 to 300]"""
    bandwidth: Final[Any]
    """bandwidth of one GPU's memory [TB/s, 1.5 to 22]"""
    reference_bandwidth: Final[Any]
    """bandwidth of an H100's memory; by which H100-equivalents are counted [TB/s, 3 to 4.8]"""
    peak_flops: Final[Any]
    """peak arithmetic of one GPU; dense, in 4 bits [1/s, 2e+14 to 5e+16]"""
    gpus_per_model: Final[Any]
    """GPUs that share one copy of a model; where its rate was measured, one rack [1 to 320]"""
    island_worth: Final[Any]
    """worth of a GPU-hour where few share a model; what a handful of GPUs earns with models that suit it, over a
    rack's [0.13 to 1]
    """
    users_per_gpu: Final[Any]
    """users at once per GPU; tokens per second and GPU over those that one user gets, 27 [0.1 to 1,000]"""
    prompt: Final[Any]
    """prompt in tokens; what is sent in, with all that was said before [100 to 20,000]"""
    reply: Final[Any]
    """reply in tokens [50 to 5,000]"""
    fresh: Final[Any]
    """fresh share of the prompt; the rest was read before and kept, 44 % on DeepSeek's day [%, 5 to 100]"""
    serving_efficiency: Final[Any]
    """serving efficiency; of the two bounds, by the run that was measured, 0.16 for other mixtures of experts, 0.41
    for a dense model [0.05 to 0.7]
    """
    reading_rate: Final[Any]
    """speed of reading; 238 words a minute, four tokens to three words [token/s, 3.9 to 6.7]"""
    bits_per_token: Final[Any]
    """traffic per token; four letters of plain text, in envelopes a hundred times that [bit/token, 16 to 4,000]"""
    link_rate: Final[Any]
    """rate of one laser link [Gbit/s, 10 to 10,000]"""
    user_latitude: Final[Any]
    """latitude of the user; people live 24° from the equator on average [deg, 0 to 70]"""
    climb: Final[Any]
    """climb to a higher ring; to compare with, from 560 km to where the eclipses end [km, 40 to 1,500]"""
    relay_altitude: Final[Any]
    """altitude of the relays; Starlink's own shells [km, 340 to 1,200]"""
    grazing_altitude: Final[Any]
    """grazing altitude; how low a laser may pass over the horizon, above the weather [km, 50 to 150]"""
    relay_inclination: Final[Any]
    """inclination of the relays; of Starlink's first shell [deg, 40 to 98]"""
    planes: Final[Any]
    """planes of the relays; as that shell was flown [10 to 100]"""
    satellites_per_plane: Final[Any]
    """relays per plane [10 to 100]"""
    phasing: Final[Any]
    """phasing of the planes; steps of a Walker pattern, nowhere filed, others take 1 to 45 [0 to 71]"""
    minimum_elevation: Final[Any]
    """minimum elevation; how low a user's dish looks, 40° at first, 10° asked for near the poles [deg, 5 to 40]"""
    link_range: Final[Any]
    """range of one laser; over which Starlinks have held a link [km, 3,000 to 8,000]"""
    first_token_time: Final[Any]
    """wait for the first token; of public services to a prompt of two letters, median of fifteen models [s, 0.32 to
    4.2]
    """
    specific_heat: Final[Any]
    """specific heat of a sheet; of carbon fibre, graphite 720, glass 840, aluminium 900, film 1000 [J/K/kg, 700 to
    1,000]
    """
    joint_cycles: Final[Any]
    """thermal cycles that a joint stands; between −40 and 125 °C, three times what cars ask of theirs [1,500 to
    10,000]
    """
    joint_swing: Final[Any]
    """temperature swing that the solder joints were tested with; from −40 to 125 °C [K, 100 to 180]"""
    joint_exponent: Final[Any]
    """exponent of thermal fatigue; of lead-free solder, 1.9 with lead [1.9 to 2.7]"""
    die_limit: Final[Any]
    """temperature that a chip may reach; 87 °C, above which an H800 slows down [K, 350 to 368]"""
    die_resistance: Final[Any]
    """thermal resistance per area of die; from chip to liquid or pipe [K·mm²/W, 25 to 56]"""
    loop_rise: Final[Any]
    """warming along the loop or the pipe; from cold plate to radiator, as asked of pipes on the space station [K, 2
    to 15]
    """
    fin_efficiency: Final[Any]
    """efficiency of the radiator's fins; net heat over that of a fin as warm as its root, as other models take it
    [0.7 to 0.95]
    """
    radiator_view: Final[Any]
    """view of the warm array; share of what a face of the radiator sees, 0.29 for two equal plates at right angles
    [0 to 0.3]
    """
    radiator_incidence: Final[Any]
    """attitude of the radiator; angle of its plane to the wind, 90° broadside to it and edge-on to Earth, 0° edge-on
    to it, one face down and one up [deg, 0 to 90]
    """
    pump_share: Final[Any]
    """power of the pumps; of all, the space station's take 2 to 4.6 [%, 0.5 to 5]"""
    loop_mass_per_power: Final[Any]
    """mass of pumps, plates and fluid; per kilowatt of heat, the space station's pumps alone 10 [kg/kW, 1.5 to 10]"""
    radiator_emissivity: Final[Any]
    """emissivity of the radiator; white silicate paint [0.8 to 0.94]"""
    radiator_faces: Final[Any]
    """faces of the radiator that see the sky; as of AI1 [1 to 2]"""
    radiator_areal_density: Final[Any]
    """mass of the radiator per area; per square metre of panel, both faces counted once; the space station's weigh
    14 and 17 [kg/m², 2.5 to 17.5]
    """
    bare_absorptivity: Final[Any]
    """absorptivity of bare, white strips; when old [0.05 to 0.3]"""
    bus_mass: Final[Any]
    """mass of a bus; computers, lasers, thrusters and the core that carries them, as heavy as the first Starlinks
    [kg, 100 to 600]
    """
    bus_mass_per_power: Final[Any]
    """mass of the bus per power; converters, harness, switches, 5.4 in a unit of 3 kW, 0.45 in Gaalema's design of
    16 MW [kg/kW, 0.45 to 10]
    """
    mass_offset: Final[Any]
    """distance of the array's centre from the centre of mass; along its plane [m, 0 to 20]"""
    wheel_specific_momentum: Final[Any]
    """momentum that a wheel stores; per mass, with its electronics, small wheels hold less [m·N·s/kg, 1 to 12]"""
    bus_area: Final[Any]
    """area of the bus; of its rear, from the antenna of a Starlink for Starship [m², 10 to 60]"""
    mass_margin: Final[Any]
    """mass margin; for what is forgotten, as agencies keep it at the concept [%, 5 to 35]"""
    specific_impulse: Final[Any]
    """specific impulse of the thrusters; argon Hall thrusters of Starlink [s, 1,500 to 3,000]"""
    disposal_altitude: Final[Any]
    """altitude of disposal; from where the air does the rest in weeks, where a Starlink was parked [km, 200 to 350]"""
    capital_from_parts: Final[Any]
    """capital from parts; 1 summed from its parts, 0 the given price per kilowatt [0 to 1]"""
    given_capital_per_power: Final[Any]
    """capital per kilowatt; where given [USD/kW, 10,000 to 150,000]"""
    satellite_cost_per_power: Final[Any]
    """price of the satellite per watt; without its GPUs, per watt of its array; 10 is hoped for later [USD/W, 14 to
    50]
    """
    launch_price: Final[Any]
    """launch price; of a kilogram to this orbit by Falcon 9, SemiAnalysis's figure of 2026, which we read as
    SpaceX's own cost [USD/kg, 100 to 5,400]
    """
    running_cost_per_power: Final[Any]
    """running cost; operations, per kilowatt and year, 1 % of what the satellite costs [USD/kW/year, 50 to 2,000]"""
    discount_rate: Final[Any]
    """cost of capital in orbit [%/year, 10 to 20]"""
    ground_discount_rate: Final[Any]
    """cost of capital on the ground [%/year, 7 to 12]"""
    life: Final[Any]
    """life of a chip; years over which it is reckoned to earn, in orbit and on the ground [year, 3.5 to 7]"""
    time_to_orbit: Final[Any]
    """time to orbit; from paying to serving, for craft built in series; a first one took 21 months [year, 0.25 to
    1.5]
    """
    ground_wait: Final[Any]
    """time to service on the ground; from paying for servers to serving, 8 to 12 weeks, the newest chips up to a
    year [year, 0 to 1]
    """
    insurance_rate: Final[Any]
    """insurance; of launch and start, on a proven rocket, or the expected loss of going without, once [%, 1.5 to 12]"""
    module_power: Final[Any]
    """power of one solar module; electric, enough for four GPUs [kW, 1 to 10]"""
    areal_density: Final[Any]
    """mass of the sheet per area; with all that is on it [kg/m², 1 to 6]"""
    areal_power_from_cells: Final[Any]
    """areal power from cells; 1 computed, 0 the given number [0 to 1]"""
    given_areal_power: Final[Any]
    """electric power per area; where given, 30 MW on 100 t at 1 kg/m² [W/m², 150 to 420]"""
    payload: Final[Any]
    """payload of one launch; 15 t by Starship's Block 1, 35 by Block 2, 100 by Block 3 [t, 15 to 200]"""
    launches: Final[Any]
    """launches of the whole fleet [1 to 10,000]"""
    mass_from_parts: Final[Any]
    """mass from parts; 1 summed from the bill, 0 the given mass per area [0 to 1]"""
    cell_areal_density: Final[Any]
    """mass of the cells per area; thin silicon and its cover, with the film behind as heavy as Gaalema's [kg/m²,
    0.15 to 0.8]
    """
    substrate_areal_density: Final[Any]
    """mass of the substrate per area; film or mesh, with the cells before it as heavy as Gaalema's [kg/m², 0.05 to
    0.5]
    """
    wiring_areal_density: Final[Any]
    """mass of the wiring per area; with converters, 5 % of the sheet [kg/m², 0.03 to 0.3]"""
    structure_areal_density: Final[Any]
    """mass of the structure per area; booms, hinges, share of the container, so that a wing makes 150 W/kg, at most
    what a roll-out array weighs [kg/m², 0.3 to 2.35]
    """
    array_aspect: Final[Any]
    """length of the array over its width; as of the roll-out array of the space station [1 to 10]"""
    spots_per_gpu: Final[Any]
    """hot spots per GPU; places on the sheet to which pipes bring its heat [25 to 200]"""
    pipe_linear_density: Final[Any]
    """heat pipe per length; grooved aluminium as thick as a finger, with its ammonia [kg/m, 0.1 to 1]"""
    strips: Final[Any]
    """white strips beside the cells; 1 as many as keep the chips cool, 0 none [0 to 1]"""
    spot_radius: Final[Any]
    """radius of a hot spot [mm, 5 to 100]"""
    spreader_thickness: Final[Any]
    """thickness of the heat spreader; over the whole sheet, of films of graphite of 0.02 mm [mm, 0.1 to 2]"""
    spreader_conductivity: Final[Any]
    """conductivity of the heat spreader; thin pyrolytic graphite, stacked; aluminium 167 [W/K/m, 600 to 1,950]"""
    spreader_density: Final[Any]
    """density of the heat spreader; graphite, 2260 where perfect, 1000 in thick sheets [kg/m³, 800 to 2,800]"""
    shielded_area: Final[Any]
    """shielded area per GPU; both sides of a square decimetre [m², 0.005 to 0.1]"""
    shield_density: Final[Any]
    """density of the shield; aluminium [kg/m³, 900 to 2,800]"""
    radio_mass: Final[Any]
    """mass of the radio; of one module's link to the bus [kg, 0.05 to 2]"""
    modules_per_bus: Final[Any]
    """modules per bus [10 to 1,000]"""
    module_voltage: Final[Any]
    """voltage of the module; of the cable that would carry its power [V, 28 to 400]"""
    cable_loss: Final[Any]
    """loss in the cable; share of the power that enters it, by a custom of solar builders [%, 0.5 to 5]"""
    conductor_density: Final[Any]
    """density of the conductor; aluminium [kg/m³, 2,600 to 9,000]"""
    conductor_resistivity: Final[Any]
    """resistivity of the conductor; aluminium at 20 °C [m·Ω, 1.7e-08 to 3.5e-08]"""
    transmit_power: Final[Any]
    """power of the radio; sent out, 0.1 W is what Wi-Fi may at 2.4 GHz in Europe [W, 0.01 to 1]"""
    antenna_gain: Final[Any]
    """gain of each antenna; 1 radiates evenly [1 to 100]"""
    frequency: Final[Any]
    """frequency of the radio; Wi-Fi 7, up to 60 GHz for its short-range cousin [GHz, 2.4 to 60]"""
    channel_width: Final[Any]
    """width of the radio channel; the widest of Wi-Fi 7 [MHz, 20 to 2,160]"""
    noise_temperature: Final[Any]
    """noise temperature of the receiver; a noise figure of 6 dB, 5 in a good one [K, 300 to 3,000]"""
    radio_efficiency: Final[Any]
    """efficiency of the radio; share of Shannon's bound that many users together get, 61 % by one antenna [%, 20 to
    80]
    """
    prompt_ratio: Final[Any]
    """prompt tokens per output token; 3.6 on a day of DeepSeek's service [0 to 20]"""
    starlink_rate: Final[Any]
    """rate of a Starlink V3; down to its customers, as its maker plans it [Tbit/s, 0.1 to 1.2]"""
    magnetic_field: Final[Any]
    """Earth's magnetic field; at 560 km, between equator and pole, in the mean round a polar orbit [µT, 22 to 48]"""
    payload_share: Final[Any]
    """share of the payload that reaches 97.6°; Falcon 9 flew 24 satellites there where it flew 28 to 53° [%, 65 to
    100]
    """
    payload_volume: Final[Any]
    """volume of the payload bay; Starship's [m³, 600 to 1,100]"""
    packing_power: Final[Any]
    """power per volume of a folded array; blankets of 30 to 50 kW on the ground [kW/m³, 10 to 60]"""
    stage_dry_mass: Final[Any]
    """dry mass of the upper stage; Starship's [t, 85 to 150]"""
    stage_propellant: Final[Any]
    """propellant of the upper stage; Starship's Block 2 [t, 1,200 to 1,600]"""
    exhaust_speed: Final[Any]
    """speed of the exhaust; of three vacuum and three sea-level engines, 380 and 350 s [km/s, 3.4 to 3.75]"""
    site_latitude: Final[Any]
    """latitude of the launch site; Vandenberg [deg, 5 to 60]"""
    reference_latitude: Final[Any]
    """latitude of a launch due east; for which the payload is quoted, Starbase in Texas [deg, 5 to 55]"""
    cadence: Final[Any]
    """launches a year; Falcon's record, of 2025 [1/year, 20 to 10,000]"""
    gpu_production: Final[Any]
    """GPUs shipped a year; Blackwells of the four quarters to October 2025 [1/year, 1,000,000 to 2e+07]"""
    cell_production: Final[Any]
    """solar modules made a year; all kinds in the world, 2024 [GW/year, 550 to 1,200]"""
    recent: Final[Any]
    """time that counts as recent; back from the day of the post [week, 1 to 52]"""
    gas: Final[Any]
    """electricity from gas; 1 from gas turbines on site, 0 not [0 to 1]"""
    solar_and_storage: Final[Any]
    """electricity from solar and storage; 1 off the grid, 0 not; neither is the grid [0 to 1]"""
    pue: Final[Any]
    """power usage effectiveness; power of the site over that of its servers [1.08 to 1.56]"""
    construction_price: Final[Any]
    """price of the building; per watt of servers, without them [USD/W, 9.3 to 20]"""
    time_to_power: Final[Any]
    """time to power; from the first dollar of the building to the first token [year, 1 to 7]"""
    facility_life: Final[Any]
    """life of the building and the power plant [year, 10 to 30]"""
    ground_running_cost_per_power: Final[Any]
    """running cost on the ground; people, upkeep, network, without electricity [USD/kW/year, 150 to 600]"""
    grid_price: Final[Any]
    """price of grid electricity; to industry in Texas, 2023 [USD/MWh, 60 to 100]"""
    gas_price: Final[Any]
    """price of natural gas; Henry Hub, mean of 2025, 3.52 dollars per million Btu [USD/GJ, 2 to 7.6]"""
    gas_plant_price: Final[Any]
    """price of the gas plant; combined cycle, overnight [USD/kW, 1,500 to 2,500]"""
    gas_plant_efficiency: Final[Any]
    """efficiency of the gas plant; combined cycle, upper heating value [%, 35 to 60]"""
    gas_plant_upkeep: Final[Any]
    """upkeep of the gas plant; with its wear at full load [USD/kW/year, 10 to 80]"""
    solar_price: Final[Any]
    """price of solar on the ground; per watt of alternating current, 2023 [USD/W, 0.9 to 1.6]"""
    solar_capacity_factor: Final[Any]
    """capacity factor of solar on the ground; median of American plants [%, 18 to 30]"""
    solar_oversize: Final[Any]
    """oversize of solar on the ground; for winter, clouds and the battery's loss [1 to 2]"""
    solar_upkeep: Final[Any]
    """upkeep of solar on the ground [USD/kW/year, 8 to 30]"""
    storage_duration: Final[Any]
    """storage; hours of the site's full power, a little less than without any other source [h, 4 to 48]"""
    storage_price: Final[Any]
    """price of storage on the ground; installed, whole projects [USD/kWh, 66 to 236]"""
    launch_carbon: Final[Any]
    """carbon of a launch, kg CO₂ per kg lifted; our sum of a full Starship's propellant, burnt and made, 33 by
    others for burning alone, 16 if the methane is made of air [16 to 80]
    """
    craft_carbon: Final[Any]
    """carbon of making a spacecraft, kg CO₂ per kg; without chips [30 to 200]"""
    chip_carbon: Final[Any]
    """carbon of making a chip; with its share of a server, of an H100 [kg, 164 to 1,500]"""
    construction_carbon: Final[Any]
    """carbon of building; by its price [kg/USD, 0.15 to 0.26]"""
    grid_intensity: Final[Any]
    """carbon of grid electricity; Texas, mean of 2023, the high end with leaks of gas [g/kWh, 330 to 480]"""
    gas_intensity: Final[Any]
    """carbon of electricity from gas; with its leaks [g/kWh, 410 to 550]"""
    solar_intensity: Final[Any]
    """carbon of electricity from solar and storage; of making them [g/kWh, 20 to 80]"""
    cooling_water: Final[Any]
    """water that cools servers; evaporated, American mean of 2023 [l/kWh, 0 to 1.8]"""
    grid_evaporation: Final[Any]
    """water of grid electricity; of the Texan mix, 4.5 with the lakes of American dams [l/kWh, 0.6 to 4.5]"""
    gas_evaporation: Final[Any]
    """water of electricity from gas; combined cycle with a cooling tower, next to none without [l/kWh, 0.02 to 1.1]"""
    solar_evaporation: Final[Any]
    """water of electricity from solar; to wash panels [l/kWh, 0 to 0.2]"""
    launch_water: Final[Any]
    """water of a launch; by the mass lifted, that drenches Starship's pad [l/kg, 5 to 40]"""
    carbon_price: Final[Any]
    """price of carbon; of its harm, by the American EPA; its older number and a newer one of economists [USD/t, 51
    to 1,500]
    """
    water_price: Final[Any]
    """price of water; a Virginian and a Texan tariff of 1.0 and 2.0 [USD/m³, 0.5 to 3]"""
    orbit_fee: Final[Any]
    """fee for an orbit; a satellite's, were others' risk billed, in 2026, 235,000 in 2040 [USD/year, 15,000 to
    235,000]
    """
    casualty_risk: Final[Any]
    """risk of a casualty; of each craft that falls, the most that a standard allows [1e-06 to 0.001]"""
    life_price: Final[Any]
    """price of a casualty; a statistical life's, for American roads [MUSD, 7.3 to 18.3]"""
    manoeuvre_rate: Final[Any]
    """dodges of a satellite; Starlink's in 2026, 207,152 in half a year by some 10,000 [1/year, 10 to 80]"""
    undodged: Final[Any]
    """approaches of dead things that nobody dodges; a model's, which has 1 % where both can steer; Starlink dodges
    sooner than others [%, 0.5 to 40]
    """
    stranded_share: Final[Any]
    """satellites that die on their orbit; of all flown, 3 % of the first Starlinks [%, 0.1 to 3]"""
    approach_speed: Final[Any]
    """speed of approach; between orbits of every direction, less within one ring [km/s, 3 to 12]"""
    fragment_area: Final[Any]
    """area over mass of a fragment; of a decimetre and more [m²/kg, 0.03 to 0.3]"""
    alumina_yield: Final[Any]
    """aluminium oxide of a fall; by the mass that falls [0.06 to 0.57]"""
