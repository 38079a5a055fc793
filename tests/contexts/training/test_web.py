"""The pages of training."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.training.models import Attendance, Paper, TrainingClass
from tests.contexts.training.conftest import TEXT, Taught
from tests.factories.cast import Cast

pytestmark = pytest.mark.django_db
As = Callable[[Account], Client]


def page(client: Client, route: str, /, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"training:{route}", args=args), query, secure=True)
    assert response.status_code == 200
    return response.content.decode()


def send(client: Client, route: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"training:{route}", args=args), data, secure=True)


def test_a_class_is_opened_attended_and_tested_on_pages(taught: Taught, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    wish = {
        "name": "第二期",
        "first_day": "2021-06-01",
        "last_day": "2021-06-02",
        "topics": [str(taught.scene.pk)],
    }
    assert send(client, "new", **wish).status_code == 302
    row = TrainingClass.objects.get(name="第二期")
    assert send(client, "attendance", row.pk, taught.scene.pk, numbers=["040102"]).status_code == 302
    assert Attendance.objects.filter(training_class=row).count() == 1
    assert send(client, "paper", row.pk, taught.scene.pk, pass_mark="60", questions=TEXT).status_code == 302
    assert "先做什么" in page(client, "paper", row.pk, taught.scene.pk)
    assert "2题" in page(client, "class", row.pk)
    assert "第二期" in page(client, "classes")
    assert send(client, "new_topic", name="现场保护").status_code == 422


def test_a_question_that_cannot_be_read_is_named(taught: Taught, cast: Cast, as_: As) -> None:
    client = as_(cast.command_office)
    bad = send(
        client, "paper", taught.row.pk, taught.register.pk, pass_mark="60", questions="问？\n- 甲\n- 乙"
    )
    assert bad.status_code == 422
    assert "第1题" in bad.content.decode()
    assert not Paper.objects.filter(topic=taught.register).exists()


def test_an_officer_takes_a_test_and_sees_the_own_score(taught: Taught, cast: Cast, as_: As) -> None:
    client = as_(cast.officer)
    assert "待测试通过" in page(client, "own")
    assert "划定警戒" in page(client, "take", taught.paper.pk)
    assert send(client, "take", taught.paper.pk, q0="0").status_code == 422  # one question left open
    assert send(client, "take", taught.paper.pk, q0="0", q1="1").status_code == 302
    assert "已掌握" in page(client, "own")
    assert "民警040101" in page(as_(cast.dongta_head), "results")


def test_the_matrix_is_exported_with_words(taught: Taught, cast: Cast, as_: As) -> None:
    response = as_(cast.command_office).get(reverse("training:cover"), {"export": "csv"}, secure=True)
    lines = response.content.decode("utf-8-sig").splitlines()
    assert "现场保护,信息录入" in lines[0]
    assert "待测试通过,已掌握,1" in next(line for line in lines if "040101" in line)


@pytest.mark.parametrize("route", ["classes", "cover", "own"])
def test_pages_cost_few_queries(
    taught: Taught, cast: Cast, as_: As, django_assert_max_num_queries: Any, route: str
) -> None:
    client = as_(cast.dongta_head)
    page(client, route)
    with django_assert_max_num_queries(14):
        page(client, route)
