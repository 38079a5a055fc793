"""Scenarios: seen by those who plan and by station heads (their part); made, decided and adopted by few."""

from uuid import UUID

from jingge.common.clock import now
from jingge.common.viewer import Role
from jingge.planning.models import (
    PlanStudy,
    PlanVariant,
    Scenario,
    ScenarioArea,
    ScenarioBlock,
    WeightPack,
)
from jingge.planning.rules.facts import DEFAULT_WEIGHTS
from jingge.territory.models import Grid
from tests.factories.staffing import small_staff
from tests.factories.territory import small_map
from tests.repo.matrix import BUREAU, Row, World

SEE = {Role.BUREAU_LEADER, Role.COMMAND_OFFICE, Role.STATION_HEAD, Role.AUDITOR}
EDIT = {Role.COMMAND_OFFICE}
DECIDE = {Role.BUREAU_LEADER, Role.COMMAND_OFFICE}
DEED = {302, 409, 422}  # done, or refused because of the state the scenario is in
BLOCK = "640181100001001"


def prepare(world: World) -> None:
    """A drawn scenario with today's areas, a draft, and a saved pack."""
    version = small_map(world.cast).version
    small_staff(version)
    solved = _scenario(world, version.pk, 1, "solved")
    codes: dict[str, int] = {}
    for grid in Grid.objects.filter(version=version, level=4).select_related("beat", "station"):
        assert grid.beat is not None
        if grid.beat.code not in codes:
            codes[grid.beat.code] = len(codes) + 1
            ScenarioArea.objects.create(
                scenario=solved,
                number=codes[grid.beat.code],
                code=grid.beat.code,
                name=grid.beat.name,
                station=grid.station,
                load=100.0,
            )
        ScenarioBlock.objects.create(scenario=solved, block_code=grid.code, area_number=codes[grid.beat.code])
    world.things["solved"] = solved.pk
    study = PlanStudy.objects.create(
        scenario=solved, kind="curve", state="done", revision=0, created_at=now(), created_by_label="command"
    )
    world.things["variant"] = PlanVariant.objects.create(
        study=study,
        number=1,
        terms={},
        status="proven",
        feasible=True,
        figures={"blocks_elsewhere": [], "people_elsewhere": 0},
        plan={"area_of": {}},
    ).pk
    grids = _scenario(world, version.pk, 3, "solved", "grids")
    for number, grid in enumerate(
        Grid.objects.filter(version=version, level=4).select_related("station").order_by("code"), 1
    ):
        ScenarioArea.objects.create(
            scenario=grids, number=number, code=grid.code, name=grid.name, station=grid.station,
            figures={"households": grid.households, "blocks": 1},
        )  # fmt: skip
        ScenarioBlock.objects.create(scenario=grids, block_code=grid.code, area_number=number)
    world.things["grids"] = grids.pk
    world.things["draft"] = _scenario(world, version.pk, 2, "draft").pk
    world.things["pack"] = WeightPack.objects.create(
        bureau=world.cast.bureau,
        name="夏季",
        weights=DEFAULT_WEIGHTS,
        created_at=now(),
        created_by_label="command",
    ).pk


def _scenario(world: World, version_id: UUID, number: int, state: str, kind: str = "areas") -> Scenario:
    person = world.cast.command_office
    return Scenario.objects.create(
        bureau=world.cast.bureau,
        number=number,
        name="方案",
        base_version_id=version_id,
        state=state,
        kind=kind,
        weights=DEFAULT_WEIGHTS,
        officers_by_station={"DT": 3, "XJ": 1},
        balance_pct=60.0,
        feasible=True if state == "solved" else None,
        created_at=now(),
        created_by_id=person.pk,
        created_by_label=person.display_name,
    )


def solved(world: World) -> dict[str, object]:
    return {"scenario_id": world.things["solved"]}


def draft(world: World) -> dict[str, object]:
    return {"scenario_id": world.things["draft"]}


