"""One scenario with everything its page shows, for the ground this person may see."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jingge.common.clock import today
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.organisation.models import Station
from jingge.planning.models import Scenario, ScenarioArea
from jingge.planning.queries.edits import EditRow, edits_of
from jingge.planning.queries.scenarios import broken_of, scenario_row
from jingge.planning.rules import states
from jingge.planning.rules.wording import broken_text, verdict
from jingge.planning.terms import AREAS, Broken, ChangeRow
from jingge.territory.models import VersionState


@dataclass(frozen=True, slots=True)
class AreaRow:
    """A new area, or one of today's (number 0)."""

    number: int
    code: str
    name: str
    station_code: str
    station_name: str
    police_number: str
    officer_name: str
    load: float
    ratio: float  # load over the mean of the station's areas
    continues: str
    within_limits: bool
    figures: dict[str, Any]

    @property
    def units_text(self) -> str:
        return listed(self.figures.get("units", []))


@dataclass(frozen=True, slots=True)
class StationRow:
    """One station's areas, planned and today's."""

    code: str
    name: str
    officers: int
    load: float
    mean: float
    least: float
    most: float
    areas_today: int
    most_today: float | None  # ratio of the heaviest of today's areas to their mean
    gap: float | None
    status: str
    feasible: bool | None
    method: str = ""  # how the bound was found, in the engine's words
    edited: bool = False  # its ground was moved by hand since
    nearest: bool = False  # proven that no plan keeps its limits more nearly

    @property
    def most_ratio(self) -> float | None:
        return self.most / self.mean if self.mean else None


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything assembled; `scenario` itself carries settings, dates and names."""

    id: UUID
    scenario: Scenario
    whole_bureau: bool
    verdict: Reason
    broken: tuple[tuple[Broken, Reason], ...]
    areas: tuple[AreaRow, ...]
    areas_today: tuple[AreaRow, ...]
    stations: tuple[StationRow, ...]
    changes: tuple[ChangeRow, ...]
    summary: dict[str, int]
    officers_without_area: tuple[dict[str, Any], ...]
    edits: tuple[EditRow, ...]
    why_not: dict[str, Reason | None]

    @property
    def has_plan(self) -> bool:
        return bool(self.areas)

    @property
    def may_redo(self) -> bool:
        """Whether a move was taken back and nothing was done since."""
        back = [one.undone_at for one in self.edits if one.undone_at and not one.pick]
        since = [one.undone_at if one.pick and one.undone_at else one.at for one in self.edits
                 if one.pick or one.stands]  # fmt: skip
        return bool(back) and all(max(back) > one for one in since)

    @property
    def base_in_force(self) -> bool:
        return _base_in_force(self.scenario)


def get_scenario(viewer: Viewer, scenario_id: UUID) -> Detail:
    """A station head sees the part of the own station; bureau roles see all of it."""
    scenario = scenario_row(viewer, scenario_id)
    own = "" if viewer.sees_whole_bureau else viewer.station_code
    edits = edits_of(scenario)
    names = dict(Station.objects.filter(bureau_id=viewer.bureau_id).values_list("code", "name"))
    areas = _areas(scenario, own)
    today_areas = _areas_today(scenario, own, names)
    broken = [one for one in broken_of(scenario) if own in ("", one.station_code)]
    changes = tuple(
        row
        for row in (ChangeRow(**one) for one in scenario.report.get("changes", []))
        if own in ("", row.station_code)
    )
    return Detail(
        id=scenario.pk,
        scenario=scenario,
        whole_bureau=not own,
        verdict=_verdict(scenario, own, broken),
        broken=tuple((one, broken_text(one, names.get(one.station_code, ""))) for one in broken),
        areas=areas,
        areas_today=today_areas,
        stations=_stations(scenario, areas, today_areas, own, names, edits),
        changes=changes,
        summary=scenario.report.get("change_summary", {}) if not own else _summary(changes),
        officers_without_area=tuple(scenario.report.get("officers_without_area", [])) if not own else (),
        edits=edits if not own else (),
        why_not=reasons(scenario, viewer, areas),
    )


def reasons(scenario: Scenario, viewer: Viewer, areas: tuple[AreaRow, ...]) -> dict[str, Reason | None]:
    """Why each step may not be taken now; None where it may."""
    state = scenario.state
    decide = states.why_not_decide(state=state, submitted_by_id=scenario.submitted_by_id, by=viewer)
    return {
        "change": states.why_not_change(state=state, by=viewer),
        "solve": states.why_not_solve(state=state, by=viewer),
        "edit": states.why_not_edit(state=state, by=viewer),
        "submit": states.why_not_submit(state=state, broken=broken_of(scenario), by=viewer),
        "approve": decide,
        "return": decide,
        "adopt": states.why_not_adopt(
            state=state,
            by=viewer,
            areas_without_officer=[area.name for area in areas if not area.police_number]
            if scenario.kind == AREAS
            else (),
            base_in_force=_base_in_force(scenario),
            valid_from=None,
            today=today(),
        ),
        "withdraw": states.why_not_withdraw(state=state, by=viewer),
        "copy": states.why_not_create(viewer),
    }


def _base_in_force(scenario: Scenario) -> bool:
    base = scenario.base_version
    return base.state == VersionState.ADOPTED and base.valid_to is None


def _verdict(scenario: Scenario, own: str, broken: list[Broken]) -> Reason:
    """The station head's verdict is about the own station only."""
    status, gap, feasible = scenario.status, scenario.gap, scenario.feasible
    if own and feasible is not None:
        mine = next(
            (one for one in scenario.report.get("by_station", []) if one["station_code"] == own), None
        )
        status, gap = (mine["status"], mine["gap"]) if mine else ("no_bound_known", None)
        feasible = not broken
    return verdict(
        status=status,
        feasible=feasible,
        gap=gap,
        broken=len(broken),
        tried=tried(scenario.report),
        nearest=_nearest(scenario, own),
    )


