"""Who answers for which area, on any day."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.errors import NotYours
from jingge.common.viewer import Role, Viewer
from jingge.staffing.models import BeatPosting, Officer, Pairing, PoliceOffice, UnitService, held_on
from jingge.staffing.queries.ground import on_map
from jingge.staffing.queries.visible import refuse_without_names, station_of
from jingge.staffing.terms import BeatOfficer, Person, PostingSheet, SheetRow, StaffKind
from jingge.territory.models import Grid, GridVersion, Level
from jingge.territory.queries import version_in_force


def beat_officers(version: GridVersion, day: date) -> dict[str, BeatOfficer]:
    """Area code → its responsible officer on a day; an area without one is missing."""
    return answering(BeatPosting.objects.filter(held_on(day), beat__version=version))


def beat_officers_on(bureau_id: UUID, day: date) -> dict[str, BeatOfficer]:
    """The same for the map in force on a day, without asking which it is."""
    return answering(BeatPosting.objects.filter(held_on(day) & on_map(bureau_id, day, at="beat__")))


def answering(rows: QuerySet[BeatPosting]) -> dict[str, BeatOfficer]:
    return {
        row.beat.code: beat_officer(row)
        for row in rows.select_related("beat__station", "officer").order_by("beat__code")
    }


def beat_officer(row: BeatPosting) -> BeatOfficer:
    return BeatOfficer(
        beat_id=row.beat_id,
        beat_code=row.beat.code,
        beat_name=row.beat.name,
        station_code=row.beat.station.code,
        officer_id=row.officer_id,
        police_number=row.officer.police_number,
        display_name=row.officer.display_name,
        since=row.valid_from,
    )


def visible_beats(viewer: Viewer, version: GridVersion, day: date) -> QuerySet[Grid]:
    """The areas whose sheet the viewer may read: own areas for a community officer."""
    beats = Grid.objects.filter(version=version, level=Level.BEAT, version__bureau_id=viewer.bureau_id)
    if viewer.role is Role.COMMUNITY_OFFICER:
        mine = BeatPosting.objects.filter(
            held_on(day), officer__bureau_id=viewer.bureau_id, officer__police_number=viewer.police_number
        )
        return beats.filter(pk__in=mine.values("beat_id"))
    if not may(viewer, Ability.SEE_STAFF):
        return beats.none()
    return beats.filter(station__code=station_of(viewer)) if station_of(viewer) else beats


def get_beat(viewer: Viewer, version: GridVersion, beat_code: str, day: date) -> Grid:
    """One area the viewer may read the sheet of."""
    refuse_without_names(viewer)
    beats = visible_beats(viewer, version, day).select_related("station", "version")
    beat = beats.filter(code=beat_code).first()
    if beat is None:
        raise NotYours(_("This area is not on your ground."))
    return beat


def map_on(viewer: Viewer, day: date) -> GridVersion:
    """The map in force on a day; without one there are no areas to answer for."""
    version = version_in_force(viewer.bureau_id, day)
    if version is None:
        raise NotYours(_("No map is in force on that day."))
    return version


def list_sheets(viewer: Viewer, day: date, station_code: str = "") -> list[SheetRow]:
    """The areas whose sheet the viewer may read, with their officers."""
    version = version_in_force(viewer.bureau_id, day)
    if version is None:
        return []
    responsible = beat_officers(version, day)
    beats = visible_beats(viewer, version, day).select_related("station").order_by("station__code", "code")
    if station_code:
        beats = beats.filter(station__code=station_code)
    return [sheet_row(beat, responsible.get(beat.code)) for beat in beats]


def sheet_row(beat: Grid, officer: BeatOfficer | None) -> SheetRow:
    return SheetRow(
        code=beat.code,
        name=beat.name,
        station_code=beat.station.code,
        station_name=beat.station.name,
        population=beat.population,
        households=beat.households,
        police_number=officer.police_number if officer else None,
        display_name=officer.display_name if officer else None,
        officer_id=officer.officer_id if officer else None,
        since=officer.since if officer else None,
    )


def posting_sheet(viewer: Viewer, version: GridVersion, beat_code: str, day: date) -> PostingSheet:
    """定警格、定人员、定责任、定网格 of one area on a day."""
    beat = get_beat(viewer, version, beat_code, day)
    posting = BeatPosting.objects.filter(held_on(day), beat=beat).select_related("officer").first()
    blocks = Grid.objects.filter(version=version, beat=beat).order_by("code").select_related("parent")
    rows = list(blocks.values_list("code", "name", "parent__code", "parent__name"))
    units = tuple(sorted({(code, name) for *_block, code, name in rows}))
    codes = [code for code, *_name in units]
    helpers = UnitService.objects.filter(
        held_on(day), bureau_id=viewer.bureau_id, unit_code__in=codes, officer__kind=StaffKind.HELPER
    )
    offices = PoliceOffice.objects.filter(
        held_on(day), bureau_id=viewer.bureau_id, services__unit_code__in=codes
    ).distinct()
    return PostingSheet(
        beat_code=beat.code,
        beat_name=beat.name,
        version_number=version.number,
        version_from=version.valid_from,
        station_code=beat.station.code,
        station_name=beat.station.name,
        officer=person(posting.officer) if posting else None,
        officer_id=posting.officer_id if posting else None,
        since=posting.valid_from if posting else None,
        until=posting.valid_to if posting else None,
        auxiliaries=auxiliaries_of(posting.officer_id, day) if posting else (),
        helpers=tuple(
            Person(*row)
            for row in helpers.values_list("officer__police_number", "officer__display_name")
            .order_by("officer__police_number")
            .distinct()
        ),
        units=units,
        blocks=tuple((code, name) for code, name, *_unit in rows),
        offices=tuple(offices.values_list("name", flat=True)),
        households=beat.households,
        population=beat.population,
        organisations=beat.organisations,
        area_km2=beat.area_km2,
        incidents=beat.incidents,
    )


def person(officer: Officer) -> Person:
    return Person(officer.police_number, officer.display_name)


def auxiliaries_of(officer_id: UUID, day: date) -> tuple[Person, ...]:
    rows = Pairing.objects.filter(held_on(day), officer_id=officer_id)
    return tuple(
        Person(*row)
        for row in rows.values_list("auxiliary__police_number", "auxiliary__display_name").order_by(
            "auxiliary__police_number"
        )
    )
