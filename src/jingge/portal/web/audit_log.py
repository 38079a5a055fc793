"""The audit log for the auditor: list, one record, export, check. Each look is itself recorded."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from jingge.accounts.terms import ROLE_LABELS, Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.audit import queries
from jingge.audit.actions import record_look
from jingge.audit.terms import FAULTS, RESULTS
from jingge.common.viewer import SYSTEM_ACCOUNT, Viewer
from jingge.common.web import htmx
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.portal.web.deeds import deed_label

ROLES = {role.value: label for role, label in ROLE_LABELS.items()}
SYSTEM = {
    "system": _("System"),
    "worker": _("Worker of the system"),
    "demonstration": _("Loading of the demonstration"),
    "founding": _("Founding of the bureau"),
    "jingge import": _("Command: import"),
    "jingge export_bureau": _("Command: export"),
}  # the names under which commands and the worker act


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # the shape of a date, but no such day
        return None


def _result(event: Any) -> Badge:
    return Badge(RESULTS.get(event.result, event.result), "good" if event.result == "done" else "warn")


def _role(event: Any) -> object:
    """The system, and whoever failed to sign in, has no role."""
    return "" if event.actor_id == SYSTEM_ACCOUNT else ROLES.get(event.actor_role, event.actor_role)


def _who(event: Any) -> object:
    """A person's name as it was; the system's own names in the reader's language."""
    return SYSTEM.get(event.actor_label, event.actor_label)


def _address(event: Any) -> str:
    return reverse("audit:event", args=[event.pk])


COLUMNS = (
    Column("at", _("Time"), url=_address, drawer=True, export=lambda r: r.at),
    Column("actor_label", _("Who"), value=_who, export=lambda r: r.actor_label),
    Column("actor_role", _("Role"), value=_role),
    Column("action", _("Deed"), value=lambda r: deed_label(r.action), export=lambda r: r.action),
    Column("subject_label", _("On what")),
    Column("result", _("Result"), value=_result),
    Column("address", _("From address")),
    Column("number", _("Place in chain"), right=True, optional=True),
    Column("chain", _("Chain"), optional=True),
    Column("request_id", _("Request"), optional=True),
    Column("hash", _("Link (SM3)"), sort="", optional=True),
)


@require_GET
@requires(Ability.SEE_AUDIT)
def events(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    actions = tuple((action, deed_label(action)) for action in queries.list_actions(viewer))
    given = {key: str(value)[:200] for key, value in request.GET.items()}
    if not htmx.is_htmx(request) and "export" not in given:
        record_look(what="look", by=viewer, detail=given)
    return ListPage(
        name="audit-events",
        title=_("Audit log"),
        subtitle=_("Who did what to which thing, when, from where, and how it ended"),
        columns=COLUMNS,
        filters=(
            Filter("words", _("Name, address or request")),
            Filter("action", _("Deed"), kind="choice", choices=actions),
            Filter("result", _("Result"), kind="choice", choices=tuple(RESULTS.items())),
            Filter("first", _("From day"), kind="date"),
            Filter("last", _("To day"), kind="date"),
        ),
        rows=lambda asked: queries.list_events(
            viewer,
            words=asked["words"],
            action=asked["action"],
            result=asked["result"],
            first=_day(asked["first"]),
            last=_day(asked["last"]),
        ),
        default_sort="-at",
        row_links=lambda r: [Link(_("Open"), _address(r), drawer=True)],
        note=_(
            "Records are only ever added. Looking at this log, exporting and checking it are recorded too."
        ),
        toolbar=(Link(_("Check the chain"), reverse("audit:verify"), "badge", post=True),),
        on_export=lambda kind, rows: _note_export(viewer, given, kind, rows),
    ).respond(request)


def _note_export(viewer: Viewer, asked: dict[str, str], kind: str, rows: int) -> None:
    record_look(what="export", by=viewer, detail={**asked, "kind": kind, "rows": rows})


@require_GET
@requires(Ability.SEE_AUDIT)
def event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = queries.get_event(viewer, event_id)
    record_look(what="look_at_record", by=viewer, detail={"chain": found.chain, "number": found.number})
    context = {
        "event": found,
        "result": _result(found),
        "deed": deed_label(found.action),
        "who": _who(found),
        "role": _role(found),
        "detail": json.dumps(found.detail, ensure_ascii=False, indent=2, sort_keys=True),
        "is_intact": queries.is_intact(found),
    }
    return render(request, "portal/audit_event.html", context)


@require_POST
@requires(Ability.SEE_AUDIT)
def verify(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    verdict = queries.verify_bureau(viewer)
    for fault in verdict.faults[:20]:
        messages.error(request, f"{fault.chain} #{fault.number}: {FAULTS[fault.kind]}")
    if not verdict.faults:
        text = ngettext(
            "%(n)d record checked: nothing was changed, moved or removed.",
            "%(n)d records checked: nothing was changed, moved or removed.",
            verdict.events,
        )
        messages.success(request, text % {"n": verdict.events})
    record_look(
        what="verify",
        by=viewer,
        detail={"events": verdict.events, "faults": [str(f) for f in verdict.faults[:100]]},
    )
    return HttpResponseRedirect(reverse("audit:events"))
