"""Writing and agreeing: two people, no day without rules, nothing in force rewritten."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from jingge.common.clock import today
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Viewer
from jingge.norms import actions
from jingge.norms.models import Edition, NormVersion
from jingge.norms.queries.editions import edition_on, get_edition, pack_on
from jingge.norms.queries.register import list_norms
from jingge.norms.terms import Lead, Standing
from tests.factories.cast import Cast, viewer

pytestmark = pytest.mark.django_db
NEXT_MONTH = today() + timedelta(days=30)


@pytest.fixture
def first(writer: Viewer, decider: Viewer) -> Edition:
    """The Lingwu pack, in force since 2021."""
    made = actions.bring_own_edition(code="lingwu_2021", by=writer)
    actions.propose_edition(edition_id=made.pk, by=writer)
    return actions.agree_edition(edition_id=made.pk, by=decider)


@pytest.fixture
def draft(first: Edition, writer: Viewer) -> Edition:
    return actions.begin_edition(valid_from=NEXT_MONTH, name="第二版", by=writer)


def power(writer: Viewer, draft: Edition, amount: str) -> Edition:
    row = next(one for one in draft.tables["powers"] if one["code"] == "ADM-15")
    return actions.change_row(
        edition_id=draft.pk, table="powers", code="ADM-15", values={**row, "amount": amount}, by=writer
    )


def test_before_the_first_edition_the_national_rules_hold(first: Edition, writer: Viewer) -> None:
    assert pack_on(writer.bureau_id, date(2020, 12, 31)).code == "national"
    assert pack_on(writer.bureau_id, date(2021, 1, 1)).code == "lingwu_2021"
    assert pack_on(writer.bureau_id, date(2021, 1, 1)).category("A1").lead is Lead.CRIMINAL  # type: ignore[union-attr]


def test_nobody_approves_what_they_wrote(draft: Edition, writer: Viewer) -> None:
    actions.propose_edition(edition_id=draft.pk, by=writer)
    with pytest.raises(Refused, match="Another person has to agree"):
        actions.agree_edition(edition_id=draft.pk, by=writer)


def test_who_changed_a_draft_last_may_not_approve_it(draft: Edition, writer: Viewer, cast: Cast) -> None:
    other = viewer(cast.second_command_office)
    power(other, draft, "2000")
    actions.propose_edition(edition_id=draft.pk, by=writer)
    with pytest.raises(Refused, match="Another person has to agree"):
        actions.agree_edition(edition_id=draft.pk, by=other)


def test_a_new_edition_ends_the_one_before_on_its_day(
    draft: Edition, writer: Viewer, decider: Viewer
) -> None:
    power(writer, draft, "2000")
    actions.propose_edition(edition_id=draft.pk, by=writer)
    actions.agree_edition(edition_id=draft.pk, by=decider)
    for day, amount in ((NEXT_MONTH - timedelta(days=1), 1000), (NEXT_MONTH, 2000)):
        found = pack_on(writer.bureau_id, day).power_on("fine.station", max(day, date(2026, 1, 1)))
        assert found is not None and found.amount == amount


def test_what_is_not_yet_in_force_can_be_taken_back(
    draft: Edition, first: Edition, writer: Viewer, decider: Viewer
) -> None:
    actions.propose_edition(edition_id=draft.pk, by=writer)
    actions.agree_edition(edition_id=draft.pk, by=decider)
    actions.take_back_edition(edition_id=draft.pk, by=decider)
    assert edition_on(writer.bureau_id, NEXT_MONTH) == first
    first.refresh_from_db()
    assert first.valid_to is None


def test_what_is_in_force_cannot_be_taken_back(first: Edition, decider: Viewer) -> None:
    with pytest.raises(Refused, match="matters have followed it"):
        actions.take_back_edition(edition_id=first.pk, by=decider)


def test_rules_are_not_changed_backwards(first: Edition, writer: Viewer) -> None:
    made = actions.begin_edition(valid_from=today() - timedelta(days=1), name="早", by=writer)
    with pytest.raises(Refused, match="not changed backwards"):
        actions.propose_edition(edition_id=made.pk, by=writer)


def test_a_change_that_would_bring_a_fault_is_refused_with_its_place(draft: Edition, writer: Viewer) -> None:
    with pytest.raises(Invalid, match="whole number") as refused:
        power(writer, draft, "viel")
    assert refused.value.field == "amount"
    draft.refresh_from_db()
    assert draft.edits == []


def test_changes_of_a_draft_are_undone_newest_first(draft: Edition, writer: Viewer) -> None:
    before = draft.tables
    power(writer, draft, "2000")
    actions.change_row(edition_id=draft.pk, table="extensions", code="0", values=None, by=writer)
    for _turn in range(2):
        actions.undo_row(edition_id=draft.pk, by=writer)
    assert Edition.objects.get(pk=draft.pk).tables == before
    with pytest.raises(Refused, match="Nothing of this draft"):
        actions.undo_row(edition_id=draft.pk, by=writer)


def test_the_database_refuses_to_rewrite_what_is_in_force(first: Edition) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=first.pk).update(tables={})
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=first.pk).delete()


def test_the_database_refuses_two_editions_on_one_day(draft: Edition, first: Edition) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(state=Standing.AGREED)


def test_a_draft_is_not_there_for_a_station(draft: Edition, cast: Cast) -> None:
    with pytest.raises(NotYours):
        get_edition(viewer(cast.dongta_head), draft.pk)


def test_another_bureau_s_edition_is_not_there(first: Edition, cast: Cast) -> None:
    with pytest.raises(NotYours):
        get_edition(viewer(cast.other_command_office), first.pk)


def test_a_station_head_writes_no_rules(cast: Cast) -> None:
    with pytest.raises(Refused, match="Your post does not include this"):
        actions.begin_edition(valid_from=NEXT_MONTH, name="x", by=viewer(cast.dongta_head))


@pytest.fixture
def norm(writer: Viewer, decider: Viewer) -> NormVersion:
    """Norm 1 with a first text since 2021."""
    actions.enter_norm(number=1, name="派出所办理案件工作规范", by=writer)
    actions.write_version(number=1, text="第一条……", valid_from=date(2021, 3, 1), by=writer)
    actions.propose_version(number=1, version=1, by=writer)
    return actions.agree_version(number=1, version=1, by=decider)


def test_the_register_shows_the_version_of_the_day(
    norm: NormVersion, writer: Viewer, decider: Viewer
) -> None:
    actions.write_version(number=1, text="第一条（新）", valid_from=NEXT_MONTH, by=writer)
    actions.propose_version(number=1, version=2, by=writer)
    assert list_norms(writer, today())[0].waiting == 1
    actions.agree_version(number=1, version=2, by=decider)
    days = (date(2021, 2, 28), today(), NEXT_MONTH)
    assert [list_norms(writer, day)[0].version for day in days] == [None, 1, 2]


def test_a_text_with_an_identity_number_is_refused_even_when_hidden(
    norm: NormVersion, writer: Viewer
) -> None:
    for number in ("11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ", "110105 19491231 002X"):
        with pytest.raises(Invalid, match="identity number"):
            actions.write_version(number=1, text=f"例：{number}", valid_from=NEXT_MONTH, by=writer)
    hidden = "110105\u200b19491231\u200b002X"
    with pytest.raises(Invalid, match="identity number"):
        actions.write_version(number=1, text=hidden, valid_from=NEXT_MONTH, by=writer)
    assert NormVersion.objects.count() == 1


def test_a_number_is_given_once(norm: NormVersion, writer: Viewer) -> None:
    with pytest.raises(Invalid, match="already"):
        actions.enter_norm(number=1, name="另一", by=writer)


def test_the_database_keeps_the_text_in_force(norm: NormVersion) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        NormVersion.objects.filter(pk=norm.pk).update(text="x")
