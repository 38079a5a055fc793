"""Taking in: a number without gaps, an owner, a running clock."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.clock import now
from jingge.common.errors import Invalid, Refused, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.incidents.actions import clocks
from jingge.incidents.actions.organs import my_organ, organ_called
from jingge.incidents.actions.writing import keep_words, note, tell
from jingge.incidents.models import Counter, Incident, Organ
from jingge.incidents.queries.places import spot_of
from jingge.incidents.rules.clocks import REGISTER, REVIEW, procedure_of
from jingge.incidents.rules.intake import intake_faults, number_of
from jingge.incidents.terms import EntryKind, IncidentSpec, OrganKind, Spot
from jingge.norms.queries.editions import pack_on
from jingge.norms.terms import Pack


@transaction.atomic
def take_in(*, spec: IncidentSpec, by: Viewer) -> Incident:
    """A report is registered. Sent twice with the same key, it is registered once."""
    refuse_if(why_not(by, Ability.TAKE_INCIDENTS))
    if (again := _sent_before(spec, by)) is not None:
        return again
    mine = my_organ(by)
    receiver = _receiver(spec, mine, by)
    received = timezone.localtime(spec.received_at)
    pack = pack_on(by.bureau_id, received.date())
    refuse(intake_faults(spec, pack, now=now()))
    spot = spot_of(by.bureau_id, received.date(), lon=spec.lon, lat=spec.lat, grid_code=spec.grid_code)
    if spec.grid_code and not spot.unit_code:
        raise Invalid("grid_code", spec.grid_code, _("Choose a place of the map in force on that day."))
    incident = _numbered(spec, receiver, received, spot, by)
    tell(incident, EntryKind.REGISTERED, by, way=spec.way, urgency=spec.urgency, category=spec.category)
    _first_clocks(incident, spec, pack, by)
    note(
        "take_in",
        incident,
        by,
        category=incident.category,
        urgency=incident.urgency,
        unit=incident.unit_code,
        receiver=receiver.code,
    )
    return incident


def _sent_before(spec: IncidentSpec, by: Viewer) -> Incident | None:
    """What a device sends twice because the answer got lost."""
    found = Incident.objects.filter(pk=spec.id).select_related("owner").first() if spec.id else None
    if found is None:
        return None
    if found.bureau_id != by.bureau_id or found.registered_by_label != by.label:
        raise Refused(_("This has been registered by somebody else already."))
    return found


def _receiver(spec: IncidentSpec, mine: Organ, by: Viewer) -> Organ:
    """首接: who takes it in, or the unit the command office sends."""
    if not spec.organ_code or spec.organ_code == mine.code:
        return mine
    if mine.kind != OrganKind.COMMAND:
        raise Invalid("organ_code", spec.organ_code, _("Only the command office sends another unit."))
    sent = organ_called(by.bureau_id, spec.organ_code, "organ_code")
    if sent.is_gone:
        raise Invalid("organ_code", spec.organ_code, _("This unit exists no longer."))
    return sent


def _numbered(spec: IncidentSpec, receiver: Organ, received: datetime, spot: Spot, by: Viewer) -> Incident:
    registered = max(now(), received)
    year = timezone.localtime(registered).year
    serial = _next_serial(receiver, year)
    more = {} if spec.id is None else {"id": spec.id}
    incident = Incident(
        **more,
        bureau_id=by.bureau_id,
        number=number_of(receiver.code, year, serial),
        first_receiver=receiver,
        owner=receiver,
        year=year,
        serial=serial,
        officer_number=by.police_number,
        way=spec.way,
        urgency=spec.urgency,
        category=spec.category,
        facts=spec.facts.strip(),
        official_ref=spec.official_ref.strip(),
        occurred_on=spec.occurred_on,
        received_at=spec.received_at,
        registered_at=registered,
        registered_by_label=by.label,
        place=spec.place.strip(),
        **spot.columns,
    )
    incident.save(force_insert=True)
    keep_words(incident)
    return incident


def _next_serial(organ: Organ, year: int) -> int:
    """Locked until the transaction ends: a number is given only together with its incident."""
    counter = Counter.objects.select_for_update().filter(organ=organ, year=year).first()
    if counter is None:
        Counter.objects.get_or_create(organ=organ, year=year)
        counter = Counter.objects.select_for_update().get(organ=organ, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def next_serials(wanted: Iterable[tuple[Organ, int]]) -> list[tuple[int, int]]:
    """(year, serial) for each (organ, year), in order; every counter is locked once."""
    asked = [(organ, year) for organ, year in wanted]
    last: dict[tuple[Organ, int], int] = {}
    given = []
    for place in asked:
        if place not in last:
            last[place] = _next_serial(*place)
        else:
            last[place] += 1
        given.append((place[1], last[place]))
    for (organ, year), serial in last.items():
        Counter.objects.filter(organ=organ, year=year).update(last=serial)
    return given


def _first_clocks(incident: Incident, spec: IncidentSpec, pack: Pack, by: Viewer) -> None:
    if spec.handled_at is not None:  # handled first: registering it was due, and is done with this
        clocks.start(incident, REGISTER, by, started=spec.handled_at)
        clocks.end(incident, by, REGISTER, at=incident.registered_at)
    days = {timezone.localdate(moment) for moment in (incident.received_at, incident.registered_at)}
    clocks.start(
        incident,
        REVIEW[procedure_of(pack, spec.category)],
        by,
        started=incident.registered_at,
        pack=pack if len(days) == 1 else None,
    )
