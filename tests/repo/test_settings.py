"""Settings say what they are, bad ones stop the start, and a fresh system lets nobody in."""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from jingge.accounts.models import Account
from jingge.config.database import database_from
from jingge.config.environment import SETTINGS
from tests.repo.source import context_of, readable


def test_every_setting_read_is_in_the_table() -> None:
    named = {
        name
        for path, text in readable(".py")
        if context_of(path) and path.name != "environment.py"
        for name in re.findall(r"\bJINGGE_[A-Z_]+\b", text)
    }
    assert named <= set(SETTINGS)


def start_with(tmp_path: Path, **environment: str) -> str:
    """Start the platform with these settings; what it says on failing."""
    done = subprocess.run(
        [sys.executable, "-m", "django", "check"],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "jingge.config.settings",
            "JINGGE_HOME": str(tmp_path),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else done.stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("JINGGE_TLS", "yes", "write 1 for yes or 0 for no"),
        ("JINGGE_TSL", "1", "no such setting: JINGGE_TSL"),
        ("JINGGE_DATABASE", "mysql://x/y", "write sqlite:///"),
        ("JINGGE_UPLOAD_LIMIT_MB", "lots", "write a whole number"),
    ],
)
def test_a_bad_setting_stops_the_start_and_says_what_to_write(
    tmp_path: Path, name: str, value: str, says: str
) -> None:
    assert says in start_with(tmp_path, **{name: value})


def test_the_defaults_start(tmp_path: Path) -> None:
    assert start_with(tmp_path) == ""


def test_a_database_address_may_hold_any_password() -> None:
    given = database_from("postgresql://jingge:p%40ss%2Fword@db.example:5433/jingge")
    assert (given["PASSWORD"], given["HOST"], given["PORT"]) == ("p@ss/word", "db.example", "5433")
    with pytest.raises(ImproperlyConfigured):
        database_from("oracle://x")


def test_a_fresh_install_has_no_account_at_all(db: None) -> None:
    assert not Account.objects.exists()


def test_migrations_are_complete(db: None) -> None:
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert "No changes" in said.getvalue()


def test_the_real_settings_hash_passwords_slowly_and_lock_out_guessers() -> None:
    from jingge.config import settings as real

    assert real.PASSWORD_HASHERS == ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    assert settings.AXES_FAILURE_LIMIT <= 5
    assert real.DEBUG is False


def test_browser_code_is_found_wherever_the_home_is(tmp_path: Path) -> None:
    """`JINGGE_HOME=/elsewhere make demo` serves the pages of this clone with its own map and fonts."""
    done = subprocess.run(
        [sys.executable, "-m", "django", "findstatic", "vendor/htmx/htmx.min.js", "--first"],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "jingge.config.settings",
            "JINGGE_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
