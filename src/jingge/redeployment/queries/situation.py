"""Who serves where on a day, as plans of moves see it. For actions and the other queries: no viewer."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from jingge.common.viewer import Viewer, system_viewer
from jingge.organisation.models import Brigade, Mode, Station, StationKind
from jingge.organisation.queries import with_modes
from jingge.redeployment.models import PlanMove, StaffingPlan
from jingge.redeployment.rules.situation import after
from jingge.redeployment.terms import Area, Going, Ground, Situation, Someone
from jingge.staffing.models import Posting, TeamMember, held_on
from jingge.staffing.queries.beats import beat_officers_on
from jingge.staffing.queries.covering import auxiliaries_by_officer, offices_by_unit, serving_by_unit
from jingge.staffing.queries.figures import held_on_or_always
from jingge.staffing.queries.ground import on_map, units_with_beats
from jingge.staffing.queries.holding import place_of
from jingge.staffing.rules.cover import CoverFacts
from jingge.staffing.terms import AgeBand, OrganKind, Place, Post, StaffKind, UnitFacts
from jingge.territory.models import Grid, Level


def situation_of(plan: StaffingPlan) -> Situation:
    """What the plan begins from: everybody on its day, the moves of the plan it supposes done."""
    found = situation_on(plan.bureau_id, plan.day)
    if plan.supposed is None or plan.supposed.effect_from is not None:
        return found  # a supposed plan that turned into postings is in the postings already
    return after(found, goings_of(plan.supposed))


def situation_on(bureau_id: UUID, day: date) -> Situation:
    beats: defaultdict[str, list[str]] = defaultdict(list)
    for code, officer in sorted(beat_officers_on(bureau_id, day).items()):
        beats[officer.police_number].append(code)
    rows = Posting.objects.filter(held_on(day), bureau_id=bureau_id).select_related(
        "officer", "station", "brigade"
    )
    members = TeamMember.objects.filter(held_on(day), bureau_id=bureau_id)
    parts = dict(members.values_list("officer_id", "part"))
    people = tuple(
        Someone(
            officer_id=row.officer_id,
            number=row.officer.police_number,
            name=row.officer.display_name,
            kind=StaffKind(row.officer.kind),
            post=Post(row.post),
            place=place_of(row),
            since=row.valid_from,
            age_band=AgeBand(row.officer.age_band),
            community_years=row.officer.community_years,
            beats=tuple(beats.get(row.officer.police_number, ())),
            part=parts.get(row.officer_id, ""),
        )
        for row in rows.order_by("officer__police_number")
    )
    return Situation(
        day,
        people,
        _grounds(bureau_id, day, people),
        place_names(bureau_id, day),
        areas=_areas(bureau_id, day, Level.BEAT),
        units=_areas(bureau_id, day, Level.UNIT),
        in_parts=_in_parts(bureau_id, day),
    )


def _areas(bureau_id: UUID, day: date, level: Level) -> tuple[Area, ...]:
    rows = Grid.objects.filter(on_map(bureau_id, day), level=level).order_by("station__code", "code")
    return tuple(Area(*row) for row in rows.values_list("code", "name", "station__code"))


def _in_parts(bureau_id: UUID, day: date) -> frozenset[str]:
    stations = with_modes(Station.objects.filter(bureau_id=bureau_id), day)
    return frozenset(one.code for one in stations if one.mode_now == Mode.ONE_ROOM_TWO_TEAMS)


def _grounds(bureau_id: UUID, day: date, people: tuple[Someone, ...]) -> tuple[Ground, ...]:
    towns = {
        code: (population, lon, lat)
        for code, population, lon, lat in Grid.objects.filter(
            on_map(bureau_id, day), level=Level.TOWN
        ).values_list("station__code", "population", "lon", "lat")
    }
    own_areas: defaultdict[str, int] = defaultdict(int)
    for one in people:
        if one.place.kind is OrganKind.STATION and one.beats and one.post is Post.COMMUNITY_OFFICER:
            own_areas[one.place.code] += 1
    stations = Station.objects.filter(held_on_or_always(day), bureau_id=bureau_id).order_by("code")
    return tuple(
        Ground(
            s.code, s.name, s.kind == StationKind.CITY, *towns.get(s.code, (0, 0.0, 0.0)), own_areas[s.code]
        )
        for s in stations
    )


def place_names(bureau_id: UUID, day: date) -> dict[Place, str]:
    stations = Station.objects.filter(held_on_or_always(day), bureau_id=bureau_id).order_by("code")
    brigades = Brigade.objects.filter(bureau_id=bureau_id, valid_to__isnull=True).order_by("code")
    names = {Place(OrganKind.STATION, code): name for code, name in stations.values_list("code", "name")}
    names |= {Place(OrganKind.BRIGADE, code): name for code, name in brigades.values_list("code", "name")}
    return {**names, Place(OrganKind.DEPARTMENT): str(OrganKind.DEPARTMENT.label)}


def goings_of(plan: StaffingPlan) -> list[Going]:
    rows = plan.moves.select_related("officer", "station", "brigade", "successor")
    return [going_of(row) for row in rows]


def going_of(row: PlanMove) -> Going:
    return Going(
        number=row.officer.police_number,
        post=Post(row.post),
        place=place_to(row),
        successor=row.successor.police_number if row.successor else "",
        why=row.why,
        grounds=tuple(row.grounds),
        part=row.part,
        areas=tuple(row.areas),
        units=tuple(row.units),
    )


def place_to(row: PlanMove) -> Place:
    if row.station is not None:
        return Place(OrganKind.STATION, row.station.code)
    return Place(OrganKind.BRIGADE, row.brigade.code) if row.brigade else Place(OrganKind.DEPARTMENT)


def cover_inputs(viewer: Viewer, day: date) -> tuple[list[UnitFacts], CoverFacts]:
    """The units, and what covers them besides the responsible officers (those follow the people)."""
    whole = system_viewer(viewer.bureau_id)
    units, beats = units_with_beats(viewer.bureau_id, day)
    return units, CoverFacts(
        beats_of_unit=beats,
        officer_of_beat={},
        auxiliaries_of=auxiliaries_by_officer(whole, day),
        serving=serving_by_unit(whole, day),
        offices_of_unit=offices_by_unit(whole, day),
    )
