"""Figures as a page shows them: with definition, fraction, target and what is spare."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common.web.parts import Tile
from jingge.staffing.rules.ratios import shown
from jingge.staffing.terms import (
    Cover,
    ModeCheck,
    OrganKind,
    PairingCheck,
    Ratio,
    Ratios,
    Shown,
    StaffFacts,
    StrengthRow,
    WhatIf,
)

FIRST = (
    gettext_lazy("Station officers of all officers"),
    gettext_lazy(
        "Police officers posted to stations ÷ all police officers of the bureau. "
        "Auxiliaries and helpers do not count."
    ),
)
SECOND = (
    gettext_lazy("Community officers of station officers"),
    gettext_lazy(
        "Community officers ÷ police officers posted to stations. Auxiliaries and helpers do not count."
    ),
)
WAYS = {
    Shown.ROUND: gettext_lazy("Rounded to one decimal"),
    Shown.CUT: gettext_lazy("Cut to one decimal"),
}


@dataclass(frozen=True, slots=True)
class RatioCard:
    """One of the two 40 % ratios, ready to be read."""

    title: str | Promise
    definition: str | Promise
    percent: str
    fraction: str
    width: str  # of the drawn bar, per cent
    target: str
    least: int
    passes: bool
    spare: str


def ratio_card(words: tuple[str | Promise, str | Promise], ratio: Ratio, display: Shown) -> RatioCard:
    return RatioCard(
        *words,
        percent=share_text(ratio.share, display),
        fraction=f"{ratio.part} / {ratio.whole}",
        width=f"{float(min(ratio.share or 0, 1)) * 100:.2f}",
        target=f"{float(ratio.target * 100):g}",
        least=ratio.least,
        passes=ratio.passes,
        spare=spare(ratio),
    )


def community_share(row: StrengthRow, of_all: Ratio, display: Shown) -> str:
    """A station's share; the last line shows the second target itself, elsewhere there is none."""
    if not row.name:
        return f"{shown(of_all.share, display)}%" if of_all.share is not None else ""
    if row.place.kind is not OrganKind.STATION or not row.officers:
        return ""
    return f"{shown(Fraction(row.community_officers, row.officers), display)}%"


def spare(ratio: Ratio) -> str:
    """What the target still allows, in a sentence."""
    if ratio.share is None:
        return _("Nobody is in post.")
    if ratio.spare < 0:
        return _("%(n)d more are needed.") % {"n": -ratio.spare}
    return _("%(n)d may go before it fails.") % {"n": ratio.spare}


def ratio_cards(ratios: Ratios, display: Shown) -> list[RatioCard]:
    """Two cards for the bureau; one, the second, for a station."""
    cards = [ratio_card(FIRST, ratios.first, display)] if ratios.first else []
    return [*cards, ratio_card(SECOND, ratios.second, display)]


@dataclass(frozen=True, slots=True)
class Compared:
    """One ratio before and after moves."""

    title: str | Promise
    before: RatioCard
    after: RatioCard

    @property
    def falls(self) -> bool:
        return self.before.passes and not self.after.passes


def compared(found: WhatIf, display: Shown) -> list[Compared]:
    before, after = ratio_cards(found.before, display), ratio_cards(found.after, display)
    return [Compared(b.title, b, a) for b, a in zip(before, after, strict=True)]


def share_text(share: Fraction | None, display: Shown) -> str:
    return "—" if share is None else shown(share, display)


def cover_tiles(cover: Cover, gap_url: str) -> list[Tile]:
    """Cover in four figures; the gaps lead to their rows. `gap_url` waits for the name of a gap.

    Always cut, never rounded: 100.0 % must mean every single unit.
    """
    units = len(cover.rows)
    without_officer, without_hand = units - cover.with_officer, units - cover.with_hand
    return [
        Tile(
            _("Covered units"),
            share_text(cover.share, Shown.CUT),
            "%",
            _("%(n)d of %(all)d have an officer and a hand") % {"n": cover.covered, "all": units},
            tone="good" if units and cover.covered == units else "warn",
        ),
        Tile(
            _("Without an officer"),
            without_officer,
            hint=_("No responsible officer by the area"),
            url=f"{gap_url}officer",
            tone="bad" if without_officer else "",
        ),
        Tile(
            _("Without a hand"),
            without_hand,
            hint=_("Neither auxiliary nor helper"),
            url=f"{gap_url}hand",
            tone="warn" if without_hand else "",
        ),
        Tile(
            _("Office cover"),
            share_text(cover.office_share, Shown.CUT),
            "%",
            _("%(n)d of %(all)d are in a service area") % {"n": cover.in_office_area, "all": units},
            url=f"{gap_url}office",
        ),
    ]


def pairing_tiles(check: PairingCheck, url: str) -> list[Tile]:
    """`url` ends where the number of auxiliaries is asked for."""
    return [
        Tile(_("Community officers"), check.community_officers),
        Tile(_("Paired auxiliaries"), check.auxiliaries, url=url),
        Tile(
            _("Without an auxiliary"),
            len(check.without),
            hint=_("Each should lead at least one"),
            tone="warn" if check.without else "good",
        ),
        Tile(_("With one"), check.with_one, url=f"{url}one"),
        Tile(_("With two or more"), check.with_two_or_more, url=f"{url}more"),
    ]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the mode check's file."""

    station: str
    finding: str
    who: str


def mode_findings(check: ModeCheck) -> list[Finding]:
    lines = [(_("Nobody serves in: %(part)s") % {"part": part.label}, "") for part in check.unstaffed]
    lines += [(_("In two parts at once"), named(o)) for o in check.in_two]
    lines += [(_("Linked to no unit"), named(o)) for o in check.without_unit]
    lines = lines or [(_("Works as its mode says"), "")]
    return [Finding(check.station_name, finding, who) for finding, who in lines]


def named(officer: StaffFacts) -> str:
    return f"{officer.person.display_name} {officer.person.police_number}"


INCIDENTS = {
    "report": gettext_lazy("reports"),
    "help": gettext_lazy("calls for help"),
    "dispute": gettext_lazy("disputes"),
    "complaint": gettext_lazy("complaints"),
}


def incident_label(kind: str) -> str:
    """A bureau's own further kinds keep the name it gave them."""
    return str(INCIDENTS.get(kind, kind))


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing missing in a station's mode, with the way to where it is mended."""

    finding: str
    who: str
    label: str = ""
    url: str = ""


def mode_fixes(check: ModeCheck, day: date, *, edits: bool) -> list[Fix]:
    """What is missing, each with its own link; without one for whoever may not change it."""
    found = []
    for part in check.unstaffed:
        url = f"{reverse('staffing:join_team', args=[check.station_code])}?part={part.value}"
        text = _("Nobody serves in: %(part)s") % {"part": part.label}
        found.append(Fix(text, "", _("Enter somebody"), url if edits else ""))
    for one in check.in_two:
        url = f"{reverse('staffing:reassign', args=[one.beats[0]])}?on={day.isoformat()}" if one.beats else ""
        found.append(
            Fix(_("In two parts at once"), named(one), _("Give the area to another"), url if edits else "")
        )
    for one in check.without_unit:
        url = reverse("staffing:place", args=[one.officer_id])
        found.append(Fix(_("Linked to no unit"), named(one), _("Link to a unit"), url if edits else ""))
    return found
