"""The dashboard: the two targets, cover, evenness, the base figures per station, what is missing."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.elements import Element
from jingge.common.viewer import Viewer
from jingge.common.web.parts import Tile
from jingge.portal.terms import Baseline
from jingge.staffing.rules.ratios import shown
from jingge.staffing.terms import Cover, ModeCheck, Ratio, Ratios, Shown

MISSING_SHOWN = 10


def context(
    viewer: Viewer, baseline: Baseline, ratios: Ratios, cover: Cover, modes: Sequence[ModeCheck]
) -> dict[str, Any]:
    return {
        "baseline": baseline,
        "day": baseline.day,
        "groups": groups(viewer, baseline, ratios, cover, modes),
        "heaviest_station": max((row.load for row in baseline.stations), default=0),
        "missing_shown": baseline.missing[:MISSING_SHOWN],
        "missing_more": max(len(baseline.missing) - MISSING_SHOWN, 0),
        "may_import": may(viewer, Ability.RUN_IMPORTS),
    }


def groups(
    viewer: Viewer, baseline: Baseline, ratios: Ratios, cover: Cover, modes: Sequence[ModeCheck]
) -> list[tuple[str, list[Tile]]]:
    """Every indicator under one of the four elements, in their order."""
    staff = may(viewer, Ability.SEE_STAFF)
    shares = [
        (_("Station officers of all officers"), ratios.first),
        (_("Community officers of station officers"), ratios.second),
    ]
    url = reverse("staffing:overview") if staff else ""
    made = {
        Element.STRUCTURE: [
            _ratio(label, ratio, ratios, url) for label, ratio in shares if ratio is not None
        ],
        Element.DUTIES: [_cover(cover, reverse("staffing:cover") if staff else "")],
        # Who sees no colleagues would see every station fail for want of them.
        Element.MECHANISM: [_modes(modes, reverse("staffing:modes"))] if staff else [],
        Element.EFFECT: [_evenness(baseline)],
    }
    return [(str(element.label), made[element]) for element in Element if made[element]]


def _cover(cover: Cover, url: str) -> Tile:
    units = len(cover.rows)
    return Tile(
        _("Communities and villages covered"),
        f"{cover.covered}/{units}",
        hint=_("by an officer and an auxiliary or helper"),
        url=url,
        tone="good" if units and cover.covered == units else "bad",
    )


def _modes(modes: Sequence[ModeCheck], url: str) -> Tile:
    fine = sum(check.passes for check in modes)
    return Tile(
        _("Stations working as their mode asks"),
        f"{fine}/{len(modes)}",
        hint=_("one office and two teams, or multi-skilled officers"),
        url=url,
        tone="good" if fine == len(modes) else "warn",
    )


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