def seen() -> Row:
    return Row(roles=SEE, ground=BUREAU, kwargs=solved)


def variant(world: World) -> dict[str, object]:
    return {"variant": str(world.things["variant"])}


def deed(roles: set[Role], **data: str) -> Row:
    return Row(roles=roles, method="POST", ground=BUREAU, kwargs=solved, data=lambda w: data, ok=DEED)


ROWS = {
    "planning:scenarios": Row(roles=SEE),
    "planning:new": (
        Row(roles=EDIT),
        Row(roles=EDIT, method="POST", data=lambda w: {"name": ""}),  # the form again, with what is missing
    ),
    "planning:new_kind": (
        Row(roles=EDIT, kwargs=lambda w: {"kind": "grids"}),
        Row(roles=EDIT, method="POST", kwargs=lambda w: {"kind": "offices"}, data=lambda w: {"name": ""}),
    ),
    "planning:preview": Row(roles=EDIT),
    "planning:compare": Row(roles=SEE, ground=BUREAU, query=lambda w: {"scenario": str(w.things["solved"])}),
    "planning:packs": Row(roles=SEE),
    "planning:new_pack": (Row(roles=EDIT), Row(roles=EDIT, method="POST", data=lambda w: {"name": ""})),
    "planning:close_pack": Row(
        roles=EDIT, method="POST", ground=BUREAU, kwargs=lambda w: {"pack_id": w.things["pack"]}
    ),
    "planning:scenario": seen(),
    # the scenario here is of officers' areas, which have a table of their own
    "planning:results": Row(roles=SEE, ground=BUREAU, kwargs=solved, ok={302}),
    "planning:keep": deed(EDIT, keep="1"),
    "planning:areas": seen(),
    "planning:blocks": seen(),
    "planning:changes": seen(),
    "planning:review": seen(),
    "planning:stations": seen(),
    "planning:curve": seen(),
    "planning:alternatives": seen(),
    "planning:reasons": seen(),
    "planning:ask_study": Row(
        roles=EDIT,
        method="POST",
        ground=BUREAU,
        kwargs=lambda world: {**solved(world), "kind": "curve"},
        data=lambda world: {"over": "balance", "plans": "3", "seconds": "1"},
        ok=DEED,
    ),
    "planning:pick": Row(roles=EDIT, method="POST", ground=BUREAU, kwargs=solved, data=variant, ok=DEED),
    "planning:draw_with": deed(EDIT, balance_pct="70"),
    "planning:planning_api:areas": seen(),
    "planning:planning_api:blocks": seen(),
    "planning:planning_api:offices": seen(),
    "planning:change": (
        Row(roles=EDIT, ground=BUREAU, kwargs=draft),
        Row(roles=EDIT, method="POST", ground=BUREAU, kwargs=draft, data=lambda w: {"name": ""}),
    ),
    "planning:solve": Row(roles=EDIT, method="POST", ground=BUREAU, kwargs=draft),
    "planning:move": (
        Row(roles=EDIT, ground=BUREAU, kwargs=solved),
        Row(
            roles=EDIT,
            method="POST",
            ground=BUREAU,
            kwargs=solved,
            data=lambda w: {"block": BLOCK, "to_area": "1", "deed": "check"},
        ),
    ),
    "planning:undo": deed(EDIT),
    "planning:redo": deed(EDIT),
    "planning:picked": seen(),
    "planning:divide": Row(
        roles=EDIT,
        method="POST",
        ground=BUREAU,
        kwargs=lambda world: {"scenario_id": world.things["grids"]},
        data=lambda world: {"area": "1", "grids": "2"},
        ok=DEED,
    ),
    "planning:officer": deed(EDIT, area="1", police_number=""),
    "planning:submit": deed(EDIT),
    "planning:approve": deed(DECIDE),
    "planning:return": deed(DECIDE, note="再看"),
    "planning:adopt": deed({Role.COMMAND_OFFICE}, valid_from="2030-01-01"),
    "planning:withdraw": deed(EDIT),
}
