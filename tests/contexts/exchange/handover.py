"""A small bureau's tables, made by code: 2 stations, 4 communities, 16 square blocks, 11 people.

    tables = Tables(); tables.blocks[3]["population"] = "-5"; path = tables.write(tmp_path)

Every table is a list of plain rows, so that a test spoils exactly one cell and asks for exactly that
cell's row, field, value and mend.
"""

import csv
import io
import json
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

DAY = date(2021, 3, 1)
WEST, SOUTH, STEP = 106.3, 38.0, 0.02
UNITS = ("640181100001", "640181100002", "640181101201", "640181101202")
Row = dict[str, Any]


def square(x: int, y: int) -> list[list[float]]:
    w, s = round(WEST + x * STEP, 6), round(SOUTH + y * STEP, 6)
    e, n = round(w + STEP, 6), round(s + STEP, 6)
    return [[w, s], [e, s], [e, n], [w, n], [w, s]]


def block(n: int) -> Row:
    """Block n: four in each community, side by side."""
    unit, place = divmod(n, 4)
    x, y = unit % 2 * 2 + place % 2, unit // 2 * 2 + place // 2
    return {
        "code": f"{UNITS[unit]}{place + 1:03d}",
        "name": f"{unit + 1}村{place + 1}组",
        "unit_code": UNITS[unit],
        "kind": "village_group",
        "households": 100 + n,
        "population": 300 + n,
        "organisations": n % 3,
        "incidents_report": 5,
        "incidents_help": 4,
        "incidents_dispute": 3,
        "incidents_complaint": 1,
        "ring": square(x, y),
    }


def officer(number: str, post: str, organ: str, **more: Any) -> Row:
    return {
        "police_number": number,
        "display_name": f"民警{number}",
        "kind": "officer",
        "age_band": "40_49",
        "rank": "",
        "community_years": 3,
        "organ_code": organ,
        "post": post,
        "since": "2020-01-01",
        "reason": "initial",
        "paired_with": "",
        "serves_units": "",
    } | more


def unit(code: str, station: str) -> Row:
    return {
        "code": code,
        "name": f"{code[-3:]}村村委会",
        "short_name": f"{code[-3:]}村",
        "kind": "villagers_committee",
        "town_code": code[:9],
        "town_name": "某镇",
        "station_code": station,
        "valid_from": "2016-10-31",
        "valid_to": "",
        "change": "",
    }


def office(code: str, station: str, of_unit: str, x: float, y: float) -> Row:
    return {
        "code": code,
        "name": f"{code}警务室",
        "class": "1",
        "station_code": station,
        "unit_code": of_unit,
        "lon": round(WEST + x * STEP, 6),
        "lat": round(SOUTH + y * STEP, 6),
        "serves_units": of_unit,
        "since": "2020-01-01",
    }


@dataclass
class Tables:
    """All tables of the small bureau, free to be spoilt."""

    bureau: list[Row] = field(
        default_factory=lambda: [
            {"code": "640181", "name": "灵州市公安局", "name_en": "Lingzhou", "synthetic": "1"}
        ]
    )
    stations: list[Row] = field(
        default_factory=lambda: [
            {"code": "LW01", "name": "东塔派出所", "level1_code": "640181100", "level1_name": "东塔镇",
             "mode": "mode_one_room_two_teams", "kind": "city", "lon": 106.31, "lat": 38.01, "valid_from": ""},
            {"code": "LW02", "name": "西郊派出所", "level1_code": "640181101", "level1_name": "西郊镇",
             "mode": "mode_multi_skill", "kind": "rural", "lon": 106.31, "lat": 38.05, "valid_from": ""},
        ]
    )  # fmt: skip
    brigades: list[Row] = field(
        default_factory=lambda: [{"code": "XJ", "name": "刑侦大队", "kind": "criminal"}]
    )
    units: list[Row] = field(
        default_factory=lambda: [unit(code, "LW01" if n < 2 else "LW02") for n, code in enumerate(UNITS)]
    )
    blocks: list[Row] = field(default_factory=lambda: [block(n) for n in range(16)])
    officers: list[Row] = field(
        default_factory=lambda: [
            officer("012301", "station_head", "LW01"),
            officer("012302", "community_officer", "LW01"),
            officer("012303", "community_officer", "LW01"),
            officer("012304", "station_head", "LW02"),
            officer("012305", "community_officer", "LW02"),
            officer("012306", "case_officer", "LW02"),
            officer("012307", "bureau_leader", ""),
            officer("012308", "brigade_officer", "XJ"),
            officer("F00001", "auxiliary", "LW01", kind="auxiliary", paired_with="012302"),
            officer("F00002", "auxiliary", "LW02", kind="auxiliary", paired_with="012305"),
            officer("Z00001", "helper", "LW01", kind="helper", serves_units=f"{UNITS[0]};{UNITS[1]}"),
        ]
    )
    offices: list[Row] = field(
        default_factory=lambda: [
            office("JW01", "LW01", UNITS[0], 1.9, 0.9),
            office("JW02", "LW01", UNITS[1], 3.9, 0.9),
            office("JW03", "LW02", UNITS[2], 1.9, 2.9),
            office("JW04", "LW02", UNITS[3], 3.9, 2.9),
        ]
    )
    areas: list[Row] = field(
        default_factory=lambda: [
            {"area_code": "Z01", "area_name": "一区", "block_code": "", "unit_code": UNITS[0], "police_number": "012302"},
            {"area_code": "Z02", "area_name": "二区", "block_code": "", "unit_code": UNITS[1], "police_number": "012303"},
            {"area_code": "Z03", "area_name": "三区", "block_code": "", "unit_code": UNITS[2], "police_number": "012305"},
            {"area_code": "Z03", "area_name": "三区", "block_code": "", "unit_code": UNITS[3], "police_number": "012305"},
        ]
    )  # fmt: skip
    roads: list[Row] = field(
        default_factory=lambda: [
            {"name": "某路", "class": "county", "line": [[106.3, 38.01], [106.38, 38.01]]}
        ]
    )

    def only(self, *names: str) -> "Tables":
        """Empty every other table."""
        for name in self.__dataclass_fields__:
            if name not in names:
                setattr(self, name, [])
        return self

    def write(self, folder: Path) -> Path:
        """CSV tables and GeoJSON layers in a folder."""
        target = folder / "tables"
        target.mkdir(exist_ok=True)
        for name, content in self.files().items():
            (target / name).write_bytes(content)
        return target

    def zip(self, folder: Path) -> Path:
        path = folder / "tables.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.files().items():
                archive.writestr(name, content)
        return path

    def files(self) -> dict[str, bytes]:
        made = {
            f"{name}.csv": csv_of(getattr(self, name))
            for name in ("bureau", "stations", "brigades", "units", "officers", "offices", "areas")
            if getattr(self, name)
        }
        if self.blocks:
            made["blocks.geojson"] = layer_of(self.blocks, "ring")
        if self.roads:
            made["roads.geojson"] = layer_of(self.roads, "line")
        return made


def csv_of(rows: list[Row], encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def layer_of(rows: list[Row], key: str) -> bytes:
    kind = "Polygon" if key == "ring" else "LineString"
    features = [
        {
            "type": "Feature",
            "properties": {name: value for name, value in row.items() if name != key},
            "geometry": {"type": kind, "coordinates": [row[key]] if key == "ring" else row[key]},
        }
        for row in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()
