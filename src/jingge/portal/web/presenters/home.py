"""The dashboard: the two targets, cover, evenness, the base figures per station, what is missing."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.viewer import Viewer
from jingge.common.web.parts import Tile
from jingge.portal.terms import Baseline
from jingge.staffing.rules.ratios import shown
from jingge.staffing.terms import Cover, Ratio, Ratios, Shown

MISSING_SHOWN = 10


def context(viewer: Viewer, baseline: Baseline, ratios: Ratios, cover: Cover) -> dict[str, Any]:
    return {
        "baseline": baseline,
        "day": baseline.day,
        "tiles": tiles(viewer, baseline, ratios, cover),
        "heaviest_station": max((row.load for row in baseline.stations), default=0),
        "missing_shown": baseline.missing[:MISSING_SHOWN],
        "missing_more": max(len(baseline.missing) - MISSING_SHOWN, 0),
        "may_import": may(viewer, Ability.RUN_IMPORTS),
    }


def tiles(viewer: Viewer, baseline: Baseline, ratios: Ratios, cover: Cover) -> list[Tile]:
    staff = reverse("staffing:overview") if may(viewer, Ability.SEE_STAFF) else ""
    made = []
    if ratios.first is not None:
        made.append(_ratio(_("Station officers of all officers"), ratios.first, ratios, staff))
    made.append(_ratio(_("Community officers of station officers"), ratios.second, ratios, staff))
    units = len(cover.rows)
    made.append(
        Tile(
            _("Communities and villages covered"),
            f"{cover.covered}/{units}",
            hint=_("by an officer and an auxiliary or helper"),
            url=reverse("staffing:cover") if staff else "",
            tone="good" if units and cover.covered == units else "bad",
        )
    )
    if baseline.total is not None:
        made.append(_evenness(baseline))
        made.append(
            Tile(
                _("People"),
                baseline.total.population,
                hint=_("in %(blocks)s blocks") % {"blocks": baseline.total.blocks},
            )
        )
    return made


def _ratio(label: str, ratio: Ratio, ratios: Ratios, url: str) -> Tile:
    value = shown(ratio.share, ratios.display) if ratio.share is not None else None
    way = _("cut") if ratios.display is Shown.CUT else _("rounded")
    hint = _("%(part)s of %(whole)s, %(way)s; at least %(least)s needed for 40%%") % {
        "part": ratio.part,
        "whole": ratio.whole,
        "way": way,
        "least": ratio.least,
    }
    return Tile(label, value, "%", hint, url, "good" if ratio.passes else "bad")


def _evenness(baseline: Baseline) -> Tile:
    """The worst station's heaviest area against its own mean."""
    uneven = [(row.unevenness, row.name) for row in baseline.stations if row.unevenness]
    worst, name = max(uneven, default=(None, ""))
    hint = _("times the mean of its station, at %(station)s") % {"station": name} if worst else ""
    return Tile(
        _("Heaviest area"),
        f"{worst:.2f}" if worst else None,
        hint=hint,
        url=reverse("portal:map"),
        tone="warn" if worst and worst > 1.25 else "good",
    )
