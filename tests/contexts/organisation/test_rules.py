"""Which tables of organs are lawful."""

from dataclasses import replace
from datetime import date

import pytest

from jingge.organisation.rules import problems_of_organs, why_not_mode
from jingge.organisation.terms import BrigadeSpec, StationSpec

DONGTA = StationSpec("DT", "东塔派出所", "640181100", "东塔镇", "mode_one_room_two_teams", "city")
XIJIAO = StationSpec("XJ", "西郊派出所", "640181001", "城区街道", "mode_one_room_two_teams", "city")
CRIMINAL = BrigadeSpec("XZ", "刑警大队", "criminal")


def test_sound_tables_have_no_problem() -> None:
    assert problems_of_organs([DONGTA, XIJIAO], [CRIMINAL]) == []


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        (replace(XIJIAO, code="DT"), "code_twice"),
        (replace(XIJIAO, level1_code="640181100"), "level1_twice"),
        (replace(XIJIAO, mode="other"), "unknown_mode"),
        (replace(XIJIAO, kind="other"), "unknown_kind"),
    ],
)
def test_a_wrong_station_is_named_with_its_field(wrong: StationSpec, rule: str) -> None:
    [problem] = problems_of_organs([DONGTA, wrong], [])
    assert (problem.rule, problem.table, problem.code) == (rule, "stations", wrong.code)


def test_a_wrong_brigade_is_named_too() -> None:
    found = problems_of_organs([], [CRIMINAL, replace(CRIMINAL, kind="fire")])
    assert [p.rule for p in found] == ["code_twice", "unknown_kind"]


def test_a_mode_is_changed_to_another_known_one_only() -> None:
    def asked(wanted: str) -> bool:
        return why_not_mode("mode_multi_skill", wanted, from_date=date(2021, 3, 1), last_change=None) is None

    assert asked("mode_one_room_two_teams")
    assert not asked("mode_multi_skill")
    assert not asked("nonsense")
