"""Reports at all desks at once, through the pages: locust against the server of the demonstration on PostgreSQL.

    python -m benchmarks.micro.intake_load [--seconds 60] [--users 8]

Locust, the server's two processes and PostgreSQL share this machine. What locust saw accepted is counted again in the
database: none may be lost and no number be missing.
"""

import argparse
import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import psycopg

from benchmarks.live import demonstration
from benchmarks.micro.incidents import LOAD_GOAL, fresh_database

ROOT = Path(__file__).resolve().parents[2]
LOCUST = ROOT / ".venv-peers" / "bin" / "locust"
BLOCKS = """
    SELECT lower(s.code), min(g.code) FROM territory_grid g JOIN organisation_station s ON s.id = g.station_id
    JOIN territory_gridversion v ON v.id = g.version_id
    WHERE g.level = 4 AND v.state = 'adopted' AND v.valid_from <= current_date
        AND (v.valid_to IS NULL OR v.valid_to > current_date) GROUP BY 1
"""
MISSING = """
    SELECT coalesce(sum(c.last - (SELECT count(*) FROM incidents_incident i
        WHERE i.first_receiver_id = c.organ_id AND i.year = c.year)), 0) FROM incidents_counter c
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--users", type=int, default=8)
    asked = parser.parse_args()
    if not LOCUST.exists():
        raise SystemExit("locust is not there: make peers")
    address = fresh_database()
    with demonstration(database=address) as platform, psycopg.connect(address, autocommit=True) as database:
        blocks = {f"head.{code}": block for code, block in database.execute(BLOCKS).fetchall()}
        before = count(database)
        sent, refused, p95 = run_locust(platform.address, platform.passwords, blocks, asked)
        lost = before + sent - count(database)
        missing = database.execute(MISSING).fetchone()
    print(f"  {asked.users} users, {sent:,} reports in {asked.seconds} s")
    print(
        f"= intakes through the pages a second over {asked.seconds} s: {sent / asked.seconds:.0f} (goal ≥ {LOAD_GOAL})"
    )
    print(f"= intakes through the pages, 95th percentile: {p95:.0f} ms (goal ≤ 100)")
    print(f"= intakes through the pages, refused: {refused} (goal ≤ 0)")
    print(f"= intakes through the pages, lost of {sent:,}: {lost} (goal ≤ 0)")
    print(f"= numbers missing after the load: {missing[0] if missing else -1} (goal ≤ 0)", flush=True)


def count(database: psycopg.Connection[tuple[int]]) -> int:
    found = database.execute("SELECT count(*) FROM incidents_incident").fetchone()
    return found[0] if found else 0


def run_locust(
    address: str, passwords: dict[str, str], blocks: dict[str, str], asked: argparse.Namespace
) -> tuple[int, int, float]:
    """How many were accepted, how many refused, the 95th percentile in ms."""
    given = {"PASSWORDS": json.dumps(passwords), "BLOCKS": json.dumps(blocks)}
    done = subprocess.run(
        [
            LOCUST, "--headless", "--json", "--locustfile", ROOT / "benchmarks" / "micro" / "desks.py",
            "--host", address, "--users", str(asked.users), "--spawn-rate", str(asked.users),
            "--run-time", f"{asked.seconds}s", "--stop-timeout", "10",
        ],
        env={**os.environ, **given},
        check=False,  # it ends with 1 when anything was refused: counted below
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    row = next(one for one in json.loads(done.stdout) if one["name"] == "intake")
    refused = int(row["num_failures"])
    return int(row["num_requests"]) - refused, refused, percentile(row["response_times"], 0.95)


def percentile(times: Mapping[str, int], share: float) -> float:
    """Of how often each rounded time was seen."""
    seen, wanted = 0, share * sum(times.values())
    for time in sorted(times, key=float):
        seen += times[time]
        if seen >= wanted:
            return float(time)
    return 0.0


if __name__ == "__main__":
    main()
