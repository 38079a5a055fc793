"""Who may do what, asked without a database."""

import pytest

from jingge.accounts.actions.passwords import one_time_password
from jingge.accounts.rules import (
    ABILITIES,
    why_not_change,
    why_not_close,
    why_not_ground,
    why_not_username,
)
from jingge.accounts.terms import ROLE_LABELS, Ability
from jingge.common.viewer import Role


def test_every_role_has_abilities_and_a_name() -> None:
    assert set(ABILITIES) == set(ROLE_LABELS) == set(Role)


def test_keeping_accounts_and_reading_the_log_are_never_in_one_hand() -> None:
    for role, abilities in ABILITIES.items():
        assert not {Ability.EDIT_ACCOUNTS, Ability.SEE_AUDIT} <= abilities, role


def test_who_keeps_accounts_decides_no_plans() -> None:
    assert not ABILITIES[Role.IT_CLERK] & {Ability.EDIT_PLANS, Ability.DECIDE_PLANS, Ability.ADOPT_PLANS}


@pytest.mark.parametrize("name", ["it", "zhang.san", "a@b", "张三", "x" * 40])
def test_ordinary_user_names_pass(name: str) -> None:
    assert why_not_username(name) is None


@pytest.mark.parametrize("name", ["", "x", "x" * 41, "two words", "<b>", "a\nb", "a\0b"])
def test_odd_user_names_do_not(name: str) -> None:
    assert why_not_username(name) is not None


@pytest.mark.parametrize(
    ("role", "station", "number", "known", "fields"),
    [
        (Role.STATION_HEAD, "DT", "", True, []),
        (Role.STATION_HEAD, "", "", None, ["station_code"]),
        (Role.STATION_HEAD, "ZZ", "", False, ["station_code"]),
        (Role.COMMUNITY_OFFICER, "DT", "", True, ["police_number"]),
        (Role.COMMUNITY_OFFICER, "DT", "04<b>", True, ["police_number"]),
        (Role.COMMAND_OFFICE, "DT", "", True, ["station_code"]),
        (Role.AUDITOR, "", "", None, []),
    ],
)
def test_the_ground_fits_the_role(
    role: Role, station: str, number: str, known: bool | None, fields: list[str]
) -> None:
    assert [field for field, _v, _r in why_not_ground(role, station, number, station_known=known)] == fields


@pytest.mark.parametrize(
    ("role", "brigade", "known", "fields"),
    [
        (Role.BRIGADE, "XZ", True, []),
        (Role.BRIGADE, "", None, ["brigade_code"]),
        (Role.BRIGADE, "ZZ", False, ["brigade_code"]),
        (Role.COMMAND_OFFICE, "XZ", True, ["brigade_code"]),
    ],
)
def test_only_a_brigades_account_belongs_to_a_brigade(
    role: Role, brigade: str, known: bool | None, fields: list[str]
) -> None:
    found = why_not_ground(role, "", "", brigade_code=brigade, station_known=None, brigade_known=known)
    assert [field for field, _v, _r in found] == fields


def test_nobody_raises_or_closes_themselves() -> None:
    assert why_not_change(own=True, same_role=False, is_active=True)
    assert why_not_change(own=True, same_role=True, is_active=True) is None
    assert why_not_close(own=True, last_clerk=False, is_active=True)


def test_the_last_clerk_stays() -> None:
    assert why_not_close(own=False, last_clerk=True, is_active=True)
    assert why_not_close(own=False, last_clerk=False, is_active=True) is None


def test_one_time_passwords_differ_and_can_be_read_aloud() -> None:
    made = {one_time_password() for _n in range(200)}
    assert len(made) == 200
    assert not set("".join(made)) & set("0O1lI")
