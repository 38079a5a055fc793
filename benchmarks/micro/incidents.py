"""Ten years of a busy county: how long intake, inboxes, lists, search, sweep and a clock take.

    python -m benchmarks.micro.incidents [--full] [--postgres] [--matters 1000000] [--rounds 25] [--load 60]

The demonstration is loaded into a folder (or a private PostgreSQL) of its own; its year of closed incidents
is copied, shifted back in time, by the database itself until there are as many as asked. Then everything is
asked as people ask it: pages through Django's test client, deeds through the actions, each its own commit.
`--load` lets as many processes as the machine has cores take reports in for so many seconds.
"""

import argparse
import gc
import itertools
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg

from tools import cluster

GOAL_MS, SWEEP_GOAL_S, CLOCK_GOAL_US, LOAD_GOAL = 100, 5, 50, 250
YEARS = 10
BENCH = "jingge_bench"
OPEN = 2000
HEAD, COMMAND, BRIGADE = "head.lw02", "command", "brigade.br01"
PAGES = (
    ("inbox, station", HEAD, "/incidents/inbox/"),
    ("inbox, command office", COMMAND, "/incidents/inbox/"),
    ("inbox late, command office", COMMAND, "/incidents/inbox/?box=late"),
    ("inbox, brigade", BRIGADE, "/incidents/inbox/"),
    ("list of 30 days, station", HEAD, "/incidents/"),
    ("list of ten years, command office", COMMAND, "/incidents/?since="),
    ("list of ten years, last page", COMMAND, "/incidents/?since=&page=40000"),
    ("search by number", COMMAND, "/incidents/?since=&q=LW02-2019-500001"),
    ("search by place", COMMAND, "/incidents/?since=&where=中北村"),
    ("search by place, station", HEAD, "/incidents/?since=&where=朔方"),
    ("search by address, 30 days", COMMAND, "/incidents/?address=市场"),
    ("search by address, ten years", COMMAND, "/incidents/?since=&address=育才巷"),
    ("search by a rare address, ten years", COMMAND, "/incidents/?since=&address=北门街77号12号楼"),
    ("search for an address that is nowhere", COMMAND, "/incidents/?since=&address=没有这个地方"),
    ("search by official number", COMMAND, "/incidents/?since=&q=YS-000077"),
    ("search for what is nowhere", COMMAND, "/incidents/?since=&where=没有这个地方"),
    ("by kind of matter", COMMAND, "/incidents/?since=&category=A22"),
    ("mechanisms, command office", COMMAND, "/incidents/health/"),
    ("limits behind a figure", COMMAND, "/incidents/limits/?mechanism=review&state=late"),
    ("intake form, command office", COMMAND, "/incidents/new/"),
    ("beside the intake", HEAD, "/incidents/new/look/?category=D&where=朔方路社区"),
)


@contextmanager
def database(*, postgres: bool) -> Iterator[Path]:
    """A home of its own, and on PostgreSQL a database of its own."""
    with tempfile.TemporaryDirectory(prefix="jingge-bench-") as folder:
        home = Path(folder) / "var"
        os.environ |= {
            "JINGGE_HOME": str(home),
            "JINGGE_LOG": "ERROR",
            "DJANGO_SETTINGS_MODULE": "jingge.config.settings",
        }
        if not postgres:
            yield home
            return
        os.environ["JINGGE_DATABASE"] = fresh_database()
        yield home


def fresh_database() -> str:
    """Empty, in the private cluster of tests and benchmarks, which stays as it is for the next run."""
    address = cluster.address()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {BENCH} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {BENCH}")
    return f"{address.rsplit('/', 1)[0]}/{BENCH}"


def load_demonstration(home: Path) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from jingge.common.viewer import system_viewer
    from jingge.demo.actions.loading import load_demonstration as load

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from jingge.common.ids import new_id

    load(folder=home / "demo" / "lingwu", by=system_viewer(new_id()))