def _nearest(scenario: Scenario, own: str) -> bool:
    """Whether it is proven that no plan keeps the limits more nearly than this one, as it was drawn."""
    missed = [
        one["violation_proven_least"]
        for one in scenario.report.get("by_station", [])
        if one.get("feasible") is False and own in ("", one["station_code"])
    ]
    as_drawn = scenario.report.get("objective") == scenario.report.get("objective_drawn")
    return bool(missed) and all(missed) and as_drawn


def tried(report: dict[str, Any]) -> int:
    """Changes that the search weighed; 0 where the report does not say."""
    return int(report.get("rounds", 0) * report.get("params", {}).get("round_proposals", 0))


def _areas(scenario: Scenario, own: str) -> tuple[AreaRow, ...]:
    rows = scenario.areas.select_related("station", "officer")
    if own:
        rows = rows.filter(station__code=own)
    found = list(rows)
    mean = _means([(area.station.code, area.load) for area in found])
    outside = {one.area_name for one in broken_of(scenario) if not one.is_structural}
    return tuple(_area(area, mean[area.station.code], area.name not in outside) for area in found)


def _area(area: ScenarioArea, mean: float, within: bool) -> AreaRow:
    return AreaRow(
        number=area.number,
        code=area.code,
        name=area.name,
        station_code=area.station.code,
        station_name=area.station.name,
        police_number=area.officer.police_number if area.officer else "",
        officer_name=area.officer.display_name if area.officer else "",
        load=area.load,
        ratio=area.load / mean if mean else 0.0,
        continues=area.figures.get("continues", ""),
        within_limits=within,
        figures=area.figures,
    )


def _areas_today(scenario: Scenario, own: str, names: dict[str, str]) -> tuple[AreaRow, ...]:
    rows = [one for one in scenario.report.get("today_areas", []) if own in ("", one["station_code"])]
    mean = _means([(one["station_code"], one["load"]) for one in rows])
    return tuple(
        AreaRow(
            number=0,
            code=one["code"],
            name=one["name"],
            station_code=one["station_code"],
            station_name=names.get(one["station_code"], ""),
            police_number="",
            officer_name=one["officer"],
            load=one["load"],
            ratio=one["load"] / mean[one["station_code"]] if mean[one["station_code"]] else 0.0,
            continues=one["code"],
            within_limits=True,
            figures=one["figures"],
        )
        for one in rows
    )


def _means(loads: list[tuple[str, float]]) -> dict[str, float]:
    by_station: dict[str, list[float]] = {}
    for station, load in loads:
        by_station.setdefault(station, []).append(load)
    return {station: sum(values) / len(values) for station, values in by_station.items()}


def _stations(
    scenario: Scenario,
    areas: tuple[AreaRow, ...],
    today_areas: tuple[AreaRow, ...],
    own: str,
    names: dict[str, str],
    edits: tuple[EditRow, ...],
) -> tuple[StationRow, ...]:
    """What was proven of a station holds until somebody moves its ground by hand."""
    moved = {edit.to_area for edit in edits if edit.stands and not edit.pick}
    edited = {area.station_code for area in areas if area.number in moved}
    known = {
        one["station_code"]: one
        for one in scenario.report.get("by_station", [])
        if one["station_code"] not in edited
    }
    rows = []
    for code, wanted in sorted(scenario.officers_by_station.items()):
        if own not in ("", code):
            continue
        loads = [area.load for area in areas if area.station_code == code]
        ratios = [area.ratio for area in today_areas if area.station_code == code]
        solved = known.get(code, {})
        rows.append(
            StationRow(
                code=code,
                name=names.get(code, code),
                officers=wanted,
                load=sum(loads),
                mean=sum(loads) / len(loads) if loads else 0.0,
                least=min(loads, default=0.0),
                most=max(loads, default=0.0),
                areas_today=len(ratios),
                most_today=max(ratios, default=None),
                gap=solved.get("gap"),
                status=solved.get("status", ""),
                feasible=solved.get("feasible"),
                method=solved.get("bound_method", ""),
                edited=code in edited,
                nearest=bool(solved.get("violation_proven_least")),
            )
        )
    return tuple(rows)


def _summary(changes: tuple[ChangeRow, ...]) -> dict[str, int]:
    officers = {row.from_officer for row in changes} | {row.to_officer for row in changes}
    return {
        "blocks": sum(row.blocks for row in changes),
        "people": sum(row.people for row in changes),
        "units": len({row.unit_code for row in changes}),
        "officers": len(officers - {""}),
    }
