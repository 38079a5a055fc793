"""The register of work norms: list, page of one, writing and agreeing to a version."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.common.web.days import day_of
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.norms import actions
from jingge.norms.queries import register as queries
from jingge.norms.queries.editions import said
from jingge.norms.rules import states
from jingge.norms.terms import NormRow, Standing
from jingge.norms.web.forms import NormForm, RenameForm, VersionForm

TONES = {
    Standing.DRAFT: "neutral",
    Standing.PROPOSED: "warn",
    Standing.AGREED: "good",
    Standing.DISCARDED: "neutral",
}

DECIDING = ("agree", "hand_back", "take_back")


@require_GET
@requires(Ability.SEE_GROUND)
def norms(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    return ListPage(
        name="norms-register",
        title=_("Work norms"),
        subtitle=_("The bureau's norms of work, each with the version in force on the day"),
        columns=(
            Column("number", _("Number"), right=True),
            Column("name", _("Norm"), url=lambda r: reverse("norms:norm", args=[r.number])),
            Column("version", _("Version"), right=True),
            Column("valid_from", _("In force from")),
            Column("valid_to", _("Until before"), optional=True),
            Column("agreed_by", _("Approved by"), sort=""),
            Column("waiting", _("State"), value=state_badge, export=lambda r: str(state_badge(r))),
        ),
        filters=(
            Filter("q", _("Norm")),
            Filter("day", _("On the day"), kind="date", default=today().isoformat()),
        ),
        rows=lambda asked: queries.list_norms(viewer, day_of(asked["day"]), text=asked["q"]),
        default_sort="number",
        empty=_("No norm is in the register yet."),
        toolbar=tools(viewer),
    ).respond(request)


def tools(viewer: Viewer) -> list[Link]:
    links = [
        Link(_("Rules in force"), reverse("norms:matrix"), "scale"),
        Link(_("Work out a time limit"), reverse("norms:clock"), "clock"),
    ]
    if may(viewer, Ability.EDIT_SETTINGS):
        links.append(Link(_("Enter a norm"), reverse("norms:enter"), "plus", "primary"))
    return links


def state_badge(row: NormRow) -> Badge:
    if row.waiting:
        return Badge(_("A version waits for approval"), "warn")
    return Badge(_("In force"), "good") if row.version else Badge(_("No text in force"), "warn")


@require_GET
@requires(Ability.SEE_GROUND)
def norm(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    found = queries.get_norm(viewer, number)
    day = today()
    versions = [
        {
            "row": one,
            "state": standing_badge(one, day),
            "links": version_links(viewer, one),
            "open": in_force(one, day) or one.state == Standing.PROPOSED,
        }
        for one in queries.versions_of(viewer, found)
    ]
    links = []
    if may(viewer, Ability.EDIT_SETTINGS):
        links = [
            Link(_("Write a new version"), reverse("norms:write", args=[number]), "edit", "primary"),
            Link(_("Rename"), reverse("norms:rename", args=[number]), "text"),
        ]
    context = {"norm": found, "name": said(found.name, found.name_en), "versions": versions, "links": links}
    return render(request, "norms/norm.html", context)


def in_force(row: Any, day: Any) -> bool:
    return (
        row.state == Standing.AGREED
        and row.valid_from <= day
        and (row.valid_to is None or day < row.valid_to)
    )


def standing_badge(row: Any, day: Any) -> Badge:
    """A draft's state; of what was agreed, whether it is in force on the day."""
    if row.state != Standing.AGREED:
        return Badge(Standing(row.state).label, TONES[Standing(row.state)])
    if row.valid_from > day:
        return Badge(_("Approved, not yet in force"), "info")
    return Badge(_("In force"), "good") if in_force(row, day) else Badge(_("No longer in force"), "neutral")


def version_links(viewer: Viewer, row: Any) -> list[Link]:
    args = [row.norm.number, row.number]
    change = reverse("norms:change", args=args)

    def address(deed: str) -> str:
        return reverse(f"norms:{'decide' if deed in DECIDING else 'step'}", args=[*args, deed])

    return deed_links(viewer, row, change, address)


