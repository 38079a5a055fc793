"""Studies of a scenario: a curve of plans, alternatives, why a wish cannot be met."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours, Reason
from jingge.common.viewer import Viewer
from jingge.planning.models import PlanStudy, PlanVariant, Scenario, StudyState
from jingge.planning.queries.inputs import Ground, ground_for, question_of
from jingge.planning.queries.scenarios import scenario_row
from jingge.planning.rules import states
from jingge.planning.terms import Question, StudyAsk

HEAVY = ("plan",)


@dataclass(frozen=True, slots=True)
class StudyView:
    """The newest finished study of a kind, the one that runs, and the one that failed since."""

    scenario: Scenario
    done: PlanStudy | None
    running: PlanStudy | None
    failed: PlanStudy | None
    variants: tuple[PlanVariant, ...]
    why_not: dict[str, Reason | None]

    @property
    def is_old(self) -> bool:
        """Whether the scenario's plan has changed since the study was asked for."""
        return self.done is not None and self.done.revision != self.scenario.revision


def get_study(viewer: Viewer, scenario_id: UUID, kind: str) -> StudyView:
    """A plan of a study is one of all the bureau's ground: whoever sees only a part sees none."""
    scenario = scenario_row(viewer, scenario_id)
    if not viewer.sees_whole_bureau:
        whole = _("Curves, alternatives and reasons are of the whole bureau; the command office has them.")
        return StudyView(scenario, None, None, None, (), dict.fromkeys(("ask", "pick", "derive"), whole))
    newest: dict[str, PlanStudy] = {}
    for study in scenario.studies.filter(kind=kind)[:20]:
        newest.setdefault(study.state, study)
    done, failed = newest.get(StudyState.DONE), newest.get(StudyState.FAILED)
    if done and failed and failed.created_at < done.created_at:
        failed = None
    variants = done.variants.defer(*HEAVY) if done else ()
    state = scenario.state
    return StudyView(
        scenario=scenario,
        done=done,
        running=newest.get(StudyState.RUNNING),
        failed=failed,
        variants=tuple(variants),
        why_not={
            "ask": states.why_not_of_areas(scenario.kind)
            or states.why_not_study(
                kind=kind,
                state=state,
                feasible=scenario.feasible,
                running=StudyState.RUNNING in newest,
                by=viewer,
            ),
            "pick": states.why_not_edit(state=state, by=viewer),
            "derive": states.why_not_create(viewer),
        },
    )


def whole_variants(view: StudyView) -> list[PlanVariant]:
    """The plans of a study with everything of them, for drawings and areas; the view itself has the figures."""
    return list(view.done.variants.select_related("study__scenario")) if view.done else []


def variant_row(viewer: Viewer, variant_id: UUID) -> PlanVariant:
    """One plan of a study with everything of it, or as if it did not exist."""
    rows = PlanVariant.objects.select_related("study__scenario__base_version", "study__scenario__bureau")
    found = rows.filter(pk=variant_id, study__scenario__bureau_id=viewer.bureau_id).first()
    if found is None or not viewer.sees_whole_bureau:
        raise NotYours(_("There is no such plan."))
    return found


@dataclass(frozen=True, slots=True)
class StudyInputs:
    """What the worker needs for a study."""

    scenario: Scenario
    ground: Ground
    ask: StudyAsk
    drawn: tuple[str, ...]  # number of the area each block of the ground lies in

    def own(self, like: Mapping[str, Any]) -> dict[str, Any]:
        """The scenario's own values of the settings that these are of."""
        return {name: getattr(self.scenario, name) for name in like}

    def known(self) -> dict[str, Any]:
        """What is known about the scenario's plan as it stands."""
        return {name: getattr(self.scenario, name) for name in ("lower_bound", "gap", "status", "report")}

    def question(self, settings: Mapping[str, Any] | None = None) -> Question:
        """The scenario's question, asked with some settings otherwise and the study's time."""
        asked = Scenario.objects.model(
            **{
                field.attname: getattr(self.scenario, field.attname)
                for field in Scenario._meta.concrete_fields
            }
        )
        asked.base_version = self.scenario.base_version
        for name, value in {"time_s": self.ask.seconds, **(settings or {})}.items():
            setattr(asked, name, value)
        return question_of(asked, self.ground)


def study_inputs(bureau_id: UUID, study_id: UUID) -> StudyInputs:
    study = PlanStudy.objects.select_related("scenario__base_version").get(
        pk=study_id, scenario__bureau_id=bureau_id
    )
    scenario = study.scenario
    ground = ground_for(scenario)
    lies_in = dict(scenario.blocks.values_list("block_code", "area_number"))
    drawn = tuple(str(lies_in.get(block.code, "")) for block in ground.blocks)
    return StudyInputs(scenario, ground, StudyAsk(**study.asked), drawn)
