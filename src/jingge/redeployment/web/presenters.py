"""A plan's figures as marks on its page."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingge.common.web.parts import Badge, Step, Text
from jingge.redeployment.queries import Detail
from jingge.redeployment.rules import states
from jingge.redeployment.rules.wording import GOAL_LABELS, proof_words, rule_words
from jingge.redeployment.terms import IMBALANCE, Going, PointSaid, StationChange
from jingge.staffing.rules.ratios import shown
from jingge.staffing.terms import Cover, Ratio, Shown

TONES = {
    states.DRAFT: "neutral",
    states.DRAWING: "info",
    states.SUBMITTED: "warn",
    states.APPROVED: "good",
    states.RETURNED: "warn",
    states.IN_EFFECT: "good",
    states.WITHDRAWN: "neutral",
}
PATH = (states.DRAFT, states.SUBMITTED, states.APPROVED, states.IN_EFFECT)
PLACE = {states.DRAWING: states.DRAFT, states.RETURNED: states.DRAFT}
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 560.0, 260.0, 48.0, 12.0, 26.0, 44.0


@dataclass(frozen=True, slots=True)
class Line:
    """A figure before and after, with what it is."""

    label: Text
    before: str
    after: str
    badge: Badge | None
    hint: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A bar of the curve, and its line in the table beside it."""

    moves: int
    value: str
    words: str
    x: float
    middle: float
    y: float
    width: float
    height: float
    possible: bool
    own: bool
    pick: bool


@dataclass(frozen=True, slots=True)
class Chart:
    columns: tuple[Column, ...]
    bottom: float
    label_y: float
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    middle: float = (LEFT + WIDTH - RIGHT) / 2


def state_badge(state: str) -> Badge:
    return Badge(states.STATE_LABELS[state], TONES[state])


def steps(state: str) -> tuple[Step, ...]:
    if state == states.WITHDRAWN:
        return ()
    at = PATH.index(PLACE.get(state, state))
    last = at == len(PATH) - 1
    return tuple(
        Step(
            states.STATE_LABELS[one],
            "done" if place < at or (last and place == at) else "current" if place == at else "ahead",
        )
        for place, one in enumerate(PATH)
    )


def ratio_text(ratio: Ratio, display: Shown) -> str:
    share = f" = {shown(ratio.share, display)} %" if ratio.share is not None else ""
    return f"{ratio.part} / {ratio.whole}{share}"


def target_badge(ratio: Ratio) -> Badge:
    if ratio.passes:
        return Badge(_("Met"), "good")
    return Badge(_("%(n)d more are needed.") % {"n": -ratio.spare}, "bad")


def lines(detail: Detail) -> list[Line]:
    """The figures of the whole bureau, before and after."""
    found = detail.outcome
    cover_before, cover_after = found.cover
    return [
        Line(
            _("Station officers of all police officers"),
            ratio_text(found.first[0], detail.display),
            ratio_text(found.first[1], detail.display),
            target_badge(found.first[1]),
            _("Target 40 %; auxiliaries and helpers do not count"),
        ),
        Line(
            _("Community officers of station officers"),
            ratio_text(found.second[0], detail.display),
            ratio_text(found.second[1], detail.display),
            target_badge(found.second[1]),
            _("Target 40 %"),
        ),
        Line(
            _("Units covered"),
            cover_text(cover_before),
            cover_text(cover_after),
            cover_badge(cover_before, cover_after),
            _("An officer answers for an area of it, and an auxiliary or a helper works there"),
        ),
        Line(
            _("Police officers of the bureau"),
            str(found.bureau[0]),
            str(found.bureau[1]),
            Badge(_("Unchanged"), "good")
            if found.bureau[0] == found.bureau[1]
            else Badge(_("Changed"), "bad"),
            _("Moves take nobody in and lose nobody"),
        ),
        Line(
            _("Officers outside the stations"),
            str(found.elsewhere[0]),
            str(found.elsewhere[1]),
            None,
            _("Brigades and departments"),
        ),
    ]


def cover_text(cover: Cover) -> str:
    return f"{cover.covered} / {len(cover.rows)}"


def cover_badge(before: Cover, after: Cover) -> Badge | None:
    if after.covered < before.covered:
        return Badge(_("%(n)d units lose their cover") % {"n": before.covered - after.covered}, "bad")
    return Badge(_("Complete"), "good") if after.covered == len(after.rows) else None


def pair(values: tuple[int, int]) -> str:
    before, after = values
    return str(before) if before == after else f"{before} → {after}"


def each_pair(values: tuple[Fraction | None, Fraction | None]) -> str:
    before, after = (f"{float(one):,.0f}" if one is not None else "—" for one in values)
    return before if before == after else f"{before} → {after}"


