"""Cover of every unit, pairing and modes on a day."""

from collections import defaultdict
from datetime import date

from jingge.common.viewer import Viewer
from jingge.organisation.models import Mode, Station
from jingge.organisation.queries import with_modes
from jingge.staffing.models import OfficeService, Pairing, Posting, UnitService, held_on
from jingge.staffing.queries.beats import beat_officers_on
from jingge.staffing.queries.figures import held_on_or_always
from jingge.staffing.queries.ground import units_with_beats
from jingge.staffing.queries.teams import parts_on
from jingge.staffing.queries.visible import station_of, visible_postings
from jingge.staffing.rules.cover import CoverFacts
from jingge.staffing.rules.cover import cover as cover_of
from jingge.staffing.rules.modes import check_multi_skill, check_two_teams
from jingge.staffing.rules.pairing import check_pairing
from jingge.staffing.terms import Cover, ModeCheck, PairingCheck, Person, Post, StaffFacts, StaffKind


def cover(viewer: Viewer, day: date) -> Cover:
    """Every community and village the viewer may see, with what it lacks."""
    units, beats = units_with_beats(viewer.bureau_id, day, station_of(viewer))
    responsible = beat_officers_on(viewer.bureau_id, day)
    facts = CoverFacts(
        beats_of_unit=beats,
        officer_of_beat={code: Person(o.police_number, o.display_name) for code, o in responsible.items()},
        auxiliaries_of=auxiliaries_by_officer(viewer, day),
        serving=serving_by_unit(viewer, day),
        offices_of_unit=offices_by_unit(viewer, day),
    )
    return cover_of(day, units, facts)


def auxiliaries_by_officer(viewer: Viewer, day: date) -> dict[str, frozenset[str]]:
    rows = Pairing.objects.filter(held_on(day), bureau_id=viewer.bureau_id)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for officer, auxiliary in rows.values_list("officer__police_number", "auxiliary__police_number"):
        found[officer].add(auxiliary)
    return {officer: frozenset(numbers) for officer, numbers in found.items()}


def serving_by_unit(viewer: Viewer, day: date) -> dict[str, dict[str, StaffKind]]:
    rows = UnitService.objects.filter(held_on(day), bureau_id=viewer.bureau_id)
    found: defaultdict[str, dict[str, StaffKind]] = defaultdict(dict)
    for unit, number, kind in rows.values_list("unit_code", "officer__police_number", "officer__kind"):
        found[unit][number] = StaffKind(kind)
    return dict(found)


def offices_by_unit(viewer: Viewer, day: date) -> dict[str, tuple[str, ...]]:
    rows = OfficeService.objects.filter(held_on(day, at="office__"), office__bureau_id=viewer.bureau_id)
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for unit, name in rows.order_by("office__code").values_list("unit_code", "office__name"):
        found[unit] += (name,)
    return dict(found)


def pairing_check(viewer: Viewer, day: date) -> PairingCheck:
    """Community officers and station auxiliaries the viewer may see, and who leads whom."""
    posted = (
        Posting.objects.filter(held_on(day) & visible_postings(viewer), station__isnull=False)
        .order_by("officer__police_number")
        .values_list("officer__police_number", "officer__display_name", "officer__kind", "post")
    )
    rows = list(posted)
    officers = [
        Person(number, name)
        for number, name, kind, post in rows
        if kind == StaffKind.OFFICER and post == Post.COMMUNITY_OFFICER
    ]
    auxiliaries = [Person(number, name) for number, name, kind, _ in rows if kind == StaffKind.AUXILIARY]
    pairs = Pairing.objects.filter(held_on(day), bureau_id=viewer.bureau_id)
    leader_of = dict(pairs.values_list("auxiliary__police_number", "officer__police_number"))
    return check_pairing(officers, auxiliaries, leader_of)


def mode_checks(viewer: Viewer, day: date, *, station_code: str = "") -> list[ModeCheck]:
    """Every station the viewer may see, or one of them, against its mode."""
    stations = Station.objects.filter(held_on_or_always(day), bureau_id=viewer.bureau_id)
    stations = with_modes(stations, day)
    if code := station_of(viewer):
        stations = stations.filter(code=code)
    if station_code:
        stations = stations.filter(code=station_code)
    staff = staff_facts(viewer, day)
    return [
        (check_two_teams if s.mode_now == Mode.ONE_ROOM_TWO_TEAMS else check_multi_skill)(
            s.code, s.name, s.mode_now, staff.get(s.code, [])
        )
        for s in stations
    ]


def staff_facts(viewer: Viewer, day: date) -> dict[str, list[StaffFacts]]:
    """Station code → its police officers with the areas they answer for and the units they are linked to."""
    beats: defaultdict[str, list[str]] = defaultdict(list)
    units: defaultdict[str, set[str]] = defaultdict(set)
    for code, row in beat_officers_on(viewer.bureau_id, day).items():
        beats[row.police_number].append(code)
    for unit, serving in serving_by_unit(viewer, day).items():
        for number in serving:
            units[number].add(unit)
    teams = parts_on(viewer.bureau_id, day)
    posted = Posting.objects.filter(
        held_on(day) & visible_postings(viewer), station__isnull=False, officer__kind=StaffKind.OFFICER
    ).order_by("officer__police_number")
    found: defaultdict[str, list[StaffFacts]] = defaultdict(list)
    for station, number, name, post, pk in posted.values_list(
        "station__code", "officer__police_number", "officer__display_name", "post", "officer_id"
    ):
        held = (tuple(beats[number]), tuple(sorted(units[number])))
        facts = StaffFacts(Person(number, name), post, *held, team=teams.get(pk), officer_id=pk)
        found[station].append(facts)
    return dict(found)
