"""Taking over a bureau's people and offices from its tables.

Sending the same tables again changes nothing. What differs closes the row that held and
opens another from the day the file names; only what was wrong from its first day on is
corrected in place.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from jingge.audit.actions import record
from jingge.common.changes import Change
from jingge.common.errors import Invalid, refuse_if
from jingge.common.viewer import Viewer
from jingge.organisation.models import Brigade, Bureau, Station
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.actions.officespecs import put_offices
from jingge.staffing.actions.putting import Taking
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import Officer, Pairing, Posting, UnitService
from jingge.staffing.rules.standing import why_not_in_bureau
from jingge.staffing.rules.takeover import Known, first_fault
from jingge.staffing.terms import OfficerSpec, OfficeSpec, OrganKind, StaffKind

R = TypeVar("R", Posting, Pairing, UnitService)


def grouped(rows: QuerySet[R], key: str) -> defaultdict[UUID, list[R]]:
    groups: defaultdict[UUID, list[R]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups


@transaction.atomic
def take_over_staff(
    *,
    bureau: Bureau,
    officers: Sequence[OfficerSpec],
    offices: Sequence[OfficeSpec],
    valid_from: date,
    origin_id: UUID | None,
    by: Viewer,
    whole: bool = False,
) -> list[Change]:
    """Put these people and offices in force.

    `valid_from` is the day the tables come into force; a row's own `since` counts where it
    can. With `whole` the tables name everyone: who is missing has left on that day.
    """
    refuse_if(why_not_in_bureau(by, bureau.pk))
    lock_bureau(bureau.pk)
    stations = {s.code: s for s in Station.objects.filter(bureau=bureau)}
    brigades = {b.code: b for b in Brigade.objects.filter(bureau=bureau)}
    people = {o.police_number: o for o in Officer.objects.filter(bureau=bureau)}
    known = Known(
        organs=dict.fromkeys(brigades, OrganKind.BRIGADE) | dict.fromkeys(stations, OrganKind.STATION),
        kinds={number: StaffKind(o.kind) for number, o in people.items()},
    )
    if fault := first_fault(officers, offices, known):
        raise Invalid(fault.field, fault.value, fault.mend)
    writing = Writing()
    taking = Taking(
        bureau=bureau,
        stations=stations,
        brigades=brigades,
        people=people,
        postings=grouped(Posting.objects.filter(bureau=bureau).order_by("valid_from"), "officer_id"),
        pairings=grouped(Pairing.objects.filter(bureau=bureau).order_by("valid_from"), "auxiliary_id"),
        services=grouped(UnitService.objects.filter(bureau=bureau).order_by("valid_from"), "officer_id"),
        in_force_from=valid_from,
        origin_id=origin_id,
        writing=writing,
    )
    taking.put_all(officers)
    if whole:
        taking.let_go({o.police_number for o in officers})
    put_offices(bureau, stations, offices, in_force_from=valid_from, origin_id=origin_id, writing=writing)
    changes = writing.changes()
    record(
        action="staffing.take_over_staff",
        by=by,
        subject=bureau,
        subject_label=bureau.name,
        detail={
            "officers": len(officers),
            "offices": len(offices),
            "changes": len(changes),
            "valid_from": valid_from.isoformat(),
            "origin_id": str(origin_id) if origin_id else None,
        },
    )
    return changes
