"""Classes and topics are changed without losing what people learnt."""

from dataclasses import replace
from datetime import date

import pytest

from jingge.audit.models import Event
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.training import queries
from jingge.training.actions import (
    cancel_class,
    change_class,
    change_topic,
    close_topic,
    enter_mark,
    enter_topic,
    note_attendance,
    open_class,
    reinstate_class,
    reopen_topic,
    set_paper,
    take_test,
)
from jingge.training.models import Try
from jingge.training.terms import ClassSpec
from tests.contexts.training.conftest import Taught
from tests.factories.cast import Cast, viewer

pytestmark = pytest.mark.django_db


def spec_of(taught: Taught) -> ClassSpec:
    return ClassSpec("第一期", date(2021, 5, 10), date(2021, 5, 12), (taught.scene.pk, taught.register.pk))


def test_a_class_is_changed_and_the_log_keeps_what_it_was(taught: Taught, by: Viewer) -> None:
    new = enter_topic(name="积分考核", by=by)
    wish = ClassSpec(
        "第一期（改）", date(2021, 5, 11), date(2021, 5, 14), (*spec_of(taught).topic_ids, new.pk)
    )
    change_class(class_id=taught.row.pk, spec=wish, by=by)
    row = queries.get_class(by, taught.row.pk)
    assert (row.name, row.first_day) == ("第一期（改）", date(2021, 5, 11))
    assert [topic.name for topic in queries.topics_of(row)] == ["现场保护", "信息录入", "积分考核"]
    detail = Event.objects.get(action="training.change_class").detail
    assert detail["was"]["name"] == "第一期"
    assert detail["topics"] == ["现场保护", "信息录入", "积分考核"]


def test_what_people_learnt_stays_in_the_class(taught: Taught, by: Viewer) -> None:
    wish = spec_of(taught)
    for kept in wish.topic_ids:
        with pytest.raises(Invalid) as refusal:
            change_class(class_id=taught.row.pk, spec=replace(wish, topic_ids=(kept,)), by=by)
        assert refusal.value.field == "topics"
    with pytest.raises(Invalid) as refusal:  # nobody served yet
        early = replace(wish, first_day=date(2019, 5, 10), last_day=date(2019, 5, 12))
        change_class(class_id=taught.row.pk, spec=early, by=by)
    assert refusal.value.field == "first_day"
    assert "040101" in str(refusal.value.reason)


def test_a_class_with_results_cannot_vanish(taught: Taught, by: Viewer, cast: Cast) -> None:
    take_test(paper_id=taught.paper.pk, answers=[0, 0], by=viewer(cast.officer))
    with pytest.raises(Invalid) as refusal:
        note_attendance(class_id=taught.row.pk, topic_id=taught.scene.pk, numbers=[], by=by)
    assert "040101" in str(refusal.value.reason)
    with pytest.raises(Refused):
        cancel_class(class_id=taught.row.pk, by=by)
    assert queries.attending(taught.row, taught.scene) == {"040101"}


def test_a_class_cancelled_by_mistake_is_held_after_all(taught: Taught, by: Viewer) -> None:
    empty = open_class(spec=replace(spec_of(taught), name="第二期"), by=by)
    with pytest.raises(Refused):
        reinstate_class(class_id=empty.pk, by=by)
    cancel_class(class_id=empty.pk, by=by)
    with pytest.raises(Refused):
        change_class(class_id=empty.pk, spec=spec_of(taught), by=by)
    reinstate_class(class_id=empty.pk, by=by)
    assert not queries.get_class(by, empty.pk).cancelled


def test_topics_change_their_name_and_place(taught: Taught, by: Viewer, cast: Cast) -> None:
    change_topic(topic_id=taught.register.pk, name="一标三实", place=1, by=by)
    assert [(t.place, t.name) for t in queries.list_topics(by)] == [(1, "一标三实"), (2, "现场保护")]
    for name, place in (("现场保护", 1), (" ", 1), ("一标三实", 3)):
        with pytest.raises(Invalid):
            change_topic(topic_id=taught.register.pk, name=name, place=place, by=by)
    with pytest.raises(NotYours):
        change_topic(topic_id=taught.register.pk, name="别家", place=1, by=viewer(cast.other_command_office))


