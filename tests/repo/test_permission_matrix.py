"""Every route × every person × own and other ground, by real requests.

The table comes from the URL resolver; the rows come from the contexts. What has no row fails.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path

from jingge.accounts.rules import ABILITIES
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires
from jingge.common.viewer import Role
from tests.factories.cast import Cast
from tests.repo import permission_rows
from tests.repo.matrix import AUDIT, NOT_BUSINESS, Row, World, ask, fingerprint, routes, wrong_answers


def contexts() -> dict[str, ModuleType]:
    return {
        m.name: importlib.import_module(f"{permission_rows.__name__}.{m.name}")
        for m in pkgutil.iter_modules(permission_rows.__path__)
    }


def rows() -> Iterator[tuple[str, str, Row]]:
    """(context, route, row) of every row written."""
    for context, module in contexts().items():
        for route, entry in module.ROWS.items():
            for row in entry if isinstance(entry, tuple) else (entry,):
                yield context, route, row


ROWS = [
    pytest.param(*r, id=f"{r[1]}-{r[2].method}") for r in sorted(rows(), key=lambda r: (r[1], r[2].method))
]


@pytest.fixture
def world(cast: Cast) -> Callable[[str], World]:
    def made(context: str) -> World:
        world = World(cast)
        prepare = getattr(contexts()[context], "prepare", None)
        if prepare is not None:
            prepare(world)
        return world

    return made


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert {route for _, route, _ in rows()} ^ set(routes()) == set()


def test_every_view_names_its_ability_and_the_row_agrees() -> None:
    wrong = []
    views = routes()
    for _, route, row in rows():
        ability = getattr(views.get(route), "ability", None)
        if ability is None:
            wrong.append(f"{route}: the view has no @requires(Ability.…)")
        elif row.public != (ability is Ability.PUBLIC):
            wrong.append(f"{route}: the row and the view disagree about being public")
        elif not row.public and row.roles != (roles := {r for r in Role if ability in ABILITIES[r]}):
            wrong.append(f"{route}: {ability} is held by {sorted(roles)}, the row says {sorted(row.roles)}")
    assert wrong == []


@pytest.mark.parametrize(("context", "route", "row"), ROWS)
def test_each_person_gets_the_answer_of_the_row(
    context: str, route: str, row: Row, world: Callable[[str], World]
) -> None:
    assert wrong_answers(route, row, world(context)) == []


@pytest.mark.parametrize(
    ("context", "route", "row"),
    [p for p in ROWS if isinstance(p.values[2], Row) and p.values[2].method == "GET"],
)
def test_looking_changes_nothing(context: str, route: str, row: Row, world: Callable[[str], World]) -> None:
    there = world(context)
    person = next((p for p in there.cast.people().values() if p.role in row.roles), None)
    without = NOT_BUSINESS | (AUDIT if row.recorded else set())
    before = fingerprint(without=without)
    ask(route, row, there, person)
    ask(route, row, there, person)
    assert fingerprint(without=without) == before


WRITTEN = {route for _, route, row in rows() if row.method == "POST"}
READ_ONLY = [p for p in ROWS if isinstance(p.values[2], Row) and p.values[1] not in WRITTEN]


@pytest.mark.parametrize(("context", "route", "row"), READ_ONLY)
def test_a_route_without_a_row_for_writing_writes_nothing(
    context: str, route: str, row: Row, world: Callable[[str], World]
) -> None:
    """A view may answer a POST it was not made for, but then only as if it had been looked at."""
    there = world(context)
    person = next((p for p in there.cast.people().values() if p.role in row.roles), None)
    before = fingerprint(without=NOT_BUSINESS)
    response = ask(route, replace(row, method="POST", data=row.query), there, person)
    assert response.status_code in row.welcome | {405, 409, 422}
    assert fingerprint(without=NOT_BUSINESS) == before


@requires(Ability.SEE_GROUND)
def planted(request: HttpRequest) -> HttpResponse:
    return HttpResponse("meant for the command office only")


urlpatterns = [path("planted/", planted, name="planted"), path("", include("jingge.accounts.web.urls"))]


@override_settings(ROOT_URLCONF=__name__)
def test_a_planted_wrong_guard_is_found(cast: Cast) -> None:
    claims = Row(roles={Role.COMMAND_OFFICE})
    assert {line.split(":")[0] for line in wrong_answers("planted", claims, World(cast))} == {
        "chief", "dongta_head", "xijiao_head", "officer", "neighbour_officer", "brigade_desk", "auditor",
            "it_clerk",
    }  # fmt: skip


@override_settings(ROOT_URLCONF=__name__)
def test_the_same_guard_with_an_honest_row_passes(cast: Cast) -> None:
    assert wrong_answers("planted", Row(roles=set(Role)), World(cast)) == []