STATION_HEADS: tuple[Text, ...] = (
    gettext_lazy("Station"),
    gettext_lazy("People"),
    gettext_lazy("Officers"),
    gettext_lazy("Community officers"),
    gettext_lazy("Auxiliaries"),
    gettext_lazy("Helpers"),
    gettext_lazy("People an officer"),
    gettext_lazy("People a community officer"),
)


def station_cells(row: StationChange) -> tuple[str, ...]:
    return (
        row.ground.name,
        f"{row.ground.population:,}",
        pair(row.officers),
        pair(row.community),
        pair(row.auxiliaries),
        pair(row.helpers),
        each_pair(row.per_officer),
        each_pair(row.per_community),
    )


def proofs(detail: Detail) -> list[tuple[Text, str]]:
    """Every goal in its order with what is proven."""
    return [(GOAL_LABELS[said["goal"]], proof_words(said)) for said in detail.plan.answer.get("goals", ())]


def clash(detail: Detail) -> list[str]:
    names = detail.station_names
    return [rule_words(rule, names) for rule in detail.plan.answer.get("clash", ())]


def why(going: Going, names: dict[str, str]) -> str:
    """What somebody wrote, else the rules broken today that asked the engine for the move."""
    return going.why or " ".join(rule_words(one, names) for one in going.grounds) or _("Better balance")


def wish_lines(detail: Detail) -> list[str]:
    """The rules in force for the next drawing, in words."""
    wish, names = detail.wish, detail.station_names
    rules: list[dict[str, object]] = []
    if wish.station_share:
        rules.append({"rule": "station_share"})
    if wish.community_share:
        rules.append({"rule": "community_share"})
    if wish.officers_at_stations is not None:
        rules.append({"rule": "officers_at_stations", "least": wish.officers_at_stations})
    if wish.attached:
        rules.append({"rule": "attached"})
    if wish.stability_years:
        rules.append({"rule": "stability", "years": wish.stability_years})
    if wish.most_moves is not None:
        rules.append({"rule": "most_moves", "most": wish.most_moves})
    if wish.fixed:
        rules.append({"rule": "fixed", "people": list(wish.fixed.items())})
    told = [rule_words(rule, names) for rule in rules]
    if wish.cover:
        told.append(_("Every area keeps a community officer of its own."))
    if wish.city_least:
        told.append(_("A city station has at least %(n)d officers.") % {"n": wish.city_least})
    if wish.rural_least:
        told.append(_("A rural station has at least %(n)d officers.") % {"n": wish.rural_least})
    return told


def one_more(detail: Detail) -> str:
    """What one more officer buys, in a sentence."""
    answer = detail.plan.answer
    if not answer:
        return ""
    more, terms = answer["one_more"], answer["terms"]
    if more is None:
        return _("One more officer would not be enough to keep every rule either.")
    if terms is None:
        return _("With one more officer every rule could be kept, with %(n)d moves.") % {
            "n": more["transfers"]
        }
    return _(
        "With one more officer %(moves)d people move instead of %(now)d, and stations are %(then)s officers "
        "off the fair share instead of %(value)s."
    ) % {
        "moves": more["transfers"],
        "now": terms["transfers"],
        "then": f"{more[IMBALANCE]:.2f}",
        "value": f"{terms[IMBALANCE]:.2f}",
    }


def chart(detail: Detail) -> Chart | None:
    """Balance reached with 0, 1, 2 … moves, as bars; impossible counts stay empty."""
    points: list[PointSaid] = detail.plan.answer.get("curve", []) if detail.plan.answer else []
    if not points:
        return None
    highest = max((p["value"] for p in points if p["value"] is not None), default=0.0) or 1.0
    bottom = HEIGHT - BOTTOM
    step = (WIDTH - LEFT - RIGHT) / len(points)
    now = {move.number for move in detail.moves}
    columns = []
    for index, point in enumerate(points):
        value = point["value"]
        high = 0.0 if value is None else (bottom - TOP) * value / highest
        own = value is not None and {one["number"] for one in point["plan"]} == now
        columns.append(
            Column(
                moves=point["moves"],
                value="—" if value is None else f"{value:.2f}",
                words=_point_words(point),
                x=LEFT + index * step + step * 0.18,
                middle=LEFT + (index + 0.5) * step,
                y=bottom - high,
                width=step * 0.64,
                height=high,
                possible=value is not None,
                own=own,
                pick=value is not None and not own,
            )
        )
    return Chart(columns=tuple(columns), bottom=bottom, label_y=bottom + 18)


def _point_words(point: PointSaid) -> str:
    if point["value"] is None:
        return _("No plan with so few moves keeps the rules: proven.") if point["status"] == "proven" else _(
            "None found in the time given."
        )  # fmt: skip
    return _("Proven best possible") if point["status"] == "proven" else _("Best found in the time given")
