"""The chain: the database refuses to write over it, and the check finds whoever did all the same."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from jingge.accounts import actions
from jingge.accounts.models import Account
from jingge.audit.actions import record, record_look
from jingge.audit.models import ChainHead, Event
from jingge.audit.queries import list_heads, verify_all, verify_bureau, verify_chain
from jingge.common.migration_ops import AppendOnly
from jingge.common.viewer import Role
from tests.factories.cast import Cast, viewer

GUARD = AppendOnly("audit_event")


@contextmanager
def without_guard() -> Iterator[None]:
    """As someone with the keys of the database would: the triggers are off for a moment."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for statement in GUARD.drop_on_postgres() if postgres else GUARD.drop_on_sqlite():
            cursor.execute(statement)
        yield
        for statement in GUARD.make_on_postgres() if postgres else GUARD.make_on_sqlite():
            cursor.execute(statement)


@pytest.fixture
def chain(cast: Cast) -> str:
    """A chain of 30 events of several kinds."""
    people = [viewer(p) for p in (cast.chief, cast.it_clerk, cast.command_office)]
    for n in range(30):
        with transaction.atomic():
            record(
                action=f"planning.deed_{n % 4}",
                by=people[n % 3],
                subject=cast.bureau,
                subject_label=f"方案{n}",
                detail={"share": n / 7, "none": None, "z": 1, "a": [n, 1.0, "二"]},
            )
    return str(cast.bureau.pk)


def test_an_untouched_chain_holds(chain: str) -> None:
    assert verify_chain(chain) == ([], 30)


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_database_refuses_to_write_over_the_log(chain: str, verb: str) -> None:
    events = Event.objects.filter(chain=chain, number=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        events.update(actor_label="someone else") if verb == "update" else events.delete()
    assert verify_chain(chain) == ([], 30)


def test_nothing_is_recorded_outside_a_transaction(cast: Cast) -> None:
    with (
        patch("django.db.transaction.get_connection") as away,
        pytest.raises(RuntimeError, match="outside a transaction"),
    ):
        away.return_value.in_atomic_block = False
        record(action="x.y", by=viewer(cast.chief))


TAMPERINGS: dict[str, Callable[[str, int], object]] = {
    "label": lambda c, n: Event.objects.filter(chain=c, number=n).update(actor_label="x"),
    "time": lambda c, n: Event.objects.filter(chain=c, number=n).update(at="2020-01-01T00:00:00Z"),
    "detail": lambda c, n: Event.objects.filter(chain=c, number=n).update(detail={"a": 1}),
    "result": lambda c, n: Event.objects.filter(chain=c, number=n).update(result="refused"),
    "hash": lambda c, n: Event.objects.filter(chain=c, number=n).update(hash="0" * 64),
    "link": lambda c, n: Event.objects.filter(chain=c, number=n).update(previous_hash="0" * 64),
    "delete": lambda c, n: Event.objects.filter(chain=c, number=n).delete(),
    "cut": lambda c, n: Event.objects.filter(chain=c, number__gte=n).delete(),
    "swap": lambda c, n: _swap(c, n, n % 29 + 1),
    "head": lambda c, n: ChainHead.objects.filter(chain=c).update(number=n + 40),
    "no head": lambda c, n: ChainHead.objects.filter(chain=c).delete(),
}


def _swap(chain: str, one: int, other: int) -> None:
    if one == other:
        other += 1
    Event.objects.filter(chain=chain, number=one).update(number=1000)
    Event.objects.filter(chain=chain, number=other).update(number=one)
    Event.objects.filter(chain=chain, number=1000).update(number=other)


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_every_change_deletion_reorder_and_cut_is_found(chain: str, kind: str) -> None:
    dice = np.random.default_rng(4)
    with without_guard():
        for place in [1, 30, *dice.integers(2, 30, size=12)]:
            hold = transaction.savepoint()
            TAMPERINGS[kind](chain, int(place))
            assert verify_chain(chain)[0], f"{kind} at {place} was not found"
            transaction.savepoint_rollback(hold)
    assert verify_chain(chain) == ([], 30)


def test_a_cut_that_also_mends_the_head_is_found_by_heads_kept_elsewhere(chain: str) -> None:
    kept = list_heads()
    with without_guard():
        Event.objects.filter(chain=chain, number__gt=20).delete()
        last = Event.objects.get(chain=chain, number=20)
        ChainHead.objects.filter(chain=chain).update(number=20, hash=last.hash)
        assert verify_chain(chain)[0] == []
        assert [fault.kind for fault in verify_all(kept).faults] == ["cut"]


def test_stations_have_chains_of_their_own(cast: Cast) -> None:
    with transaction.atomic():
        record(action="a.b", by=viewer(cast.dongta_head), station_code="DT")
        record(action="a.b", by=viewer(cast.xijiao_head), station_code="XJ")
        record(action="a.b", by=viewer(cast.other_command_office))
    assert Event.objects.filter(number=1).count() == 3
    verdict = verify_bureau(viewer(cast.auditor))
    assert (verdict.chains, verdict.events, verdict.faults) == (2, 2, ())


def test_when_the_log_cannot_be_written_the_deed_does_not_happen(cast: Cast) -> None:
    with (
        patch("jingge.audit.models.Event.save", side_effect=DatabaseError("disk full")),
        pytest.raises(DatabaseError),
    ):
        actions.create_account(
            bureau_id=cast.bureau.pk,
            username="li.si",
            display_name="李四",
            role=Role.AUDITOR,
            by=viewer(cast.it_clerk),
        )
    assert not Account.objects.filter(username="li.si").exists()
    assert not Event.objects.exists()


def test_the_command_says_all_is_well_or_where_it_is_not(
    chain: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heads = tmp_path / "heads.json"
    call_command("verify_audit", keep_heads=heads)
    assert "30 records in 1 chains" in capsys.readouterr().out
    assert json.loads(heads.read_text())[0]["number"] == 30
    call_command("verify_audit", kept_heads=heads)
    with without_guard():
        Event.objects.filter(chain=chain, number=7).update(actor_label="x")
        with pytest.raises(CommandError, match="1 faults"):
            call_command("verify_audit")
    assert "#7: changed" in capsys.readouterr().err


def test_looking_is_a_record_too(cast: Cast) -> None:
    record_look(what="look", by=viewer(cast.auditor), detail={"words": "东塔"})
    assert Event.objects.get().action == "audit.look"
