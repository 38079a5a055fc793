"""Plans of moves: seen by those who see the whole bureau's people; made, decided and done by few."""

from jingge.common.clock import today
from jingge.common.viewer import Role
from jingge.redeployment import actions
from jingge.redeployment.terms import Going
from jingge.staffing.terms import OrganKind, Place, Post
from tests.factories.cast import viewer
from tests.factories.staffing import small_staff
from tests.factories.territory import small_map
from tests.repo.matrix import BUREAU, Row, World

SEE = {Role.BUREAU_LEADER, Role.COMMAND_OFFICE, Role.AUDITOR}
EDIT = {Role.COMMAND_OFFICE}
DECIDE = {Role.BUREAU_LEADER, Role.COMMAND_OFFICE}
DEED = {302, 409, 422}  # done, or refused because of the state the plan is in


def prepare(world: World) -> None:
    """A plan of one move."""
    small_staff(small_map(world.cast).version)
    by = viewer(world.cast.command_office)
    plan = actions.create_plan(name="充实所队", day=today(), by=by)
    going = Going("029001", Post.CASE_OFFICER, Place(OrganKind.STATION, "DT"), why="充实")
    actions.add_move(plan_id=plan.pk, going=going, by=by)
    world.things["moves_plan"] = plan.pk
    world.things["plan_move"] = plan.moves.get().pk


def plan(world: World) -> dict[str, object]:
    return {"plan_id": world.things["moves_plan"]}


def move(world: World) -> dict[str, object]:
    return {**plan(world), "move_id": world.things["plan_move"]}


def seen() -> Row:
    return Row(roles=SEE, ground=BUREAU, kwargs=plan)


def deed(roles: set[Role], **data: str) -> Row:
    return Row(roles=roles, method="POST", ground=BUREAU, kwargs=plan, data=lambda w: data, ok=DEED)


def form(of: object = plan) -> tuple[Row, Row]:
    kwargs = move if of is move else plan
    return (
        Row(roles=EDIT, ground=BUREAU, kwargs=kwargs),
        Row(roles=EDIT, method="POST", ground=BUREAU, kwargs=kwargs, data=lambda w: {"why": ""}, ok={422}),
    )


ROWS = {
    "redeployment:plans": Row(roles=SEE),
    "redeployment:ledger": Row(roles=SEE),
    "redeployment:new": (
        Row(roles=EDIT),
        Row(roles=EDIT, method="POST", data=lambda w: {"name": ""}, ok={422}),
    ),
    "redeployment:plan": seen(),
    "redeployment:moves": seen(),
    "redeployment:wish": form(),
    "redeployment:moves_table": form(),
    "redeployment:add_move": form(),
    "redeployment:change_move": form(move),
    "redeployment:remove_move": Row(roles=EDIT, method="POST", ground=BUREAU, kwargs=move, ok=DEED),
    "redeployment:undo": deed(EDIT),
    "redeployment:draw": deed(EDIT),
    "redeployment:pick": deed(EDIT, moves="1"),
    "redeployment:submit": deed(EDIT),
    "redeployment:approve": deed(DECIDE),
    "redeployment:return": deed(DECIDE, note="再议"),
    "redeployment:effect": deed(EDIT, from_day="2030-01-01"),
    "redeployment:take_back": deed(EDIT),
    "redeployment:withdraw": deed(EDIT),
}