class Ground:
    """The demonstration's bureau and its people."""

    def __init__(self) -> None:
        from jingge.accounts.models import Account
        from jingge.accounts.queries import viewer_of

        self.accounts = {one.username: one for one in Account.objects.filter(is_active=True)}
        self.viewers = {name: viewer_of(one) for name, one in self.accounts.items()}

    def viewer(self, name: str) -> Any:
        return self.viewers[name]


def copies(matters: int) -> None:
    """The closed year again and again, each copy further back; the database does it."""
    from django.db import connection

    from jingge.incidents.models import Incident

    own = Incident.objects.filter(stage="closed").count()
    times = max(0, round(matters / own) - 1)
    days = YEARS * 365 / max(times, 1)
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, times, days):
            cursor.execute(statement)
    spell_out()
    with connection.cursor() as cursor:
        cursor.execute(
            "ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE"
        )  # as it does by itself


def spell_out() -> None:
    """The index of words of the copies' addresses, which deeds fill by themselves."""
    from jingge.incidents.actions.writing import words_of
    from jingge.incidents.models import AddressWords, Incident

    held = (
        Incident.objects.filter(address_words__isnull=True)
        .exclude(place="")
        .only("pk", "place")
        .iterator(5000)
    )
    while some := list(itertools.islice(held, 5000)):
        AddressWords.objects.bulk_create(words_of(some))


def statements(vendor: str, times: int, days: float) -> Iterator[str]:
    lite = vendor == "sqlite"
    new_id = "lower(hex(randomblob(16)))" if lite else "gen_random_uuid()"

    def back(column: str) -> str:
        if lite:
            return f"datetime({column}, '-' || round(m.k * {days}, 3) || ' days')"
        return f"{column} - m.k * interval '{days} days'"

    def day_back(column: str) -> str:
        return f"date({column}, '-' || round(m.k * {days}) || ' days')" if lite else f"({back(column)})::date"

    series = (
        f"WITH RECURSIVE s(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM s WHERE k < {times})"
        if lite
        else f"WITH s(k) AS (SELECT generate_series(1, {times}))"
    )
    # Every typed address another: words are sought among a million different ones.
    number = "abs(random()) %" if lite else "(random() * 100000)::int %"
    address = (
        f"y.place_name || substr('文化路朔方路西环路北门街育才巷', 1 + 3 * ({number} 5), 3) || ({number} 400) || '号' "
        f"|| ({number} 30) || '号楼' || ({number} 6) || '单元' || ({number} 1800) || '室'"
    )
    year = "CAST(strftime('%Y', x.received) AS integer)" if lite else "extract(year from x.received)::int"
    yield (
        f"CREATE TEMP TABLE bench_map AS {series} "
        f"SELECT i.id AS old_id, s.k AS k, {new_id} AS new_id FROM incidents_incident i CROSS JOIN s "
        "WHERE i.stage = 'closed' AND i.batch_id IS NOT NULL"
    )
    yield "CREATE INDEX bench_map_old ON bench_map (old_id)"
    yield f"""
        INSERT INTO incidents_incident (id, number, year, serial, officer_number, way, urgency, category, facts,
            official_ref, occurred_on, received_at, registered_at, registered_by_label, place, lon, lat,
            station_code, unit_code, beat_code, block_code, place_name, stage, accepted_on, ending, closed_at,
            batch_id, bureau_id, first_receiver_id, owner_id, repeats_id)
        SELECT y.new_id, y.code || '-' || y.new_year || '-' || y.new_serial, y.new_year, y.new_serial, '', y.way, y.urgency,
            y.category, y.facts, y.official_ref || '-' || y.k, NULL, y.received, y.received,
            y.registered_by_label, {address}, y.lon, y.lat, y.station_code, y.unit_code, y.beat_code, y.block_code,
            y.place_name, y.stage, y.accepted, y.ending, y.closed, y.batch_id, y.bureau_id,
            y.first_receiver_id, y.owner_id, NULL
        FROM (
            SELECT x.*, {year} AS new_year,
                500000 + row_number() OVER (PARTITION BY x.first_receiver_id, {year} ORDER BY x.received) AS new_serial
            FROM (
                SELECT i.*, m.new_id, m.k, o.code, {back("i.received_at")} AS received,
                    {back("i.closed_at")} AS closed, {day_back("i.accepted_on")} AS accepted
                FROM bench_map m JOIN incidents_incident i ON i.id = m.old_id
                JOIN incidents_organ o ON o.id = i.first_receiver_id
            ) x
        ) y"""
    yield f"""
        INSERT INTO incidents_clock (id, key, limit_code, rules_on, run, started_at, due_at, state, ended_at,
            reminded_at, escalated_at, incident_id, organ_id)
        SELECT {new_id}, c.key, c.limit_code, {day_back("c.rules_on")}, c.run, {back("c.started_at")},
            {back("c.due_at")}, c.state, {back("c.ended_at")}, NULL, NULL, m.new_id, c.organ_id
        FROM bench_map m JOIN incidents_clock c ON c.incident_id = m.old_id"""
    for _each in range(2):
        yield f"""
            INSERT INTO incidents_entry (id, at, kind, by_label, text, detail, incident_id, organ_id)
            SELECT {new_id}, {back("e.at")}, e.kind, e.by_label, e.text, e.detail, m.new_id, e.organ_id
            FROM bench_map m JOIN incidents_entry e ON e.incident_id = m.old_id"""


