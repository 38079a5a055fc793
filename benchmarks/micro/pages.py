"""Every page of the demonstration: how long it takes, and how many queries its lists ask.

    python -m benchmarks.micro.pages [--rounds 20] [--without-browser]

Pages are found by following links, one address for each route, first as the command office and then
as those who see what it does not. Time: on a live gunicorn over loopback, one request after the other.
Queries: the same addresses asked in this process. Map: real Chromium, from navigation to `data-ready`.
"""

import argparse
import os
import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.live import demonstration
from benchmarks.usable_map import map_times
from tests.journeys.running import Platform
from tests.journeys.visiting import Visitor

if TYPE_CHECKING:
    from tests.journeys.walking import Found

PEOPLE = ("command", "auditor", "it")
QUERIES_GOAL, MAP_GOAL_S = 8, 1.5
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


@dataclass
class Measured:
    """One page with what it took."""

    page: "Found"
    times_s: list[float] = field(default_factory=list)
    queries: int = 0

    def percentile_ms(self, share: float) -> float:
        ordered = sorted(self.times_s)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def open_tables(platform: Platform) -> None:
    """Django in this process, on the same database as the live server."""
    os.environ |= {
        "JINGGE_HOME": str(platform.home),
        "JINGGE_LOG": "WARNING",
        "DJANGO_SETTINGS_MODULE": "jingge.config.settings",
    }
    import django

    django.setup()


def measure(platform: Platform, visitors: dict[str, Visitor], rounds: int) -> list[Measured]:
    from tests.journeys.walking import pages_of

    known: set[str] = set()
    measured = [Measured(page) for name in PEOPLE for page in pages_of(visitors[name], name, known)]
    for one in measured:
        visitor = visitors[one.page.username]
        one.times_s = [visitor.timed(one.page.path) for _ in range(rounds)]
        one.queries = count_queries(one.page.path, visitor)
    return measured


def count_queries(path: str, visitor: Visitor) -> int:
    """Ask the page in this process, with the visitor's own session."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    for name, value in visitor.cookies.items():
        client.cookies[name] = value
    client.get(path)  # caches per map version are filled once, as on the live server
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return sum(not one["sql"].startswith(BOOKKEEPING) for one in asked.captured_queries)


def show(measured: list[Measured]) -> None:
    print(f"{'route':<34}{'p50 ms':>8}{'p95 ms':>8}{'queries':>9}")
    for one in sorted(measured, key=lambda one: -one.percentile_ms(0.5)):
        times = f"{one.percentile_ms(0.5):8.0f}{one.percentile_ms(0.95):8.0f}"
        print(f"{one.page.route:<34}{times}{one.queries:9} {'list' if one.page.is_list else ''}")
    lists = [one for one in measured if one.page.is_list]
    worst = max(lists, key=lambda one: one.queries)
    slow = max(measured, key=lambda one: one.percentile_ms(0.95))
    home = next(one for one in measured if one.page.path == "/")
    print(f"= pages measured: {len(measured)}")
    print(f"= list pages among them: {len(lists)}")
    print(f"= queries of the hungriest list, {worst.page.route}: {worst.queries} (goal ≤ {QUERIES_GOAL})")
    print(f"= dashboard, p50: {home.percentile_ms(0.5):.0f} ms")
    print(f"= dashboard, p95: {home.percentile_ms(0.95):.0f} ms")
    print(f"= list pages, median of p50: {statistics.median(p.percentile_ms(0.5) for p in lists):.0f} ms")
    print(f"= slowest page, {slow.page.route}, p95: {slow.percentile_ms(0.95):.0f} ms")


def show_map(first: float, cold: list[float], warm: list[float]) -> None:
    print(f"= map page usable, the very first time after the start: {first:.2f} s")
    for name, times in (("cold", cold), ("warm", warm)):
        print(f"map, {name}:", ", ".join(f"{one:.2f} s" for one in times))
        middle = statistics.median(times)
        print(f"= map page usable, {name}, median of {len(times)}: {middle:.2f} s (goal ≤ {MAP_GOAL_S})")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--without-browser", action="store_true")
    asked = parser.parse_args()
    with demonstration() as platform:
        open_tables(platform)
        visitors = {name: Visitor(platform, name) for name in PEOPLE}
        show(measure(platform, visitors, asked.rounds))
        for visitor in visitors.values():
            visitor.close()
        if not asked.without_browser:
            show_map(*map_times(platform, "command", 5))


if __name__ == "__main__":
    main()
