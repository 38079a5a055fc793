"""Follow-ups: the station's head and officers keep them; others read figures; looks are for leader and auditor."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from jingge.common.clock import today
from jingge.common.viewer import Role
from jingge.followups import actions
from jingge.followups.terms import Purpose, RecordSpec
from tests.factories.cast import viewer
from tests.factories.staffing import small_staff
from tests.factories.territory import DONGTA, small_map
from tests.repo.matrix import BUREAU, STATION, Row, World

BEAT = f"{DONGTA}001Z01"  # answered for by 040101, the cast's officer
KEEP = frozenset({Role.STATION_HEAD, Role.COMMUNITY_OFFICER})
COUNT = frozenset({Role.STATION_HEAD, Role.COMMAND_OFFICE, Role.BUREAU_LEADER, Role.AUDITOR})
LOOKS = frozenset({Role.BUREAU_LEADER, Role.AUDITOR})
DECIDE = frozenset({Role.BUREAU_LEADER, Role.COMMAND_OFFICE})
# 404: an officer whose areas do not hold it. 409: done or decided before by another of the matrix.
OWN = {200, 302, 404, 409}


def prepare(world: World) -> None:
    small_staff(small_map(world.cast).version)
    head = viewer(world.cast.dongta_head)
    day = today()
    record = actions.enter(
        spec=RecordSpec(
            ground="DVWARN",
            issuer="",
            year=day.year,
            serial=7,
            start=day,
            end=day + timedelta(days=90),
            beat_code=BEAT,
        ),
        by=head,
    )
    change = actions.propose_ground(
        ground="BAIL", on=True, valid_from=day, reason="试点", by=viewer(world.cast.second_command_office)
    )
    due = record.dues.first()
    assert due is not None
    world.things |= {"followup": record.pk, "followup_due": due.pk, "ground_change": change.pk}


def _record(world: World) -> dict[str, Any]:
    return {"record_id": world.things["followup"]}


ROWS: Mapping[str, Row | tuple[Row, ...]] = {
    "followups:dues": Row(roles=KEEP),
    "followups:records": Row(roles=KEEP),
    "followups:counts": Row(roles=COUNT),
    "followups:looks": Row(roles=LOOKS),
    "followups:grounds": Row(roles=frozenset(Role)),
    "followups:switch": (
        Row(roles=frozenset({Role.COMMAND_OFFICE}), kwargs=lambda w: {"code": "CORRECT", "to": "on"}),
        Row(
            roles=frozenset({Role.COMMAND_OFFICE}),
            method="POST",
            kwargs=lambda w: {"code": "CORRECT", "to": "on"},
            data=lambda w: {"reason": ""},
            ok={422},
        ),
    ),
    "followups:decide": Row(
        roles=DECIDE,
        method="POST",
        ground=BUREAU,
        kwargs=lambda w: {"change_id": w.things["ground_change"], "deed": "turn_down"},
        ok={302, 409},
    ),
    "followups:new": (
        Row(roles=KEEP),
        Row(roles=KEEP, method="POST", data=lambda w: {"serial": ""}, ok={422}),
    ),
    "followups:table": (
        Row(roles=KEEP),
        Row(roles=KEEP, method="POST", data=lambda w: {"deed": "check"}, ok={422}),
    ),
    "followups:pass_on": Row(roles=KEEP, ground=STATION, kwargs=_record, ok=OWN),
    "followups:mark": Row(
        roles=KEEP,
        method="POST",
        ground=STATION,
        kwargs=lambda w: {"due_id": w.things["followup_due"], "deed": "undo"},
        ok={302, 404, 409},
    ),
    "followups:record": Row(roles=KEEP, ground=STATION, kwargs=_record, ok=OWN),
    "followups:look": (
        Row(roles=KEEP, ground=STATION, kwargs=_record, ok=OWN),
        Row(
            roles=KEEP,
            method="POST",
            ground=STATION,
            kwargs=_record,
            data=lambda w: {"purpose": Purpose.VISIT},
            ok=OWN,
        ),
    ),
    "followups:end": Row(roles=KEEP, ground=STATION, kwargs=_record, ok=OWN),
    "followups:reopen": Row(roles=KEEP, method="POST", ground=STATION, kwargs=_record, ok=OWN),
}
