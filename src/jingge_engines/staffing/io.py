"""Questions from files and answers into files."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from jingge_engines.core.files import write_answer
from jingge_engines.core.reading import InputError, Row, Table, read_object, whole_of
from jingge_engines.staffing.county import county_problem, is_county
from jingge_engines.staffing.plan import Plan
from jingge_engines.staffing.problem import Person, Place, Post, Problem, Station
from jingge_engines.staffing.ruletext import rule_of
from jingge_engines.staffing.sharing import Aim, Sharing
from jingge_engines.staffing.solution import Result
from jingge_engines.staffing.terms import GOALS, Goal, Kind, ProblemError

Chosen = TypeVar("Chosen", Kind, Place)
HEADING = (
    "number",
    "kind",
    "from_station",
    "from_role",
    "to_station",
    "to_role",
    "posts",
    "transfer",
    "role_change",
)


def read_problem(path: Path) -> Problem:
    """A staffing question from JSON: a county by its figures, or people, posts and rules one by one."""
    told = read_object(path)
    try:
        return county_problem(told) if is_county(told) else _problem(told)
    except InputError as error:
        raise ProblemError(f"{path.name}: {error}") from error


def _problem(told: Mapping[str, Any]) -> Problem:
    table = Table(told)
    stations = table.rows("stations")
    ids = [row.text("id") for row in stations]
    goals = told.get("goals", list(GOALS))
    if not isinstance(goals, list) or any(goal not in GOALS for goal in goals):
        raise ProblemError(f"goals: {goals!r}; give a list out of {', '.join(GOALS)}")
    return Problem(
        persons=tuple(map(_person, table.rows("persons"))),
        stations=tuple(
            Station(
                id=row.text("id"), name=row.text("name", ""), kind=_one_of(row, "kind", Place, "rural"),
                workload=row.whole("workload", 0),
            )
            for row in stations
        ),
        posts=tuple(map(_post, table.rows("posts"))),
        rules=tuple(rule_of(row) for row in table.rows("rules", needed=False)),
        goals=tuple(goals),
        distance_m=table.distances("distance_km", ids),
    )  # fmt: skip


def _person(row: Row) -> Person:
    years = row.told.get("posting_years")
    if years is not None and (isinstance(years, bool) or not isinstance(years, int | float) or years < 0):
        raise ProblemError(
            f"{row.where}, posting_years: {years!r}; give years of at least 0, or leave it out"
        )
    return Person(
        number=row.text("number"), kind=_one_of(row, "kind", Kind, "officer"), station=row.text("station", ""),
        role=row.text("role", ""), posts=row.texts("posts"), skills=frozenset(row.texts("skills")),
        posting_years=years, fixed=row.text("fixed", ""), most_posts=row.whole("most_posts", 1), new=row.flag("new"),
    )  # fmt: skip


def _post(row: Row) -> Post:
    kinds = row.texts("kinds") or ("officer",)
    for kind in kinds:
        if kind not in set(Kind):
            raise ProblemError(f"{row.where}, kinds: {kind!r}; choose from {', '.join(Kind)}")
    most = row.told.get("most")
    return Post(
        id=row.text("id"), station=row.text("station", ""), role=row.text("role", ""),
        kinds=frozenset(map(Kind, kinds)), least=row.whole("least", 0),
        most=None if most is None else whole_of(f"{row.where}, most", most, 0),
        wants=frozenset(row.texts("wants")), prefers=frozenset(row.texts("prefers")), area=row.text("area", ""),
        units=row.texts("units"),
    )  # fmt: skip


def _one_of(row: Row, field: str, choices: type[Chosen], default: str) -> Chosen:
    value = row.text(field, default)
    if value not in set(choices):
        raise ProblemError(f"{row.where}, {field}: {value!r}; choose from {', '.join(choices)}")
    return choices(value)


def read_sharings(path: Path, aim: Aim) -> list[Sharing]:
    """Generalised assignments in the form of the OR-Library: how many; for each m, n, values, loads, capacities."""
    try:
        numbers = [int(word) for word in path.read_text(encoding="ascii").split()]
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise ProblemError(f"{path.name}: not a file of whole numbers ({error})") from error
    found, place = [], 1
    for number in range(1, (numbers or [0])[0] + 1):
        m, n = (*numbers[place : place + 2], 0, 0)[:2]
        size = m * n
        part = np.array(numbers[place + 2 : place + 2 + 2 * size + m], dtype=np.int64)
        if size == 0 or len(part) != 2 * size + m:
            raise ProblemError(
                f"{path.name}: question {number} ends early; give m, n, values, loads, capacities"
            )
        value, load = part[:size].reshape(m, n), part[size : 2 * size].reshape(m, n)
        found.append(Sharing(load=load, value=value, capacity=part[2 * size :], aim=aim))
        place += 2 + len(part)
    if not found:
        raise ProblemError(f"{path.name}: no question in it; the first number says how many there are")
    return found


def write_result(problem: Problem, result: Result, folder: Path, report: Mapping[str, Any]) -> None:
    """plan.csv (everybody, by the problem's order) and report.json."""
    plan = Plan(problem, result.held)
    moved = {move.number: move for move in result.moves}
    rows: list[Sequence[object]] = [HEADING]
    for p, person in enumerate(problem.persons if result.held else ()):
        move = moved.get(person.number)
        rows.append((
            person.number, person.kind.value, person.station, person.role, plan.station_of(p),
            " ".join(sorted(plan.roles_of(p))), " ".join(result.held[p]),
            int(move is not None and move.transfer), int(move is not None and move.role_change),
        ))  # fmt: skip
    write_answer(folder, rows, report)


def report_of(problem: Problem, result: Result, *, seconds: float) -> dict[str, Any]:
    """The result as plain values."""
    goals: Sequence[Goal] = problem.goals
    return {
        "status": result.status.value,
        "feasible": result.feasible,
        "goals": [{**asdict(one), "status": one.status.value} for one in result.goals],
        "order_of_goals": list(goals),
        "terms": None if result.terms is None else asdict(result.terms),
        "moves": [asdict(move) for move in result.moves],
        "rules": [{"id": rule.id, "message": rule.message, "kept": bool(result.held) and rule.id not in result.broken}
                  for rule in problem.all_rules],
        "seconds": round(seconds, 3),
        "seed": result.seed,
        "version": result.version,
        "input_hash": result.input_hash,
    }  # fmt: skip
