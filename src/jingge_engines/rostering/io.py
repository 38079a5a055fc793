"""Questions from files and answers into files."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jingge_engines.core.files import write_answer
from jingge_engines.core.reading import InputError, Row, Table, read_object, whole_of
from jingge_engines.rostering.curtois import read_curtois
from jingge_engines.rostering.problem import Cover, Fairness, Member, Problem, Shift, Wish
from jingge_engines.rostering.solution import Result
from jingge_engines.rostering.terms import ProblemError


def read_problem(path: Path) -> Problem:
    """`.json` in our own form; anything else in the form of Curtois."""
    if path.suffix != ".json":
        return read_curtois(path)
    told = read_object(path)
    try:
        return problem_of(told)
    except InputError as error:
        raise ProblemError(f"{path.name}: {error}") from error


def problem_of(told: Mapping[str, Any]) -> Problem:
    """A question from plain values: the fields of `Problem`, lists of entries."""
    table = Table(told)
    prices = Row("fairness", table.section("fairness"))
    return Problem(
        days=whole_of("days", told.get("days"), 1),
        first_weekday=whole_of("first_weekday", told.get("first_weekday", 0), 0),
        shifts=tuple(map(_shift, table.rows("shifts"))),
        members=tuple(map(_member, table.rows("members"))),
        covers=tuple(map(_cover, table.rows("covers", needed=False))),
        wishes=tuple(map(_wish, table.rows("wishes", needed=False))),
        fairness=Fairness(nights=_number(prices, "nights"), weekends=_number(prices, "weekends")),
    )


def _shift(row: Row) -> Shift:
    return Shift(
        id=row.text("id"), minutes=row.whole("minutes"), never_next=frozenset(row.texts("never_next")),
        rest_days=row.whole("rest_days", 0), night=row.flag("night"), community=row.flag("community"),
    )  # fmt: skip


def _member(row: Row) -> Member:
    most_of = row.told.get("most_of", {})
    if not isinstance(most_of, dict):
        raise ProblemError(f"{row.where}, most_of: {most_of!r}; give shifts with their most")
    return Member(
        number=row.text("number"), teams=frozenset(row.texts("teams")),
        most_of={shift: whole_of(f"{row.where}, most_of, {shift}", most, 0) for shift, most in most_of.items()},
        least_minutes=row.whole("least_minutes", 0), most_minutes=_maybe(row, "most_minutes"),
        most_run=_maybe(row, "most_run"), least_run=row.whole("least_run", 1), least_off=row.whole("least_off", 1),
        most_weekends=_maybe(row, "most_weekends"), away=_days(row, "away"), before=row.texts("before"),
        nights_before=_number(row, "nights_before"), weekends_before=_number(row, "weekends_before"),
        community_days_a_week=row.whole("community_days_a_week", 0),
        community_minutes_a_week=row.whole("community_minutes_a_week", 0), excused=_days(row, "excused"),
    )  # fmt: skip


def _cover(row: Row) -> Cover:
    return Cover(
        day=row.whole("day"), shift=row.text("shift"), wanted=row.whole("wanted"), team=row.text("team", ""),
        under=row.whole("under", Cover.under), over=row.whole("over", Cover.over),
    )  # fmt: skip


def _wish(row: Row) -> Wish:
    return Wish(
        number=row.text("number"), day=row.whole("day"), shift=row.text("shift"), weight=row.whole("weight", 1),
        wanted=row.flag("wanted"),
    )  # fmt: skip


def _maybe(row: Row, field: str) -> int | None:
    return None if row.told.get(field) is None else row.whole(field)


def _number(row: Row, field: str) -> float:
    value = row.told.get(field, 0.0)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ProblemError(f"{row.where}, {field}: {value!r}; give a number")
    return float(value)


def _days(row: Row, field: str) -> frozenset[int]:
    value = row.told.get(field, [])
    if not isinstance(value, list):
        raise ProblemError(f"{row.where}, {field}: {value!r}; give a list of days from 0")
    return frozenset(whole_of(f"{row.where}, {field}", day, 0) for day in value)


def read_roster(path: Path, problem: Problem) -> list[list[str]]:
    """A roster from a plan.csv: `number`, then a column a day."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ProblemError(f"{path.name}: cannot be read ({error})") from error
    rows = {cells[0]: cells[1:] for cells in (line.split(",") for line in lines[1:] if line)}
    known = {shift.id for shift in problem.shifts} | {""}
    for member in problem.members:
        row = rows.get(member.number)
        if row is None or len(row) != problem.days:
            raise ProblemError(f"{path.name}: {member.number!r} needs a row of {problem.days} days")
        for day, shift in enumerate(row):
            if shift not in known:
                raise ProblemError(f"{path.name}: {member.number!r}, day {day}: no shift {shift!r}")
    return [rows[member.number] for member in problem.members]


def write_result(problem: Problem, result: Result, folder: Path, *, seconds: float) -> None:
    """plan.csv (a row a person, a column a day) and report.json."""
    rows: list[Sequence[object]] = [("number", *range(problem.days))]
    rows += [(member.number, *row) for member, row in zip(problem.members, result.roster, strict=False)]
    write_answer(folder, rows, report_of(result, seconds=seconds))


def report_of(result: Result, *, seconds: float) -> dict[str, Any]:
    """The result as plain values."""
    return {
        "objective": result.objective,
        "lower_bound": result.lower_bound,
        "gap": result.gap,
        "status": result.status.value,
        "bound_method": result.bound_method,
        "feasible": result.feasible,
        "broken": [asdict(one) for one in result.broken],
        "short": list(result.short),
        "terms": None if result.terms is None else asdict(result.terms),
        "seconds": round(seconds, 3),
        "rounds": result.rounds,
        "seed": result.seed,
        "params": dict(result.params),
        "version": result.version,
        "input_hash": result.input_hash,
    }
