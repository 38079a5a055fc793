"""The curve of a scenario: its drawing, and a row for every plan with its terms in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jingge.common.viewer import Viewer
from jingge.common.wording import told
from jingge.planning import queries
from jingge.planning.rules.curve import beaten
from jingge.planning.rules.wording import TERMS, Term
from jingge.planning.terms import BALANCE
from jingge.planning.web.curve import Point, chart
from jingge.planning.web.marks import figure, gap_text, term_value

TERM = {term.key: term for term in TERMS}
CHANGE = TERM["people_changed"]


def context(viewer: Viewer, view: queries.StudyView, asked: Mapping[str, str]) -> dict[str, Any]:
    study, scenario = view.done, view.scenario
    if study is None:
        return {"chart": None, "rows": []}
    balance = study.asked.get("over") == BALANCE
    term = TERM["imbalance_max_over_mean" if balance else scenario_term(scenario.objective)]
    known = [_at(one.terms, term) if one.feasible else None for one in view.variants]
    # The scenario's own plan may beat one of the curve: caps hold station by station, people are counted in all.
    own = [_at(scenario.terms, term)] if scenario.feasible and not view.is_old else []
    worse = beaten([*known, *own])
    rows = [
        {
            "variant": one,
            "setting": setting_text(one.settings),
            "words": words(
                one.terms, scenario.terms_today, people(scenario.report), one.figures.get("areas_taking")
            ),
            "gap": gap_text(one.status, one.gap) if one.feasible else _("Limits not kept"),
            "pairs": [(TERM[key], term_value(TERM[key], one.terms.get(key))) for key in SHOWN],
            "own": not one.figures["blocks_elsewhere"],
            "beaten": one.feasible and index in worse and not _same_before(view, index),
            "same_as": _same_before(view, index),
            "label": _("Plan %(number)d of the curve (%(setting)s)")
            % {"number": one.number, "setting": setting_text(one.settings)},
        }
        for index, one in enumerate(view.variants)
    ]
    points = [
        Point(*_at(one.terms, term), str(one.number), _kind(one, index in worse), setting_text(one.settings))
        for index, one in enumerate(view.variants)
        if not _same_before(view, index)
    ]
    if scenario.terms_today:
        points.append(Point(0.0, _at(scenario.terms_today, term)[1], _("Today"), "today", _("Today's areas")))
    if not any(point.kind == "own" for point in points) and not view.is_old:
        points.append(Point(*_at(scenario.terms, term), "★", "own", _("This scenario's plan")))
    return {
        "chart": chart(points, x_label=_axis(CHANGE), y_label=_axis(term)),
        "rows": rows,
        "heads": [TERM[key] for key in SHOWN],
        "over_balance": balance,
    }


SHOWN = ("people_changed", "imbalance_max_over_mean", "moment_of_inertia")


def scenario_term(objective: str) -> str:
    """The term an objective minimises, where a page can name it."""
    return objective if objective in TERM else "moment_of_inertia"


def _same_before(view: queries.StudyView, index: int) -> int | None:
    """The number of an earlier plan with the very same terms: another setting that leads to the same."""
    terms = view.variants[index].terms
    return next((one.number for one in view.variants[:index] if one.terms == terms), None)


def _kind(variant: Any, is_beaten: bool) -> str:
    if not variant.figures["blocks_elsewhere"]:
        return "own"
    if not variant.feasible:
        return "broken"
    return "beaten" if is_beaten else "front"


def _at(terms: Mapping[str, float], term: Term) -> tuple[float, float]:
    factor = 100.0 if term.percent else 1.0
    return float(terms.get(CHANGE.key, 0.0)), factor * float(terms.get(term.key, 0.0))


def _axis(term: Term) -> str:
    unit = "%" if term.percent else term.unit
    return f"{term.label} ({unit})" if unit else str(term.label)


def setting_text(settings: Mapping[str, float]) -> str | Promise:
    """What a plan was asked otherwise, in words."""
    if "balance_pct" in settings:
        return _("loads within ± %(pct)s %%") % {"pct": f"{settings['balance_pct']:g}"}
    if "people_at_most" in settings:
        return _("at most %(people)s people change hands, in no station more than here") % {
            "people": figure(settings["people_at_most"])
        }
    if "change_weight" in settings:
        return _("a change of officer counts as %(km)s km") % {
            "km": figure(20 * settings["change_weight"], 1)
        }
    return _("the scenario's own settings")


def people(report: Mapping[str, Any]) -> float:
    """Everyone on the ground, from today's areas; 0 where the report does not say."""
    return sum(float(one["figures"].get("population", 0)) for one in report.get("today_areas", []))


def words(
    terms: Mapping[str, float], today: Mapping[str, float], everyone: float, taking: int | None = None
) -> str:
    """One plan in a sentence that a leader understands; `taking` areas take people over, where known."""
    change = terms.get("people_changed", 0.0)
    heaviest = 100 * terms.get("imbalance_max_over_mean", 0.0)
    parts = [
        _("%(people)s people get another officer (%(share)s %%)")
        % {"people": figure(change), "share": figure(100 * change / everyone)}
        if everyone
        else _("%(people)s people get another officer") % {"people": figure(change)},
        *([_("%(areas)s areas take people over") % {"areas": taking}] if taking is not None else []),
        _("the heaviest area carries %(share)s %% more than its station's mean")
        % {"share": figure(heaviest)},
    ]
    if today.get("moment_of_inertia"):
        spread = 100 * (terms.get("moment_of_inertia", 0.0) / today["moment_of_inertia"] - 1)
        parts.append(
            (
                _("people live more spread than today by %(share)s %%")
                if spread > 0
                else _("people live closer together than today by %(share)s %%")
            )
            % {"share": figure(abs(spread))}
        )
    return told(parts)
