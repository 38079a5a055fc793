"""Earlier incidents from a table: taken whole or not at all, and written off together when it was the wrong one.

They get numbers of their own after those given already, the limits of their day, and a story that
says where they come from.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.audit.actions import record
from jingge.common.clock import now
from jingge.common.errors import Invalid, Refused, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.common.workdays import WorkingCalendar
from jingge.incidents.actions.intake import next_serials
from jingge.incidents.actions.organs import ensure_organs
from jingge.incidents.actions.writing import words_of
from jingge.incidents.models import AddressWords, Batch, Clock, Entry, Incident, Organ, Transfer
from jingge.incidents.queries.limits import limit_on
from jingge.incidents.queries.listing import get_batch
from jingge.incidents.queries.organs import organs
from jingge.incidents.queries.places import spot_of
from jingge.incidents.rules import clocks as keys
from jingge.incidents.rules.intake import number_of
from jingge.incidents.rules.past import past_faults
from jingge.incidents.terms import (
    ClockState,
    Ending,
    EntryKind,
    PastIncident,
    Spot,
    Stage,
    TransferState,
)
from jingge.norms.queries.editions import pack_on
from jingge.norms.rules.texts import text_faults
from jingge.norms.terms import Limit, Pack
from jingge.organisation.queries import calendar_of
from jingge.territory.queries import version_in_force
from jingge.uploads.rules.tabled import Faults, Line

T = TypeVar("T")
CHUNK = 2000


@transaction.atomic
def bring_in(
    *,
    name: str,
    rows: Sequence[tuple[Line, PastIncident]],
    faults: Faults,
    by: Viewer,
    only_check: bool = False,
) -> int:
    """How many were brought in. `only_check`: everything is tried, nothing is kept."""
    refuse_if(why_not(by, Ability.BRING_IN_INCIDENTS))
    ensure_organs(by.bureau_id)
    known = _known_refs(by.bureau_id, [one.official_ref for _line, one in rows])
    desk = PastDesk(by)
    for line, one in rows:
        with faults.row(line, of="official_ref"):
            faults.once(line, "official_ref", one.official_ref)
            if one.official_ref in known:
                mend = _("It is here already as %(number)s: leave this row out.")
                raise Invalid("official_ref", one.official_ref, mend % {"number": known[one.official_ref]})
            desk.take(one)
    faults.refuse()
    if only_check or not rows:
        return len(rows)
    batch = desk.write(name)
    record(
        action="incidents.bring_in",
        by=by,
        subject=batch,
        subject_label=batch.name,
        detail={"rows": batch.rows, "first": str(batch.first_on), "last": str(batch.last_on)},
    )
    return batch.rows


def _known_refs(bureau_id: UUID, wanted: Sequence[str]) -> dict[str, str]:
    held: dict[str, str] = {}
    for first in range(0, len(wanted), CHUNK):
        found = Incident.objects.filter(bureau_id=bureau_id, official_ref__in=wanted[first : first + CHUNK])
        held.update(found.exclude(ending=Ending.VOID).values_list("official_ref", "number"))
    return held


@transaction.atomic
def take_back_batch(*, batch_id: UUID, reason: str, by: Viewer) -> Batch:
    """The wrong table: its incidents are written off, their numbers stay."""
    refuse_if(why_not(by, Ability.BRING_IN_INCIDENTS))
    batch = Batch.objects.select_for_update().get(pk=get_batch(by, batch_id).pk)
    if batch.taken_back_at is not None:
        raise Refused(_("It has been taken back already."))
    refuse(text_faults("reason", reason, longest=300, needed=True))
    held = batch.incidents.select_for_update()
    if held.exclude(stage=Stage.CLOSED).exists():
        raise Refused(_("Some of its incidents were opened again: close them first."))
    moment = now()
    for some in _chunks(list(held.values_list("pk", "owner_id"))):
        Entry.objects.bulk_create(
            Entry(
                incident_id=pk,
                at=moment,
                kind=EntryKind.CLOSED,
                organ_id=owner,
                by_label=by.label,
                text=reason.strip()[:300],
                detail={"ending": Ending.VOID},
            )
            for pk, owner in some
        )
    held.update(ending=Ending.VOID)
    batch.taken_back_at, batch.taken_back_by_label = moment, by.label
    batch.taken_back_why = reason.strip()
    batch.save(update_fields=["taken_back_at", "taken_back_by_label", "taken_back_why"])
    record(
        action="incidents.take_back_batch",
        by=by,
        subject=batch,
        subject_label=batch.name,
        detail={"rows": batch.rows},
    )
    return batch


class PastDesk:
    """Reads rows against the map and the rules of their day, each looked up once; then writes all of them."""

    def __init__(self, by: Viewer) -> None:
        self.by = by
        self.now = now()
        self.organs = {one.code: one for one in organs(by.bureau_id)}
        self.packs: dict[date, Pack] = {}
        self.limits: dict[tuple[str, date], Limit | None] = {}
        self.versions: dict[date, object] = {}
        self.spots: dict[tuple[object, object], Spot] = {}
        self.calendar: WorkingCalendar = calendar_of(by.bureau_id)
        self.taken: list[tuple[PastIncident, Organ, Organ, Spot]] = []

    def take(self, one: PastIncident) -> None:
        day = timezone.localtime(one.received_at).date()
        if day not in self.packs:
            self.packs[day] = pack_on(self.by.bureau_id, day)
        refuse(past_faults(one, self.packs[day], now=self.now))
        first = self._organ("first", one.first)
        owner = self._organ("owner", one.owner) if one.owner else first
        self.taken.append((one, first, owner, self._spot(one, day)))

    def _organ(self, field: str, code: str) -> Organ:
        if code not in self.organs:
            mend = _("Choose a station, a brigade or the command office of your bureau.")
            raise Invalid(field, code, mend)
        return self.organs[code]

    def _spot(self, one: PastIncident, day: date) -> Spot:
        if day not in self.versions:
            version = version_in_force(self.by.bureau_id, day)
            self.versions[day] = version.pk if version else None
        place = (self.versions[day], one.grid_code or (one.lon, one.lat))
        if place not in self.spots:
            self.spots[place] = spot_of(
                self.by.bureau_id, day, lon=one.lon, lat=one.lat, grid_code=one.grid_code
            )
        if one.grid_code and not self.spots[place].unit_code:
            mend = _("Choose a place of the map in force on that day.")
            raise Invalid("grid_code", one.grid_code, mend)
        return self.spots[place]

    def write(self, name: str) -> Batch:
        self.taken.sort(key=lambda row: row[0].received_at)
        days = [timezone.localtime(row[0].received_at).date() for row in self.taken]
        batch = Batch.objects.create(
            bureau_id=self.by.bureau_id,
            name=name[:120],
            rows=len(self.taken),
            first_on=days[0],
            last_on=days[-1],
            brought_at=self.now,
            brought_by_label=self.by.label,
        )
        serials = next_serials(
            (first, day.year) for (_o, first, _w, _s), day in zip(self.taken, days, strict=True)
        )
        made = [
            self._incident(batch, one, first, owner, spot, year, serial)
            for (one, first, owner, spot), (year, serial) in zip(self.taken, serials, strict=True)
        ]
        for some in _chunks(made):
            Incident.objects.bulk_create(some)
            AddressWords.objects.bulk_create(words_of(some))
        rows = list(zip(made, (row[0] for row in self.taken), strict=True))
        for part in _chunks(rows):
            Transfer.objects.bulk_create(_transfer(kept, one, self.by) for kept, one in part if one.sent_at)
            Clock.objects.bulk_create(clock for kept, one in part for clock in self._clocks(kept, one))
            Entry.objects.bulk_create(_entry(kept, self.by, self.now, name) for kept, _one in part)
        return batch

    def _incident(
        self, batch: Batch, one: PastIncident, first: Organ, owner: Organ, spot: Spot, year: int, serial: int
    ) -> Incident:
        return Incident(
            batch=batch,
            bureau_id=self.by.bureau_id,
            number=number_of(first.code, year, serial),
            first_receiver=first,
            owner=owner,
            year=year,
            serial=serial,
            way=one.way,
            urgency=one.urgency,
            category=one.category,
            facts=one.facts.strip(),
            official_ref=one.official_ref.strip(),
            occurred_on=one.occurred_on,
            received_at=one.received_at,
            registered_at=one.received_at,
            registered_by_label=self.by.label,
            place=one.place.strip(),
            **spot.columns,
            stage=Stage.CLOSED,
            accepted_on=timezone.localdate(one.accepted_at) if one.accepted_at else None,
            ending=one.ending,
            closed_at=one.closed_at,
        )

    def _clocks(self, kept: Incident, one: PastIncident) -> Iterable[Clock]:
        """The limits it had: review, hand-over on both sides, handling."""
        procedure = keys.procedure_of(self.packs[timezone.localdate(one.received_at)], one.category)
        reviewed = one.sent_at or one.accepted_at or one.closed_at
        yield self._clock(kept, kept.first_receiver, keys.REVIEW[procedure], one.received_at, reviewed)
        if one.sent_at and one.signed_at:
            key = keys.send_key(procedure)
            yield self._clock(kept, kept.first_receiver, key, one.received_at, one.sent_at)
            yield self._clock(kept, kept.owner, keys.CONFIRM, one.sent_at, one.signed_at)
        if one.accepted_at:
            yield self._clock(kept, kept.owner, keys.HANDLING[procedure], one.accepted_at, one.closed_at)

    def _clock(self, kept: Incident, organ: Organ, key: str, begun: datetime, ended: datetime) -> Clock:
        local = timezone.localtime(begun)
        place = (key, local.date())
        if place not in self.limits:
            self.limits[place] = limit_on(self.by.bureau_id, *place)
        limit = self.limits[place]
        if limit is None:
            raise LookupError(f"no limit {key!r} in any pack")
        run: dict[str, Any] = {"started": local.isoformat(), "stops": [], "grants": [], "restarted": None}
        due_at = keys.computed(limit, run, self.calendar, now=self.now).at
        return Clock(
            incident=kept,
            organ=organ,
            key=key,
            limit_code=limit.code,
            rules_on=local.date(),
            run=run,
            started_at=local,
            due_at=due_at,
            state=ClockState.LATE if ended > due_at else ClockState.MET,
            ended_at=ended,
        )


def _transfer(kept: Incident, one: PastIncident, by: Viewer) -> Transfer:
    """What the earlier records say of a hand-over: when it was sent and when signed for, not what went along."""
    said = _("as the earlier records say")
    return Transfer(
        incident=kept,
        sender=kept.first_receiver,
        receiver=kept.owner,
        state=TransferState.CONFIRMED,
        reason=said,
        rule=said,
        prepared_at=one.sent_at or one.received_at,
        prepared_by_label=by.label,
        approved_at=one.sent_at,
        approved_by_label=by.label,
        signed_at=one.signed_at,
        signed_by_label=by.label,
    )


def _entry(kept: Incident, by: Viewer, moment: datetime, name: str) -> Entry:
    return Entry(
        incident=kept,
        at=moment,
        kind=EntryKind.BROUGHT_IN,
        organ=kept.owner,
        by_label=by.label,
        text=name[:300],
    )


def _chunks(rows: Sequence[T]) -> Iterable[Sequence[T]]:
    return (rows[first : first + CHUNK] for first in range(0, len(rows), CHUNK))
