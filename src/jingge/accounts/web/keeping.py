"""The list of accounts, for the IT clerk."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts import actions, queries
from jingge.accounts.rules import why_not_change, why_not_close, why_not_reset
from jingge.accounts.terms import ROLE_LABELS, Ability
from jingge.accounts.web.forms import AccountForm, NewAccountForm
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid
from jingge.common.viewer import Role, Viewer
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link

STATES = {"open": _("In use"), "closed": _("Closed")}


def _state(account: Any) -> Badge:
    if not account.is_active:
        return Badge(STATES["closed"], "neutral")
    return (
        Badge(_("One-time password"), "warn")
        if account.must_change_password
        else Badge(STATES["open"], "good")
    )


def _address(account: Any) -> str:
    return reverse("accounts:account", args=[account.pk])


@require_GET
@requires(Ability.EDIT_ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    stations = queries.stations_of(viewer) or {}
    places = {**stations, **(queries.brigades_of(viewer) or {})}
    return ListPage(
        name="accounts",
        title=_("Accounts"),
        subtitle=_("Who signs in, in which role, on which ground"),
        columns=(
            Column("username", _("User name"), url=_address),
            Column("display_name", _("Name shown")),
            Column("role", _("Role"), value=lambda r: ROLE_LABELS[Role(r.role)]),
            Column("station_code", _("Ground"), value=lambda r: _ground(r, places)),
            Column("police_number", _("Police number")),
            Column("is_active", _("State"), value=_state),
            Column("last_login", _("Last sign-in")),
            Column("created_at", _("Created"), optional=True),
            Column("closed_at", _("Closed at"), optional=True),
        ),
        filters=(
            Filter("words", _("User name, name or police number")),
            Filter("role", _("Role"), kind="choice", choices=[(r.value, t) for r, t in ROLE_LABELS.items()]),
            Filter("station", _("Station"), kind="choice", choices=list(stations.items())),
            Filter("state", _("State"), kind="choice", choices=list(STATES.items())),
        ),
        rows=lambda asked: queries.list_accounts(
            viewer,
            words=asked["words"],
            role=asked["role"],
            station_code=asked["station"],
            closed=asked["state"],
        ),
        default_sort="username",
        row_links=lambda r: [Link(_("Open"), _address(r))],
        toolbar=(Link(_("New account"), reverse("accounts:new"), "plus", "primary"),),
    ).respond(request)


def _ground(account: Any, places: Mapping[str, str]) -> str:
    code = account.station_code or account.brigade_code
    return str(places.get(code, code)) if code else _t("whole bureau")


def _choices(viewer: Viewer) -> dict[str, Mapping[str, str]]:
    return {
        "stations": queries.stations_of(viewer) or {},
        "brigades": queries.brigades_of(viewer) or {},
    }


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_ACCOUNTS)
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    posted = request.POST if request.method == "POST" else None
    form = NewAccountForm(posted, **_choices(viewer))
    if posted is not None and form.is_valid():
        try:
            account, password = actions.create_account(
                bureau_id=viewer.bureau_id, by=viewer, **form.cleaned_data
            )
        except Invalid as wrong:
            form.add_error(wrong.field, str(wrong.reason))
        else:
            return _show_once(request, account, password)
    return _form(request, form, _("New account"), _("Create"), reverse("accounts:accounts"))


def _show_once(request: HttpRequest, account: Any, password: str) -> HttpResponse:
    """Not behind a redirect: the password is nowhere but in this answer."""
    return render(request, "accounts/once.html", {"account": account, "password": password})


def _form(request: HttpRequest, form: Any, title: object, label: object, back: str) -> HttpResponse:
    context = {"form": form, "title": title, "label": label, "back": back}
    return render(request, "common/form.html", context, status=200 if request.method == "GET" else 422)


@require_GET
@requires(Ability.EDIT_ACCOUNTS)
def account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found, choices = queries.get_account(viewer, account_id), _choices(viewer)
    context = {
        "account": found,
        "role": ROLE_LABELS[Role(found.role)],
        "ground": _ground(found, {**choices["stations"], **choices["brigades"]}),
        "state": _state(found),
        "deeds": _deeds(viewer, found),
    }
    return render(request, "accounts/account.html", context)


def _deeds(viewer: Viewer, found: Any) -> list[Link]:
    own, key = found.pk == viewer.account_id, [found.pk]
    if not found.is_active:
        return [Link(_("Open again"), reverse("accounts:reopen", args=key), "undo")]
    last_clerk = found.role == Role.IT_CLERK and queries.count_open(viewer, Role.IT_CLERK) == 1
    return [
        Link(
            _("Change"),
            reverse("accounts:change", args=key),
            "edit",
            why_not=why_not_change(own=own, same_role=True, is_active=True),
        ),
        Link(
            _("New one-time password"),
            reverse("accounts:reset", args=key),
            "key",
            why_not=why_not_reset(is_active=True),
        ),
        Link(
            _("Close account"),
            reverse("accounts:close", args=key),
            "close",
            "danger",
            why_not=why_not_close(own=own, last_clerk=last_clerk, is_active=True),
        ),
    ]


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_ACCOUNTS)
def change(request: HttpRequest, account_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = queries.get_account(viewer, account_id)
    posted = request.POST if request.method == "POST" else None
    names = ("display_name", "role", "station_code", "brigade_code", "police_number")
    present = {name: getattr(found, name) for name in names}
    form = AccountForm(posted, initial=present, **_choices(viewer))
    if posted is not None and form.is_valid():
        try:
            actions.change_account(account_id=found.pk, by=viewer, **form.cleaned_data)
        except Invalid as wrong:
            form.add_error(wrong.field, str(wrong.reason))
        else:
            messages.success(request, _t("The account is changed. It acts with the person's next click."))
            return HttpResponseRedirect(_address(found))
    return _form(request, form, _t("Change %(name)s") % {"name": found.username}, _("Save"), _address(found))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_ACCOUNTS)
def reset(request: HttpRequest, account_id: UUID) -> HttpResponse:
    found = queries.get_account(viewer_in(request), account_id)
    if request.method == "POST":
        return _show_once(request, *actions.reset_password(account_id=found.pk, by=viewer_in(request)))
    consequences = [
        _t("The present password stops working."),
        _t("Every device of this person is signed out."),
        _t("The one-time password is shown once and must be changed at the next sign-in."),
    ]
    return _confirm(
        request, found, _t("New one-time password"), consequences, _t("Set a new one-time password")
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_ACCOUNTS)
def close(request: HttpRequest, account_id: UUID) -> HttpResponse:
    found = queries.get_account(viewer_in(request), account_id)
    if request.method == "POST":
        actions.close_account(account_id=found.pk, by=viewer_in(request))
        messages.success(request, _t("The account is closed."))
        return HttpResponseRedirect(_address(found))
    consequences = [
        _t("The person is signed out at once and cannot sign in."),
        _t("Everything they did stays in the records under their name."),
        _t("It can be opened again."),
    ]
    return _confirm(request, found, _t("Close account"), consequences, _t("Close account"))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_ACCOUNTS)
def reopen(request: HttpRequest, account_id: UUID) -> HttpResponse:
    found = queries.get_account(viewer_in(request), account_id)
    if request.method == "POST":
        return _show_once(request, *actions.reopen_account(account_id=found.pk, by=viewer_in(request)))
    consequences = [_t("The person can sign in again, with a new one-time password.")]
    return _confirm(request, found, _t("Open again"), consequences, _t("Open again"))


def _confirm(
    request: HttpRequest, found: Any, title: str, consequences: list[str], label: str
) -> HttpResponse:
    context = {
        "title": title,
        "text": f"{found.username} ({found.display_name})",
        "consequences": consequences,
        "label": label,
        "back": _address(found),
    }
    return render(request, "common/confirm.html", context)