def timed_ms(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return 1000 * (time.perf_counter() - began)


def tell(name: str, times: list[float], goal: float, unit: str = "ms") -> None:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"  {name}: median {statistics.median(ordered):.1f} {unit} of {len(ordered)}", flush=True)
    print(f"= {name}, 95th percentile: {p95:.1f} {unit} (goal ≤ {goal:g})", flush=True)


def report(n: int, block: str) -> Any:
    from jingge.common.clock import now
    from jingge.incidents.terms import IncidentSpec, Urgency, Way

    return IncidentSpec(
        way=Way.CALL,
        urgency=Urgency.ORDINARY,
        category=("D", "A2", "B5", "E")[n % 4],
        facts="邻里夜间噪音，请求处置",
        received_at=now() - timedelta(minutes=2),
        grid_code=block,
        official_ref=f"110-{os.getpid()}-{n}",
    )


def take_in(n: int, head: Any, blocks: dict[str, str]) -> None:
    from jingge.incidents import actions

    actions.take_in(spec=report(n, blocks[head.station_code]), by=head)


def intakes(ground: Ground, label: str) -> None:
    blocks, heads = desks(ground)
    times = [timed_ms(partial(take_in, n, heads[n % len(heads)], blocks)) for n in range(OPEN)]
    tell(f"{label}: intake saved", times, GOAL_MS)


def desks(ground: Ground) -> tuple[dict[str, str], list[Any]]:
    from jingge.territory.models import Grid

    rows = Grid.objects.filter(level=4).order_by("code").values_list("station__code", "code")
    blocks = dict(rows)
    heads = [one for name, one in sorted(ground.viewers.items()) if name.startswith("head.")]
    return blocks, heads


def pages(ground: Ground, label: str, rounds: int) -> None:
    from django.test import Client

    clients = {}
    for name in {one for _label, one, _path in PAGES}:
        clients[name] = Client()
        clients[name].force_login(ground.accounts[name])
    for what, name, path in PAGES:
        times = []
        for _round in range(rounds):
            began = time.perf_counter()
            answer = clients[name].get(path, secure=True, HTTP_HOST="127.0.0.1")
            times.append(1000 * (time.perf_counter() - began))
            if answer.status_code != 200:
                raise SystemExit(f"{path} answers {answer.status_code}")
        tell(f"{label}: {what}", times[1:], GOAL_MS)


