"""What a million tokens do to everybody else, in orbit and in Texas, and what that would cost if somebody billed it."""

from starcalc import climate, economics, environment, orbit
from starcalc.model.box import satellite
from starcalc.model.results import calculation, results
from starcalc.model.sheet import module
from starcalc.model.texas import ground

GIVEN = ("box", "sheet", "texas", "never", "met", "volume", "strays", "tumbling", "fragment_sinking", "risk", "cooling")
GIVEN += ("box_years", "sheet_years", "sheet_tokens", "texas_tokens", "box_making", "sheet_launch", "sheet_body")
GIVEN += ("sheet_making", "sheet_fee", "sheet_risk")  # steps that nobody asks for


@calculation
def commons(s):
    """Carbon, water, wrecks and risk of a million tokens, in orbit and in Texas, and the bill that nobody sends.

    What both share, as the chips, is counted on both sides; carbon and water as they come, without discount. The fleet
    is of boxes, as many as the launches lift, in one shell 35 km thick; its fee and its risk are a craft's, which a
    sheet with its bus is too. A hit on an array shatters nothing. Neglects soot, alumina and nitrogen oxides in the
    carbon, since nobody knows their weight; what is made of the chips' water; and light in the sky.
    """
    box, sheet, texas = satellite(s), module(s), ground(s)

    # Tokens of a life, as they come
    never = 0 * s.discount_rate
    box_years = economics.present_value_factor(never, s.life, box.output_decline)
    box_tokens = box.tokens * box.first_output * box_years
    sheet_years = economics.present_value_factor(never, sheet.service_life, sheet.output_decline)
    sheet_tokens = sheet.tokens * sheet.first_output * sheet_years
    texas_tokens = texas.tokens * s.life

    # Carbon
    box_launch_carbon = climate.launch_carbon(box.mass, s.launch_carbon) / box_tokens
    box_making = climate.making_carbon(box.mass - box.server_mass, s.craft_carbon, box.gpus, s.chip_carbon)
    box_carbon = box_launch_carbon + box_making / box_tokens
    sheet_launch = climate.launch_carbon(sheet.module_mass, s.launch_carbon)
    sheet_body = sheet.module_mass - sheet.server_mass
    sheet_making = climate.making_carbon(sheet_body, s.craft_carbon, sheet.gpus_per_module, s.chip_carbon)
    sheet_carbon = (sheet_launch + sheet_making) / sheet_tokens
    chips_carbon = texas.gpus * (1 + s.failure_rate * s.life) * s.chip_carbon / texas_tokens
    hall_carbon = texas.building * s.construction_carbon * (s.life / s.facility_life) / texas_tokens
    energy_per_token = texas.facility_energy / texas.tokens
    grid_carbon = hall_carbon + chips_carbon + s.grid_intensity * energy_per_token
    gas_carbon = hall_carbon + chips_carbon + s.gas_intensity * energy_per_token
    solar_carbon = hall_carbon + chips_carbon + s.solar_intensity * energy_per_token

    # Water
    box_water = s.launch_water * box.mass / box_tokens
    sheet_water = s.launch_water * sheet.module_mass / sheet_tokens
    cooling = s.cooling_water * energy_per_token / s.pue
    grid_water = cooling + s.grid_evaporation * energy_per_token
    gas_water = cooling + s.gas_evaporation * energy_per_token
    solar_water = cooling + s.solar_evaporation * energy_per_token

    # The fleet in its shell
    boxes = s.launches * sheet.lifted / box.mass
    manoeuvres = environment.avoidance_manoeuvres(boxes, s.manoeuvre_rate)
    falls = environment.reentries(boxes, s.life)
    fallen = falls * box.mass
    alumina = climate.alumina(fallen, s.alumina_yield)
    casualties = environment.casualties(falls, s.casualty_risk)
    tumbling = orbit.TUMBLING * (box.array_area + box.radiator_area) / box.mass
    wreck_time = environment.clearing_time(orbit.sinking_speed(s.altitude, box.air_density, tumbling))
    dying = falls * s.stranded_share + boxes * environment.hazard(box.fatal_hits)
    wrecks = environment.wrecks(dying, wreck_time)
    volume = environment.shell_volume(s.altitude)
    strays = environment.inert_objects_fit(s.altitude)
    met = (strays, volume, s.bus_area, s.approach_speed)
    collisions = environment.collisions(boxes, wrecks, *met, s.undodged)
    unsteered_collisions = environment.collisions(0 * boxes, boxes, *met, s.undodged)

    # How many the shell bears, and how soon they are there
    fragment_sinking = orbit.sinking_speed(s.altitude, box.air_density, 2 * orbit.TUMBLING * s.fragment_area)
    clearing_time = environment.clearing_time(fragment_sinking)
    pieces = environment.fragments(box.mass)
    critical_fleet = environment.critical_fleet(volume, s.bus_area, s.approach_speed, pieces, clearing_time, s.undodged)
    filling_time = environment.filling_time(critical_fleet, s.cadence * sheet.lifted / box.mass, s.life)

    # The bill that nobody sends
    risk = s.casualty_risk * s.life_price
    box_fee = s.orbit_fee * s.life / box_tokens
    sheet_fee = s.orbit_fee * sheet.service_life / s.modules_per_bus / sheet_tokens
    box_risk = risk / box_tokens
    box_charge = box_fee + box_risk + s.carbon_price * box_carbon + s.water_price * box_water
    sheet_risk = risk / s.modules_per_bus / sheet_tokens
    sheet_charge = sheet_fee + sheet_risk + s.carbon_price * sheet_carbon + s.water_price * sheet_water
    grid_charge = s.carbon_price * grid_carbon + s.water_price * grid_water
    gas_charge = s.carbon_price * gas_carbon + s.water_price * gas_water
    solar_charge = s.carbon_price * solar_carbon + s.water_price * solar_water
    charge_gap = box_charge - grid_charge
    return results(locals(), *GIVEN)
