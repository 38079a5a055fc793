"""Norms and rules are read by everybody; the command office and the IT clerk write, another person agrees."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from jingge.common.clock import today
from jingge.common.viewer import Role
from jingge.norms.actions import (
    agree_edition,
    agree_version,
    begin_edition,
    bring_own_edition,
    change_row,
    enter_norm,
    propose_edition,
    propose_version,
    write_version,
)
from tests.factories.cast import viewer
from tests.repo.matrix import BUREAU, EVERY_ROLE, Row, World

WRITERS = frozenset({Role.COMMAND_OFFICE, Role.IT_CLERK})
DECIDERS = frozenset({Role.BUREAU_LEADER, Role.COMMAND_OFFICE})
SEE_DRAFTS = WRITERS | DECIDERS | {Role.AUDITOR}
LATER = today() + timedelta(days=20)


def prepare(world: World) -> None:
    """An edition in force, one that will be, a draft with a change, one proposed; a norm with all of these."""
    by, other = viewer(world.cast.it_clerk), viewer(world.cast.second_command_office)
    first = bring_own_edition(code="lingwu_2021", by=by)
    for edition_id in (first.pk,):
        propose_edition(edition_id=edition_id, by=by)
        agree_edition(edition_id=edition_id, by=other)
    draft = begin_edition(valid_from=LATER, name="草稿", by=by)
    change_row(edition_id=draft.pk, table="powers", code="ADM-14", values=None, by=by)
    proposed = begin_edition(valid_from=LATER + timedelta(days=9), name="待批", by=by)
    propose_edition(edition_id=proposed.pk, by=by)
    ahead = begin_edition(valid_from=LATER + timedelta(days=5), name="将施行", by=by)
    propose_edition(edition_id=ahead.pk, by=by)
    agree_edition(edition_id=ahead.pk, by=other)
    norm = enter_norm(number=1, name="规范", by=by)
    for day in (date(2021, 3, 1), LATER, LATER + timedelta(days=9), LATER + timedelta(days=12)):
        write_version(number=1, text="正文", valid_from=day, by=by)
    for version in (1, 2):
        propose_version(number=1, version=version, by=by)
        agree_version(number=1, version=version, by=other)
    propose_version(number=1, version=3, by=by)
    world.things |= {
        "first": first.pk,
        "draft": draft.pk,
        "proposed": proposed.pk,
        "ahead": ahead.pk,
        "norm": norm.pk,
    }


def _edition(name: str, **more: str) -> Any:
    return lambda world: {"edition_id": world.things[name], **more}


def _norm(**more: Any) -> Any:
    return lambda world: {"number": 1, **more}


def _row_values(world: World) -> Mapping[str, Any]:
    return {"key": "fine.station", "name_zh": "权限", "name_en": "power", "amount": "5", "unit": "CNY",
            "basis": "本局", "valid_from": "2026-01-01"}  # fmt: skip


TEXT = {"text": "正文", "valid_from": LATER.isoformat(), "note": ""}
NAME = {"name": "名称", "valid_from": LATER.isoformat(), "note": ""}
STATION_ROLES = frozenset({Role.STATION_HEAD, Role.COMMUNITY_OFFICER})

ROWS = {
    **{f"norms:{name}": Row(roles=EVERY_ROLE) for name in
       ("register", "clock", "matrix", "limits", "powers", "steps", "forms", "editions")},
    "norms:norm": Row(roles=EVERY_ROLE, ground=BUREAU, kwargs=_norm()),
    "norms:edition": Row(roles=EVERY_ROLE, ground=BUREAU, kwargs=_edition("first")),
    "norms:preview": Row(roles=EVERY_ROLE - {Role.IT_CLERK}, ground=BUREAU, kwargs=_edition("first")),
    "norms:pack": Row(roles=EVERY_ROLE, ground=BUREAU, kwargs=_edition("first")),
    "norms:enter": (
        Row(roles=WRITERS),
        Row(roles=WRITERS, method="POST", data=lambda w: {"number": "2", "name": "规范二"}),
    ),
    "norms:rename": (
        Row(roles=WRITERS, ground=BUREAU, kwargs=_norm()),
        Row(roles=WRITERS, ground=BUREAU, method="POST", kwargs=_norm(), data=lambda w: {"name": "新名"}),
    ),
    "norms:write": (
        Row(roles=WRITERS, ground=BUREAU, kwargs=_norm()),
        Row(roles=WRITERS, ground=BUREAU, method="POST", kwargs=_norm(), data=lambda w: TEXT),
    ),
    "norms:change": (
        Row(roles=WRITERS, ground=BUREAU, kwargs=_norm(version=4)),
        Row(roles=WRITERS, ground=BUREAU, method="POST", kwargs=_norm(version=4), data=lambda w: TEXT),
    ),
    "norms:step": Row(roles=WRITERS, ground=BUREAU, method="POST", kwargs=_norm(version=4, deed="discard")),
    "norms:decide": Row(roles=DECIDERS, ground=BUREAU, method="POST", kwargs=_norm(version=3, deed="hand_back")),
    "norms:begin": (Row(roles=WRITERS), Row(roles=WRITERS, method="POST", data=lambda w: NAME)),
    "norms:bring": (Row(roles=WRITERS), Row(roles=WRITERS, method="POST", ok={422})),
    "norms:redate": (
        Row(roles=WRITERS, ground=BUREAU, kwargs=_edition("draft")),
        Row(roles=WRITERS, ground=BUREAU, method="POST", kwargs=_edition("draft"), data=lambda w: NAME),
    ),
    "norms:undo": Row(roles=WRITERS, ground=BUREAU, method="POST", kwargs=_edition("draft")),
    "norms:add_row": (
        Row(roles=WRITERS, ground=BUREAU, kwargs=_edition("draft", table="powers")),
        Row(
            roles=WRITERS, ground=BUREAU, method="POST", kwargs=_edition("draft", table="powers"),
            data=lambda w: {**_row_values(w), "code": "X-1", "key": "fine.other"},
        ),
    ),
    "norms:row": (
        Row(roles=WRITERS, ground=BUREAU, kwargs=_edition("draft", table="powers", code="ADM-15")),
        Row(
            roles=WRITERS, ground=BUREAU, method="POST", data=_row_values,
            kwargs=_edition("draft", table="powers", code="ADM-15"),
        ),
    ),
    "norms:edition_step": Row(roles=WRITERS, ground=BUREAU, method="POST", kwargs=_edition("draft", deed="discard")),
    "norms:edition_decide": Row(
        roles=DECIDERS, ground=BUREAU, method="POST", kwargs=_edition("proposed", deed="hand_back")
    ),
}  # fmt: skip
