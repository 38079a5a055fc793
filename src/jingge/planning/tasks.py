"""The drawing itself: long work, done by the worker, written in one transaction at its end."""

import time
from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jingge.common.viewer import system_viewer
from jingge.planning import actions, bridge
from jingge.planning.queries.inputs import inputs_of
from jingge.planning.queries.studies import StudyInputs, study_inputs
from jingge.planning.rules.curve import curve_settings
from jingge.planning.rules.differing import difference
from jingge.planning.terms import KEEPING, Answer, Clashing, VariantDraft, Weighed
from jingge.runs.terms import Effect, JobTicket, Progress, handles

READING = gettext_noop("Reading the map")
NOTES = {
    "start": gettext_noop("Looking for a first plan"),
    "exact": gettext_noop("Going through all possible areas"),
    "search": gettext_noop("Improving the plan"),
    "bound": gettext_noop("Working out how good a plan can be at best"),
    "curve": gettext_noop("Looking for the next plan of the curve"),
    "clash": gettext_noop("Looking for limits that cannot hold together"),
}
Found = tuple[tuple[VariantDraft, ...], Clashing | None]


@handles(
    "planning.solve",
    label=_("Draw areas"),
    subject_route="planning:scenario",
    on_failed=actions.solution_failed,
)
def solve(ticket: JobTicket, progress: Progress) -> Effect:
    """Ask the engine; a wish to stop arrives as an exception from `progress` and leaves nothing behind."""
    began = time.monotonic()
    progress(0.0, READING)
    assert ticket.subject_id is not None
    scenario_id = ticket.subject_id
    ground, question = inputs_of(ticket.bureau_id, scenario_id)
    left = max(0.5, question.time_s - (time.monotonic() - began))  # reading counts against the time asked for
    answer = bridge.draw(
        question, lambda share, phase: progress(share, NOTES.get(phase, NOTES["search"])), left
    )
    seconds = time.monotonic() - began
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    return lambda: actions.store_solution(
        scenario_id=scenario_id, job_id=ticket.id, ground=ground, answer=answer, seconds=seconds, by=by
    )


@handles(
    "planning.curve",
    label=_("Draw a curve of plans"),
    subject_route="planning:curve",
    on_failed=actions.study_failed,
)
def curve(ticket: JobTicket, progress: Progress) -> Effect:
    """Change under a cap that rises from plan to plan; or limits that widen, one plan after the other."""

    def work(inputs: StudyInputs, watch: bridge.Watch) -> Found:
        ask, scenario = inputs.ask, inputs.scenario
        if ask.over == KEEPING:
            return bridge.draw_curve(inputs.question(), ask, watch), None
        tried = curve_settings(
            plans=ask.plans,
            balance_pct=scenario.balance_pct,
            widest_pct=100.0 * scenario.terms_today.get("imbalance_max_over_mean", 0.0),
        )
        own = tried.index(inputs.own(tried[0]))
        questions = [inputs.question(settings) for settings in tried]
        drawn = bridge.as_drawn(questions[own], inputs.drawn, inputs.known())
        answers = bridge.draw_each(questions, own, drawn, watch)
        return tuple(VariantDraft(*pair) for pair in zip(tried, answers, strict=True)), None

    return _study(ticket, progress, work)


@handles(
    "planning.alternatives",
    label=_("Draw alternatives"),
    subject_route="planning:alternatives",
    on_failed=actions.study_failed,
)
def alternatives(ticket: JobTicket, progress: Progress) -> Effect:
    """Plans almost as good that really differ."""

    def work(inputs: StudyInputs, watch: bridge.Watch) -> Found:
        drawn = bridge.weigh(inputs.question(), inputs.drawn)
        found = bridge.draw_alternatives(inputs.question(), inputs.ask, watch)
        everyone = sum(block.population for block in inputs.ground.blocks)
        kept = [one for one in found if _is_choice(one, drawn, inputs, everyone)]
        return tuple(VariantDraft({}, answer) for answer in kept[: inputs.ask.plans]), None

    return _study(ticket, progress, work)


def _is_choice(answer: Answer, drawn: Weighed, inputs: StudyInputs, everyone: int) -> bool:
    """Better than the drawn plan, or almost as good and really different from it.

    The engine measures against the best plan it finds again; people compare with the one they see.
    """
    elsewhere = difference(inputs.ground.blocks, inputs.drawn, answer.area_of)
    if answer.weighed.feasible and (not drawn.feasible or answer.weighed.objective < drawn.objective):
        return bool(elsewhere.blocks)
    near = answer.weighed.objective <= drawn.objective * (1 + inputs.ask.within_pct / 100)
    return near and elsewhere.people >= everyone * inputs.ask.differ_pct / 100


@handles(
    "planning.reasons",
    label=_("Find out why a wish cannot be met"),
    subject_route="planning:reasons",
    on_failed=actions.study_failed,
)
def reasons(ticket: JobTicket, progress: Progress) -> Effect:
    """The smallest set of limits that clash, and the smallest tolerance that works."""

    def work(inputs: StudyInputs, watch: bridge.Watch) -> Found:
        return (), bridge.explain(inputs.question(), watch, float(inputs.ask.seconds))

    return _study(ticket, progress, work)


def _study(
    ticket: JobTicket, progress: Progress, work: Callable[[StudyInputs, bridge.Watch], Found]
) -> Effect:
    progress(0.0, READING)
    study_id = UUID(ticket.payload["study"])
    inputs = study_inputs(ticket.bureau_id, study_id)
    variants, clashing = work(inputs, lambda share, phase: progress(share, NOTES.get(phase, NOTES["search"])))
    by = system_viewer(ticket.bureau_id, label=ticket.created_by_label)
    return lambda: actions.store_study(
        study_id=study_id,
        job_id=ticket.id,
        ground=inputs.ground,
        drawn=inputs.drawn,
        variants=variants,
        clashing=clashing,
        by=by,
    )
