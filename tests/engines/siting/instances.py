"""Instances with known answers."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "instances" / "location"
KNOWN: dict[str, Any] = json.loads((FOLDER / "known.json").read_text(encoding="utf-8"))
COUNTY = FOLDER / "county85_dev.csv"
EXPECTED: dict[str, Any] = KNOWN["cases"][0]["expected"]