def test_a_closed_topic_is_lacked_by_nobody_and_stays_in_its_class(taught: Taught, by: Viewer) -> None:
    close_topic(topic_id=taught.register.pk, by=by)
    rows = queries.cover(by, taught.row.last_day)
    assert {len(row.standings) for row in rows} == {1}
    assert [t.name for t in queries.topics_of(taught.row)] == ["现场保护", "信息录入"]
    change_class(class_id=taught.row.pk, spec=spec_of(taught), by=by)  # it may stay
    with pytest.raises(Invalid):
        open_class(spec=replace(spec_of(taught), name="第二期"), by=by)  # and not be taught anew
    with pytest.raises(Refused):
        close_topic(topic_id=taught.register.pk, by=by)
    reopen_topic(topic_id=taught.register.pk, by=by)
    assert len(queries.list_topics(by)) == 2
    assert [(r.classes, r.people) for r in queries.topic_rows(by)] == [(1, 1), (1, 1)]


def test_marks_of_a_test_on_paper_count_and_are_withdrawn(taught: Taught, by: Viewer, cast: Cast) -> None:
    wish = {"class_id": taught.row.pk, "topic_id": taught.register.pk, "number": "040101"}
    day = date(2021, 5, 12)
    with pytest.raises(Invalid) as refusal:  # no test is set
        enter_mark(**wish, day=day, mark=90, by=by)  # type: ignore[arg-type]
    assert refusal.value.field == "topic"
    set_paper(class_id=taught.row.pk, topic_id=taught.register.pk, pass_mark=60, questions=[], by=by)
    for mark, best in ((40, 40), (70, 70), (55, 55)):  # the same day: each replaces the one before
        enter_mark(**wish, day=day, mark=mark, by=by)  # type: ignore[arg-type]
        assert [t.best for t in queries.own_tests(viewer(cast.officer)) if not t.on_screen] == [best]
    enter_mark(**wish, day=date(2021, 5, 20), mark=65, by=by)  # type: ignore[arg-type]
    assert [r.score for r in queries.list_results(viewer(cast.dongta_head))] == [65]
    enter_mark(**wish, day=date(2021, 5, 20), mark=None, by=by)  # type: ignore[arg-type]
    assert [r.score for r in queries.list_results(viewer(cast.dongta_head))] == [55]
    assert Try.objects.filter(by_hand=True).count() == 4  # withdrawn, never deleted
    assert "65" not in str([e.detail for e in Event.objects.filter(action="training.enter_mark")])
    paper = queries.paper_of(taught.row, taught.register)
    assert paper is not None
    with pytest.raises(NotYours):  # nothing to answer on screen
        take_test(paper_id=paper.pk, answers=[], by=viewer(cast.officer))


def test_a_mark_is_refused_with_its_field(taught: Taught, by: Viewer) -> None:
    wish = {"class_id": taught.row.pk, "topic_id": taught.scene.pk}
    for number, day, mark, field in (
        ("040102", date(2021, 5, 12), 90, "number"),  # was not there
        ("040101", date(2021, 5, 12), 101, "mark"),
        ("040101", date(2021, 5, 9), 90, "day"),
        ("040101", date(2921, 5, 9), 90, "day"),
        ("040101", date(2021, 5, 12), None, "mark"),
    ):
        with pytest.raises(Invalid) as refusal:
            enter_mark(**wish, number=number, day=day, mark=mark, by=by)
        assert refusal.value.field == field


def test_the_stations_figures_are_the_rows_behind_them(taught: Taught, by: Viewer, cast: Cast) -> None:
    day = taught.row.last_day
    for row in queries.by_station(by, day):
        behind = queries.cover(by, day, station_code=row.code)
        assert row.officers == len(behind)
        for place, topic in enumerate(queries.list_topics(by)):
            lacking = queries.cover(by, day, station_code=row.code, topic_id=str(topic.pk), only="lacking")
            assert row.lacking[place] == len(lacking)
        assert row.incomplete == len(queries.cover(by, day, station_code=row.code, only="lacking"))
    assert [row.code for row in queries.by_station(viewer(cast.xijiao_head), day)] == ["XJ"]
