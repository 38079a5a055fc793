"""Kinds of shift to begin with, by operating mode and strength; a station changes them as it works."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from jingge.rosters.terms import KindSpec, Who

DAY, WHOLE_DAY, MORNING = 480, 1440, 510


def first_kinds(*, two_teams: bool, strength: Mapping[str, int]) -> tuple[KindSpec, ...]:
    """一室两队 mans its command office and a case duty day and night; 一警多能 has one duty that all take in turn."""
    lead = KindSpec(
        code="lead",
        name=_("Leader in charge"),
        mark=_("LD"),
        start_minute=MORNING,
        minutes=DAY,
        who=Who.LEADERS,
    )
    if not two_teams:
        officers = strength.get(Who.OFFICERS, 0)
        return (
            lead,
            KindSpec(
                code="duty", name=_("Station duty"), mark=_("DU"), start_minute=MORNING, minutes=WHOLE_DAY,
                who=Who.OFFICERS, night=True, rest_days=1,
            ),
            KindSpec(
                code="area", name=_("In the area"), mark=_("AR"), start_minute=MORNING, minutes=DAY,
                who=Who.OFFICERS, community=True, need_workday=max(1, officers * 3 // 5),
                need_dayoff=1 if officers > 3 else 0,
            ),
            KindSpec(
                code="case", name=_("Calls and cases"), mark=_("CA"), start_minute=MORNING, minutes=DAY,
                who=Who.OFFICERS, need_workday=max(1, officers // 5), need_dayoff=0,
            ),
        )  # fmt: skip
    community, case = strength.get(Who.COMMUNITY_TEAM, 0), strength.get(Who.CASE_TEAM, 0)
    return (
        lead,
        KindSpec(
            code="command", name=_("Command office duty"), mark=_("CO"), start_minute=MORNING, minutes=WHOLE_DAY,
            who=Who.COMMAND_OFFICE, night=True, rest_days=1,
        ),
        KindSpec(
            code="area", name=_("In the area"), mark=_("AR"), start_minute=MORNING, minutes=DAY,
            who=Who.COMMUNITY_TEAM, community=True, need_workday=max(1, community * 4 // 5),
            need_dayoff=1 if community > 3 else 0,
        ),
        KindSpec(
            code="case", name=_("Case work"), mark=_("CA"), start_minute=MORNING, minutes=DAY, who=Who.CASE_TEAM,
            need_workday=max(1, case * 2 // 5), need_dayoff=0,
        ),
        KindSpec(
            code="case-duty", name=_("Case duty"), mark=_("CD"), start_minute=MORNING, minutes=WHOLE_DAY,
            who=Who.CASE_TEAM, night=True, rest_days=1,
        ),
    )  # fmt: skip
