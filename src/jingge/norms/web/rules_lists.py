"""The rules in force on a day: who leads what, time limits, powers, urgent steps and forms."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.common.web.days import day_of
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.common.wording import listed, told
from jingge.norms.queries.editions import in_force, pack_on, said
from jingge.norms.rules.laws import basis_in_words
from jingge.norms.terms import Category, Form, Lead, Limit, Pack, Power, UrgentStep
from jingge.norms.web.words import span_in_words

VIEWS = (
    ("norms:matrix", noop("Who leads what")),
    ("norms:limits", noop("Time limits")),
    ("norms:powers", noop("Powers of a station")),
    ("norms:steps", noop("Urgent steps")),
    ("norms:forms", noop("Forms")),
)


@require_GET
@requires(Ability.SEE_GROUND)
def matrix(request: HttpRequest) -> HttpResponse:
    """R37: each category of matters has exactly one lead."""
    return page(
        request,
        name="norms-matrix",
        title=_("Who leads what"),
        note=_(
            "Each kind of matter has exactly one lead; the station of the place receives all of them first."
        ),
        columns=(
            Column("code", _("Code")),
            Column("name", _("Kind of matter"), value=lambda r: said(r.name_zh, r.name_en), sort="name_zh"),
            Column("lead", _("Leads"), value=lead_badge, export=lambda r: str(r.lead.label), sort="lead"),
            Column("helps", _("Helps"), value=lambda r: listed(one.label for one in r.helps), sort=""),
            Column("procedure", _("Procedure"), value=lambda r: r.procedure.label if r.procedure else ""),
            Column(
                "preventable",
                _("Preventable case"),
                value=lambda r: _("Yes") if r.preventable else "",
                optional=True,
            ),
            Column("local_code", _("Local code"), optional=True),
            Column("basis", _("Basis"), value=lambda r: basis_in_words(r.basis)),
        ),
        filters=(
            Filter("q", _("Kind of matter")),
            Filter("lead", _("Leads"), kind="choice", choices=Lead.choices),
        ),
        rows=lambda pack, asked: [
            one
            for one in pack.leaves
            if holds(asked["q"], one.code, one.name_zh, one.name_en) and asked["lead"] in ("", one.lead)
        ],
    )


@require_GET
@requires(Ability.SEE_GROUND)
def limits(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        name="norms-limits",
        title=_("Time limits"),
        note=_(
            "Shown are the limits in force on the day. A matter follows those of the day it was accepted or filed."
        ),
        columns=(
            Column("code", _("Code")),
            Column("name", _("Time limit"), value=lambda r: said(r.name_zh, r.name_en), sort="name_zh"),
            Column("amount", _("How long"), value=span_in_words, sort=""),
            Column("starts", _("Runs from"), value=starts, sort=""),
            Column("extensions", _("Longer"), value=extensions, sort=""),
            Column("basis", _("Basis"), value=law),
            Column("pauses", _("Does not count"), value=pauses, sort="", optional=True),
            Column("authority", _("Standing"), value=lambda r: r.authority.label, optional=True),
            Column("valid_from", _("In force from"), optional=True),
            Column("valid_to", _("Last day"), optional=True),
        ),
        filters=(Filter("q", _("Time limit")),),
        rows=lambda pack, asked: [
            one
            for one in pack.limits
            if one.in_force(asked_day(asked))
            and holds(asked["q"], one.code, one.name_zh, one.name_en, one.basis)
        ],
        row_links=lambda r: [Link(_("Work out"), f"{reverse('norms:clock')}?limit={r.key}")],
    )


@require_GET
@requires(Ability.SEE_GROUND)
def powers(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        name="norms-powers",
        title=_("Powers of a station"),
        note=_("“Up to” includes the figure itself."),
        columns=(
            Column("code", _("Code")),
            Column("name", _("Power"), value=lambda r: said(r.name_zh, r.name_en), sort="name_zh"),
            Column("amount", _("Up to"), value=money, export=lambda r: r.amount, right=True),
            Column("basis", _("Basis"), value=law),
            Column("valid_from", _("In force from")),
            Column("valid_to", _("Last day")),
        ),
        rows=lambda pack, asked: [one for one in pack.powers if one.in_force(asked_day(asked))],
    )


@require_GET
@requires(Ability.SEE_GROUND)
def steps(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        name="norms-steps",
        title=_("Urgent steps"),
        note=_(
            "Done at once by whoever came first, also when another unit is competent; then the matter is handed over."
        ),
        columns=(
            Column("code", _("Code")),
            Column("ground", _("When"), value=lambda r: said(r.ground_zh, r.ground_en), sort=""),
            Column("step", _("What is done"), value=lambda r: said(r.step_zh, r.step_en), sort=""),
            Column("basis", _("Basis"), value=law),
        ),
        rows=lambda pack, asked: pack.urgent_steps,
    )


@require_GET
@requires(Ability.SEE_GROUND)
def forms(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        name="norms-forms",
        title=_("Forms"),
        note="",
        columns=(
            Column("code", _("Code"), optional=True),
            Column("name", _("Form"), value=lambda r: said(r.name_zh, r.name_en), sort="name_zh"),
            Column("used", _("Used when"), value=lambda r: said(r.used_zh, r.used_en), sort=""),
            Column("basis", _("Basis"), value=law),
        ),
        rows=lambda pack, asked: pack.forms,
    )


Rule = Category | Limit | Power | UrgentStep | Form
Rows = Callable[[Pack, dict[str, str]], Sequence[Rule]]


def page(
    request: HttpRequest, *, name: str, columns: Sequence[Column], rows: Rows, filters: Sequence[Filter] = (),
    title: str, note: str, row_links: Callable[[Any], Sequence[Link]] | None = None,
) -> HttpResponse:  # fmt: skip
    """A list of one kind of rule, with the tabs of the others and the edition they stand in."""
    viewer = viewer_in(request)
    day = day_of(request.GET.get("day", "")) if request.GET.get("day") else today()
    return ListPage(
        name=name,
        title=title,
        subtitle=edition_words(viewer, day),
        note=note,
        columns=columns,
        filters=(*filters, Filter("day", _("On the day"), kind="date", default=today().isoformat())),
        rows=lambda asked: rows(pack_on(viewer.bureau_id, asked_day(asked)), asked),
        row_links=row_links,
        empty=_("No rule fits."),
        toolbar=[
            Link(_("Editions of the rules"), reverse("norms:editions"), "layers"),
            Link(_("Work norms"), reverse("norms:register"), "list"),
        ],
        template="norms/rules.html",
        context={"tabs": tabs(request, day)},
    ).respond(request)


def tabs(request: HttpRequest, day: date) -> list[Link]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    query = f"?day={day.isoformat()}" if request.GET.get("day") else ""
    return [Link(_(label), reverse(route) + query, current=route == here) for route, label in VIEWS]


def edition_words(viewer: Viewer, day: date) -> str:
    found = in_force(viewer, day)
    named = {"name": found.name, "number": found.number, "day": f"{found.valid_from:%Y-%m-%d}"}
    if found.number is None:
        return _("%(name)s: this bureau has agreed on no edition of its own for the day.") % named
    return _("Edition %(number)s: %(name)s, in force from %(day)s.") % named


def asked_day(asked: dict[str, str]) -> date:
    return day_of(asked["day"])


def holds(text: str, *where: str) -> bool:
    return not text or any(text.casefold() in one.casefold() for one in where)


def lead_badge(row: Category) -> Badge:
    return Badge(row.lead.label if row.lead else "", "info" if row.lead == Lead.STATION else "neutral")


def extensions(limit: Limit) -> str:
    return told(extension_words(one) for one in limit.extensions)


def extension_words(rule: Any) -> str:
    named = {
        "n": rule.amount,
        "unit": rule.unit.label,
        "who": rule.approver.label,
        "times": rule.times,
        "when": said(rule.when_zh, rule.when_en),
    }
    if rule.total:
        span = _("%(n)s %(unit)s in all") % named
    elif rule.times > 1:
        span = _("%(n)s %(unit)s more, at most %(times)s times") % named
    else:
        span = _("%(n)s %(unit)s more, once") % named
    more = [_("approved by: %(who)s") % named] if rule.approver else []
    more += [named["when"]] if named["when"] else []
    return _("%(span)s (%(more)s)") % {"span": span, "more": told(more)} if more else span


def starts(limit: Limit) -> str:
    """The event it runs from, with the case it holds for."""
    event, condition = said(limit.starts_zh, limit.starts_en), said(limit.condition_zh, limit.condition_en)
    if event and condition:
        return _("%(span)s (%(more)s)") % {"span": event, "more": condition}
    return event or condition


def pauses(limit: Limit) -> str:
    return listed(sorted(str(one.label) for one in limit.pauses))


def law(rule: Limit | Power | UrgentStep | Form) -> str:
    return f"{basis_in_words(rule.basis)} {rule.article}".strip()


def money(row: Power) -> str:
    return _("%(n)s yuan") % {"n": f"{row.amount:,}"} if row.unit == "CNY" else f"{row.amount} {row.unit}"
