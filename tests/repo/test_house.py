"""The test bench itself: the database asked for, no default password, no outside network."""

import socket

import pytest
from django.db import connection
from pytest_socket import SocketConnectBlockedError

from tests.factories.cast import Cast, viewer


def test_sqlite_syncs_fully_and_postgres_keeps_fsync_on(db: None) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone() == (2,)  # FULL
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)
        else:
            cursor.execute("SHOW fsync")
            assert cursor.fetchone() == ("on",)


def test_the_cast_covers_every_role_and_a_second_bureau(cast: Cast) -> None:
    roles = {person.role for person in cast.people().values()}
    assert len(roles) == 7
    assert viewer(cast.command_office).bureau_id != viewer(cast.other_command_office).bureau_id
    assert cast.retired not in cast.people().values()


def test_no_test_can_reach_beyond_this_machine() -> None:
    with pytest.raises(SocketConnectBlockedError), socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))
