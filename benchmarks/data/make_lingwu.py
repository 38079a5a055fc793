"""The demonstration county as an instance folder, so that the engine can be measured on it without the platform.

    python -m benchmarks.data.make_lingwu

Loads the demonstration from nothing in a folder of its own and writes what planning hands to the engine with the
settings of a new scenario: benchmarks/data/lingwu. Run it again when the demonstration changes.
"""

import csv
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.journeys.running import environment, prepare

TARGET = Path(__file__).resolve().parent / "lingwu"


def export(target: Path) -> None:
    """Blocks, neighbours, and areas wanted by station; the settings are the defaults of the form."""
    from jingge.common.clock import today
    from jingge.organisation.models import Bureau
    from jingge.planning.queries.inputs import community_officers, ground_of
    from jingge.planning.rules.facts import DEFAULT_WEIGHTS
    from jingge.planning.rules.workload import workload
    from jingge.planning.web.forms import DEFAULT_BALANCE_PCT
    from jingge.territory.queries import block_adjacency, latest_version

    bureau = Bureau.objects.get()
    version = latest_version(bureau.pk)
    assert version is not None
    ground = ground_of(version, today())
    place = {block.code: index for index, block in enumerate(ground.blocks)}
    _write(
        target / "nodes.csv",
        ["id", "code", "station", "unit", "beat", "workload", "population", "lon", "lat"],
        [
            [i, b.code, b.station_code, b.unit_code, b.beat_code, round(workload(b, DEFAULT_WEIGHTS), 4),
             b.population, b.lon, b.lat]
            for i, b in enumerate(ground.blocks)
        ],
    )  # fmt: skip
    pairs = sorted((*sorted((place[a], place[b])), km) for a, b, km in block_adjacency(version))
    _write(target / "edges.csv", ["u", "v", "shared_km"], [[u, v, round(km, 4)] for u, v, km in pairs])
    held = [station for station, _number, _name in community_officers(bureau.pk, today())]
    stations = {
        code: {"name": station.name, "areas": max(1, held.count(code))}
        for code, station in ground.stations.items()
    }
    settings = {"balance_pct": DEFAULT_BALANCE_PCT, "stations": stations}
    text = json.dumps(settings, ensure_ascii=False, indent=1)
    (target / "instance.json").write_text(text + "\n", encoding="utf-8")


def _write(path: Path, head: list[str], rows: list[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def main() -> int:
    """Load the demonstration, start Django on it, write."""
    with tempfile.TemporaryDirectory(prefix="jingge-export-") as folder:
        home = Path(folder) / "var"
        prepare(home)
        os.environ.update(environment(home, 0))
        os.environ["DJANGO_SETTINGS_MODULE"] = "jingge.config.settings"
        import django

        django.setup()
        TARGET.mkdir(parents=True, exist_ok=True)
        export(TARGET)
    return 0


if __name__ == "__main__":
    sys.exit(main())
