"""A draft of the rules says which incidents of last month it would have treated otherwise."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from jingge.common.clock import frozen_at, now, today
from jingge.common.viewer import Viewer
from jingge.incidents import actions
from jingge.incidents.models import Incident
from jingge.incidents.terms import Review, Verdict
from jingge.norms.actions import begin_edition, change_row
from jingge.norms.models import Edition
from jingge.norms.queries.editions import preview_of
from tests.contexts.incidents.conftest import QUARREL, THEFT, spec
from tests.factories.cast import Cast, viewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules_in_force")]


@pytest.fixture
def draft(cast: Cast) -> Edition:
    later = today() + timedelta(days=30)
    return begin_edition(name="第二版", valid_from=later, by=viewer(cast.command_office))


def reviewed(head: Viewer, category: str, *, after_hours: float) -> None:
    with frozen_at(now() - timedelta(days=5)):
        taken = actions.take_in(spec=spec(category), by=head)
    with frozen_at(now() - timedelta(days=5) + timedelta(hours=after_hours)):
        actions.review(incident_id=taken.pk, answer=Review(verdict=Verdict.OWN), by=head)


def test_a_draft_that_changes_nothing_treats_every_incident_as_before(draft: Edition, head: Viewer) -> None:
    reviewed(head, QUARREL, after_hours=2)
    found = preview_of(head, draft, today() - timedelta(days=30), today())
    assert (found.looked, found.rows) == (1, ())


def test_another_lead_and_a_shorter_limit_are_told_with_their_incidents(
    draft: Edition, head: Viewer, command: Viewer
) -> None:
    reviewed(head, QUARREL, after_hours=10)
    reviewed(head, THEFT, after_hours=2)
    cells = next(row for row in draft.tables["categories"] if row["code"] == "D")
    change_row(
        edition_id=draft.pk,
        table="categories",
        code="D",
        values={**cells, "lead": "public_order_brigade"},
        by=command,
    )
    draft.refresh_from_db()
    cells = next(row for row in draft.tables["limits"] if row["key"] == "intake.review_administrative")
    change_row(
        edition_id=draft.pk,
        table="limits",
        code=cells["code"],
        values={**cells, "amount": "4", "unit": "hour"},
        by=command,
    )
    draft.refresh_from_db()
    found = preview_of(head, draft, today() - timedelta(days=30), today())
    assert found.looked == 2
    assert {row.subject for row in found.rows} == {Incident.objects.get(serial=1).number}
    assert {row.tone for row in found.rows} == {"warn", "bad"}


def test_an_officer_sees_only_the_incidents_of_the_own_ground(
    draft: Edition, head: Viewer, cast: Cast, client: Client
) -> None:
    reviewed(head, QUARREL, after_hours=2)
    since = today() - timedelta(days=30)
    assert preview_of(viewer(cast.xijiao_head), draft, since, today()).looked == 0
    client.force_login(cast.command_office)
    page = client.get(reverse("norms:preview", args=[draft.pk]))
    assert page.status_code == 200
    client.force_login(cast.xijiao_head)
    assert client.get(reverse("norms:preview", args=[draft.pk])).status_code == 404