def deed_links(viewer: Viewer, row: Any, change: str, step: Callable[[str], str]) -> list[Link]:
    """What may be done now, each with the reason why not; what this role never does is not offered."""
    links = []
    state, writes, decides = row.state, may(viewer, Ability.EDIT_SETTINGS), may(viewer, Ability.DECIDE_PLANS)
    if writes and state == Standing.DRAFT:
        links = [
            Link(_("Ask for approval"), step("propose"), "up", "primary", post=True),
            Link(_("Change"), change, "edit"),
            Link(_("Discard"), step("discard"), "close", post=True),
        ]
    if decides and state == Standing.PROPOSED:
        reason = states.why_not_agree(state, writer=row.written_by_id, by=viewer.account_id)
        links = [
            Link(_("Approve"), step("agree"), "good", "primary", post=True, why_not=reason),
            Link(_("Hand back"), step("hand_back"), "undo", post=True),
        ]
    if decides and state == Standing.AGREED and row.valid_from > today():
        links = [Link(_("Take back"), step("take_back"), "undo", post=True)]
    return links


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_SETTINGS)
def enter(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = NormForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = refused_in(form, lambda: actions.enter_norm(**form.cleaned_data, by=viewer))
        if made:
            messages.success(request, _("The norm is in the register. Write its first version."))
            return redirect("norms:write", made.number)
    return form_page(request, form, _("Enter a norm"), reverse("norms:register"))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_SETTINGS)
def rename(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    found = queries.get_norm(viewer, number)
    form = RenameForm(request.POST or None, initial={"name": found.name, "name_en": found.name_en})
    if (
        request.method == "POST"
        and form.is_valid()
        and refused_in(form, lambda: actions.rename_norm(number=number, **form.cleaned_data, by=viewer))
    ):
        messages.success(request, _("The norm is renamed."))
        return redirect("norms:norm", number)
    title = _("Rename norm %(number)s") % {"number": number}
    return form_page(request, form, title, reverse("norms:norm", args=[number]))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_SETTINGS)
def write(request: HttpRequest, number: int) -> HttpResponse:
    viewer = viewer_in(request)
    found = queries.get_norm(viewer, number)
    last = next((one for one in queries.versions_of(viewer, found) if one.state == Standing.AGREED), None)
    form = VersionForm(
        request.POST or None, initial={"text": last.text if last else "", "valid_from": today()}
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and refused_in(form, lambda: actions.write_version(number=number, **form.cleaned_data, by=viewer))
    ):
        messages.success(request, _("The draft is kept. Ask for approval when it is ready."))
        return redirect("norms:norm", number)
    title = _("New version of “%(name)s”") % {"name": said(found.name, found.name_en)}
    return form_page(request, form, title, reverse("norms:norm", args=[number]), wide=True)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_SETTINGS)
def change(request: HttpRequest, number: int, version: int) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_version(viewer, number, version)
    form = VersionForm(
        request.POST or None, initial={"text": row.text, "valid_from": row.valid_from, "note": row.note}
    )
    if request.method == "POST" and form.is_valid():
        given = {"number": number, "version": version, **form.cleaned_data}
        if refused_in(form, lambda: actions.change_version(**given, by=viewer)):
            messages.success(request, _("The draft is kept. Ask for approval when it is ready."))
            return redirect("norms:norm", number)
    title = _("Change version %(version)s of “%(name)s”") % {
        "version": version,
        "name": said(row.norm.name, row.norm.name_en),
    }
    return form_page(request, form, title, reverse("norms:norm", args=[number]), wide=True)


STEPS: dict[str, Callable[..., Any]] = {
    "propose": actions.propose_version,
    "agree": actions.agree_version,
    "hand_back": actions.hand_back_version,
    "discard": actions.discard_version,
    "take_back": actions.take_back_version,
}


@require_POST
@requires(Ability.EDIT_SETTINGS)
def write_step(request: HttpRequest, number: int, version: int, deed: str) -> HttpResponse:
    return step(request, number, version, deed)


@require_POST
@requires(Ability.DECIDE_PLANS)
def decide_step(request: HttpRequest, number: int, version: int, deed: str) -> HttpResponse:
    return step(request, number, version, deed)


def step(request: HttpRequest, number: int, version: int, deed: str) -> HttpResponse:
    STEPS[deed](number=int(number), version=int(version), by=viewer_in(request))
    messages.success(request, said_after(deed))
    return redirect("norms:norm", number)


def said_after(deed: str) -> str:
    return {
        "propose": _("Another person can now approve it."),
        "agree": _("Approved: in force from its day on."),
        "hand_back": _("Handed back to whoever wrote it."),
        "discard": _("The draft is discarded."),
        "take_back": _("Taken back: what was in force goes on."),
    }[deed]


def refused_in(form: Any, deed: Callable[[], Any]) -> Any:
    """Do it; a refusal of one field is put beside the field, and None comes back."""
    try:
        return deed()
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        return None


def form_page(
    request: HttpRequest,
    form: Any,
    title: str,
    back: str,
    *,
    wide: bool = False,
    label: str = "",
    text: str = "",
) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "label": label or _("Keep"),
        "back": back,
        "wide": wide,
        "text": text,
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)
