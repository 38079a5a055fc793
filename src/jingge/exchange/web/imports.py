"""Pages of imports: the list, one import, its problems, applying and taking back."""

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
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.exchange.actions import request_apply, undo_import
from jingge.exchange.queries.imports import get_import, list_imports, list_problems, problem_sheets
from jingge.exchange.rules.states import why_not_step
from jingge.exchange.terms import ImportState
from jingge.exchange.web.presenters import (
    AT_WORK,
    import_links,
    preview_lines,
    state_badge,
    steps,
    table_lines,
)
from jingge.runs.queries import get_job


@require_GET
@requires(Ability.SEE_IMPORTS)
def imports(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    toolbar = []
    if may(viewer, Ability.RUN_IMPORTS):
        toolbar = [
            Link(_("New import"), reverse("exchange:upload"), "upload", "primary"),
            Link(_("Templates"), reverse("exchange:templates"), "file"),
            Link(_("Export the tables"), reverse("exchange:export"), "download"),
        ]
    return ListPage(
        name="imports",
        title=_("Imports"),
        subtitle=_("Each hand-over of the bureau's tables: what came, what was wrong, what it changed"),
        columns=(
            Column("number", _("Number"), right=True),
            Column("file_name", _("File"), url=lambda r: reverse("exchange:import", args=[r.pk])),
            Column(
                "state",
                _("State"),
                value=lambda r: state_badge(r.state),
                export=lambda r: ImportState(r.state).label,
            ),
            Column("in_force_from", _("In force from")),
            Column(
                "errors", _("Errors"), right=True, hint=_("With an error nothing of the import is written")
            ),
            Column("warnings", _("Warnings"), right=True, hint=_("Worth a look; they do not stop an import")),
            Column("created_by_label", _("Uploaded by"), sort=""),
            Column("created_at", _("Uploaded at")),
            Column("applied_at", _("Applied at"), optional=True),
            Column("file_size", _("Bytes"), right=True, optional=True),
        ),
        filters=(Filter("state", _("State"), kind="choice", choices=tuple(ImportState.choices)),),
        rows=lambda asked: list_imports(viewer).filter(
            **({"state": asked["state"]} if asked["state"] else {})
        ),
        default_sort="-number",
        row_links=lambda r: [Link(_("Open"), reverse("exchange:import", args=[r.pk]))],
        toolbar=toolbar,
        empty=_("Nothing has been imported yet."),
    ).respond(request)


@require_GET
@requires(Ability.SEE_IMPORTS)
def one(request: HttpRequest, import_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = get_import(viewer, import_id)
    at_work = row.state in AT_WORK
    context: dict[str, Any] = {
        "row": row,
        "badge_": state_badge(row.state),
        "steps": steps(row.state),
        "tables": table_lines(row.sheets),
        "preview": preview_lines(row.preview),
        "problems": list_problems(viewer, import_id)[:10],
        "links": import_links(row, may_run=may(viewer, Ability.RUN_IMPORTS)),
        "at_work": at_work,
        "job": get_job(viewer, row.job_id)
        if row.job_id and (at_work or row.state == ImportState.FAILED)
        else None,
    }
    return render(request, "exchange/import.html", context)


@require_GET
@requires(Ability.SEE_IMPORTS)
def problems(request: HttpRequest, import_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = get_import(viewer, import_id)
    sheets = tuple((name, name) for name in problem_sheets(viewer, import_id))
    severities = (("error", _("Errors")), ("warning", _("Warnings")))
    return ListPage(
        name="import-problems",
        title=_("Problems of import %(number)s") % {"number": row.number},
        subtitle=row.file_name,
        columns=(
            Column("severity", _("Kind"), value=severity_badge, export=lambda p: p.severity),
            Column("sheet", _("Table")),
            Column("row", _("Row"), right=True, hint=_("As the spreadsheet counts; the header is row 1")),
            Column("field", _("Column")),
            Column("value", _("Value"), sort=""),
            Column("message", _("Problem"), sort=""),
            Column("mend", _("What to do"), sort=""),
        ),
        filters=(
            Filter("sheet", _("Table"), kind="choice", choices=sheets),
            Filter("severity", _("Kind"), kind="choice", choices=severities),
        ),
        rows=lambda asked: list_problems(viewer, import_id, sheet=asked["sheet"], severity=asked["severity"]),
        toolbar=(
            Link(
                _("Download with rows (.xlsx)"),
                reverse("exchange:problem_file", args=[row.pk]),
                "download",
                "primary",
            ),
            Link(_("Back to the import"), reverse("exchange:import", args=[row.pk]), "left"),
        ),
        empty=_("No problems."),
    ).respond(request)


def severity_badge(problem: Any) -> Badge:
    return Badge(_("error"), "bad") if problem.severity == "error" else Badge(_("warning"), "warn")


@require_POST
@requires(Ability.RUN_IMPORTS)
def apply(request: HttpRequest, import_id: UUID) -> HttpResponse:
    request_apply(import_id=import_id, by=viewer_in(request))
    return redirect("exchange:import", import_id)


@require_http_methods(["GET", "POST"])
@requires(Ability.RUN_IMPORTS)
def undo(request: HttpRequest, import_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = get_import(viewer, import_id)
    if request.method == "POST":
        undo_import(import_id=import_id, by=viewer)
        messages.success(request, _("Import %(number)s was taken back.") % {"number": row.number})
        return redirect("exchange:import", import_id)
    reason = why_not_step(row.state, "undo")
    context = {
        "title": _("Take back import %(number)s") % {"number": row.number},
        "text": reason
        or _("Every row this import wrote is put back as it was. The import stays in the list."),
        "consequences": [
            _("If anything has moved on since, nothing is taken back and the rows are named."),
            _("The map before this import holds again."),
        ],
        "label": _("Take back"),
        "back": reverse("exchange:import", args=[row.pk]),
    }
    return render(request, "common/confirm.html", context)
