"""Pages of jobs: progress in place, an ended job asks for the page anew, errors in words."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from jingge.accounts.models import Account
from jingge.runs import actions
from jingge.runs.management import leases
from jingge.runs.models import Job
from tests.contexts.runs.conftest import Ended
from tests.factories.cast import Cast, viewer

As = Callable[[Account], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def as_(as_: As) -> As:
    def signed_in(person: Account) -> Client:
        client = as_(person)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client

    return signed_in


@pytest.fixture
def job(cast: Cast, ended: Ended) -> Job:
    by = viewer(cast.command_office)
    return actions.enqueue(kind="test.job", payload={}, subject_id=None, subject_label="1 方案", by=by)


def status(client: Client, job: Job) -> tuple[str, bool]:
    response = client.get(reverse("runs:job_status", args=[job.pk]), headers=HTMX)
    return response.content.decode(), "HX-Refresh" in response


def test_a_running_job_is_asked_for_again_and_an_ended_one_refreshes_the_page(
    cast: Cast, job: Job, as_: As
) -> None:
    client = as_(cast.command_office)
    text, refreshes = status(client, job)
    assert ("every 1s" in text, refreshes) == (True, False)
    ticket = leases.claim(lease_s=30)
    assert ticket is not None
    leases.beat(ticket, lease_s=30, share=0.42, note="Improving the plan")
    text, refreshes = status(client, job)
    assert ("42 %" in text, refreshes) == (True, False)
    leases.complete(ticket, dict)
    text, refreshes = status(client, job)
    assert ("every 1s" in text, refreshes) == (False, True)


def test_a_failed_job_says_it_in_words_and_keeps_the_detail_for_the_it_clerk(
    cast: Cast, job: Job, as_: As
) -> None:
    ticket = leases.claim(lease_s=30)
    assert ticket is not None
    leases.fail(ticket, message="The map is gone.", detail="KeyError: 'x'")
    text = as_(cast.it_clerk).get(reverse("runs:job", args=[job.pk])).content.decode()
    assert "The map is gone." in text
    assert "KeyError" in text


def test_stopping_leads_back_to_where_the_button_was(cast: Cast, job: Job, as_: As) -> None:
    client = as_(cast.command_office)
    response = client.post(reverse("runs:cancel", args=[job.pk]), {"next": "/planning/"})
    assert response["Location"] == "/planning/"
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_stopping_never_leads_to_another_site(cast: Cast, job: Job, as_: As) -> None:
    response = as_(cast.command_office).post(
        reverse("runs:cancel", args=[job.pk]), {"next": "https://example.org/"}
    )
    assert response["Location"] == reverse("runs:job", args=[job.pk])


def test_those_who_may_not_stop_it_see_why(cast: Cast, job: Job, as_: As) -> None:
    text = as_(cast.auditor).get(reverse("runs:job", args=[job.pk])).content.decode()
    assert "Only the person who started it" in text


def test_the_list_takes_few_queries(
    cast: Cast, job: Job, as_: As, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = as_(cast.it_clerk)
    with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
        text = client.get(reverse("runs:jobs")).content.decode()
    assert "1 方案" in text


def test_a_job_leads_only_to_pages_the_post_opens(cast: Cast, as_: As) -> None:
    by = viewer(cast.command_office)
    row = actions.enqueue(
        kind="siting.study", payload={}, subject_id=cast.bureau.pk, subject_label="1 研究", by=by
    )
    page, address = reverse("runs:job", args=[row.pk]), reverse("siting:study", args=[cast.bureau.pk])
    assert address in as_(cast.command_office).get(page, secure=True).content.decode()
    assert address not in as_(cast.it_clerk).get(page, secure=True).content.decode()
