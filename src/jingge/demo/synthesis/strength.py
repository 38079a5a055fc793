"""How many people hold which post, so that the article's figures come out."""

from collections import Counter

from jingge.demo.synthesis.shares import share_out_lifted
from jingge.demo.synthesis.source import read_rows, read_stations, units_in_scope
from jingge.demo.terms import Block, Brigade

FIGURES = {row["key"]: row["value"] for row in read_rows("article_figures.csv")}
BUREAU_OFFICERS = int(FIGURES["bureau_police"])
STATION_OFFICERS = int(FIGURES["station_police"])
COMMUNITY_OFFICERS = int(FIGURES["community_police"])
AUXILIARIES = int(FIGURES["auxiliaries"])
HELPERS = int(FIGURES["police_helpers"])
OFFICES = int(FIGURES["police_offices"])
VETERANS = int(FIGURES["veterans"])

BUREAU_LEADERS = 7
BRIGADES = (
    Brigade("BR01", "刑事侦查大队", "criminal", 30, 6),
    Brigade("BR02", "治安管理大队", "public_order", 22, 4),
    Brigade("BR03", "禁毒大队", "drugs", 14, 3),
    Brigade("BR04", "交通警察大队", "traffic", 36, 3),
)
"""Invented apart from the 16 whom the reform moved to brigades."""
OTHER_POSTS: dict[str, dict[str, int]] = {
    "LW01": {"instructor": 1, "command_office": 3, "case_officer": 5},
    "LW02": {"instructor": 1, "command_office": 4, "case_officer": 8},
    "LW03": {"instructor": 1, "duty_officer": 1, "case_officer": 2},
    "LW04": {"instructor": 1, "duty_officer": 1, "case_officer": 2},
    "LW05": {"duty_officer": 1},
    "LW06": {"duty_officer": 1},
    "LW07": {"duty_officer": 1, "case_officer": 1},
    "LW08": {"duty_officer": 1},
}
"""Besides a head, a deputy and community officers. City stations staff the one office and the case team."""
PARTS = {"people": 0.65, "incidents": 0.30, "units": 0.05}
LEAST_COMMUNITY_OFFICERS = 2


def community_officers_by_station(blocks: list[Block]) -> dict[str, int]:
    """The 52 shared by workload: 65 % people, 30 % incidents, 5 % number of units; at least two each."""
    people: Counter[str] = Counter()
    incidents: Counter[str] = Counter()
    units = Counter(unit.station_code for unit in units_in_scope())
    for block in blocks:
        people[block.station_code] += block.population
        incidents[block.station_code] += block.incidents_a_year
    codes = [station.code for station in read_stations()]
    weights = [
        PARTS["people"] * people[code] / people.total()
        + PARTS["incidents"] * incidents[code] / incidents.total()
        + PARTS["units"] * units[code] / units.total()
        for code in codes
    ]
    return dict(
        zip(codes, share_out_lifted(COMMUNITY_OFFICERS, weights, LEAST_COMMUNITY_OFFICERS), strict=True)
    )
