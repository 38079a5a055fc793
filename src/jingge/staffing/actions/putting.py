"""Putting one imported person in force: the row, the posting, the pairing, the units served."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Invalid
from jingge.organisation.models import Brigade, Bureau, Station
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import Dated, Officer, Pairing, Posting, UnitService
from jingge.staffing.rules.dates import in_force, start_of_change
from jingge.staffing.terms import OfficerSpec

ONE_DAY = timedelta(days=1)
Wanted = Mapping[str, Any]
D = TypeVar("D", bound=Dated)


def holds(posting: Posting, wanted: Wanted) -> bool:
    return all(getattr(posting, name) == value for name, value in wanted.items())


@dataclass
class Taking:
    """One take-over under way: what the bureau has, and what is written into it."""

    bureau: Bureau
    stations: Mapping[str, Station]
    brigades: Mapping[str, Brigade]
    people: dict[str, Officer]
    postings: defaultdict[UUID, list[Posting]]
    pairings: defaultdict[UUID, list[Pairing]]
    services: defaultdict[UUID, list[UnitService]]
    in_force_from: date
    origin_id: UUID | None
    writing: Writing

    def put_all(self, specs: Sequence[OfficerSpec]) -> None:
        """Everyone first, so that an auxiliary may stand before the officer it is paired with."""
        for spec in specs:
            self.put_person(spec)
        for spec in specs:
            self.put_posting(self.people[spec.police_number], spec)
        for spec in specs:
            self.put_pairing(self.people[spec.police_number], spec)
            self.put_services(self.people[spec.police_number], spec)

    def put_person(self, spec: OfficerSpec) -> None:
        values = {
            "display_name": spec.display_name,
            "age_band": spec.age_band,
            "rank": spec.rank,
            "community_years": spec.community_years,
            "left_date": None,
        }
        officer = self.people.get(spec.police_number)
        if officer is not None:
            self.writing.change(officer, **values)
            return
        self.people[spec.police_number] = self.writing.create(
            Officer(bureau=self.bureau, police_number=spec.police_number, kind=spec.kind, **values)
        )

    def put_posting(self, officer: Officer, spec: OfficerSpec) -> None:
        wanted = {
            "post": spec.post,
            "station": self.stations.get(spec.organ_code),
            "brigade": self.brigades.get(spec.organ_code),
        }
        history = self.postings[officer.pk]
        last = history[-1] if history else None
        if last is None or (last.valid_to is not None and last.valid_to <= spec.since):
            self.open_posting(officer, spec, wanted, spec.since)
        elif last.valid_to is None and holds(last, wanted):
            self.correct_since(history, spec)
        elif planned := self.planned_after(history, spec):
            now = [p for p in history if in_force(p.valid_from, p.valid_to, self.in_force_from)]
            if not now or not holds(now[0], wanted):
                raise Invalid(
                    "organ_code",
                    spec.organ_code,
                    _("%(who)s: a posting from %(day)s is already planned; end it first.")
                    % {"who": spec.police_number, "day": planned.valid_from.isoformat()},
                )
        elif last.valid_to is not None:
            self.open_posting(officer, spec, wanted, max(last.valid_to, self.in_force_from))
        elif (start := start_of_change(last.valid_from, spec.since, self.in_force_from)) is None:
            self.writing.change(last, **wanted, reason=spec.reason, origin_id=self.origin_id)
        else:
            self.writing.close(last, start)
            self.open_posting(officer, spec, wanted, start)

    def planned_after(self, history: Sequence[Posting], spec: OfficerSpec) -> Posting | None:
        """A posting somebody entered for a day after what the file speaks of."""
        told_until = max(self.in_force_from, spec.since)
        return next((p for p in history if p.valid_from > told_until), None)

    def open_posting(self, officer: Officer, spec: OfficerSpec, wanted: Wanted, start: date) -> None:
        posting = Posting(bureau=self.bureau, officer=officer, reason=spec.reason, **wanted)
        self.postings[officer.pk].append(self.open_row(posting, start))

    def open_row(self, row: D, start: date) -> D:
        row.valid_from = start
        row.origin_id = self.origin_id
        return self.writing.create(row)

    def correct_since(self, history: Sequence[Posting], spec: OfficerSpec) -> None:
        """The same post under another first day: the file knows better, unless another post held then."""
        last = history[-1]
        free_from = history[-2].valid_to if len(history) > 1 else None
        if free_from is None or free_from <= spec.since:
            self.writing.change(last, valid_from=spec.since, reason=spec.reason)

    def put_pairing(self, auxiliary: Officer, spec: OfficerSpec) -> None:
        leader = self.people[spec.paired_with] if spec.paired_with else None
        rows = self.pairings[auxiliary.pk]
        held = rows[-1] if rows and rows[-1].valid_to is None else None
        if (held.officer_id if held else None) == (leader.pk if leader else None):
            return
        if held is None:
            start = max(spec.since, *self.first_free_days(leader, rows))
        else:
            change_on = start_of_change(held.valid_from, spec.since, self.in_force_from)
            if change_on is None and leader is not None:
                self.writing.change(held, officer=leader, origin_id=self.origin_id)
                return
            start = change_on or held.valid_from + ONE_DAY
            self.writing.close(held, start)
        if leader is not None:
            pairing = Pairing(bureau=self.bureau, officer=leader, auxiliary=auxiliary)
            rows.append(self.open_row(pairing, start))

    def first_free_days(self, leader: Officer | None, rows: Sequence[Pairing]) -> list[date]:
        """A new pairing starts after the last one ended and not before the leader's present posting."""
        ended = [row.valid_to for row in rows if row.valid_to is not None]
        posted = [self.postings[leader.pk][-1].valid_from] if leader and self.postings[leader.pk] else []
        return [date.min, *ended, *posted]

    def put_services(self, officer: Officer, spec: OfficerSpec) -> None:
        rows = self.services[officer.pk]
        held = {s.unit_code: s for s in rows if s.valid_to is None}
        for unit_code, row in held.items():
            if unit_code not in spec.serves_units:
                self.writing.close(row, max(self.in_force_from, row.valid_from + ONE_DAY))
        for unit_code in dict.fromkeys(spec.serves_units):
            if unit_code in held:
                continue
            ended = [s.valid_to for s in rows if s.unit_code == unit_code and s.valid_to is not None]
            start = max([self.in_force_from, *ended]) if rows else spec.since
            rows.append(
                self.open_row(UnitService(bureau=self.bureau, officer=officer, unit_code=unit_code), start)
            )

    def let_go(self, named: Set[str]) -> None:
        """Whoever the whole table no longer names has left on the day it comes into force."""
        for number, officer in self.people.items():
            if number in named:
                continue
            rows = [*self.postings[officer.pk], *self.pairings[officer.pk], *self.services[officer.pk]]
            for row in rows:
                if row.valid_to is None and row.valid_from < self.in_force_from:
                    self.writing.close(row, self.in_force_from)
            if officer.left_date is None:
                self.writing.change(officer, left_date=self.in_force_from)
