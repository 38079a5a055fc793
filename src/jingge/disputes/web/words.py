"""How disputes and their stories are written on pages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jingge.common.clock import today
from jingge.common.web.parts import Badge
from jingge.common.wording import listed
from jingge.disputes.terms import (
    Bar,
    Body,
    Deed,
    Failure,
    FitGround,
    Level,
    Performance,
    State,
    VisitResult,
)

LEVELS = {Level.RED: "bad", Level.ORANGE: "warn", Level.YELLOW: "info"}
STATES = {
    State.OPENED: "warn",
    State.FIT: "info",
    State.SECOND: "warn",
    State.TO_REFER: "warn",
    State.AGREED: "info",
    State.PERFORMED: "good",
    State.VISITED: "good",
    State.CASE: "bad",
}


def level_badge(level: str) -> Badge:
    return Badge(Level(level).label, LEVELS[Level(level)])


def state_badge(state: str) -> Badge:
    return Badge(State(state).label, STATES.get(State(state), "neutral"))


def reason_words(codes: list[str]) -> list[str]:
    """The articles a judgement rests on."""
    other = {
        "no_violation": _(
            "Art. 178: without a violation the sides are told to go to a court or people's mediation."
        ),
        "not_minor": _("Art. 178: only a minor violation can be mediated."),
        "no_ground": _("Art. 178: none of the three grounds for mediation is there."),
    }
    known = {**dict(FitGround.choices), **dict(Bar.choices), **other}
    return [str(known.get(code, code)) for code in codes]


def term_badge(day: date | None, *, open_: bool) -> Badge | date | str:
    """A day on which something is to be done; a passed one says so."""
    if day is None:
        return ""
    if open_ and day < today():
        return Badge(_("due since %(day)s") % {"day": day.isoformat()}, "bad")
    return Badge(_("due today"), "warn") if open_ and day == today() else day


def step_words(step: Any, types: Mapping[str, str]) -> str:
    """One line of the story, in words."""
    deed, detail = Deed(step.deed), step.detail
    undone = str(Deed(step.undoes.deed).label) if step.undoes is not None else ""
    extra = undone or listed(_said(detail, types))
    return f"{deed.label}{_(': ')}{extra}" if extra else str(deed.label)


def _said(detail: Mapping[str, Any], types: Mapping[str, str]) -> list[str]:
    choices = {
        "level": Level,
        "failure": Failure,
        "performance": Performance,
        "visit_result": VisitResult,
        "body": Body,
    }
    said = [types.get(detail["type"], detail["type"])] if detail.get("type") else []
    said += [str(kind(detail[name]).label) for name, kind in choices.items() if detail.get(name)]
    said += [str(detail[name]) for name in ("agreement_number", "body_name") if detail.get(name)]
    if detail.get("perform_by"):
        said.append(_("to be performed by %(day)s") % {"day": detail["perform_by"]})
    return [*said, *reason_words(detail.get("reasons") or [])]
