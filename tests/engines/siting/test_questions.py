"""Kept and forbidden sites, classes, alternatives, one more office, and rules that clash."""

import numpy as np
import pytest

from jingge_engines.core.observe import Progress
from jingge_engines.core.stop import MaxIterations, MaxTime
from jingge_engines.siting import Broken, Model, OfficeClass, Problem, Result, adds, alternatives, solve
from jingge_engines.siting.io import Wishes, read_problem
from jingge_engines.siting.vary import varied
from tests.engines.siting.cases import answer
from tests.engines.siting.instances import COUNTY

LINE = np.abs(np.arange(6)[:, None] - np.arange(6)[None, :]).astype(float)
IDS = tuple("abcdef")


def street(**more: object) -> Problem:
    """Six villages on a road, each a kilometre from the next."""
    fields: dict[str, object] = {"model": "p_median", "count": 2} | more
    return Problem(points=IDS, weight=np.ones(6), sites=IDS, travel=LINE, **fields)  # type: ignore[arg-type]


def names(result: Result) -> set[Broken]:
    return {violation.kind for violation in result.violations}


def test_a_kept_office_stays_and_a_forbidden_site_stays_empty() -> None:
    assert answer(street()).opened == ("b", "e")
    result = answer(street(kept=("f",), forbidden=("b",)))
    assert "f" in result.opened
    assert "b" not in result.opened
    assert result.status == "proven"


def test_a_class_with_a_longer_reach_is_used_where_it_pays() -> None:
    classes = (OfficeClass(name="room", radius=0.0, cost=1), OfficeClass(name="post", radius=1.0, cost=2))
    result = answer(street(model="set_cover", count=None, classes=classes))
    assert (result.objective, result.plan.classes) == (4.0, ("post", "post"))
    rooms = answer(
        street(model="set_cover", count=None, classes=classes, classes_of=dict.fromkeys(IDS, ("room",)))
    )
    assert rooms.objective == 6.0


def test_an_office_serves_no_more_than_its_capacity_in_every_model() -> None:
    for model in Model:
        question = street(model=model, count=3, radius=5.0, capacity=np.full(6, 2.0), busy=0.5)
        result = answer(question)
        assert result.feasible, model
        assert max(office.load for office in result.offices) <= 2.0


def test_too_few_sites_are_named() -> None:
    result = answer(street(count=5, forbidden=("a", "b")))
    assert not result.feasible
    assert names(result) == {Broken.TOO_FEW_SITES, Broken.COUNT}
    assert "5 offices are wanted and only 4 sites may have one" in result.violations[0].message


def test_more_kept_offices_than_wanted_are_named() -> None:
    assert Broken.TOO_MANY_KEPT in names(answer(street(kept=("a", "b", "c"))))


def test_a_capacity_that_is_too_small_is_named() -> None:
    result = answer(street(capacity=np.full(6, 2.5)))
    assert Broken.CAPACITY_TOO_SMALL in names(result)
    assert result.terms.unserved_points == 2, "the least that can be left out"


def test_a_point_that_no_office_can_hold_is_named() -> None:
    result = answer(street(load=np.array([1, 1, 9, 1, 1, 1.0]), capacity=np.full(6, 8.0)))
    assert [v.point for v in result.violations if v.kind is Broken.POINT_TOO_HEAVY] == ["c"]


def test_a_radius_that_reaches_nobody_is_named() -> None:
    result = answer(street(model="set_cover", count=None, radius=0.5, forbidden=("d",)))
    assert [v.point for v in result.violations if v.kind is Broken.OUT_OF_REACH] == ["d"]
    assert "the nearest is 1 away" in result.violations[0].message


def test_rules_that_clash_are_named_and_no_others() -> None:
    result = answer(street(model="set_cover", radius=1.0, kept=("a",), forbidden=("f",), budget=50.0))
    assert result.terms.unserved_points == 1
    clash = next(v for v in result.violations if v.kind is Broken.NO_PLAN_EXISTS)
    assert "site 'a' is kept" in clash.message
    assert "the number of offices is 2" in clash.message
    assert "the radius (1)" in clash.message
    assert "budget" not in clash.message
    assert "forbidden" not in clash.message
    assert set(clash.rules) == {"count", "kept:a", "radius"}


def test_a_budget_that_too_many_kept_offices_break_is_named() -> None:
    result = answer(street(model="max_cover", radius=1.0, budget=1.0))
    clash = next(v for v in result.violations if v.kind is Broken.NO_PLAN_EXISTS)
    assert "the budget of 1" in clash.message
    assert Broken.OVER_BUDGET in names(result)


@pytest.mark.parametrize("model", list(Model))
def test_alternatives_differ_and_are_nearly_as_good(model: Model) -> None:
    radius = None if model in (Model.P_MEDIAN, Model.P_CENTRE) else 6.0
    wishes = Wishes(
        model=model.value, count=None if model is Model.SET_COVER else 24, radius=radius, busy=0.4
    )
    problem = read_problem(COUNTY, wishes)
    plans = alternatives(problem, count=2, within=0.1, differ_by=3, stop=MaxIterations(5000), rng=1)
    assert len(plans) == 3
    for place, plan in enumerate(plans):
        assert plan.feasible
        assert plan.status == "proven"
        assert abs(plan.objective - plans[0].objective) <= 0.1 * plans[0].objective + 1e-6
        for earlier in plans[:place]:
            assert len(set(earlier.opened) - set(plan.opened)) >= 3


