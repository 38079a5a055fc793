"""One search box: stations, grids, former names, people in posts, offices; by name, code or initials."""

from functools import cache

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.organisation.models import Station
from jingge.portal.terms import Found
from jingge.staffing.models import Officer, PoliceOffice
from jingge.territory.models import Division, Grid
from jingge.territory.queries import version_in_force

LEVELS = {
    1: _("level 1, %(station)s"),
    2: _("level 2, %(station)s"),
    3: _("level 3, %(station)s"),
    4: _("level 4, %(station)s"),
}
LIMIT = 40  # a search that finds more than this should be narrowed, not paged


def search(viewer: Viewer, words: str) -> list[Found]:
    """Everything on this person's ground whose name or code holds the words."""
    words = words.strip()
    if not words:
        return []
    found = [*_stations(viewer, words), *_grids(viewer, words), *_offices(viewer, words)]
    if may(viewer, Ability.SEE_STAFF):
        found += _officers(viewer, words)
    found += _former_names(viewer, words)
    return found[:LIMIT]


@cache
def initials(name: str) -> str:
    """东塔镇 → dtz. The dictionary takes half a second to load, so it waits for the first search."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="default")).lower()


def _holds(name: str, code: str, words: str) -> bool:
    return words in name or code.startswith(words) or (words.isascii() and words.lower() in initials(name))


def _stations(viewer: Viewer, words: str) -> list[Found]:
    rows = Station.objects.filter(bureau_id=viewer.bureau_id, valid_to__isnull=True)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(code=viewer.station_code)
    return [
        Found("station", s.code, s.name, s.level1_name, "organisation:station", s.code)
        for s in rows
        if _holds(s.name, s.code, words)
    ]


def _grids(viewer: Viewer, words: str) -> list[Found]:
    version = version_in_force(viewer.bureau_id, today())
    if version is None:
        return []
    rows = Grid.objects.filter(version=version)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    named = rows.values_list("code", "name", "level", "station__name")
    hits = [
        Found(
            "grid",
            code,
            name,
            LEVELS[level] % {"station": station},
            "",
            code,
        )
        for code, name, level, station in named
        if _holds(name, code, words)
    ]
    return sorted(hits, key=lambda hit: (len(hit.code), hit.code))[:LIMIT]


def _offices(viewer: Viewer, words: str) -> list[Found]:
    rows = PoliceOffice.objects.filter(bureau_id=viewer.bureau_id, valid_to__isnull=True).select_related(
        "station"
    )
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    return [
        Found("office", o.code, o.name, o.station.name, "staffing:office", str(o.pk))
        for o in rows
        if _holds(o.name, o.code, words)
    ]


def _officers(viewer: Viewer, words: str) -> list[Found]:
    rows = Officer.objects.filter(bureau_id=viewer.bureau_id, left_date__isnull=True)
    rows = rows.filter(Q(police_number__istartswith=words) | Q(display_name__contains=words))
    if not viewer.sees_whole_bureau:
        day = today()
        rows = rows.filter(
            Q(postings__valid_to__isnull=True) | Q(postings__valid_to__gt=day),
            postings__valid_from__lte=day,
            postings__station__code=viewer.station_code,
        ).distinct()
    return [
        Found("officer", o.police_number, o.display_name, o.get_kind_display(), "staffing:officer", str(o.pk))
        for o in rows[:LIMIT]
    ]


def _former_names(viewer: Viewer, words: str) -> list[Found]:
    rows = Division.objects.filter(bureau_id=viewer.bureau_id, valid_to__isnull=False, name__contains=words)
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station_code=viewer.station_code)
    return [
        Found("division", d.code, d.name, _("former name, until %(day)s") % {"day": d.valid_to}, "", d.code)
        for d in rows[:LIMIT]
    ]
