"""Keeping accounts: what happens, what is refused, what the log says."""

import pytest
from django.db import connection

from jingge.accounts import actions
from jingge.accounts.models import Account
from jingge.audit.models import Event
from jingge.common.errors import Invalid, NotYours, Refused
from jingge.common.viewer import Role
from tests.factories.cast import PASSWORD, Cast, make_account, viewer

NEW = "four quiet green lamps"


def make(cast: Cast, **changes: str) -> tuple[Account, str]:
    values = {"username": "li.si", "display_name": "李四", "role": Role.COMMAND_OFFICE, **changes}
    return actions.create_account(bureau_id=cast.bureau.pk, by=viewer(cast.it_clerk), **values)


def test_a_new_account_has_a_one_time_password_that_is_kept_nowhere(cast: Cast) -> None:
    account, password = make(cast)
    assert account.check_password(password)
    assert account.must_change_password
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert password not in repr(cursor.fetchall())


def test_the_log_says_who_made_it_and_with_which_ground(cast: Cast) -> None:
    account, _password = make(cast, role=Role.STATION_HEAD, station_code="DT")
    event = Event.objects.get(action="accounts.create_account")
    assert (event.subject_id, event.actor_id) == (str(account.pk), cast.it_clerk.pk)
    assert event.detail == {"role": "station_head", "station": "DT", "number": ""}


def test_an_account_of_a_brigade_is_made_and_recorded_with_it(cast: Cast) -> None:
    account, _password = make(cast, role=Role.BRIGADE, brigade_code="XZ")
    assert account.brigade_code == "XZ"
    assert Event.objects.get(action="accounts.create_account").detail["brigade"] == "XZ"
    with pytest.raises(Invalid) as refused:
        make(cast, username="other", role=Role.BRIGADE, brigade_code="NONE")
    assert refused.value.field == "brigade_code"


def test_a_station_of_another_bureau_or_of_nobody_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        make(cast, role=Role.STATION_HEAD, station_code="NOWHERE")
    assert refused.value.field == "station_code"


def test_taken_names_and_numbers_are_named(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        make(cast, username="chief")
    assert refused.value.field == "username"
    with pytest.raises(Invalid) as refused:
        make(cast, role=Role.COMMUNITY_OFFICER, station_code="DT", police_number="040101")
    assert refused.value.field == "police_number"
    assert not Account.objects.filter(username="li.si").exists()


def test_a_clerk_makes_no_account_in_another_bureau(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.create_account(
            bureau_id=cast.other_bureau.pk,
            username="li.si",
            display_name="李四",
            role=Role.COMMAND_OFFICE,
            by=viewer(cast.it_clerk),
        )


def test_an_account_of_another_bureau_is_not_there(cast: Cast) -> None:
    with pytest.raises(NotYours):
        actions.close_account(account_id=cast.other_command_office.pk, by=viewer(cast.it_clerk))
    with pytest.raises(NotYours):
        actions.reset_password(account_id="not-a-key", by=viewer(cast.it_clerk))


def test_a_clerk_cannot_raise_themselves(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.change_account(
            account_id=cast.it_clerk.pk,
            display_name="it",
            role=Role.BUREAU_LEADER,
            station_code="",
            police_number="",
            by=viewer(cast.it_clerk),
        )


def test_the_last_clerk_cannot_be_closed_but_the_second_last_can(cast: Cast) -> None:
    second = make_account(cast.bureau, "it2", Role.IT_CLERK)
    assert not actions.close_account(account_id=second.pk, by=viewer(cast.it_clerk)).is_active
    third = make_account(cast.bureau, "it3", Role.IT_CLERK)
    actions.close_account(account_id=cast.it_clerk.pk, by=viewer(third))
    with pytest.raises(Refused):
        actions.close_account(account_id=third.pk, by=viewer(second))


def test_closed_then_opened_again_with_a_new_password(cast: Cast) -> None:
    clerk = viewer(cast.it_clerk)
    actions.close_account(account_id=cast.chief.pk, by=clerk)
    closed = Account.objects.get(pk=cast.chief.pk)
    assert not closed.check_password(PASSWORD)
    assert closed.closed_at is not None
    account, password = actions.reopen_account(account_id=cast.chief.pk, by=clerk)
    assert account.is_active
    assert account.check_password(password)


def test_a_closed_account_is_not_reset_or_changed(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.reset_password(account_id=cast.retired.pk, by=viewer(cast.it_clerk))


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("wrong", NEW, "old"),
        (PASSWORD, PASSWORD, "new"),
        (PASSWORD, "short", "new"),
        (PASSWORD, "password12345", "new"),
        (PASSWORD, "command12345", "new"),
    ],
)
def test_a_weak_or_unproven_password_is_refused(cast: Cast, old: str, new: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.change_password(old=old, new=new, by=viewer(cast.command_office))
    assert refused.value.field == field


def test_one_changes_ones_own_password(cast: Cast) -> None:
    account = actions.change_password(old=PASSWORD, new=NEW, by=viewer(cast.command_office))
    assert account.check_password(NEW)
    assert Event.objects.filter(action="accounts.change_password").count() == 1


def test_an_unknown_name_is_not_written_down(cast: Cast) -> None:
    actions.record_refused_sign_in(
        username="MySecretPassword1", locked_out=False, request_id="r", address="10.0.0.9"
    )
    event = Event.objects.get(action="accounts.sign_in")
    assert (event.result, event.subject_label, event.address) == ("refused", "?", "10.0.0.9")
    assert "MySecret" not in repr(event.__dict__)