@pytest.mark.parametrize("model", [Model.P_MEDIAN, Model.P_CENTRE])
def test_a_plan_that_no_plan_undercuts_is_not_called_proven_below_it(model: Model) -> None:
    best = answer(street(model=model))
    result = answer(street(model=model), cutoff=best.objective - 0.5)
    assert result.objective >= best.objective
    assert result.bound is None or result.bound <= best.objective
    assert result.status != "proven"


def test_what_one_more_office_adds_is_proven() -> None:
    problem = read_problem(COUNTY, Wishes(model="p_median", count=24))
    curve = adds(problem, 26, stop=MaxIterations(5000), rng=1)
    assert [one.count for one in curve] == [24, 25, 26]
    assert all(one.proven for one in curve)
    assert curve[0].gain is None
    gains = [one.gain for one in curve[1:] if one.gain is not None]
    assert gains[0] == pytest.approx(curve[0].result.objective - curve[1].result.objective)
    assert gains[0] >= gains[1] > 0


def test_the_same_seed_gives_the_same_plan() -> None:
    problem = read_problem(COUNTY, Wishes(count=24))
    one, other = (solve(problem, stop=MaxIterations(100), rng=7) for _ in range(2))
    assert (one.opened, one.site_of_point, one.seed) == (other.opened, other.site_of_point, 7)


class Watcher:
    """Notes what it hears, and cancels when told."""

    def __init__(self, *, cancel: bool = False) -> None:
        self.cancel, self.heard = cancel, list[Progress]()

    def report(self, progress: Progress) -> None:
        self.heard.append(progress)

    def cancelled(self) -> bool:
        return self.cancel


@pytest.mark.parametrize("model", list(Model))
@pytest.mark.parametrize("capacity", [None, 300.0])
def test_a_cancelled_run_still_hands_back_a_plan(model: Model, capacity: float | None) -> None:
    count = None if model is Model.SET_COVER else 24
    problem = read_problem(COUNTY, Wishes(model=model.value, count=count, radius=8.0, capacity=capacity))
    result = solve(problem, stop=MaxTime(30), rng=1, observe=Watcher(cancel=True))
    assert len(result.opened) == (count or len(result.opened))
    assert result.feasible


def test_whoever_watches_hears_values_and_bounds() -> None:
    watcher = Watcher()
    answer(read_problem(COUNTY, Wishes(count=24)), observe=watcher)
    assert any(progress.bound is not None and progress.objective is not None for progress in watcher.heard)


def test_no_bound_is_above_a_plan_of_a_hard_median_without_time() -> None:
    dice = np.random.default_rng(3)
    ids = tuple(map(str, range(60)))
    hard = varied(
        street(), points=ids, sites=ids, weight=np.ones(60), load=None, travel=dice.random((60, 60)), count=7
    )
    full = answer(hard)
    for rounds in (0, 1, 2):
        result = solve(hard, stop=MaxIterations(rounds), rng=1)
        assert result.feasible
        assert result.objective >= full.objective - 1e-9
        assert result.bound is None or result.bound <= full.objective + 1e-9


def test_a_class_that_is_outdone_and_a_budget_that_does_not_bind_cost_no_time() -> None:
    """24 of 85 villages, most of them kept in their class: the classes are then no question at all."""
    ground = read_problem(COUNTY, Wishes(model="p_median", count=24))
    kept = ground.sites[:20]
    classes = (OfficeClass(name="1", cost=3), OfficeClass(name="2", cost=2), OfficeClass(name="3", cost=1))
    of = {site: (str(1 + place % 2),) for place, site in enumerate(kept)}
    plain = solve(varied(ground, kept=kept), stop=MaxIterations(1000), rng=1)
    asked = varied(ground, kept=kept, classes=classes, classes_of=of, budget=54.0)
    result = solve(asked, stop=MaxIterations(1000), rng=1)
    assert result.status == "proven"
    assert result.objective == pytest.approx(plain.objective)
    assert result.terms.cost == 54.0
    assert result.bound_method == plain.bound_method


def test_numbers_of_classes_and_a_tight_budget_are_kept_from_the_first_plan_on() -> None:
    ground = read_problem(COUNTY, Wishes(model="p_median", count=24))
    classes = (
        OfficeClass(name="1", cost=3, radius=30.0, most=3),
        OfficeClass(name="2", cost=2, radius=12.0, least=12),
        OfficeClass(name="3", cost=1, radius=5.0),
    )
    result = solve(varied(ground, classes=classes, budget=45.0), stop=MaxTime(20), rng=1)
    assert result.feasible and result.status == "proven"
    assert result.plan.classes.count("2") >= 12 and result.plan.classes.count("1") <= 3
    assert result.terms.cost <= 45
