"""Editions of the rules: list, page with what changes, the editor of rows, packs in and out."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

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
from jingge.common.errors import NotYours, Refused
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.parts import Link
from jingge.norms import actions
from jingge.norms.queries import editions as queries
from jingge.norms.rules.editing import place_of
from jingge.norms.rules.packfiles import to_zip
from jingge.norms.rules.states import why_not_change
from jingge.norms.rules.tables import COLUMNS
from jingge.norms.terms import RowChange, Standing
from jingge.norms.web import words
from jingge.norms.web.forms import BringForm, EditionForm, RowForm, initial_of
from jingge.norms.web.register import DECIDING, deed_links, form_page, refused_in, said_after, standing_badge

LARGEST_ZIP = 2 * 1024 * 1024


@require_GET
@requires(Ability.SEE_GROUND)
def editions(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    tools = [Link(_("Rules in force"), reverse("norms:matrix"), "scale")]
    if may(viewer, Ability.EDIT_SETTINGS):
        tools += [
            Link(_("Bring in a pack"), reverse("norms:bring"), "upload"),
            Link(_("New edition"), reverse("norms:begin"), "plus", "primary"),
        ]
    return ListPage(
        name="norms-editions",
        title=_("Editions of the rules"),
        subtitle=_(
            "A matter follows the edition of the day it was accepted or filed; what was in force is never rewritten"
        ),
        columns=(
            Column("number", _("Edition"), right=True),
            Column("name", _("Name"), value=lambda r: queries.said(r.name, r.name_en), url=address),
            Column("valid_from", _("In force from")),
            Column("valid_to", _("Until before")),
            Column("written_by_label", _("Written by")),
            Column("decided_by_label", _("Approved by")),
            Column(
                "state",
                _("State"),
                value=lambda r: standing_badge(r, today()),
                export=lambda r: str(standing_badge(r, today())),
            ),
        ),
        rows=lambda asked: queries.visible_editions(viewer).defer("tables", "edits"),
        empty=_("This bureau has no edition of its own yet: the national rules hold."),
        default_sort="-number",
        toolbar=tools,
    ).respond(request)


def address(row: Any) -> str:
    return reverse("norms:edition", args=[row.pk])


@require_GET
@requires(Ability.SEE_GROUND)
def edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_edition(viewer, edition_id)
    table = request.GET.get("table", "")
    table = table if table in COLUMNS else ""
    editable = may(viewer, Ability.EDIT_SETTINGS) and row.state == Standing.DRAFT
    links = deed_links(
        viewer,
        row,
        reverse("norms:redate", args=[row.pk]),
        lambda deed: step_address(row, deed),
    )
    if editable and row.edits:
        links.append(Link(_("Undo the last change"), reverse("norms:undo", args=[row.pk]), "undo", post=True))
    if may(viewer, Ability.SEE_INCIDENTS):
        links.append(Link(_("Preview on last month"), reverse("norms:preview", args=[row.pk]), "search"))
    links.append(Link(_("Export as a pack"), reverse("norms:pack", args=[row.pk]), "download"))
    context = {
        "edition": row,
        "name": queries.said(row.name, row.name_en),
        "state": standing_badge(row, today()),
        "links": links,
        "tabs": [
            Link(_("What changes"), address(row), current=not table),
            *(
                Link(label, f"{address(row)}?table={name}", current=name == table)
                for name, label in words.TABLES.items()
            ),
        ],
        "table": table,
        "changes": [change_words(one) for one in queries.changes_of(row)] if not table else [],
        "columns": [words.COLUMNS[name] for name in COLUMNS.get(table, ())],
        "rows": table_rows(row, table, editable=editable) if table else [],
        "add": reverse("norms:add_row", args=[row.pk, table]) if table and editable else "",
        "editable": editable,
    }
    return render(request, "norms/edition.html", context)


def step_address(row: Any, deed: str) -> str:
    return reverse(f"norms:{'edition_decide' if deed in DECIDING else 'edition_step'}", args=[row.pk, deed])


def change_words(change: RowChange) -> dict[str, Any]:
    tone = {"new": (_("New"), "info"), "gone": (_("Gone"), "bad"), "changed": (_("Changed"), "warn")}[
        change.kind
    ]
    return {
        "table": words.TABLES[change.table],
        "code": change.code,
        "kind": tone,
        "fields": [
            (words.COLUMNS[name], words.value_in_words(name, before), words.value_in_words(name, after))
            for name, before, after in change.fields
        ],
    }


def table_rows(row: Any, table: str, *, editable: bool) -> list[dict[str, Any]]:
    found = []
    for place, cells in enumerate(row.tables.get(table, ())):
        code = str(place) if table == "extensions" else cells.get("code", "")
        found.append(
            {
                "cells": [
                    (words.COLUMNS[name], words.value_in_words(name, cells.get(name, "")))
                    for name in COLUMNS[table]
                ],
                "url": reverse("norms:row", args=[row.pk, table, code]) if editable else "",
            }
        )
    return found


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_SETTINGS)
def begin(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = EditionForm(request.POST or None, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        made = refused_in(form, lambda: actions.begin_edition(**form.cleaned_data, by=viewer))
        if made:
            messages.success(request, _("The draft holds the rules in force on that day. Change its rows."))
            return redirect("norms:edition", made.pk)
    text = _("It begins with the rules in force on that day.")
    return form_page(request, form, _("New edition"), reverse("norms:editions"), text=text)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_SETTINGS)
def bring(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"].read(LARGEST_ZIP + 1)
        try:
            made = actions.bring_edition(content=content, note=form.cleaned_data["note"], by=viewer)
        except actions.PackRefused as refusal:
            context = {"form": BringForm(), "faults": refusal.faults}
            return render(request, "norms/bring.html", context, status=422)
        except Refused as refusal:
            form.add_error("file", str(refusal.reason))
        else:
            messages.success(
                request, _("The pack is kept as a draft: look at what it changes, then ask for approval.")
            )
            return redirect("norms:edition", made.pk)
    return render(request, "norms/bring.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_SETTINGS)
def redate(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_edition(viewer, edition_id)
    form = EditionForm(
        request.POST or None, initial={"name": row.name, "valid_from": row.valid_from, "note": row.note}
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and refused_in(
            form, lambda: actions.redate_edition(edition_id=edition_id, **form.cleaned_data, by=viewer)
        )
    ):
        messages.success(request, _("The draft is kept. Ask for approval when it is ready."))
        return redirect("norms:edition", edition_id)
    return form_page(request, form, _("Name and day of the edition"), address(row))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_SETTINGS)
def edit_row(request: HttpRequest, edition_id: UUID, table: str, code: str = "") -> HttpResponse:
    """One row written anew, added or (with `out` in the form) taken out."""
    viewer = viewer_in(request)
    row = queries.get_edition(viewer, edition_id)
    cells = cells_of(row, table, code)
    back = f"{address(row)}?table={table}"
    form = RowForm(request.POST or None, table=table, code_fixed=bool(code), initial=initial_of(table, cells))
    if request.method == "POST" and form.is_valid():
        values = None if "out" in request.POST else form.values()

        def keep() -> Any:
            return actions.change_row(edition_id=edition_id, table=table, code=code, values=values, by=viewer)

        if refused_in(form, keep):
            messages.success(request, _("The draft is changed. This can be undone."))
            return redirect(back)
    title = _("%(table)s: %(code)s") % {"table": words.TABLES[table], "code": code or _("new row")}
    context = {
        "title": title,
        "form": form,
        "back": back,
        "old": bool(code),
        "why_not": why_not_change(row.state),
    }
    return render(request, "norms/row.html", context, status=422 if form.errors else 200)


def cells_of(row: Any, table: str, code: str) -> dict[str, str]:
    if table not in COLUMNS:
        raise NotYours(_("A pack has no such table."))
    if not code:
        return {}
    rows = row.tables.get(table, [])
    place = place_of(table, code, rows)
    if place is None:
        raise NotYours(_("There is no row of this code."))
    found: dict[str, str] = rows[place]
    return found


@require_POST
@requires(Ability.EDIT_SETTINGS)
def undo(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    actions.undo_row(edition_id=edition_id, by=viewer_in(request))
    messages.success(request, _("The last change is undone."))
    return redirect("norms:edition", edition_id)


STEPS: dict[str, Callable[..., Any]] = {
    "propose": actions.propose_edition,
    "agree": actions.agree_edition,
    "hand_back": actions.hand_back_edition,
    "discard": actions.discard_edition,
    "take_back": actions.take_back_edition,
}


@require_POST
@requires(Ability.EDIT_SETTINGS)
def write_step(request: HttpRequest, edition_id: str, deed: str) -> HttpResponse:
    return step(request, edition_id, deed)


@require_POST
@requires(Ability.DECIDE_PLANS)
def decide_step(request: HttpRequest, edition_id: str, deed: str) -> HttpResponse:
    return step(request, edition_id, deed)


def step(request: HttpRequest, edition_id: str, deed: str) -> HttpResponse:
    STEPS[deed](edition_id=uuid_of(edition_id), by=viewer_in(request))
    messages.success(request, said_after(deed))
    return redirect("norms:edition", edition_id)


def uuid_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotYours(_("There is no such edition of the rules.")) from None


@require_GET
@requires(Ability.SEE_GROUND)
def pack(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """The whole edition as files: for another bureau, or to be changed in a spreadsheet (R42)."""
    row = queries.get_edition(viewer_in(request), edition_id)
    name = f"jingge-norms-{row.code}-{row.number}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(
        to_zip(queries.head_of(row), row.tables), content_type="application/zip", headers=headers
    )
