"""Configuration packs: what is in one, taking it out, and loading one with a preview."""

import base64
import binascii

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid, Refused
from jingge.exchange.actions import export_pack, load_pack
from jingge.exchange.queries.packs import compare_pack, gather_pack
from jingge.exchange.rules.packs import SIZE_LIMIT, read_pack
from jingge.exchange.web.forms import PackForm
from jingge.exchange.web.handing import attachment


@require_GET
@requires(Ability.EDIT_SETTINGS)
def packs(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    lines = compare_pack(viewer, gather_pack(viewer))
    reason = why_not(viewer, Ability.EDIT_PLANS)
    return render(
        request, "exchange/packs.html", {"lines": lines, "form": PackForm(), "why_not_load": reason}
    )


@require_POST
@requires(Ability.EDIT_SETTINGS)
def pack_file(request: HttpRequest) -> HttpResponse:
    name = f"jingge-pack-{today():%Y%m%d}.json"
    return attachment(export_pack(by=viewer_in(request)), name, "application/json")


@require_POST
@requires(Ability.EDIT_PLANS)
def pack_preview(request: HttpRequest) -> HttpResponse:
    """Shows what a pack would set. The pack travels in the form: nothing is stored before it is loaded."""
    viewer = viewer_in(request)
    form = PackForm(request.POST, request.FILES)
    context = {"form": form, "lines": compare_pack(viewer, gather_pack(viewer)), "why_not_load": None}
    if not form.is_valid():
        return render(request, "exchange/packs.html", context, status=422)
    content = form.cleaned_data["file"].read(SIZE_LIMIT + 1)
    try:
        sections = read_pack(content)
    except Refused as refusal:
        form.add_error("file", str(refusal.reason))
        return render(request, "exchange/packs.html", context, status=422)
    lines = compare_pack(viewer, sections)
    carried = base64.b64encode(content).decode()
    return render(
        request,
        "exchange/pack_preview.html",
        {"lines": lines, "carried": carried, "bad": any(line.why_not for line in lines)},
    )


@require_POST
@requires(Ability.EDIT_PLANS)
def pack_load(request: HttpRequest) -> HttpResponse:
    try:
        content = base64.b64decode(request.POST.get("pack", ""), validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid("pack", "", _("This is not a pack. Choose a .json file exported as a pack.")) from error
    lines = load_pack(content=content, by=viewer_in(request))
    changed = sum(line.changes for line in lines)
    messages.success(request, _("The pack was loaded: %(count)d values changed.") % {"count": changed})
    return redirect("exchange:packs")
