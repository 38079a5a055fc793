"""Who answers for which area. An area of a map in force has exactly one officer on every day."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.audit.actions import record
from jingge.common.changes import Change
from jingge.common.errors import Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.staffing.actions.entries import enter
from jingge.staffing.actions.locking import lock_bureau
from jingge.staffing.actions.writing import Writing
from jingge.staffing.models import BeatPosting, Officer, held_on, reaching
from jingge.staffing.queries.holding import postings_on
from jingge.staffing.rules.beats import why_not_post_to_beats, why_not_reassign
from jingge.staffing.rules.posts import why_not_answer_for
from jingge.staffing.rules.standing import why_not_edit_staff, why_not_in_bureau
from jingge.staffing.terms import EntryKind, StaffKind
from jingge.territory.models import Grid, GridVersion, Level, VersionState


@transaction.atomic
def post_to_beats(
    *,
    version: GridVersion,
    responsible: Mapping[str, str],
    valid_from: date,
    origin_id: UUID | None,
    by: Viewer,
) -> list[Change]:
    """Put the areas of a version in the hands of officers: area code → police number, every area once.

    Areas of versions this one follows are closed on the same day. Said again, it changes
    nothing; said with another officer, that area changes hands on `valid_from`.
    """
    refuse_if(why_not_in_bureau(by, version.bureau_id))
    lock_bureau(version.bureau_id)
    beats = {
        b.code: b for b in Grid.objects.filter(version=version, level=Level.BEAT).select_related("station")
    }
    officers = {
        o.police_number: o
        for o in Officer.objects.filter(
            bureau_id=version.bureau_id, police_number__in=set(responsible.values())
        )
    }
    refuse_if(why_not_post_to_beats(beats.keys(), responsible, officers.keys()))
    posted = postings_on(version.bureau_id, valid_from, officers.values())
    for code, number in responsible.items():
        officer = officers[number]
        reason = why_not_answer_for(
            kind=StaffKind(officer.kind),
            present=posted.get(officer.pk),
            station_code=beats[code].station.code,
        )
        if reason:
            raise Refused(f"{code} · {number}: {reason}")
    writing = Writing()
    close_earlier_versions(version, valid_from, writing)
    held = {
        p.beat_id: p
        for p in BeatPosting.objects.filter(beat__version=version)
        .filter(reaching(valid_from))
        .order_by("-valid_from")
    }
    for code, beat in beats.items():
        hand_over(
            beat,
            officers[responsible[code]],
            held.get(beat.pk),
            valid_from,
            version.valid_to,
            origin_id,
            writing,
        )
    record(
        action="staffing.post_to_beats",
        by=by,
        subject=version,
        subject_label=version.name,
        detail={"areas": len(beats), "valid_from": valid_from.isoformat(), "changes": len(writing.changes())},
    )
    return writing.changes()


def close_earlier_versions(version: GridVersion, valid_from: date, writing: Writing) -> None:
    """The officers of the map before answer until this one begins."""
    before = BeatPosting.objects.filter(bureau_id=version.bureau_id, valid_from__lt=valid_from)
    for posting in before.filter(reaching(valid_from)).exclude(beat__version=version):
        writing.close(posting, valid_from)


def hand_over(
    beat: Grid,
    officer: Officer,
    held: BeatPosting | None,
    valid_from: date,
    valid_to: date | None,
    origin_id: UUID | None,
    writing: Writing,
) -> None:
    """One area to one officer from a day; nothing when it is so already."""
    if held is not None and held.valid_from > valid_from:
        raise Refused(
            _("%(beat)s: already handed over from %(day)s.")
            % {"beat": beat.code, "day": held.valid_from.isoformat()}
        )
    if held is not None and held.officer_id == officer.pk:
        return
    if held is not None and held.valid_from == valid_from:
        writing.change(held, officer=officer, origin_id=origin_id)
        return
    if held is not None:
        valid_to = held.valid_to
        writing.close(held, valid_from)
    writing.create(
        BeatPosting(
            bureau_id=beat.station.bureau_id,
            beat=beat,
            officer=officer,
            valid_from=valid_from,
            valid_to=valid_to,
            origin_id=origin_id,
        )
    )


@transaction.atomic
def withdraw_from_beats(*, version: GridVersion, by: Viewer) -> list[Change]:
    """After a map was withdrawn: the officers of the map before answer again where it cut them short.

    Call it in the transaction that withdraws the version. The withdrawn map's own postings
    stay as they were; nobody reads them any more.
    """
    refuse_if(why_not_in_bureau(by, version.bureau_id))
    lock_bureau(version.bureau_id)
    writing = Writing()
    cut = BeatPosting.objects.filter(
        bureau_id=version.bureau_id, valid_to=version.valid_from, beat__version__state=VersionState.ADOPTED
    ).exclude(beat__version=version)
    for posting in cut.select_related("beat__version"):
        if posting.beat.version.valid_to != posting.valid_to:
            writing.change(posting, valid_to=posting.beat.version.valid_to)
    record(
        action="staffing.withdraw_from_beats",
        by=by,
        subject=version,
        subject_label=version.name,
        detail={"areas": len(writing.changes())},
    )
    return writing.changes()


@transaction.atomic
def reassign_beat(
    *, beat: Grid, officer: Officer, from_date: date, by: Viewer, noted: list[Change] | None = None
) -> BeatPosting:
    """Another officer answers for the area from a day on. `noted` gathers what was written."""
    refuse_if(why_not_edit_staff(by, officer.bureau_id))
    lock_bureau(officer.bureau_id)
    held = (
        BeatPosting.objects.filter(held_on(from_date), beat=beat, bureau_id=by.bureau_id)
        .select_related("officer", "beat__station", "beat__version")
        .first()
    )
    later = BeatPosting.objects.filter(beat=beat, valid_from__gt=from_date).order_by("valid_from").first()
    present = postings_on(officer.bureau_id, from_date, [officer]).get(officer.pk)
    why_not = why_not_reassign(
        holder=held.officer.police_number if held else None,
        to=officer.police_number,
        later=later.valid_from if later else None,
    ) or why_not_answer_for(kind=StaffKind(officer.kind), present=present, station_code=beat.station.code)
    if why_not is not None or held is None:
        raise Refused(why_not or "")
    giver = held.officer.police_number
    writing = Writing()
    hand_over(held.beat, officer, held, from_date, held.valid_to, None, writing)
    if noted is not None:
        noted.extend(writing.changes())
    else:
        enter(
            EntryKind.AREA,
            officer,
            writing,
            holds_from=from_date,
            by=by,
            station_code=held.beat.station.code,
            area=beat.code,
            taken_from=giver,
        )
    record(
        action="staffing.reassign_beat",
        by=by,
        subject=beat,
        subject_label=f"{beat.code} {beat.name}",
        detail={
            "from": giver,
            "to": officer.police_number,
            "from_date": from_date.isoformat(),
        },
        station_code=held.beat.station.code,
    )
    return BeatPosting.objects.get(held_on(from_date), beat=beat)
