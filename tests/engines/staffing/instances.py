"""Questions that several tests ask."""

from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "instances" / "staffing"
COUNTY: dict[str, Any] = {
    "stations": [
        {"id": 0, "min_officers": 2, "max_officers": 4, "communities": 3},
        {"id": 1, "min_officers": 2, "max_officers": 4, "communities": 2},
    ],
    "officers": [
        {"id": 10, "station": 0, "community_officer": True, "may_not_move": True},
        {"id": 11, "station": 0, "community_officer": False, "may_not_move": False},
        {"id": 12, "station": 0, "community_officer": False, "may_not_move": False},
        {"id": 13, "station": 0, "community_officer": False, "may_not_move": False},
        {"id": 14, "station": 1, "community_officer": False, "may_not_move": False},
    ],
    "communities": [{"id": 0, "station": 0, "workload": 9}, {"id": 1, "station": 1, "workload": 7}],
    "rules": {"total_community_officers": 2, "community_share_min": 0.4, "communities_per_officer_max": 3},
    "station_distance": [[0, 12.5], [12.5, 0]],
}
BUREAU: dict[str, Any] = {
    "persons": [
        {"number": "1", "station": "a", "role": "community"},
        {"number": "2", "kind": "auxiliary", "station": "b", "role": "aid", "skills": ["dialect"]},
        {"number": "3", "station": "b", "role": "case", "posting_years": 2},
    ],
    "stations": [{"id": "a", "kind": "city", "workload": 3}, {"id": "b"}],
    "posts": [
        {
            "id": "area",
            "station": "a",
            "role": "community",
            "area": "a1",
            "units": ["u1"],
            "least": 1,
            "most": 1,
        },
        {
            "id": "aid",
            "station": "a",
            "role": "aid",
            "area": "a1",
            "units": ["u1"],
            "kinds": ["auxiliary", "helper"],
        },
        {"id": "case", "station": "b", "role": "case", "prefers": ["50 or older"]},
    ],
    "rules": [
        {"rule": "station_share", "least": "2/5"},
        {"rule": "attached", "role": "community"},
        {"rule": "covered", "units": ["u1"]},
        {"rule": "stability", "role": "case", "years": 5},
    ],
    "distance_km": [[0, 8.25], [8.25, 0]],
}
