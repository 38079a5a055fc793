"""Questions that several tests ask."""

from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "instances" / "rostering"
STATION: dict[str, Any] = {
    "days": 7,
    "shifts": [
        {"id": "duty", "minutes": 1440, "rest_days": 1, "night": True},
        {"id": "area", "minutes": 480, "community": True},
    ],
    "members": [
        {"number": "0101", "most_run": 6, "teams": ["case"], "before": ["duty"]},
        {"number": "0102", "most_run": 6, "away": [1], "most_of": {"area": 0}},
        {"number": "0103", "most_run": 6, "community_days_a_week": 2, "community_minutes_a_week": 960},
        {"number": "0104", "most_run": 6, "nights_before": 1},
    ],
    "covers": [{"day": day, "shift": "duty", "wanted": 1, "over": 20} for day in range(7)],
    "wishes": [{"number": "0104", "day": 2, "shift": "duty", "weight": 2, "wanted": True}],
    "fairness": {"nights": 4, "weekends": 1},
}
