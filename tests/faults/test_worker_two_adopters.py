"""Two people at the same plan at once, in real threads with real commits: one deed, one clear refusal."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from jingge.common.clock import today
from jingge.common.errors import Refused
from jingge.planning import actions
from jingge.planning.models import Scenario
from jingge.territory.models import GridVersion
from tests.contexts.planning.conftest import SETTINGS, work
from tests.factories.cast import Cast, make_cast, viewer
from tests.factories.staffing import small_staff
from tests.factories.territory import small_map

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed_db")]


@pytest.fixture
def people() -> Cast:
    cast = make_cast()
    small_staff(small_map(cast).version)
    return cast


def submitted(people: Cast) -> Scenario:
    by = viewer(people.command_office)
    scenario = actions.create_scenario(settings=SETTINGS, by=by)
    actions.request_solution(scenario_id=scenario.pk, by=by)
    assert work() == "done"
    return actions.submit_scenario(scenario_id=scenario.pk, by=by)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Every deed in a thread of its own, all let go together; how each ended."""
    ready = threading.Barrier(len(deeds))
    ended: list[str] = []

    def run(deed: Callable[[], object]) -> None:
        ready.wait()
        try:
            deed()
            ended.append("done")
        except Refused as refusal:
            ended.append(f"refused: {refusal.reason}")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(ended)


def test_of_two_people_adopting_one_plan_one_adopts_and_one_is_told(people: Cast) -> None:
    scenario = submitted(people)
    actions.approve_scenario(scenario_id=scenario.pk, by=viewer(people.chief))
    day = today() + timedelta(days=1)
    ended = at_once(
        *(
            lambda person=person: actions.adopt_scenario(
                scenario_id=scenario.pk, valid_from=day, by=viewer(person)
            )
            for person in (people.command_office, people.second_command_office)
        )
    )
    assert ended[0] == "done"
    assert ended[1].startswith("refused: ")
    assert GridVersion.objects.filter(origin="scenario").count() == 1


def test_of_two_plans_adopted_at_once_one_wins_and_nothing_of_the_other_is_left(people: Cast) -> None:
    plans = [submitted(people), submitted(people)]
    for plan in plans:
        actions.approve_scenario(scenario_id=plan.pk, by=viewer(people.chief))
    day = today() + timedelta(days=1)
    ended = at_once(
        *(
            lambda plan=plan, person=person: actions.adopt_scenario(
                scenario_id=plan.pk, valid_from=day, by=viewer(person)
            )
            for plan, person in zip(plans, (people.command_office, people.second_command_office), strict=True)
        )
    )
    assert [one.split(":")[0] for one in ended] == ["done", "refused"]
    assert sorted(Scenario.objects.values_list("state", flat=True)) == ["adopted", "approved"]
    assert GridVersion.objects.filter(origin="scenario").count() == 1


def test_of_an_approval_and_a_return_at_once_only_one_counts(people: Cast) -> None:
    scenario = submitted(people)
    ended = at_once(
        lambda: actions.approve_scenario(scenario_id=scenario.pk, by=viewer(people.chief)),
        lambda: actions.return_scenario(
            scenario_id=scenario.pk, note="再看", by=viewer(people.second_command_office)
        ),
    )
    assert [one.split(":")[0] for one in ended] == ["done", "refused"]
