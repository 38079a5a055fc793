"""Asking the engine for more about a scenario, and keeping what it found."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now
from jingge.common.errors import Refused, refuse_if
from jingge.common.viewer import Viewer, system_viewer
from jingge.planning.actions.locking import lock_scenario, record
from jingge.planning.models import PlanStudy, PlanVariant, StudyState
from jingge.planning.queries.inputs import Ground
from jingge.planning.rules import states
from jingge.planning.rules.differing import difference
from jingge.planning.rules.keeping import as_kept
from jingge.planning.terms import Clashing, StudyAsk, VariantDraft
from jingge.runs import actions as runs
from jingge.runs.terms import JobTicket

JOBS = {"curve": "planning.curve", "alternatives": "planning.alternatives", "reasons": "planning.reasons"}


@transaction.atomic
def request_study(*, scenario_id: UUID, ask: StudyAsk, by: Viewer) -> PlanStudy:
    """Put a study in the queue; one of a kind at a time for each scenario."""
    scenario = lock_scenario(scenario_id, by)
    running = scenario.studies.filter(kind=ask.kind, state=StudyState.RUNNING).exists()
    refuse_if(states.why_not_of_areas(scenario.kind))
    refuse_if(
        states.why_not_study(
            kind=ask.kind, state=scenario.state, feasible=scenario.feasible, running=running, by=by
        )
    )
    refuse_if(states.why_not_ask(ask))
    study = PlanStudy.objects.create(
        scenario=scenario,
        kind=ask.kind,
        revision=scenario.revision,
        asked=asdict(ask),
        created_at=now(),
        created_by_label=by.label,
    )
    job = runs.enqueue(
        kind=JOBS[ask.kind],
        payload={"study": str(study.pk)},
        subject_id=scenario.pk,
        subject_label=f"{scenario.number} {scenario.name}",
        by=by,
    )
    study.job_id = job.pk
    study.save(update_fields=["job_id"])
    record("request_study", scenario, by, kind=ask.kind, job=str(job.pk))
    return study


@transaction.atomic
def store_study(
    *,
    study_id: UUID,
    job_id: UUID,
    ground: Ground,
    drawn: tuple[str, ...],
    variants: tuple[VariantDraft, ...],
    clashing: Clashing | None = None,
    by: Viewer,
) -> dict[str, Any]:
    """Keep what was found. Runs in the transaction that completes the job."""
    study = PlanStudy.objects.select_for_update().select_related("scenario").get(pk=study_id)
    if study.state != StudyState.RUNNING or study.job_id != job_id:
        raise Refused(_("Nobody waits for this study any more."))
    PlanVariant.objects.bulk_create(
        _variant(study, number, draft, ground, drawn) for number, draft in enumerate(variants, 1)
    )
    study.answer = asdict(clashing) if clashing else {}
    study.state, study.finished_at = StudyState.DONE, now()
    study.save(update_fields=["answer", "state", "finished_at"])
    record("store_study", study.scenario, by, kind=study.kind, plans=len(variants))
    return {"plans": len(variants)}


def _variant(
    study: PlanStudy, number: int, draft: VariantDraft, ground: Ground, drawn: tuple[str, ...]
) -> PlanVariant:
    answer = draft.answer
    from_drawn = difference(ground.blocks, drawn, answer.area_of)
    return PlanVariant(
        study=study,
        number=number,
        settings=draft.settings,
        terms=answer.weighed.terms,
        status=answer.status,
        feasible=answer.weighed.feasible,
        gap=answer.gap,
        figures={
            "people_elsewhere": from_drawn.people,
            "blocks_elsewhere": list(from_drawn.blocks),
            "broken": len(answer.weighed.broken),
            "areas_taking": sum(one.people_kept < one.people for one in answer.weighed.areas),
        },
        plan=as_kept(answer, [block.code for block in ground.blocks]),
    )


@transaction.atomic
def study_failed(ticket: JobTicket, reason: str) -> None:
    """The study ended without an answer, and says why."""
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    study = (
        PlanStudy.objects.select_for_update()
        .select_related("scenario")
        .filter(pk=ticket.payload["study"], scenario__bureau_id=ticket.bureau_id)
        .first()
    )
    if study is not None and study.state == StudyState.RUNNING and study.job_id == ticket.id:
        study.state, study.failure, study.finished_at = StudyState.FAILED, reason[:400], now()
        study.save(update_fields=["state", "failure", "finished_at"])
        record("study_failed", study.scenario, by, kind=study.kind, reason=reason)
