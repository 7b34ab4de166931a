"""What the orbit does to whatever flies there."""

from starcalc import environment, network, orbit, thermal
from starcalc.model.results import calculation, results


@calculation
def surroundings(s):
    """What the orbit does to whatever flies there: Sun and shadow, air, particles, and the way to a user.

    Small debris goes with altitude as catalogued objects do. Neglects cosmic rays.
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
    eclipses_per_year = s.eclipses * orbit.eclipses_per_year(s.altitude, s.local_time)
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

    # The radiator, whose plane is at right angles to the wind where it is edge-on to Earth
    radiator_earth_view = thermal.mean_earth_view(s.altitude, s.radiator_incidence)
    radiator_drag_coefficient = orbit.plate_drag_coefficient(
        speed_ratio, s.radiator_incidence, s.wall_temperature / s.air_temperature
    )
    radiator_drag_pressure = air_density * speed**2 * radiator_drag_coefficient / 2

    # Particles and debris
    dose = environment.yearly_dose(environment.total_dose_fit(s.altitude, s.shield_thickness))
    trapped_dose = environment.yearly_dose(environment.trapped_dose_fit(s.altitude, s.shield_thickness))
    solar_dose = environment.yearly_dose(environment.solar_proton_dose_fit(s.altitude, s.shield_thickness))
    crowding = environment.crowding(s.altitude)
    debris_climb = environment.crowding(environment.DENSEST) / crowding
    plate_exposure = environment.plate_exposure(mean_beta)
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
