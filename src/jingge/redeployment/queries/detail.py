"""Everything the page of one plan shows."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from jingge.common.clock import today
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.redeployment.models import PlanMove, StaffingPlan
from jingge.redeployment.queries.checking import problems_of, seen
from jingge.redeployment.queries.plans import find_plan
from jingge.redeployment.queries.situation import (
    cover_inputs,
    going_of,
    place_to,
    situation_of,
    situation_on,
)
from jingge.redeployment.rules import states
from jingge.redeployment.rules.situation import after, outcome
from jingge.redeployment.terms import Going, Outcome, RowProblem, Situation, Wish
from jingge.staffing.queries import ratios
from jingge.staffing.terms import Part, Place, Post, Shown


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One line of the list of moves."""

    id: UUID
    officer_id: UUID
    number: str
    name: str
    kind: str
    from_post: Post
    from_place: str
    post: Post
    place: str
    to: Place
    successor: str
    going: Going
    narrowed: str = ""  # part, areas and units in words


@dataclass(frozen=True, slots=True)
class Detail:
    plan: StaffingPlan
    wish: Wish
    situation: Situation
    moves: tuple[MoveRow, ...]
    outcome: Outcome
    problems: tuple[RowProblem, ...]
    display: Shown
    why_not: dict[str, Reason | None]

    @property
    def station_names(self) -> dict[str, str]:
        return {ground.code: ground.name for ground in self.situation.grounds}


def get_plan(viewer: Viewer, plan_id: UUID) -> Detail:
    plan = find_plan(viewer, plan_id)
    situation = situation_of(plan)
    rows = list(plan.moves.select_related("officer", "station", "brigade", "successor"))
    names = situation.place_names
    called = {one.code: one.name for one in (*situation.areas, *situation.units)}
    moves = tuple(
        MoveRow(
            id=row.pk,
            officer_id=row.officer_id,
            number=row.officer.police_number,
            name=row.officer.display_name,
            kind=row.officer.kind,
            from_post=Post(row.from_post),
            from_place=names.get(seen(row)[1], row.from_code),
            post=Post(row.post),
            place=names.get(place_to(row), ""),
            to=place_to(row),
            successor=row.successor.display_name if row.successor else "",
            going=going_of(row),
            narrowed=_narrowed(row, called),
        )
        for row in rows
    )
    eve = _eve(plan)
    units, facts = cover_inputs(viewer, eve or plan.day)
    live = plan.state not in (states.IN_EFFECT, states.WITHDRAWN)
    problems = tuple(problems_of(plan)) if live else ()
    return Detail(
        plan=plan,
        wish=Wish.of(plan.wish),
        situation=situation,
        moves=moves,
        outcome=outcome(_before(plan, situation, rows, eve), [move.going for move in moves], units, facts),
        problems=problems,
        display=ratios(viewer, plan.day).display,
        why_not=_why_not(viewer, plan, problems, len(moves)),
    )


def _narrowed(row: PlanMove, called: dict[str, str]) -> str:
    parts = [str(Part(row.part).label)] if row.part else []
    return listed([*parts, *(called.get(code, code) for code in (*row.areas, *row.units))])


def _eve(plan: StaffingPlan) -> date | None:
    """The day before a plan that the postings of its own day hold already; None for all others."""
    if plan.state != states.IN_EFFECT or plan.effect_from is None or plan.day < plan.effect_from:
        return None
    return plan.effect_from - timedelta(days=1)


def _before(plan: StaffingPlan, situation: Situation, rows: list[PlanMove], eve: date | None) -> Situation:
    """Everybody before the plan. Before the first postings of all, its people are thought back."""
    if eve is None:
        return situation
    found = situation_on(plan.bureau_id, eve)
    if found.people and found.areas:
        return found
    return after(situation, [Going(row.officer.police_number, *seen(row)) for row in rows])


def _why_not(
    viewer: Viewer, plan: StaffingPlan, problems: tuple[RowProblem, ...], moves: int
) -> dict[str, Reason | None]:
    state, day = plan.state, today()
    supposed = plan.supposed.state if plan.supposed else None
    return {
        "edit": states.why_not_edit(state=state, by=viewer),
        "draw": states.why_not_draw(state=state, by=viewer),
        "undo": states.why_not_undo(state=state, earlier=len(plan.history), by=viewer),
        "submit": states.why_not_submit(state=state, moves=moves, problems=problems, by=viewer),
        "decide": states.why_not_decide(state=state, submitted_by_id=plan.submitted_by_id, by=viewer),
        "effect": states.why_not_effect(state=state, by=viewer, supposed_state=supposed, today=day),
        "take_back": states.why_not_take_back(
            state=state, effect_from=plan.effect_from, today=day, by=viewer
        ),
        "withdraw": states.why_not_withdraw(state=state, by=viewer),
    }
