"""Handing tables over: upload, match columns; and taking templates and tables out."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Refused, refuse_if
from jingge.common.sheets import XLSX_TYPE
from jingge.exchange.actions import change_mapping, export_bureau, receive_upload
from jingge.exchange.queries.imports import get_import
from jingge.exchange.queries.problem_file import problem_xlsx
from jingge.exchange.queries.templates import template_xlsx, template_zip
from jingge.exchange.rules.schema import FORMS
from jingge.exchange.rules.states import why_not_read, why_not_upload
from jingge.exchange.web.forms import UploadForm
from jingge.exchange.web.presenters import mapping_tables, mappings_from

ZIP_TYPE = "application/zip"


@require_http_methods(["GET", "POST"])
@requires(Ability.RUN_IMPORTS)
def upload(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = 422
        if (reason := too_big(request)) is not None:
            form.is_valid()
            form.add_error("file", str(reason))
        elif form.is_valid() and "file" not in request.FILES:
            form.add_error("file", _("Choose a file."))
        elif form.is_valid():
            file = form.cleaned_data["file"]
            try:
                row = receive_upload(
                    file_name=file.name,
                    chunks=file.chunks(),
                    in_force_from=form.cleaned_data["in_force_from"],
                    stated_size=form.cleaned_data["size"],
                    by=viewer_in(request),
                )
            except Refused as refusal:
                form.add_error("file", str(refusal.reason))
            else:
                return redirect("exchange:import", row.pk)
    context = {"form": form, "limit": settings.UPLOAD_LIMIT_MB, "forms": FORMS.values()}
    return render(request, "exchange/upload.html", context, status=status)


def too_big(request: HttpRequest) -> object | None:
    """The request says itself how long it is; the handler has then passed over its file."""
    stated = int(request.META.get("CONTENT_LENGTH") or 0)
    passed_over = stated > settings.UPLOAD_LIMIT_MB * 1024 * 1024 and "file" not in request.FILES
    return why_not_upload(stated, settings.UPLOAD_LIMIT_MB) if passed_over else None


@require_http_methods(["GET", "POST"])
@requires(Ability.RUN_IMPORTS)
def mapping(request: HttpRequest, import_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = get_import(viewer, import_id)
    if request.method == "POST":
        change_mapping(import_id=import_id, mappings=mappings_from(request.POST, row.sheets), by=viewer)
        messages.success(request, _("The columns are matched; the file is being read again."))
        return redirect("exchange:import", import_id)
    refuse_if(why_not_read(row.state, file_kept=bool(row.stored_as)))
    context = {"row": row, "tables": mapping_tables(row.sheets), "forms": FORMS.values()}
    return render(request, "exchange/mapping.html", context)


@require_GET
@requires(Ability.RUN_IMPORTS)
def templates(request: HttpRequest) -> HttpResponse:
    return render(request, "exchange/templates.html", {"forms": FORMS.values()})


@require_GET
@requires(Ability.RUN_IMPORTS)
def template_file(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "xlsx":
        return attachment(template_xlsx(), "jingge-templates.xlsx", XLSX_TYPE)
    return attachment(template_zip(), "jingge-templates.zip", ZIP_TYPE)


@require_GET
@requires(Ability.SEE_IMPORTS)
def problem_file(request: HttpRequest, import_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = get_import(viewer, import_id)
    return attachment(problem_xlsx(viewer, import_id), f"import-{row.number}-problems.xlsx", XLSX_TYPE)


@require_http_methods(["GET", "POST"])
@requires(Ability.RUN_IMPORTS)
def export(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        content = export_bureau(day=today(), by=viewer_in(request))
        return attachment(content, f"jingge-tables-{today():%Y%m%d}.zip", ZIP_TYPE)
    context = {
        "title": _("Export the tables"),
        "text": _("All tables of the bureau as they hold today, with the names of the people in posts. "
                  "The export is recorded in the log. Imported again, it changes nothing."),
        "label": _("Export"),
        "back": reverse("exchange:imports"),
    }  # fmt: skip
    return render(request, "common/confirm.html", context)


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
