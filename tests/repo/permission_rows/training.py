"""Training: kept by the command office, read with the staff; scores for heads; one's own for oneself."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jingge.common.viewer import Role
from jingge.training.actions import (
    cancel_class,
    close_topic,
    enter_topic,
    note_attendance,
    open_class,
    set_paper,
)
from jingge.training.rules import read_questions
from jingge.training.terms import ClassSpec
from tests.factories.cast import viewer
from tests.factories.staffing import small_staff
from tests.factories.territory import small_map
from tests.repo.matrix import BUREAU, Row, World

STAFF = frozenset({Role.BUREAU_LEADER, Role.COMMAND_OFFICE, Role.STATION_HEAD, Role.AUDITOR})
NAMED = STAFF | {Role.COMMUNITY_OFFICER}
KEEPERS = frozenset({Role.COMMAND_OFFICE})
HEADS = frozenset({Role.BUREAU_LEADER, Role.STATION_HEAD})
TEXT = "甲？\n* 对\n- 错"


def prepare(world: World) -> None:
    small_staff(small_map(world.cast).version)
    by = viewer(world.cast.command_office)
    topic = enter_topic(name="现场保护", by=by)
    row = open_class(spec=ClassSpec("一期", date(2021, 5, 10), date(2021, 5, 12), (topic.pk,)), by=by)
    empty = open_class(spec=ClassSpec("二期", date(2021, 6, 10), date(2021, 6, 12), (topic.pk,)), by=by)
    note_attendance(class_id=row.pk, topic_id=topic.pk, numbers=["040101"], by=by)
    questions = read_questions(TEXT)
    paper = set_paper(class_id=row.pk, topic_id=topic.pk, pass_mark=80, questions=questions, by=by)
    gone = open_class(spec=ClassSpec("零期", date(2021, 4, 10), date(2021, 4, 12), (topic.pk,)), by=by)
    cancel_class(class_id=gone.pk, by=by)
    closed = enter_topic(name="旧主题", by=by)
    close_topic(topic_id=closed.pk, by=by)
    world.things |= {"cancelled": gone.pk, "closed": closed.pk}
    world.things |= {"class": row.pk, "empty": empty.pk, "topic": topic.pk, "paper": paper.pk}


def _class(world: World) -> Mapping[str, Any]:
    return {"class_id": world.things["class"]}


def _empty(world: World) -> Mapping[str, Any]:
    return {"class_id": world.things["empty"]}


def _cancelled(world: World) -> Mapping[str, Any]:
    return {"class_id": world.things["cancelled"]}


def _topic(world: World) -> Mapping[str, Any]:
    return {"topic_id": world.things["topic"]}


def _closed(world: World) -> Mapping[str, Any]:
    return {"topic_id": world.things["closed"]}


def _kept(world: World) -> Mapping[str, Any]:
    days = {"first_day": "2021-05-10", "last_day": "2021-05-13"}
    return {"name": "一期", **days, "topics": [str(world.things["topic"])]}


def _part(world: World) -> Mapping[str, Any]:
    return {"class_id": world.things["class"], "topic_id": world.things["topic"]}


def _paper(world: World) -> Mapping[str, Any]:
    return {"paper_id": world.things["paper"]}


def _new_class(world: World) -> Mapping[str, Any]:
    days = {"first_day": "2021-07-01", "last_day": "2021-07-02"}
    return {"name": "三期", **days, "topics": [str(world.things["topic"])]}


ROWS = {
    "training:classes": Row(roles=STAFF),
    "training:cover": Row(roles=STAFF),
    "training:stations": Row(roles=STAFF),
    "training:topics": Row(roles=STAFF),
    "training:results": Row(roles=HEADS),
    "training:own": Row(roles=NAMED),
    "training:class": Row(roles=STAFF, ground=BUREAU, kwargs=_class),
    "training:new": (
        Row(roles=KEEPERS),
        Row(roles=KEEPERS, method="POST", data=_new_class, ok={302, 422}),  # 422: another bureau's topics
    ),
    "training:new_topic": (
        Row(roles=KEEPERS),
        Row(roles=KEEPERS, method="POST", data=lambda world: {"name": "信息录入"}),
    ),
    "training:change_topic": (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=_topic),
        Row(
            roles=KEEPERS,
            ground=BUREAU,
            method="POST",
            kwargs=_topic,
            data=lambda world: {"name": "现场保护", "place": "1"},
        ),
    ),
    "training:close_topic": (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=_topic),
        Row(roles=KEEPERS, ground=BUREAU, method="POST", kwargs=_topic),
    ),
    "training:reopen_topic": (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=_closed),
        Row(roles=KEEPERS, ground=BUREAU, method="POST", kwargs=_closed),
    ),
    "training:change": (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=_class),
        Row(roles=KEEPERS, ground=BUREAU, method="POST", kwargs=_class, data=_kept),
    ),
    "training:reinstate": (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=_cancelled),
        Row(roles=KEEPERS, ground=BUREAU, method="POST", kwargs=_cancelled),
    ),
    "training:table": (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=_class),
        Row(roles=KEEPERS, ground=BUREAU, method="POST", kwargs=_class, ok={422}),  # no file
    ),
    "training:mark": (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=_part),
        Row(
            roles=KEEPERS,
            ground=BUREAU,
            method="POST",
            kwargs=_part,
            data=lambda w: {"number": "040101", "day": "2021-05-12", "mark": "90"},
        ),
    ),
    "training:cancel": (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=_empty),
        Row(roles=KEEPERS, ground=BUREAU, method="POST", kwargs=_empty),
    ),
    "training:attendance": (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=_part),
        Row(
            roles=KEEPERS, ground=BUREAU, method="POST", kwargs=_part, data=lambda w: {"numbers": ["040102"]}
        ),
    ),
    "training:paper": (
        Row(roles=KEEPERS, ground=BUREAU, kwargs=_part),
        Row(
            roles=KEEPERS,
            ground=BUREAU,
            method="POST",
            kwargs=_part,
            data=lambda w: {"pass_mark": "60", "questions": TEXT},
        ),
    ),
    # The test is there for 040101, who attended; for everyone else it is not (404).
    "training:take": (
        Row(roles=NAMED, ground=BUREAU, kwargs=_paper, ok={200, 404}),
        Row(
            roles=NAMED,
            ground=BUREAU,
            method="POST",
            kwargs=_paper,
            data=lambda w: {"q0": "0"},
            ok={302, 404},
        ),
    ),
}
