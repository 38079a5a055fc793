"""Decisions on values: no database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jingge.staffing.rules.beats import listed, why_not_post_to_beats
from jingge.staffing.rules.cover import CoverFacts, cover
from jingge.staffing.rules.dates import overlaps, start_of_change, why_not_dates, why_not_end
from jingge.staffing.rules.modes import check_multi_skill, check_two_teams
from jingge.staffing.rules.pairing import check_pairing
from jingge.staffing.rules.posts import (
    Held,
    why_not_answer_for,
    why_not_leave,
    why_not_post,
    why_not_transfer,
)
from jingge.staffing.rules.ratios import (
    TARGET,
    after_moves,
    first_ratio,
    ratio,
    second_ratio,
    shown,
    why_not_move,
)
from jingge.staffing.terms import (
    Gap,
    Headcount,
    Move,
    OrganKind,
    Part,
    Person,
    Place,
    Post,
    Shown,
    StaffFacts,
    StaffKind,
    UnitFacts,
)

ARTICLE = Headcount(bureau=254, station=103, community=52)
STATION = Place(OrganKind.STATION, "DT")
NEXT = Place(OrganKind.STATION, "XJ")
DEPARTMENT = Place(OrganKind.DEPARTMENT)
DAY = date(2021, 3, 1)
people = st.integers(min_value=0, max_value=400)


# -- the two ratios --------------------------------------------------------------------------------------


def test_the_articles_ratios_cut_and_rounded() -> None:
    first, second = first_ratio(ARTICLE), second_ratio(ARTICLE)
    assert (first.share, second.share) == (Fraction(103, 254), Fraction(52, 103))
    assert first.share is not None
    assert second.share is not None
    assert [shown(r, Shown.CUT) for r in (first.share, second.share)] == ["40.5", "50.4"]
    assert [shown(r, Shown.ROUND) for r in (first.share, second.share)] == ["40.6", "50.5"]


def test_the_least_numbers_that_pass_are_102_and_42() -> None:
    first, second = first_ratio(ARTICLE), second_ratio(ARTICLE)
    assert (first.least, first.spare, second.least, second.spare) == (102, 1, 42, 10)
    assert ratio(102, 254).passes
    assert not ratio(101, 254).passes


def test_one_officer_moved_back_still_passes_and_two_do_not() -> None:
    one = after_moves(ARTICLE, [Move(1, STATION, DEPARTMENT)])
    two = after_moves(ARTICLE, [Move(2, STATION, DEPARTMENT)])
    assert first_ratio(one).passes
    assert not first_ratio(two).passes
    share = first_ratio(two).share
    assert share is not None
    assert shown(share, Shown.ROUND) == "39.8"


def test_a_share_that_rounds_up_to_the_target_does_not_pass() -> None:
    just_below = ratio(39_960, 100_000)
    assert just_below.share is not None
    assert shown(just_below.share, Shown.ROUND) == "40.0"
    assert not just_below.passes


def test_nobody_is_no_share_and_passes_nothing() -> None:
    assert ratio(0, 0).share is None
    assert not ratio(0, 0).passes


@given(part=people, whole=people)
def test_a_ratio_is_exact_and_its_least_number_is_the_border(part: int, whole: int) -> None:
    found = ratio(part, whole)
    assert found.passes == (whole > 0 and 10 * part >= 4 * whole)
    if whole:
        assert ratio(found.least, whole).passes
        assert found.least == 0 or not ratio(found.least - 1, whole).passes
        assert found.spare == part - found.least


@given(part=people, whole=st.integers(1, 400), places=st.integers(1, 4))
def test_cutting_and_rounding_agree_with_decimal(part: int, whole: int, places: int) -> None:
    share, step = Fraction(part, whole), Decimal(1).scaleb(-places)
    with localcontext(prec=60):  # a share of small numbers that is no exact half differs from one long before
        value = Decimal(part) * 100 / Decimal(whole)
        assert shown(share, Shown.CUT, places) == str(value.quantize(step, ROUND_DOWN))
        assert shown(share, Shown.ROUND, places) == str(value.quantize(step, ROUND_HALF_UP))


places = st.sampled_from([STATION, NEXT, DEPARTMENT, Place(OrganKind.BRIGADE, "XZ")])
moves = st.lists(st.builds(Move, st.integers(1, 5), places, places, st.booleans(), st.booleans()), max_size=6)


@given(moves=moves)
def test_moves_never_change_the_bureaus_total_and_back_again_changes_nothing(moves: Sequence[Move]) -> None:
    after = after_moves(ARTICLE, moves)
    assert after.bureau == ARTICLE.bureau
    back = [
        Move(m.officers, m.target, m.source, m.become_community, m.were_community) for m in reversed(moves)
    ]
    assert after_moves(after, back) == ARTICLE


@pytest.mark.parametrize(
    ("move", "possible"),
    [
        (Move(1, STATION, NEXT), True),
        (Move(3, STATION, NEXT, were_community=True), True),
        (Move(4, STATION, NEXT, were_community=True), False),
        (Move(0, STATION, NEXT), False),
        (Move(1, STATION, STATION), False),
        (Move(1, STATION, STATION, become_community=True), True),
        (Move(1, DEPARTMENT, STATION, were_community=True), False),
        (Move(1, STATION, DEPARTMENT, become_community=True), False),
    ],
)
def test_a_what_if_must_make_sense(move: Move, possible: bool) -> None:
    assert (why_not_move(move, officers=6, community=3) is None) == possible


# -- dates -----------------------------------------------------------------------------------------------

days = st.dates(date(2020, 1, 1), date(2020, 3, 1))


@given(a=days, b=days, c=days, d=days)
def test_two_periods_overlap_exactly_when_they_share_a_day(a: date, b: date, c: date, d: date) -> None:
    def all_days(start: date, end: date) -> set[date]:
        return {start + timedelta(n) for n in range((end - start).days)}

    if a < b and c < d:
        assert overlaps(a, b, c, d) == bool(all_days(a, b) & all_days(c, d))
        assert overlaps(a, None, c, d) == (d > a)


def test_an_end_lies_after_its_beginning() -> None:
    assert why_not_dates(DAY, DAY) is not None
    assert why_not_dates(DAY, DAY + timedelta(1)) is None
    assert why_not_end(DAY, None, DAY) is not None
    assert why_not_end(DAY, DAY + timedelta(3), DAY + timedelta(5)) is not None
    assert why_not_end(DAY, DAY + timedelta(9), DAY + timedelta(5)) is None


@given(held=days, told=days, in_force=days)
def test_a_change_starts_after_what_it_replaces_or_corrects_it(
    held: date, told: date, in_force: date
) -> None:
    start = start_of_change(held, told, in_force)
    assert (start is None) == (told <= held and in_force <= held)
    assert start is None or start > held


# -- posts -----------------------------------------------------------------------------------------------

COMMUNITY = Held(Post.COMMUNITY_OFFICER, STATION, date(2020, 1, 1))


def transfer(**changes: object) -> object:
    values: dict[str, object] = {
        "kind": StaffKind.OFFICER,
        "present": COMMUNITY,
        "post": Post.CASE_OFFICER,
        "place": NEXT,
        "from_date": DAY,
        "later": None,
        "beats": (),
        "has_successor": False,
    }
    return why_not_transfer(**(values | changes))  # type: ignore[arg-type]


def test_a_plain_transfer_has_no_reason_against_it() -> None:
    assert transfer() is None


@pytest.mark.parametrize(
    "changes",
    [
        {"present": None},
        {"post": Post.COMMUNITY_OFFICER, "place": STATION},
        {"from_date": date(2020, 1, 1)},
        {"later": date(2021, 6, 1)},
        {"beats": ("Z01",)},
        {"kind": StaffKind.AUXILIARY},
        {"place": DEPARTMENT},
        {"post": Post.DEPARTMENT},
    ],
)
def test_a_transfer_that_may_not_be_made_has_a_reason(changes: dict[str, object]) -> None:
    assert transfer(**changes) is not None


def test_areas_may_be_left_to_a_successor_or_kept() -> None:
    assert transfer(beats=("Z01",), has_successor=True) is None
    head = replace(COMMUNITY, post=Post.DEPUTY_HEAD)
    assert transfer(present=head, post=Post.COMMUNITY_OFFICER, place=STATION, beats=("Z01",)) is None


def test_leaving_needs_a_successor_for_the_areas() -> None:
    def leave(present: Held | None, *, beats: tuple[str, ...] = (), successor: bool = False) -> object:
        return why_not_leave(present=present, end=DAY, beats=beats, has_successor=successor)

    assert leave(COMMUNITY) is None
    assert leave(None) is not None
    assert leave(COMMUNITY, beats=("Z01",)) is not None
    assert leave(COMMUNITY, beats=("Z01",), successor=True) is None


@pytest.mark.parametrize(
    ("kind", "post", "organ", "possible"),
    [
        (StaffKind.OFFICER, Post.COMMUNITY_OFFICER, OrganKind.STATION, True),
        (StaffKind.OFFICER, Post.COMMUNITY_OFFICER, OrganKind.BRIGADE, False),
        (StaffKind.OFFICER, Post.HELPER, OrganKind.STATION, False),
        (StaffKind.HELPER, Post.HELPER, OrganKind.STATION, True),
        (StaffKind.HELPER, Post.HELPER, OrganKind.DEPARTMENT, False),
        (StaffKind.AUXILIARY, Post.AUXILIARY, OrganKind.BRIGADE, True),
    ],
)
def test_who_may_hold_which_post_where(kind: StaffKind, post: Post, organ: OrganKind, possible: bool) -> None:
    assert (why_not_post(kind, post, organ) is None) == possible


def test_only_an_officer_of_the_station_answers_for_its_area() -> None:
    assert why_not_answer_for(kind=StaffKind.OFFICER, present=COMMUNITY, station_code="DT") is None
    assert why_not_answer_for(kind=StaffKind.OFFICER, present=COMMUNITY, station_code="XJ") is not None
    assert why_not_answer_for(kind=StaffKind.HELPER, present=COMMUNITY, station_code="DT") is not None
    assert why_not_answer_for(kind=StaffKind.OFFICER, present=None, station_code="DT") is not None


def test_every_area_gets_exactly_one_known_officer() -> None:
    assert why_not_post_to_beats({"A", "B"}, {"A": "1", "B": "1"}, {"1"}) is None
    assert "B" in str(why_not_post_to_beats({"A", "B"}, {"A": "1"}, {"1"}))
    assert "C" in str(why_not_post_to_beats({"A"}, {"A": "1", "C": "1"}, {"1"}))
    assert "2" in str(why_not_post_to_beats({"A"}, {"A": "2"}, {"1"}))
    assert listed([str(n) for n in range(9)]) == "0, 1, 2, 3, 4 … (+4)"


# -- cover, pairing, modes -------------------------------------------------------------------------------

ANN, BO, CAI = Person("1", "甲"), Person("2", "乙"), Person("3", "丙")
UNITS = [UnitFacts(code, code, "DT", "东塔派出所") for code in ("U1", "U2", "U3", "U4")]


def test_a_unit_is_covered_by_an_officer_and_any_hand() -> None:
    found = cover(
        DAY,
        UNITS,
        CoverFacts(
            beats_of_unit={"U1": frozenset({"B1"}), "U2": frozenset({"B1", "B2"}), "U3": frozenset({"B3"})},
            officer_of_beat={"B1": ANN, "B2": BO},
            auxiliaries_of={"1": frozenset({"F1"})},
            serving={"U3": {"Z1": StaffKind.HELPER}, "U4": {"F2": StaffKind.AUXILIARY}},
            offices_of_unit={"U1": ("警务室",)},
        ),
    )
    gaps = {row.unit.code: row.gaps for row in found.rows}
    assert gaps == {
        "U1": (),
        "U2": (Gap.OFFICE,),
        "U3": (Gap.OFFICER, Gap.OFFICE),
        "U4": (Gap.OFFICER, Gap.OFFICE),
    }
    assert (found.with_officer, found.with_hand, found.covered, found.in_office_area) == (2, 4, 2, 1)
    assert (found.share, found.office_share) == (Fraction(1, 2), Fraction(1, 4))


def test_an_auxiliary_paired_and_placed_in_one_unit_counts_once() -> None:
    found = cover(
        DAY,
        UNITS[:1],
        CoverFacts(
            {"U1": frozenset({"B1"})},
            {"B1": ANN},
            {"1": frozenset({"F1"})},
            {"U1": {"F1": StaffKind.AUXILIARY, "9": StaffKind.OFFICER}},
            {},
        ),
    )
    assert found.rows[0].auxiliaries == 1


def test_no_map_is_no_cover() -> None:
    assert cover(DAY, [], CoverFacts({}, {}, {}, {}, {})).share is None


def test_sixty_six_auxiliaries_give_52_officers_one_each_and_14_a_second() -> None:
    officers = [Person(str(n), "") for n in range(52)]
    auxiliaries = [Person(f"F{n}", "") for n in range(66)]
    found = check_pairing(officers, auxiliaries, {f"F{n}": str(n % 52) for n in range(66)})
    assert (found.auxiliaries, found.with_one, found.with_two_or_more) == (66, 38, 14)
    assert found.without == ()


def test_pairing_lists_officers_without_and_auxiliaries_nobody_leads() -> None:
    found = check_pairing([ANN, BO], [Person("F1", ""), Person("F2", "")], {"F1": "1", "F2": "gone"})
    assert found.without == (BO,)
    assert [p.police_number for p in found.unpaired] == ["F2"]


def two_teams(*officers: StaffFacts) -> tuple[tuple[Part, ...], tuple[StaffFacts, ...], bool]:
    check = check_two_teams("DT", "东塔派出所", "mode_one_room_two_teams", officers)
    return check.unstaffed, check.in_two, check.passes


OFFICE = StaffFacts(ANN, "command_office")
COMMUNITY_TEAM = StaffFacts(BO, "community_officer", beats=("B1",))
CASES = StaffFacts(CAI, "case_officer")


def test_three_staffed_parts_and_nobody_in_two_pass() -> None:
    head = StaffFacts(Person("0", "所长"), "station_head", beats=("B2",))
    assert two_teams(OFFICE, COMMUNITY_TEAM, CASES, head) == ((), (), True)


def test_an_empty_part_and_a_case_officer_with_an_area_are_named() -> None:
    busy = replace(CASES, beats=("B2",))
    assert two_teams(COMMUNITY_TEAM, busy) == ((Part.COMMAND_OFFICE,), (busy,), False)


def test_a_post_outside_the_parts_is_shown_but_does_not_fail() -> None:
    duty = StaffFacts(Person("4", ""), "duty_officer")
    check = check_two_teams("DT", "", "", [OFFICE, COMMUNITY_TEAM, CASES, duty])
    assert check.outside_parts == (duty,)
    assert check.passes


def test_a_multi_skilled_officer_needs_a_unit() -> None:
    linked = StaffFacts(ANN, "duty_officer", units=("U1",))
    check = check_multi_skill("HJ", "", "mode_multi_skill", [linked, COMMUNITY_TEAM, CASES])
    assert check.without_unit == (CASES,)
    assert not check.passes
    assert check_multi_skill("HJ", "", "", [linked]).passes
    assert not check_multi_skill("HJ", "", "", []).passes


def test_the_target_is_two_fifths() -> None:
    assert Fraction(40, 100) == TARGET
