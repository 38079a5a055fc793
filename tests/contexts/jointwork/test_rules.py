"""What is refused, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from jingge.common.ids import new_id
from jingge.jointwork.rules import (
    TRANSITIONS,
    action_faults,
    partner_faults,
    why_not_partner_at,
    why_not_step,
    why_not_text,
)
from jingge.jointwork.terms import JointSpec, PartnerSpec

TODAY = date(2021, 6, 1)
GOOD = JointSpec(
    kind="joint_duty",
    subject="夜市联合巡逻",
    grid_code="640181100001",
    day=TODAY,
    leader_number="040101",
    partner_ids=(new_id(),),
)


def fields(spec: JointSpec) -> list[str]:
    return [field for field, _value, _mend in action_faults(spec, today=TODAY)]


def test_kind_partner_and_subject_are_needed() -> None:
    assert fields(GOOD) == []
    assert fields(replace(GOOD, kind="party")) == ["kind"]
    assert fields(replace(GOOD, partner_ids=())) == ["partners"]
    assert fields(replace(GOOD, subject=" ")) == ["subject"]


def test_what_lies_ahead_has_no_result() -> None:
    ahead = replace(GOOD, day=date(2021, 6, 2))
    assert fields(ahead) == []
    assert fields(replace(ahead, result="完成")) == ["day"]


@pytest.mark.parametrize(
    "text", ["64010219800101123X", "身份证640102800101123号", "电话13812345678", "138 1234 5678"]
)
def test_numbers_of_a_person_are_refused(text: str) -> None:
    assert why_not_text(text) is not None
    assert fields(replace(GOOD, result=text)) == ["result"]


@pytest.mark.parametrize("text", ["检查摊位120处", "2021-06-01至06-03", "0951-4021234"])
def test_counts_days_and_office_numbers_pass(text: str) -> None:
    assert why_not_text(text) is None


def test_a_partner_is_a_body_without_a_telephone() -> None:
    def wrong(spec: PartnerSpec) -> list[str]:
        return [field for field, _value, _mend in partner_faults(spec)]

    assert wrong(PartnerSpec("市司法局", "department", contact_post="人民调解科")) == []
    assert wrong(PartnerSpec("市司法局", "department", contact_post="科长13812345678")) == ["contact_post"]
    assert wrong(PartnerSpec("", "friend")) == ["name", "kind"]


def test_a_stations_partner_is_no_other_stations() -> None:
    assert why_not_partner_at("甲", "", "DT", closed=False) is None
    assert why_not_partner_at("甲", "XJ", "DT", closed=False) is not None
    assert why_not_partner_at("甲", "DT", "DT", closed=True) is not None


def test_cancelled_is_the_end() -> None:
    assert TRANSITIONS["cancelled"] == {}
    assert why_not_step("planned", "finish") is None
    assert why_not_step("done", "finish") is not None
    assert why_not_step("cancelled", "cancel") is not None
