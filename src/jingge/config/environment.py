"""Every value a bureau may set: name, default, meaning. docs/generated/settings.md is made from this."""

import os
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable."""

    name: str
    default: str
    meaning: str


SETTINGS = {
    one.name: one
    for one in (
        Setting("JINGGE_HOME", "./var", "Folder of the database, uploads, keys and collected static files."),
        Setting(
            "JINGGE_DATABASE",
            "sqlite:///HOME/jingge.sqlite3",
            "`sqlite:///absolute/path` or `postgresql://user:password@host:port/name`; PostgreSQL 15 or "
            "later needs the extensions postgis and btree_gist.",
        ),
        Setting(
            "JINGGE_HOSTS", "localhost,127.0.0.1,[::1]", "Host names the platform answers to, with commas."
        ),
        Setting(
            "JINGGE_ORIGINS",
            "",
            "Origins (https://name) of a TLS proxy whose forms are trusted, with commas.",
        ),
        Setting(
            "JINGGE_TLS",
            "1",
            "1: cookies are `__Host-` and Secure, HSTS is sent over https. 0: plain http for a browser that "
            "refuses Secure cookies on the loopback address; never on a network (decision record 4).",
        ),
        Setting(
            "JINGGE_BEHIND_PROXY", "0", "1: a TLS proxy sets X-Forwarded-Proto, and only it can reach us."
        ),
        Setting("JINGGE_DEBUG", "0", "1: show tracebacks in the browser. Never on a network."),
        Setting("JINGGE_LOG", "INFO", "Least level of log lines: DEBUG, INFO, WARNING or ERROR."),
        Setting("JINGGE_UPLOAD_LIMIT_MB", "100", "Largest file an import takes, in megabytes."),
        Setting("JINGGE_PORT", "8000", "Port of `make demo` on the loopback address."),
    )
}


def text(name: str, default: str | None = None) -> str:
    """The value set, or the default of the table (or one only known at start)."""
    return os.environ.get(name, SETTINGS[name].default if default is None else default)


def words(name: str) -> list[str]:
    return [word.strip() for word in text(name).split(",") if word.strip()]


def flag(name: str) -> bool:
    value = text(name)
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name}={value!r}: write 1 for yes or 0 for no")
    return value == "1"


def number(name: str) -> int:
    value = text(name)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number")
    return int(value)


def refuse_unknown() -> None:
    """A misspelt name would be ignored silently, and a default would hold where a bureau thinks otherwise."""
    known = {*SETTINGS, "JINGGE_TEST_DATABASE", "JINGGE_SCREENSHOTS"}
    if strange := sorted(name for name in os.environ if name.startswith("JINGGE_") and name not in known):
        raise ImproperlyConfigured(f"no such setting: {', '.join(strange)}. Known: {', '.join(SETTINGS)}")
