from jingge.runs import actions, queries
from tests.contexts.runs.conftest import Ended
from tests.factories.cast import Cast, viewer


def test_those_who_watch_over_jobs_see_all_and_others_their_own(cast: Cast, ended: Ended) -> None:
    for person in (cast.command_office, cast.dongta_head, cast.other_command_office):
        actions.enqueue(
            kind="test.job", payload={}, subject_id=None, subject_label=person.username, by=viewer(person)
        )
    seen = {
        name: {job.subject_label for job in queries.list_jobs(viewer(person))}
        for name, person in cast.people().items()
    }
    assert seen["it_clerk"] == seen["auditor"] == {"command", "dongta.head"}
    assert seen["dongta_head"] == {"dongta.head"}
    assert seen["xijiao_head"] == set()
    assert seen["other_command_office"] == {"other.command"}


def test_a_row_says_why_it_cannot_be_stopped(cast: Cast, ended: Ended) -> None:
    job = actions.enqueue(
        kind="test.job", payload={}, subject_id=None, subject_label="", by=viewer(cast.command_office)
    )
    assert queries.get_job(viewer(cast.it_clerk), job.pk).why_not_cancel is None
    assert queries.get_job(viewer(cast.auditor), job.pk).why_not_cancel
