"""The permission matrix: who gets which answer at which address, and how that is checked."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import update_last_login
from django.contrib.auth.signals import user_logged_in
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jingge.accounts.models import Account
from jingge.common.viewer import BUREAU_WIDE, Role
from tests.factories.cast import Cast

NOWHERE, BUREAU, STATION = "nowhere", "bureau", "station"
NOBODY = "nobody signed in"
EVERY_ROLE = frozenset(Role)
# Written by looking, and no business of the page: the session itself and the sign-in counters.
NOT_BUSINESS = {"django_session", "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog"}
AUDIT = {"audit_event", "audit_chainhead"}


@dataclass
class World:
    """The cast and whatever `prepare` of a context added."""

    cast: Cast
    things: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One route under one method (see tests/repo/permission_rows)."""

    roles: frozenset[Role] | set[Role] = frozenset()
    method: str = "GET"
    ground: str = NOWHERE
    kwargs: Callable[[World], Mapping[str, Any]] = lambda world: {}
    query: Callable[[World], Mapping[str, Any]] = lambda world: {}
    data: Callable[[World], Mapping[str, Any]] = lambda world: {}
    public: bool = False
    ok: frozenset[int] | set[int] = frozenset()
    recorded: bool = False
    """Looking here writes into the audit log, and nowhere else."""

    @property
    def welcome(self) -> frozenset[int] | set[int]:
        return self.ok or ({200} if self.method == "GET" else {200, 204, 302, 303})


Rows = Mapping[str, Row | tuple[Row, ...]]


def routes(patterns: Iterable[URLPattern | URLResolver] | None = None, space: str = "") -> dict[str, Any]:
    """Every named route of the platform and the view behind it; an unnamed one under its pattern."""
    found: dict[str, Any] = {}
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            found |= routes(entry.url_patterns, inner)
        else:
            found[space + (entry.name or f"<unnamed {entry.pattern}>")] = entry.callback
    return found


def people(cast: Cast) -> dict[str, Account | None]:
    return {**cast.people(), "retired": cast.retired, NOBODY: None}


def expected(row: Row, person: Account | None, cast: Cast) -> str | set[int] | frozenset[int]:
    """What this person should get: a set of statuses, or "sign-in"."""
    if row.public:
        return row.welcome
    if person is None or not person.is_active:
        return "sign-in"
    if person.role not in row.roles:
        return {403}
    if row.ground != NOWHERE and person.bureau_id != cast.bureau.pk:
        return {404}
    on_own_ground = Role(person.role) in BUREAU_WIDE or person.station_code == cast.dongta.code
    if row.ground == STATION and not on_own_ground:
        return {404}
    return row.welcome


def ask(name: str, row: Row, world: World, person: Account | None) -> HttpResponseBase:
    """Send the request as this person, over TLS."""
    client = Client(raise_request_exception=True)
    if person is not None:
        # Signing in notes the time in the account; only what the page itself writes is of interest.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        user_logged_in.connect(update_last_login, dispatch_uid="update_last_login")
    url = reverse(name, kwargs=dict(row.kwargs(world)))
    if row.method == "GET":
        response = client.get(url, dict(row.query(world)), secure=True)
    else:
        response = client.post(url, dict(row.data(world)), secure=True)
    if response.streaming:
        b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return response


def wrong_answers(name: str, row: Row, world: World) -> list[str]:
    """Every person whose answer differs from the row; empty when all is well.

    Each request runs in a savepoint that is rolled back, so one person's deed is not another's.
    """
    wrong = []
    before = fingerprint(without=NOT_BUSINESS | AUDIT)
    for who, person in people(world.cast).items():
        want = expected(row, person, world.cast)
        refused = want == "sign-in" or want in ({403}, {404})
        with transaction.atomic():
            response = ask(name, row, world, person)
            after = fingerprint(without=NOT_BUSINESS | AUDIT) if refused else ""
            transaction.set_rollback(True)
        to_sign_in = response.status_code == 302 and response["Location"].startswith("/sign-in/?next=")
        if want == "sign-in" and not to_sign_in:
            wrong.append(f"{who}: {response.status_code}, should be sent to the sign-in page")
        elif isinstance(want, set | frozenset) and (response.status_code not in want or to_sign_in):
            wrong.append(f"{who}: {response.status_code}, should be {sorted(want)}")
        if refused and before != after:
            wrong.append(f"{who}: was refused but the database changed")
    return wrong


def fingerprint(*, without: set[str]) -> str:
    """A hash over every row of every table but these."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(
            set(connection.introspection.table_names(cursor)) - without - {"spatial_ref_sys"}
        ):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = sorted(
                repr([bytes(v) if isinstance(v, memoryview) else v for v in r]) for r in cursor.fetchall()
            )
            digest.update(repr((table, rows)).encode())
    return digest.hexdigest()
