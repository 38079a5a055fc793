"""Auxiliaries to officers, helpers to communities and villages."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.changes import Change
from jingge.common.errors import NotYours, refuse_if
from jingge.common.viewer import Viewer
from jingge.staffing.actions.entries import enter
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import Officer, Pairing, UnitService, held_on, reaching
from jingge.staffing.queries.holding import postings_on
from jingge.staffing.rules.dates import why_not_end
from jingge.staffing.rules.hands import why_not_change_pairing, why_not_place
from jingge.staffing.rules.pairing import why_not_pair
from jingge.staffing.rules.standing import why_not_edit_staff
from jingge.staffing.terms import EntryKind, OrganKind, StaffKind
from jingge.territory.models import Grid, Level, VersionState


@transaction.atomic
def pair_auxiliary(*, auxiliary: Officer, officer: Officer, from_date: date, by: Viewer) -> Pairing:
    """The auxiliary works under this community officer's command from a day on."""
    refuse_if(why_not_edit_staff(by, auxiliary.bureau_id) or why_not_edit_staff(by, officer.bureau_id))
    lock_bureau(auxiliary.bureau_id)
    posted = postings_on(auxiliary.bureau_id, from_date, [auxiliary, officer])
    held = Pairing.objects.filter(reaching(from_date), auxiliary=auxiliary).order_by("-valid_from").first()
    refuse_if(
        why_not_pair(
            auxiliary_kind=StaffKind(auxiliary.kind),
            auxiliary=posted.get(auxiliary.pk),
            officer_kind=StaffKind(officer.kind),
            officer=posted.get(officer.pk),
        )
        or why_not_change_pairing(
            same=held is not None and held.officer_id == officer.pk,
            held_from=held.valid_from if held else None,
            from_date=from_date,
        )
    )
    writing = Writing()
    if held is not None:
        writing.close(held, from_date)
    pairing = writing.create(
        Pairing(bureau_id=auxiliary.bureau_id, officer=officer, auxiliary=auxiliary, valid_from=from_date)
    )
    place = posted[officer.pk].place
    enter(
        EntryKind.PAIRING,
        auxiliary,
        writing,
        holds_from=from_date,
        by=by,
        station_code=place.code if place.kind is OrganKind.STATION else "",
        to=officer.police_number,
    )
    record(
        action="staffing.pair_auxiliary",
        by=by,
        subject=auxiliary,
        subject_label=f"{auxiliary.police_number} {auxiliary.display_name}",
        detail={"officer": officer.police_number, "from_date": from_date.isoformat()},
    )
    return pairing


@transaction.atomic
def place_helper(
    *, person: Officer, unit_code: str, from_date: date, by: Viewer, noted: list[Change] | None = None
) -> UnitService:
    """This person serves a community or village of their own station from a day on.

    For helpers and auxiliaries, and for officers of a station whose mode links every
    officer to a unit. `noted` gathers what was written.
    """
    refuse_if(why_not_edit_staff(by, person.bureau_id))
    lock_bureau(person.bureau_id)
    present = postings_on(person.bureau_id, from_date, [person]).get(person.pk)
    unit = (
        Grid.objects.filter(
            held_on(from_date, at="version__"),
            version__bureau_id=person.bureau_id,
            version__state=VersionState.ADOPTED,
            level=Level.UNIT,
            code=unit_code,
        )
        .select_related("station")
        .first()
    )
    already = UnitService.objects.filter(reaching(from_date), officer=person, unit_code=unit_code).exists()
    refuse_if(
        why_not_place(
            at_station=present.place.code if present and present.place.kind is OrganKind.STATION else None,
            unit_station=unit.station.code if unit else None,
            already=already,
        )
    )
    writing = Writing()
    service = writing.create(
        UnitService(bureau_id=person.bureau_id, officer=person, unit_code=unit_code, valid_from=from_date)
    )
    if noted is not None:
        noted.extend(writing.changes())
    else:
        enter(
            EntryKind.UNIT_LINK,
            person,
            writing,
            holds_from=from_date,
            by=by,
            station_code=unit.station.code if unit else "",
            unit=unit_code,
        )
    record(
        action="staffing.place_helper",
        by=by,
        subject=person,
        subject_label=f"{person.police_number} {person.display_name}",
        detail={"unit": unit_code, "from_date": from_date.isoformat()},
    )
    return service


@transaction.atomic
def end_service(*, service: UnitService, end: date, by: Viewer) -> UnitService:
    """This person serves the community or village no longer; `end` is the first day without."""
    refuse_if(why_not_edit_staff(by, service.bureau_id))
    lock_bureau(service.bureau_id)
    row = UnitService.objects.select_related("officer").filter(pk=service.pk).first()
    if row is None:
        raise NotYours(_("This link is not on your ground."))
    refuse_if(why_not_end(row.valid_from, row.valid_to, end))
    present = postings_on(row.bureau_id, end, [row.officer]).get(row.officer_id)
    writing = Writing()
    writing.close(row, end)
    enter(
        EntryKind.UNIT_END,
        row.officer,
        writing,
        holds_from=end,
        by=by,
        station_code=present.place.code if present and present.place.kind is OrganKind.STATION else "",
        unit=row.unit_code,
    )
    record(
        action="staffing.end_service",
        by=by,
        subject=row.officer,
        subject_label=f"{row.officer.police_number} {row.officer.display_name}",
        detail={"unit": row.unit_code, "end": end.isoformat()},
    )
    return row