def sweep_and_clock(ground: Ground, label: str) -> None:
    from jingge.common.clock import frozen_at, now
    from jingge.common.workdays import published
    from jingge.incidents import actions
    from jingge.incidents.models import Clock
    from jingge.incidents.queries.limits import limit_on
    from jingge.incidents.rules.clocks import computed

    by = ground.viewer(COMMAND)
    running = Clock.objects.filter(state="running").count()
    with frozen_at(now() + timedelta(days=60)):
        took = timed_ms(lambda: actions.sweep(bureau_id=by.bureau_id, by=by)) / 1000
    print(f"= {label}: sweep of {running:,} running limits: {took:.2f} s (goal ≤ {SWEEP_GOAL_S})", flush=True)
    clock = Clock.objects.filter(key="case.handling").first()
    assert clock is not None
    limit = limit_on(by.bureau_id, clock.key, clock.rules_on)
    assert limit is not None
    calendar, moment = published(), now()
    began = time.perf_counter()
    for _each in range(10_000):
        computed(limit, clock.run, calendar, now=moment)
    took = (time.perf_counter() - began) * 100
    print(f"= {label}: a limit worked out: {took:.1f} µs (goal ≤ {CLOCK_GOAL_US})", flush=True)


def desk_process(seconds: float, mine: int, every: int, queue: Any) -> None:
    """One process that takes reports in as fast as it can; says how many and the slowest."""
    import django

    django.setup()
    blocks, heads = desks(Ground())
    gc.collect()
    gc.freeze()  # as the server does when it starts
    own = [one for n, one in enumerate(heads) if n % every == mine] or heads
    until, done, times = time.perf_counter() + seconds, 0, []
    while time.perf_counter() < until:
        times.append(timed_ms(partial(take_in, done, own[done % len(own)], blocks)))
        done += 1
    queue.put(json.dumps([done, sorted(times)[int(0.95 * len(times))] if times else 0]))


def load(label: str, seconds: float, processes: int) -> None:
    """Every process has its own desks; none may be lost and no number be missing."""
    from django.db import connection

    from jingge.incidents.models import Counter, Incident

    before = Incident.objects.count()
    connection.close()
    context = multiprocessing.get_context("spawn")
    queue: Any = context.Queue()
    running = [
        context.Process(target=desk_process, args=(seconds, n, processes, queue)) for n in range(processes)
    ]
    for one in running:
        one.start()
    told = [json.loads(queue.get()) for _one in running]
    for one in running:
        one.join()
    done = sum(count for count, _p95 in told)
    lost = before + done - Incident.objects.count()
    gaps = 0
    for counter in Counter.objects.select_related("organ"):
        given = Incident.objects.filter(first_receiver=counter.organ, year=counter.year)
        gaps += counter.last - given.filter(serial__lte=counter.last).count()
    print(f"= {label}: intakes lost of {done:,}: {lost} (goal ≤ 0)", flush=True)
    print(f"= {label}: numbers missing: {gaps} (goal ≤ 0)", flush=True)
    print(f"  slowest twentieth from {max(p95 for _count, p95 in told):.1f} ms, {processes} processes")
    print(
        f"= {label}: intakes a second over {seconds:g} s: {done / seconds:.0f} (goal ≥ {LOAD_GOAL})",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--matters", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--load", type=float, default=0.0, help="seconds of reports at all desks")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--full", action="store_true", help="SQLite, then PostgreSQL with a minute of load")
    asked = parser.parse_args()
    if asked.full:
        for more in ((), ("--postgres", "--load", "60")):
            subprocess.run([sys.executable, "-m", "benchmarks.micro.incidents", *more], check=True)
        return
    label = "PostgreSQL" if asked.postgres else "SQLite"
    with database(postgres=asked.postgres) as home:
        load_demonstration(home)
        began = time.perf_counter()
        copies(asked.matters)
        from jingge.incidents.models import Clock, Incident

        print(
            f"  {label}: {Incident.objects.count():,} incidents, {Clock.objects.count():,} limits,"
            f" copied in {time.perf_counter() - began:.0f} s",
            flush=True,
        )
        ground = Ground()
        gc.collect()
        gc.freeze()  # as the server does when it starts
        intakes(ground, label)
        pages(ground, label, asked.rounds)
        sweep_and_clock(ground, label)
        if asked.load:
            load(label, asked.load, asked.processes)


if __name__ == "__main__":
    main()
