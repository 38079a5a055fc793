"""Questions as typed, scores, standings; without a database."""

from datetime import date

import pytest

from jingge.common.errors import Invalid
from jingge.common.ids import new_id
from jingge.training.rules import read_questions, refuse_class, score, standing, write_questions
from jingge.training.terms import ClassSpec, Standing
from tests.contexts.training.conftest import TEXT


def test_questions_are_read_as_they_are_written() -> None:
    questions = read_questions(TEXT)
    assert [(q.text, q.choices, q.right) for q in questions] == [
        ("先做什么？", ("划定警戒", "拍照发布"), 0),
        ("谁能进入？", ("围观群众", "勘查人员"), 1),
    ]
    assert read_questions(write_questions(questions)) == questions
    assert read_questions(TEXT.replace("\n", "\r\n")) == questions


@pytest.mark.parametrize(
    "text",
    ["", "没有选项？", "一个？\n* 甲", "两个对？\n* 甲\n* 乙", "没有对？\n- 甲\n- 乙", "无记号？\n甲\n* 乙"],
)
def test_a_question_without_one_right_choice_among_two_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_questions(text)
    assert refusal.value.field == "questions"


def test_a_score_is_cut_so_that_a_hundred_means_all() -> None:
    three = read_questions(TEXT) + read_questions(TEXT)[:1]
    assert [score(three, answers) for answers in ([0, 1, 0], [0, 1, 1], [1, 0, 1])] == [100, 66, 0]


def test_where_somebody_stands() -> None:
    assert standing(attended=False, tested=True, passed=True) is Standing.LACKING
    assert standing(attended=True, tested=False, passed=False) is Standing.COVERED
    assert standing(attended=True, tested=True, passed=False) is Standing.TEST_OPEN
    assert standing(attended=True, tested=True, passed=True) is Standing.COVERED


@pytest.mark.parametrize(
    ("spec", "field"),
    [
        (ClassSpec(" ", date(2021, 5, 1), date(2021, 5, 2), (new_id(),)), "name"),
        (ClassSpec("甲", date(2021, 5, 2), date(2021, 5, 1), (new_id(),)), "last_day"),
        (ClassSpec("甲", date(2021, 5, 1), date(2021, 5, 2), ()), "topics"),
    ],
)
def test_a_class_has_a_name_days_forward_and_a_topic(spec: ClassSpec, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        refuse_class(spec)
    assert refusal.value.field == field
