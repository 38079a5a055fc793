"""Attendance, tests, who lacks what, and who sees a score."""

import json
from datetime import UTC, datetime

import pytest

from jingge.audit.models import Event
from jingge.common.clock import frozen_at
from jingge.common.errors import Invalid, NotAllowed, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.training import queries
from jingge.training.actions import cancel_class, enter_topic, note_attendance, set_paper, take_test
from jingge.training.models import Attendance, Try
from jingge.training.rules import read_questions
from tests.contexts.training.conftest import TEXT, Taught
from tests.factories.cast import Cast, viewer

pytestmark = pytest.mark.django_db


def standings(by: Viewer, taught: Taught, number: str) -> list[str]:
    rows = queries.cover(by, taught.row.last_day)
    return [one.value for row in rows if row.number == number for one in row.standings]


def test_a_topic_with_a_test_counts_once_it_is_passed(taught: Taught, by: Viewer, cast: Cast) -> None:
    officer = viewer(cast.officer)
    assert standings(by, taught, "040101") == ["test_open", "covered"]
    assert standings(by, taught, "040102") == ["lacking", "lacking"]
    take_test(paper_id=taught.paper.pk, answers=[0, 0], by=officer)
    assert standings(by, taught, "040101") == ["test_open", "covered"]
    take_test(paper_id=taught.paper.pk, answers=[0, 1], by=officer)
    assert standings(by, taught, "040101") == ["covered", "covered"]
    with pytest.raises(Refused):
        take_test(paper_id=taught.paper.pk, answers=[0, 1], by=officer)


def test_only_who_attended_takes_the_test(taught: Taught, cast: Cast) -> None:
    for other in (cast.neighbour_officer, cast.dongta_head, cast.command_office):
        with pytest.raises(NotYours):
            take_test(paper_id=taught.paper.pk, answers=[0, 1], by=viewer(other))
    with pytest.raises(Invalid):
        take_test(paper_id=taught.paper.pk, answers=[0], by=viewer(cast.officer))
    assert not Try.objects.exists()


def test_a_score_is_seen_by_the_officer_and_the_heads_only(taught: Taught, cast: Cast) -> None:
    take_test(paper_id=taught.paper.pk, answers=[0, 0], by=viewer(cast.officer))
    assert [t.best for t in queries.own_tests(viewer(cast.officer))] == [50]
    assert [r.score for r in queries.list_results(viewer(cast.dongta_head))] == [50]
    assert [r.score for r in queries.list_results(viewer(cast.chief))] == [50]
    assert queries.list_results(viewer(cast.xijiao_head)) == []
    assert queries.own_tests(viewer(cast.neighbour_officer)) == []
    for other in (cast.command_office, cast.auditor, cast.officer, cast.it_clerk):
        with pytest.raises(NotAllowed):
            queries.list_results(viewer(other))
    event = Event.objects.get(action="training.take_test")
    assert "50" not in json.dumps(event.detail)


def test_a_paper_stays_as_it_is_once_somebody_took_it(taught: Taught, by: Viewer, cast: Cast) -> None:
    again = {"class_id": taught.row.pk, "topic_id": taught.scene.pk, "questions": read_questions(TEXT)}
    set_paper(**again, pass_mark=90, by=by)  # type: ignore[arg-type]
    take_test(paper_id=taught.paper.pk, answers=[0, 0], by=viewer(cast.officer))
    with pytest.raises(Refused):
        set_paper(**again, pass_mark=40, by=by)  # type: ignore[arg-type]


def test_attendance_is_corrected_by_entering_it_again(taught: Taught, by: Viewer) -> None:
    wish = {"class_id": taught.row.pk, "topic_id": taught.register.pk}
    note_attendance(**wish, numbers=["040102", "040201"], by=by)
    assert queries.attending(taught.row, taught.register) == {"040102", "040201"}
    detail = Event.objects.filter(action="training.note_attendance").latest("at").detail
    assert (detail["added"], detail["taken_out"]) == (["040102", "040201"], ["040101"])
    with pytest.raises(Invalid) as refusal:
        note_attendance(**wish, numbers=["040102", "F040100"], by=by)
    assert refusal.value.value == "F040100"
    assert Attendance.objects.filter(topic=taught.register).count() == 2


def test_nobody_attends_what_lies_ahead_or_is_cancelled(taught: Taught, by: Viewer) -> None:
    wish = {"class_id": taught.row.pk, "topic_id": taught.register.pk}
    with frozen_at(datetime(2021, 5, 1, 1, tzinfo=UTC)), pytest.raises(Refused):
        note_attendance(**wish, numbers=[], by=by)
    with pytest.raises(Refused):
        cancel_class(class_id=taught.row.pk, by=by)  # people attended
    for topic in (taught.scene, taught.register):
        note_attendance(class_id=taught.row.pk, topic_id=topic.pk, numbers=[], by=by)
    cancel_class(class_id=taught.row.pk, by=by)
    with pytest.raises(Refused):
        note_attendance(**wish, numbers=["040101"], by=by)


def test_a_topic_has_its_own_name(taught: Taught, by: Viewer) -> None:
    with pytest.raises(Invalid):
        enter_topic(name="现场保护", by=by)


def test_the_matrix_is_narrowed_by_station_topic_and_lacking(taught: Taught, by: Viewer, cast: Cast) -> None:
    day = taught.row.last_day
    whole = queries.cover(by, day)
    assert {row.station_code for row in whole} == {"DT", "XJ"}
    lacking = queries.cover(by, day, topic_id=str(taught.register.pk), only="lacking")
    assert {row.number for row in whole} - {row.number for row in lacking} == {"040101"}
    assert {row.station_code for row in queries.cover(viewer(cast.xijiao_head), day)} == {"XJ"}
    with pytest.raises(NotAllowed):
        queries.cover(viewer(cast.officer), day)


def test_another_bureau_sees_nothing(taught: Taught, cast: Cast) -> None:
    other = viewer(cast.other_command_office)
    assert (queries.list_classes(other), queries.list_topics(other)) == ([], [])
    with pytest.raises(NotYours):
        cancel_class(class_id=taught.row.pk, by=other)
