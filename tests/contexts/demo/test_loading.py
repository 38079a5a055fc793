"""The demonstration is loaded once; a real one begins with one account. No default password."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from jingge.accounts.models import Account
from jingge.audit.models import Event
from jingge.common.viewer import Role, system_viewer
from jingge.demo.actions import IN_FORCE_FROM, load_demonstration, reset_demonstration_passwords
from jingge.demo.queries import demonstration_bureau_id
from jingge.organisation.models import Bureau
from jingge.staffing.models import BeatPosting
from jingge.territory.models import Grid, GridVersion


@pytest.fixture
def loaded(db: None, tmp_path: Path, settings: LazySettings) -> str:
    settings.HOME = tmp_path
    said = StringIO()
    call_command("load_demo", stdout=said)
    return said.getvalue()


def test_the_whole_county_stands_after_loading(loaded: str) -> None:
    bureau = Bureau.objects.get()
    version = GridVersion.objects.get()
    assert bureau.is_synthetic
    assert version.valid_from == IN_FORCE_FROM
    levels = [Grid.objects.filter(version=version, level=level).count() for level in (1, 2, 3, 4)]
    assert levels == [8, 85, 52, 310]
    assert BeatPosting.objects.filter(valid_to__isnull=True).count() == 52


def test_every_role_gets_an_account_whose_password_was_printed(loaded: str) -> None:
    accounts = list(Account.objects.all())
    assert {Role(a.role) for a in accounts} == set(Role)
    printed = {line.split()[0]: line.split()[1] for line in loaded.splitlines()[1:]}
    assert set(printed) == {a.username for a in accounts}
    assert all(a.check_password(printed[a.username]) for a in accounts)
    assert len(set(printed.values())) == len(printed)


def test_no_password_is_kept_in_clear(loaded: str) -> None:
    printed = [line.split()[1] for line in loaded.splitlines()[1:]]
    kept = " ".join(json.dumps(e.detail) + e.subject_label for e in Event.objects.all())
    assert [p for p in printed if p in kept] == []


def test_loading_again_changes_nothing(loaded: str) -> None:
    before = (Account.objects.count(), GridVersion.objects.count(), Event.objects.count())
    said = StringIO()
    call_command("load_demo", stdout=said)
    assert "loaded already" in said.getvalue()
    assert (Account.objects.count(), GridVersion.objects.count(), Event.objects.count()) == before


def test_a_load_that_was_killed_before_the_accounts_goes_on(loaded: str, tmp_path: Path) -> None:
    Account.objects.filter(role=Role.AUDITOR).delete()
    bureau_id = demonstration_bureau_id()
    assert bureau_id is not None
    made = load_demonstration(folder=tmp_path / "again", by=system_viewer(bureau_id))
    assert [a.role for a in made] == [Role.AUDITOR]
    assert GridVersion.objects.count() == 1


def test_reset_gives_every_account_another_password(loaded: str) -> None:
    said = StringIO()
    call_command("reset_demo_passwords", "--json", stdout=said)
    fresh = json.loads(said.getvalue())
    old = {line.split()[0]: line.split()[1] for line in loaded.splitlines()[1:]}
    assert set(fresh) == set(old)
    assert all(fresh[name] != old[name] for name in old)
    assert Account.objects.get(username="command").check_password(fresh["command"])


def test_reset_leaves_another_bureaus_accounts_alone(loaded: str) -> None:
    call_command("found", code="640122", name="邻县公安局", username="clerk", stdout=StringIO())
    before = Account.objects.get(username="clerk").password
    bureau_id = demonstration_bureau_id()
    assert bureau_id is not None
    names = {a.username for a in reset_demonstration_passwords(by=system_viewer(bureau_id))}
    assert "clerk" not in names
    assert Account.objects.get(username="clerk").password == before


def test_reset_without_a_demonstration_says_so(db: None) -> None:
    with pytest.raises(CommandError, match="no demonstration here"):
        call_command("reset_demo_passwords")


def test_founding_makes_a_bureau_and_one_clerk_who_must_change_the_password(db: None) -> None:
    said = StringIO()
    call_command("found", code="640181", name="灵武市公安局", stdout=said)
    clerk = Account.objects.get()
    assert clerk.role == Role.IT_CLERK
    assert clerk.bureau_id == Bureau.objects.get(code="640181").pk
    assert clerk.must_change_password
    assert clerk.check_password(said.getvalue().split()[-1])
    assert not Bureau.objects.get().is_synthetic


def test_a_bureau_is_founded_once(db: None) -> None:
    call_command("found", code="640181", name="灵武市公安局", stdout=StringIO())
    with pytest.raises(CommandError, match="exists already"):
        call_command("found", code="640181", name="灵武市公安局", username="other", stdout=StringIO())
    assert Account.objects.count() == 1
