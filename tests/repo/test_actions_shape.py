"""Every public action says who did it and leaves a record: keyword-only `by`, one audit event."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from jingge.audit import actions as audit
from jingge.common.viewer import Viewer
from tests.repo.source import contexts, modules

Action = Callable[..., Any]


def public_actions() -> dict[str, Action]:
    """What `jingge.<context>.actions` offers and defines itself (or in its folder)."""
    found: dict[str, Action] = {}
    for context in contexts():
        home = f"jingge.{context}.actions"
        top = next(modules(home), None)
        if top is None:
            continue
        names = getattr(top, "__all__", [name for name in vars(top) if not name.startswith("_")])
        for name in names:
            thing = getattr(top, name)
            if inspect.isfunction(thing) and inspect.unwrap(thing).__module__.startswith(home):
                found[f"{context}.{name}"] = inspect.unwrap(thing)
    return found


ACTIONS = public_actions()
# `record` is the audit itself; `check_move`, `preview_cells` say what would be and do nothing.
NO_RECORD = {"audit.record", "planning.check_move", "rosters.preview_cells"}
# Before sign-in there is nobody yet; the event names the visitor's address.
BEFORE_SIGN_IN = {"accounts.record_refused_sign_in"}
# Called by the worker in the transaction that ends a job, with the job's ticket, which names who asked.
ENDS_OF_JOBS = {
    "planning.solution_failed",
    "planning.study_failed",
    "siting.study_failed",
    "redeployment.drawing_failed",
    "rosters.drawing_failed",
    "rosters.repair_failed",
}


def resolve(node: ast.expr, function: Action) -> Any:
    """The function a call names, looked up where the caller stands; None for methods of values."""
    match node:
        case ast.Name(id=name):
            return function.__globals__.get(name)
        case ast.Attribute(value=ast.Name(id=name), attr=attr):
            holder = function.__globals__.get(name)
            return getattr(holder, attr, None) if isinstance(holder, ModuleType) else None
    return None


def records(function: Action, seen: set[Action] | None = None) -> bool:
    """Whether an audit event is written by this function or by one of the platform's that it calls."""
    seen = set() if seen is None else seen
    function = inspect.unwrap(function)
    if function is audit.record:
        return True
    if function in seen or not inspect.isfunction(function) or not function.__module__.startswith("jingge."):
        return False
    seen.add(function)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    called = (resolve(node.func, function) for node in ast.walk(tree) if isinstance(node, ast.Call))
    return any(records(one, seen) for one in called if callable(one))


def test_there_are_actions_to_look_at() -> None:
    assert len(ACTIONS) > 20


@pytest.mark.parametrize("name", sorted(set(ACTIONS) - ENDS_OF_JOBS))
def test_an_action_takes_keywords_only_and_says_who(name: str) -> None:
    parameters = inspect.signature(ACTIONS[name]).parameters.values()
    assert [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY] == []
    by = next((p for p in parameters if p.name == "by"), None)
    assert by is not None
    if name not in BEFORE_SIGN_IN:
        assert by.annotation is Viewer
        assert by.default is by.empty


@pytest.mark.parametrize("name", sorted(set(ACTIONS) - NO_RECORD))
def test_an_action_leaves_an_audit_event(name: str) -> None:
    assert records(ACTIONS[name])


def _silent(*, by: Viewer) -> None:
    """Looks like an action; leaves nothing."""


def test_a_planted_silent_action_is_found() -> None:
    assert not records(_silent)
