"""A station's kinds of shift and rules of rosters."""

from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now, today
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.organisation.models import Station
from jingge.rosters.actions.locking import arranged_station, record
from jingge.rosters.models import RosterRules, ShiftKind
from jingge.rosters.queries.people import people_of, two_teams
from jingge.rosters.rules.patterns import first_kinds
from jingge.rosters.rules.settings import wrong_kind, wrong_rules
from jingge.rosters.terms import KindSpec, StationRules


@transaction.atomic
def save_kind(*, station_code: str, spec: KindSpec, by: Viewer) -> ShiftKind:
    """A new kind, or new times and needs of the one with this code; drawn months keep their days."""
    station = arranged_station(station_code, by)
    kind = _save(station, spec)
    record("save_kind", kind, f"{station.name} {spec.name}", by, **asdict(spec))
    return kind


def _save(station: Station, spec: KindSpec) -> ShiftKind:
    if wrong := wrong_kind(spec):
        raise Invalid(wrong[0], getattr(spec, wrong[0]), wrong[1])
    others = ShiftKind.objects.filter(station=station).exclude(code=spec.code)
    if others.filter(mark=spec.mark, closed_at__isnull=True).exists():
        raise Invalid("mark", spec.mark, _("Another kind of shift has this mark: choose a different one."))
    last = others.aggregate(last=Max("order"))["last"] or 0
    known = ShiftKind.objects.filter(station=station, code=spec.code).first()
    values = {name: value for name, value in asdict(spec).items() if name != "code"}
    values["order"] = known.order if known else last + 1
    kind, _made = ShiftKind.objects.update_or_create(
        station=station,
        code=spec.code,
        defaults={"bureau_id": station.bureau_id, "closed_at": None, **values},
    )
    return kind


@transaction.atomic
def close_kind(*, station_code: str, code: str, by: Viewer) -> ShiftKind:
    """No longer drawn; old months still show it."""
    station = arranged_station(station_code, by)
    kind = ShiftKind.objects.filter(station=station, code=code, closed_at__isnull=True).first()
    if kind is None:
        raise NotYours(_("There is no such kind of shift at this station."))
    kind.closed_at = now()
    kind.save(update_fields=["closed_at"])
    record("close_kind", kind, f"{station.name} {kind.name}", by)
    return kind


@transaction.atomic
def save_rules(*, station_code: str, rules: StationRules, by: Viewer) -> RosterRules:
    station = arranged_station(station_code, by)
    if wrong := wrong_rules(rules):
        raise Invalid(wrong[0], getattr(rules, wrong[0]), wrong[1])
    row, _made = RosterRules.objects.update_or_create(station=station, defaults=asdict(rules))
    record("save_rules", row, station.name, by, **asdict(rules))
    return row


@transaction.atomic
def take_first_kinds(*, station_code: str, by: Viewer, day: date | None = None) -> list[ShiftKind]:
    """The kinds that go with the station's mode and strength, where it has none yet."""
    station, on = arranged_station(station_code, by), day or today()
    if ShiftKind.objects.filter(station=station, closed_at__isnull=True).exists():
        raise Refused(_("This station has kinds of shift already: change them one by one."))
    people = people_of(station, on.replace(day=1))
    groups = [group for member in people for group in member.groups]
    strength = {group: groups.count(group) for group in groups}
    specs = first_kinds(two_teams=two_teams(station, on), strength=strength)
    kinds = [_save(station, spec) for spec in specs]
    record("take_first_kinds", station, station.name, by, kinds=[spec.code for spec in specs])
    return kinds
