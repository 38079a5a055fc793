"""Everything a click on the map says about one grid."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.portal.queries.loads import loads_of
from jingge.portal.queries.version import described
from jingge.portal.terms import GridDetail, PersonInPost
from jingge.staffing.models import BeatPosting, Officer, OfficeService, Pairing, UnitService
from jingge.staffing.terms import Post, StaffKind
from jingge.territory.models import Grid, Level
from jingge.territory.queries import version_in_force


def get_grid_detail(viewer: Viewer, day: date, code: str) -> GridDetail:
    """One grid of the map in force on a day, or `NotYours`."""
    version = version_in_force(viewer.bureau_id, day)
    if version is None:
        raise NotYours(_("No map is in force on that day."))
    grids = Grid.objects.filter(version=version, code=code).select_related(
        "station", "parent__parent", "beat"
    )
    if not viewer.sees_whole_bureau:
        grids = grids.filter(station__code=viewer.station_code)
    grid = grids.first()
    if grid is None:
        raise NotYours(_("There is no grid with this code on your ground on that day."))
    blocks = list(
        Grid.objects.filter(_inside(grid), version=version, level=Level.BLOCK).select_related("parent")
    )
    beats = {block.beat_id for block in blocks if block.beat_id}
    units = {block.parent.code for block in blocks if block.parent}
    responsible = _responsible(beats, day)
    loads = loads_of(version, day)
    beat_code = grid.code if grid.level == Level.BEAT else (grid.beat.code if grid.beat else "")
    return GridDetail(
        day=day,
        version=described(version),
        id=grid.pk,
        code=grid.code,
        name=grid.name,
        level=grid.level,
        station_code=grid.station.code,
        station_name=grid.station.name,
        path=_path(grid),
        households=grid.households,
        population=grid.population,
        organisations=grid.organisations,
        incidents=grid.incidents,
        area_km2=grid.area_km2,
        load=loads.by_code.get(grid.station.code if grid.level == Level.TOWN else grid.code, 0.0),
        load_ratio=loads.ratio.get(beat_code),
        responsible=tuple(
            PersonInPost(p.police_number, p.display_name, Post.COMMUNITY_OFFICER.label) for p in responsible
        ),
        hands=_hands(viewer, [p.pk for p in responsible], units, day),
        offices=_offices(viewer, units, day),
        units=len(units),
        beats=len(beats),
        blocks=len(blocks),
    )


def _inside(grid: Grid) -> Q:
    """The blocks of a grid of any level."""
    return {
        Level.TOWN: Q(station=grid.station_id),
        Level.UNIT: Q(parent=grid),
        Level.BEAT: Q(beat=grid),
        Level.BLOCK: Q(pk=grid.pk),
    }[Level(grid.level)]


def _path(grid: Grid) -> tuple[tuple[int, str, str], ...]:
    chain: list[tuple[int, str, str]] = []
    node: Grid | None = grid
    while node is not None:
        chain.append((node.level, node.code, node.name))
        node = node.parent
    if grid.level == Level.BLOCK and grid.beat is not None:
        chain.append((grid.beat.level, grid.beat.code, grid.beat.name))
    return tuple(sorted(chain))


def _responsible(beats: set[UUID], day: date) -> list[Officer]:
    postings = BeatPosting.objects.filter(beat__in=beats, valid_from__lte=day).exclude(valid_to__lte=day)
    officers = {posting.officer for posting in postings.select_related("officer")}
    return sorted(officers, key=lambda officer: officer.police_number)


def _hands(viewer: Viewer, officers: list[UUID], units: set[str], day: date) -> tuple[PersonInPost, ...]:
    """Auxiliaries paired with the officers, and helpers serving the units."""
    pairs = Pairing.objects.filter(officer__in=officers, valid_from__lte=day).exclude(valid_to__lte=day)
    serving = UnitService.objects.filter(
        bureau_id=viewer.bureau_id, unit_code__in=units, valid_from__lte=day
    ).exclude(valid_to__lte=day)
    people = {pair.auxiliary for pair in pairs.select_related("auxiliary")}
    people |= {service.officer for service in serving.select_related("officer")}
    return tuple(
        PersonInPost(p.police_number, p.display_name, StaffKind(p.kind).label)
        for p in sorted(people, key=lambda p: (p.kind, p.police_number))
    )


def _offices(viewer: Viewer, units: set[str], day: date) -> tuple[tuple[str, str, int], ...]:
    services = (
        OfficeService.objects.filter(office__bureau_id=viewer.bureau_id, unit_code__in=units)
        .filter(office__valid_from__lte=day)
        .exclude(office__valid_to__lte=day)
        .select_related("office")
    )
    return tuple(sorted({(s.office.code, s.office.name, s.office.office_class) for s in services}))
