"""Moves that name a part of the station, areas and communities: in thought, as postings, from a table."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.common.clock import today
from jingge.common.errors import Refused
from jingge.redeployment import actions, queries
from jingge.redeployment.models import PlanMove
from jingge.redeployment.terms import Going
from jingge.staffing.models import BeatPosting, TeamMember, UnitService, held_on
from jingge.staffing.terms import OrganKind, Post
from jingge.staffing.terms import Place as At
from tests.contexts.redeployment.conftest import Place
from tests.factories.cast import Cast

EAST, WEST = At(OrganKind.STATION, "DT"), At(OrganKind.STATION, "XJ")
AREA, UNIT = "640181100001Z01", "640181100001"
As = Callable[[Account], Client]
MONTH = timedelta(days=31)
COMING = Going(
    "029001", Post.COMMUNITY_OFFICER, EAST, why="充实", part="community_team", areas=(AREA,), units=(UNIT,)
)


def officer_of(area: str, day: object) -> str:
    return str(BeatPosting.objects.get(held_on(day), beat__code=area).officer.police_number)  # type: ignore[arg-type]


def test_a_move_into_a_team_onto_an_area_and_a_community_takes_effect_and_is_taken_back(place: Place) -> None:
    plan, day = place.plan(), today() + MONTH
    actions.add_move(plan_id=plan.pk, going=COMING, by=place.by)
    before = officer_of(AREA, day)
    tables = [list(one.objects.order_by("pk").values()) for one in (BeatPosting, TeamMember, UnitService)]
    detail = queries.get_plan(place.by, plan.pk)
    assert not detail.problems and "Community policing team" in detail.moves[0].narrowed
    place.approved(plan)
    actions.effect_plan(plan_id=plan.pk, from_day=day, by=place.by)
    assert before != "029001" and officer_of(AREA, day) == "029001"
    assert TeamMember.objects.get(held_on(day), officer__police_number="029001").part == "community_team"
    assert UnitService.objects.filter(officer__police_number="029001", unit_code=UNIT).exists()
    actions.take_back_plan(plan_id=plan.pk, by=place.by)
    assert tables == [
        list(one.objects.order_by("pk").values()) for one in (BeatPosting, TeamMember, UnitService)
    ]


def test_in_effect_the_page_still_says_what_was_before(place: Place) -> None:
    """Areas that changed hands stood with somebody before: their units were covered."""
    plan = place.plan()
    actions.add_move(plan_id=plan.pk, going=COMING, by=place.by)
    planned = queries.get_plan(place.by, plan.pk).outcome
    place.approved(plan)
    actions.effect_plan(plan_id=plan.pk, from_day=today(), by=place.by)
    done = queries.get_plan(place.by, plan.pk).outcome
    assert [(one.covered, len(one.rows)) for one in done.cover] == [
        (one.covered, len(one.rows)) for one in planned.cover
    ]
    assert (done.first, done.second) == (planned.first, planned.second)


def test_whoever_stays_may_take_another_area_of_the_station(place: Place) -> None:
    plan, day = place.plan(), today() + MONTH
    going = Going("040102", Post.COMMUNITY_OFFICER, EAST, why="调整", areas=(AREA,))
    actions.add_move(plan_id=plan.pk, going=going, by=place.by)
    place.approved(plan)
    actions.effect_plan(plan_id=plan.pk, from_day=day, by=place.by)
    assert officer_of(AREA, day) == "040102"


def test_an_area_taken_over_needs_no_successor_when_its_officer_leaves(place: Place) -> None:
    """The specialist comes first, then the community officer goes: the plan puts them in that order."""
    plan, day = place.plan(), today() + MONTH
    leaver = officer_of(AREA, day)
    actions.add_move(plan_id=plan.pk, going=Going(leaver, Post.CASE_OFFICER, WEST), by=place.by)
    held = BeatPosting.objects.filter(held_on(day), officer__police_number=leaver)
    areas = tuple(held.values_list("beat__code", flat=True))
    coming = Going("029001", Post.COMMUNITY_OFFICER, EAST, why="接任", areas=areas)
    actions.add_move(plan_id=plan.pk, going=coming, by=place.by)
    assert not queries.get_plan(place.by, plan.pk).problems
    place.approved(plan)
    actions.effect_plan(plan_id=plan.pk, from_day=day, by=place.by)
    assert {officer_of(one, day) for one in areas} == {"029001"}


@pytest.mark.parametrize(
    ("going", "words"),
    [
        (Going("029001", Post.CASE_OFFICER, WEST, areas=(AREA,)), "not on the ground"),
        (Going("029001", Post.CASE_OFFICER, EAST, units=("640181001001",)), "not on the ground"),
        (Going("029001", Post.DEPARTMENT, At(OrganKind.DEPARTMENT), part="case_team"), "belong to stations"),
        (Going("F040100", Post.AUXILIARY, EAST, areas=(AREA,)), "Only a police officer"),
        (Going("040101", Post.COMMUNITY_OFFICER, EAST), "already holds"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(place: Place, going: Going, words: str) -> None:
    plan = place.plan()
    with pytest.raises(Refused, match=words):
        actions.add_move(plan_id=plan.pk, going=going, by=place.by)


def test_undo_brings_part_areas_and_units_back(place: Place) -> None:
    plan = place.plan()
    actions.add_move(plan_id=plan.pk, going=COMING, by=place.by)
    actions.remove_move(plan_id=plan.pk, move_id=plan.moves.get().pk, by=place.by)
    actions.undo_moves(plan_id=plan.pk, by=place.by)
    row = PlanMove.objects.get(plan=plan)
    assert (row.part, row.areas, row.units) == ("community_team", [AREA], [UNIT])


HEAD = "number,place,post,successor,part,areas,units,why"


def send(client: Client, plan: object, *lines: str, deed: str = "check") -> Any:
    file = SimpleUploadedFile("调动.csv", "\n".join((HEAD, *lines)).encode())
    address = reverse("redeployment:moves_table", args=[plan])
    return client.post(address, {"deed": deed, "file": file}, secure=True)


def test_moves_come_from_a_table_whole_or_not_at_all(place: Place, cast: Cast, as_: As) -> None:
    plan, client = place.plan(), as_(cast.command_office)
    good = f"029001,东塔派出所,community_officer,,community_team,{AREA},{UNIT},充实"
    bad = "029002,没有这个所,community_officer,,,,,充实"
    answer = send(client, plan.pk, good, bad, "099999,DT,case_officer,,,,,充实", good, deed="keep")
    assert answer.status_code == 422 and not PlanMove.objects.exists()
    assert [(p.row, p.value) for p in answer.context["problems"]] == [
        (3, "没有这个所"),
        (4, "099999"),
        (5, "029001"),
    ]
    assert send(client, plan.pk, good, deed="keep").status_code == 302
    row = PlanMove.objects.get()
    assert (row.officer.police_number, row.areas, row.units) == ("029001", [AREA], [UNIT])
    actions.undo_moves(plan_id=plan.pk, by=place.by)
    assert not PlanMove.objects.exists()
