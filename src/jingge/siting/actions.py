"""Asking for a study, keeping its answer, and turning an agreed one into offices that open."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.audit import actions as audit
from jingge.common.changes import Change
from jingge.common.clock import now, today
from jingge.common.errors import Invalid, NotYours, Refused, refuse_if
from jingge.common.viewer import Viewer, system_viewer
from jingge.organisation.models import Bureau
from jingge.runs import actions as runs
from jingge.runs.terms import JobTicket
from jingge.siting import rules
from jingge.siting.models import SiteStudy
from jingge.siting.queries import answer_of, handovers, served, sites_on, total_on, weights_of
from jingge.siting.terms import (
    USUAL_CLASS,
    FoundOffice,
    FoundPlan,
    Handover,
    SiteAnswer,
    SiteAsk,
    SiteWeight,
    StudyState,
)
from jingge.staffing.actions import (
    change_office_services,
    clear_furnishing,
    close_office,
    open_office,
    revert_changes,
)
from jingge.staffing.models import PoliceOffice, held_on
from jingge.staffing.terms import OfficeSpec

__all__ = [
    "approve_plan",
    "open_offices",
    "propose_plan",
    "request_study",
    "store_study",
    "study_failed",
    "take_back_opening",
    "take_back_plan",
]


@transaction.atomic
def request_study(*, name: str, ask: SiteAsk, by: Viewer, pack_id: UUID | None = None) -> SiteStudy:
    """Put a question to the engine in the queue; `pack_id` names weights for hours of work."""
    refuse_if(why_not(by, Ability.EDIT_PLANS))
    bureau = Bureau.objects.select_for_update(no_key=True).get(pk=by.bureau_id)
    if pack_id is not None and ask.weight == SiteWeight.HOURS:
        pack, hours = weights_of(by, pack_id)
        ask = replace(ask, pack=pack, hours=hours)
    sites = sites_on(bureau.pk, today())
    problem = rules.why_not_ask(ask, sites)
    if problem is None and (ask.capacity is not None or ask.classes):
        problem = rules.why_not_hold(ask, sites, total_on(bureau.pk, today(), ask))
    if problem:
        raise Invalid(*problem)
    last = SiteStudy.objects.filter(bureau=bureau).order_by("-number").first()
    study = SiteStudy.objects.create(
        bureau=bureau,
        number=last.number + 1 if last else 1,
        name=name,
        model=ask.model,
        asked=asdict(ask),
        day=today(),
        created_at=now(),
        created_by_label=by.label,
    )
    job = runs.enqueue(
        kind="siting.study",
        payload={"study": str(study.pk)},
        subject_id=study.pk,
        subject_label=f"{study.number} {study.name}",
        by=by,
    )
    study.job_id = job.pk
    study.save(update_fields=["job_id"])
    note("request_study", study, by, model=ask.model, count=ask.count)
    return study


@transaction.atomic
def store_study(*, study_id: UUID, job_id: UUID, answer: SiteAnswer, by: Viewer) -> dict[str, Any]:
    """Keep what was found. Runs in the transaction that completes the job."""
    study = SiteStudy.objects.select_for_update().get(pk=study_id)
    if study.state != StudyState.RUNNING or study.job_id != job_id:
        raise Refused(_("Nobody waits for this study any more."))
    study.answer = asdict(answer)
    study.state, study.finished_at = StudyState.DONE, now()
    study.save(update_fields=["answer", "state", "finished_at"])
    note("store_study", study, by, plans=len(answer.plans))
    return {"plans": len(answer.plans)}


@transaction.atomic
def study_failed(ticket: JobTicket, reason: str) -> None:
    """The study ended without an answer, and says why."""
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    study = (
        SiteStudy.objects.select_for_update()
        .filter(pk=ticket.payload["study"], bureau_id=ticket.bureau_id)
        .first()
    )
    if study is not None and study.state == StudyState.RUNNING:
        study.state, study.failure, study.finished_at = StudyState.FAILED, reason[:400], now()
        study.save(update_fields=["state", "failure", "finished_at"])
        note("study_failed", study, by, reason=reason)


@transaction.atomic
def propose_plan(*, study_id: UUID, plan: int, opens_on: date, by: Viewer) -> SiteStudy:
    """Ask another person to agree to the new offices of one plan, from a day on."""
    refuse_if(why_not(by, Ability.EDIT_PLANS))
    study = locked(study_id, by)
    found = plan_of(study, plan)
    refuse_if(
        rules.why_not_propose(
            study.state,
            feasible=found.feasible,
            new_sites=len(new_offices(found)),
            closed=len(found.closed),
            opens_on=opens_on,
            today=today(),
        )
    )
    study.state, study.chosen_plan, study.opens_on = StudyState.PROPOSED, plan, opens_on
    study.proposed_by_id, study.proposed_by_label = by.account_id, by.label
    study.save()
    note("propose_plan", study, by, plan=plan, opens_on=opens_on.isoformat())
    return study


@transaction.atomic
def approve_plan(*, study_id: UUID, by: Viewer) -> SiteStudy:
    refuse_if(why_not(by, Ability.DECIDE_PLANS))
    study = locked(study_id, by)
    refuse_if(rules.why_not_decide(study.state, proposer=study.proposed_by_id, by=by.account_id))
    study.state, study.decided_by_label = StudyState.APPROVED, by.label
    study.save()
    note("approve_plan", study, by, plan=study.chosen_plan)
    return study


@transaction.atomic
def take_back_plan(*, study_id: UUID, by: Viewer) -> SiteStudy:
    """The proposal or approval is as if it had not been made; the study stays."""
    refuse_if(why_not(by, Ability.EDIT_PLANS))
    study = locked(study_id, by)
    refuse_if(rules.why_not_withdraw(study.state))
    study.state, study.chosen_plan, study.opens_on = StudyState.DONE, None, None
    study.proposed_by_id, study.proposed_by_label, study.decided_by_label = None, "", ""
    study.save()
    note("take_back_plan", study, by)
    return study


@transaction.atomic
def open_offices(*, study_id: UUID, by: Viewer) -> SiteStudy:
    """On the approved plan's day its new offices open and those it does without close.

    A new office serves the units it is nearest to; what an office that closes served alone
    goes to the office of the plan its people have the shortest way to.
    """
    refuse_if(why_not(by, Ability.ADOPT_PLANS))
    study = locked(study_id, by)
    assert study.chosen_plan is not None or study.state != StudyState.APPROVED
    plan = plan_of(study, study.chosen_plan or 1)
    offices, day = new_offices(plan), study.opens_on or today()
    standing = [site for site in sites_on(by.bureau_id, day) if site.today]
    codes_then, units_then = {s.id for s in standing}, {s.unit_code for s in standing}
    counted_on = [*(o.site for o in plan.offices if o.site.today), *plan.closed]
    leaving = {site.unit_code for site in plan.closed}
    refuse_if(
        rules.why_not_open(
            study.state,
            taken={o.site.unit_name for o in offices if o.site.unit_code in units_then - leaving},
            gone={site.name for site in counted_on if site.id not in codes_then},
            opens_on=day,
            today=today(),
        )
    )
    written: list[Change] = []
    moving = [one for one in handovers(by.bureau_id, plan, day) if one.moves]
    opened = open_new(offices, moving, day, by, written)
    hand_over(plan, moving, day, by, written)
    closed = [site.id for site in plan.closed]
    for code in closed:
        close_office(office=office_on(by.bureau_id, code, day), end=day, by=by, noted=written)
    study.state, study.opened_codes, study.closed_codes = StudyState.OPENED, opened, closed
    study.written = [asdict(change) for change in written]
    study.save()
    note("open_offices", study, by, codes=opened, closed=closed, opens_on=day.isoformat())
    return study


def open_new(
    offices: Sequence[FoundOffice],
    moving: Sequence[Handover],
    day: date,
    by: Viewer,
    written: list[Change],
) -> list[str]:
    """Codes of the offices opened."""
    codes = set(PoliceOffice.objects.filter(bureau_id=by.bureau_id).values_list("code", flat=True))
    bureau = Bureau.objects.get(pk=by.bureau_id)
    opened = []
    for office in offices:
        code = rules.next_code(office.site.station_code, codes)
        codes.add(code)
        opened.append(code)
        takes = {one.unit_code for one in moving if office.site.id in one.to}
        spec = spec_of(office, code, day, tuple(sorted({*served(office), *takes})))
        open_office(bureau=bureau, spec=spec, by=by, noted=written)
    return opened


def hand_over(
    plan: FoundPlan, moving: Sequence[Handover], day: date, by: Viewer, written: list[Change]
) -> None:
    """Offices that stay take over what those that close served alone."""
    for site in (office.site for office in plan.offices if office.site.today):
        takes = {one.unit_code for one in moving if site.id in one.to}
        if takes:
            office = office_on(by.bureau_id, site.id, day)
            serves = {service.unit_code for service in office.services.all()} | takes
            change_office_services(
                office=office, unit_codes=sorted(serves), from_date=day, by=by, noted=written
            )


def office_on(bureau_id: UUID, code: str, day: date) -> PoliceOffice:
    return PoliceOffice.objects.get(held_on(day), bureau_id=bureau_id, code=code)


@transaction.atomic
def take_back_opening(*, study_id: UUID, by: Viewer) -> SiteStudy:
    """Before the day: offices and service areas as they were, the plan approved again."""
    refuse_if(why_not(by, Ability.ADOPT_PLANS))
    study = locked(study_id, by)
    day = study.opens_on or today()
    refuse_if(rules.why_not_take_back_opening(study.state, opens_on=day, today=today()))
    revert_changes(changes=[Change(**one) for one in study.written], by=by)
    clear_furnishing(codes=study.opened_codes, from_date=day, by=by)
    codes = study.opened_codes
    study.state, study.written = StudyState.APPROVED, []
    study.opened_codes, study.closed_codes = [], []
    study.save()
    note("take_back_opening", study, by, codes=codes, opens_on=day.isoformat())
    return study


def spec_of(office: FoundOffice, code: str, day: date, serves: tuple[str, ...]) -> OfficeSpec:
    return OfficeSpec(
        code=code,
        name=_("%(station)s %(unit)s police office")
        % {"station": office.site.station_name, "unit": office.site.unit_name},
        office_class=office.office_class or USUAL_CLASS,
        station_code=office.site.station_code,
        unit_code=office.site.unit_code,
        lon=office.site.lon,
        lat=office.site.lat,
        since=day,
        serves_units=serves,
    )


def new_offices(plan: FoundPlan) -> list[FoundOffice]:
    return [office for office in plan.offices if not office.site.today]


def plan_of(study: SiteStudy, number: int) -> FoundPlan:
    answer = answer_of(study)
    found = next((p for p in answer.plans if p.number == number), None) if answer else None
    if found is None:
        raise NotYours(_("There is no such plan."))
    return found


def locked(study_id: UUID, by: Viewer) -> SiteStudy:
    study = SiteStudy.objects.select_for_update().filter(pk=study_id, bureau_id=by.bureau_id).first()
    if study is None:
        raise NotYours(_("There is no such study."))
    return study


def note(action: str, study: SiteStudy, by: Viewer, **detail: object) -> None:
    audit.record(
        action=f"siting.{action}",
        by=by,
        subject=study,
        subject_label=f"{study.number} {study.name}",
        detail=dict(detail),
    )
