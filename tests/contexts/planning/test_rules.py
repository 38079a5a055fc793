"""Decisions of planning on plain values, without a database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingge.common.ids import new_id
from jingge.common.viewer import Role, Viewer
from jingge.planning.rules import states
from jingge.planning.rules.facts import DEFAULT_WEIGHTS, FACTS, why_not_weights
from jingge.planning.rules.naming import names_of
from jingge.planning.rules.takeover import changes, match_officers, summary
from jingge.planning.rules.wording import share, verdict
from jingge.planning.rules.workload import parts, sums, workload
from jingge.planning.terms import BeatToday, BlockFacts, Broken

COMMAND = Viewer(new_id(), new_id(), Role.COMMAND_OFFICE, "command")
CHIEF = replace(COMMAND, account_id=new_id(), role=Role.BUREAU_LEADER)
UNBALANCED = Broken("load_above_upper", "too heavy")
TORN = Broken("not_contiguous", "in pieces")


def block(code: str, beat: str = "", people: int = 100, station: str = "DT") -> BlockFacts:
    return BlockFacts(
        code=code,
        name=code,
        unit_code=f"u-{code[0]}",
        unit_name=f"社区{code[0]}",
        station_code=station,
        beat_code=beat,
        lon=106.3,
        lat=38.0,
        population=people,
        households=people // 3,
        organisations=2,
        area_km2=1.5,
        travel_km=2.0,
        incidents={"dispute": 3.0, "drone": 1.0},
    )


# -- states -------------------------------------------------------------------------------


def test_every_state_leads_only_to_known_ones_and_two_end() -> None:
    assert set().union(*states.TRANSITIONS.values()) <= set(states.TRANSITIONS)
    assert {s for s, following in states.TRANSITIONS.items() if not following} == {"adopted", "withdrawn"}


@pytest.mark.parametrize(
    ("state", "broken", "allowed"),
    [
        ("solved", [], True),
        ("returned", [], True),
        ("solved", [UNBALANCED], True),  # sometimes no plan keeps the limits: whoever decides sees the list
        ("solved", [TORN], False),
        ("draft", [], False),
        ("submitted", [], False),
        ("adopted", [], False),
    ],
)
def test_when_a_plan_may_be_submitted(state: str, broken: list[Broken], allowed: bool) -> None:
    assert (states.why_not_submit(state=state, broken=broken, by=COMMAND) is None) is allowed


def test_nobody_approves_what_they_submitted() -> None:
    mine = states.why_not_decide(state="submitted", submitted_by_id=COMMAND.account_id, by=COMMAND)
    theirs = states.why_not_decide(state="submitted", submitted_by_id=COMMAND.account_id, by=CHIEF)
    assert mine is not None
    assert theirs is None


@pytest.mark.parametrize("role", [Role.STATION_HEAD, Role.COMMUNITY_OFFICER, Role.AUDITOR, Role.IT_CLERK])
def test_others_neither_edit_nor_decide_nor_adopt(role: Role) -> None:
    by = replace(COMMAND, role=role)
    assert states.why_not_create(by)
    assert states.why_not_decide(state="submitted", submitted_by_id=new_id(), by=by)
    assert states.why_not_adopt(state="approved", by=by)


@pytest.mark.parametrize(
    "obstacle",
    [
        {"state": "submitted"},
        {"state": "adopted"},
        {"base_in_force": False},
        {"areas_without_officer": ["东塔一区"]},
        {"valid_from": date(2020, 6, 30)},
    ],
)
def test_what_stands_against_adopting(obstacle: dict[str, object]) -> None:
    fine: dict[str, object] = {"state": "approved", "valid_from": date(2020, 7, 1), "today": date(2020, 7, 1)}
    assert states.why_not_adopt(by=COMMAND, **fine) is None  # type: ignore[arg-type]
    assert states.why_not_adopt(by=COMMAND, **(fine | obstacle))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("move", "allowed"),
    [
        ({}, True),
        ({"same_ground": False}, False),
        ({"same_area": True}, False),
        ({"empties_area": True}, False),
        ({"cut_off": ["一区"]}, False),
    ],
)
def test_why_ground_may_not_move(move: dict[str, object], allowed: bool) -> None:
    fine: dict[str, object] = {"same_ground": True, "same_area": False, "empties_area": False, "cut_off": []}
    assert (states.why_not_move(**(fine | move)) is None) is allowed  # type: ignore[arg-type]


# -- workload -----------------------------------------------------------------------------


def test_every_default_weight_has_its_reason() -> None:
    assert all(str(fact.reason) and fact.default > 0 for fact in FACTS)
    assert why_not_weights(DEFAULT_WEIGHTS) is None


def test_workload_is_the_sum_of_its_parts() -> None:
    one = block("a1")
    assert workload(one, {"population": 0.5, "incidents.dispute": 4.0, "travel_km": 1.0}) == 50 + 12 + 2
    assert parts(one, {"incidents.drone": 7.0, "households": 0.0}) == {"incidents.drone": 7.0}


weights = st.dictionaries(st.sampled_from(sorted(DEFAULT_WEIGHTS)), st.floats(0, 100), min_size=1)
people = st.lists(st.integers(0, 10_000), min_size=1, max_size=12)


@given(weights=weights, people=people, cut=st.integers(0, 12))
def test_the_workload_of_a_group_is_the_sum_however_it_is_cut(
    weights: dict[str, float], people: list[int], cut: int
) -> None:
    blocks = [block(f"b{n}", people=count) for n, count in enumerate(people)]
    whole = sums(blocks, weights)["load"]
    halves = sums(blocks[:cut], weights)["load"] + sums(blocks[cut:], weights)["load"]
    assert whole == pytest.approx(halves)
    assert whole == pytest.approx(sum(workload(one, weights) for one in blocks))


# -- who takes over what ------------------------------------------------------------------

BEATS = {
    "A": BeatToday("A", "一区", "DT", "01", "甲"),
    "B": BeatToday("B", "二区", "DT", "02", "乙"),
}
NAMES = {"01": "甲", "02": "乙", "03": "丙"}


def test_officers_stay_where_most_of_their_people_are() -> None:
    blocks = [block("a1", "A", 300), block("a2", "A", 100), block("b1", "B", 200)]
    assert match_officers(blocks, ["x", "y", "y"], BEATS, []) == {"x": "01", "y": "02"}


def test_an_officer_without_an_area_takes_what_is_left_in_the_own_station() -> None:
    blocks = [block("a1", "A"), block("b1", "B"), block("c1", "B")]
    spare = [("XJ", "09"), ("DT", "03")]
    assert match_officers(blocks, ["x", "y", "z"], BEATS, spare) == {"x": "01", "y": "02", "z": "03"}


def test_with_more_areas_than_officers_one_area_has_nobody() -> None:
    blocks = [block("a1", "A"), block("b1", "B"), block("c1", "B")]
    assert len(match_officers(blocks, ["x", "y", "z"], BEATS, [])) == 2


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("xyz"), st.integers(0, 900)), min_size=1))
def test_the_summary_adds_up_to_the_list_of_changes(rows: list[tuple[str, str, int]]) -> None:
    blocks = [block(f"{n % 5}{n}", beat, count) for n, (beat, _area, count) in enumerate(rows)]
    areas = [area for _beat, area, _count in rows]
    officers = match_officers(blocks, areas, BEATS, [("DT", "03")])
    listed = changes(blocks, areas, BEATS, officers, NAMES)
    told = summary(blocks, areas, BEATS, officers)
    assert told["people"] == sum(row.people for row in listed)
    assert told["blocks"] == sum(row.blocks for row in listed)
    assert told["units"] == len({row.unit_code for row in listed})


# -- names and words ----------------------------------------------------------------------


def test_new_areas_go_on_with_the_stations_own_numbering() -> None:
    today = [
        BeatToday("640181001A01", "西郊1号责任区", "XJ"),
        BeatToday("640181001A07", "西郊7号责任区", "XJ"),
    ]
    fresh = names_of(("640181001", "城区街道"), today)
    assert [fresh.next(), fresh.next()] == [
        ("640181001A08", "西郊8号责任区"),
        ("640181001A09", "西郊9号责任区"),
    ]


def test_a_new_area_takes_no_name_that_another_area_has() -> None:
    """Numbers inside a community's own code differ from the number in the name."""
    today = [
        BeatToday("640181001A07", "西郊7号责任区", "XJ"),
        BeatToday("640181001011A01", "西郊8号责任区", "XJ"),
    ]
    assert names_of(("640181001", "城区街道"), today).next() == ("640181001A09", "西郊9号责任区")


def test_a_station_without_numbered_areas_gets_numbers_that_nobody_has() -> None:
    fresh = names_of(("640181001", "城区街道"), [BeatToday("640181001A01", "北区", "XJ")])
    code, name = fresh.next()
    assert code == "640181001A02"
    assert "城区街道" in name


@given(st.floats(1e-9, 1))
def test_a_gap_is_never_shown_smaller_than_it_was_proven(gap: float) -> None:
    assert float(share(gap)) >= gap * 100 * (1 - 1e-9)


@pytest.mark.parametrize(
    ("feasible", "status", "part"),
    [
        (None, "", "Not drawn"),
        (False, "within", "3"),
        (True, "proven", "proven to be the best possible"),
        (True, "within", "2.0"),
    ],
)
def test_the_verdict_says_what_is_known(
    feasible: bool | None, status: str, part: str, english: Callable[[], None]
) -> None:
    assert part in str(verdict(status=status, feasible=feasible, gap=0.02, broken=3))
