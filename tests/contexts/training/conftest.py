"""A class with two topics: one with a test of two questions, one without. 040101 attended both."""

from dataclasses import dataclass
from datetime import date

import pytest

from jingge.common.viewer import Viewer
from jingge.training.actions import enter_topic, note_attendance, open_class, set_paper
from jingge.training.models import Paper, Topic, TrainingClass
from jingge.training.rules import read_questions
from jingge.training.terms import ClassSpec
from tests.factories.cast import Cast, viewer
from tests.factories.staffing import Staff, small_staff
from tests.factories.territory import small_map

TEXT = "先做什么？\n* 划定警戒\n- 拍照发布\n\n谁能进入？\n- 围观群众\n* 勘查人员"


@dataclass(frozen=True)
class Taught:
    row: TrainingClass
    scene: Topic
    """With a test."""
    register: Topic
    paper: Paper


@pytest.fixture
def staff(cast: Cast) -> Staff:
    return small_staff(small_map(cast).version)


@pytest.fixture
def by(cast: Cast) -> Viewer:
    return viewer(cast.command_office)


@pytest.fixture
def taught(staff: Staff, by: Viewer) -> Taught:
    scene, register = enter_topic(name="现场保护", by=by), enter_topic(name="信息录入", by=by)
    spec = ClassSpec("第一期", date(2021, 5, 10), date(2021, 5, 12), (scene.pk, register.pk))
    row = open_class(spec=spec, by=by)
    for topic in (scene, register):
        note_attendance(class_id=row.pk, topic_id=topic.pk, numbers=["040101"], by=by)
    questions = read_questions(TEXT)
    paper = set_paper(class_id=row.pk, topic_id=scene.pk, pass_mark=80, questions=questions, by=by)
    return Taught(row, scene, register, paper)
