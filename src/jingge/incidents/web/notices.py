"""Papers of an incident to print: registration of acceptance, notices to whoever reported, without any name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.viewer import Viewer
from jingge.common.web.parts import Link
from jingge.incidents.queries import listing
from jingge.incidents.queries.choices import form_on
from jingge.incidents.queries.visible import get_incident
from jingge.incidents.terms import Ending, EntryKind, TransferState
from jingge.incidents.web.words import minute
from jingge.norms.queries.editions import said
from jingge.norms.rules.laws import basis_in_words

Facts = list[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class Notice:
    title: str
    basis: str
    facts: Facts
    text: str


@require_GET
@requires(Ability.SEE_INCIDENTS)
def notice(request: HttpRequest, incident_id: UUID, form: str) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_incident(viewer, incident_id)
    if form not in forms_of(viewer, found):
        raise Http404
    held = form_on(found, form)
    body, text = BODIES[form](viewer, found)
    article = _(" art. %(n)s") % {"n": held.article} if held and held.article else ""
    context = {
        "incident": found,
        "notice": Notice(
            title=said(held.name_zh, held.name_en) if held else form,
            basis=basis_in_words(held.basis) + article if held else "",
            facts=[*_common(viewer, found), *body],
            text=text,
        ),
    }
    return render(request, "incidents/notice.html", context)


def links(viewer: Viewer, found: Any) -> list[Link]:
    """A button for every paper this incident has come to need."""
    made = []
    for form in forms_of(viewer, found):
        held = form_on(found, form)
        name = said(held.name_zh, held.name_en) if held else form
        made.append(Link(name, reverse("incidents:notice", args=[found.pk, form]), "print"))
    return made


def forms_of(viewer: Viewer, found: Any) -> list[str]:
    forms = ["acceptance"] if found.accepted_on else []
    if found.ending == Ending.NOT_POLICE:
        forms.append("not_police")
    return [*forms, "transfer_notice"] if _under_way(viewer, found) is not None else forms


def _under_way(viewer: Viewer, found: Any) -> Any:
    """The newest transfer that left its sender."""
    left = (TransferState.SENT, TransferState.ORDERED, TransferState.CONFIRMED)
    return next((one for one in listing.transfers_of(viewer, found) if one.state in left), None)


def _common(viewer: Viewer, found: Any) -> Facts:
    names = listing.category_names(viewer)
    facts: Facts = [
        (_("Number"), found.number),
        (_("Kind of matter"), names.get(found.category, found.category)),
        (_("Report came at"), minute(found.received_at)),
    ]
    if found.official_ref:
        facts.append((_("Number in the official system"), found.official_ref))
    return facts


def _acceptance(viewer: Viewer, found: Any) -> tuple[Facts, str]:
    facts: Facts = [
        (_("Where"), found.place or found.place_name),
        (_("Facts"), found.facts),
        (_("Accepted or filed on"), found.accepted_on),
        (_("Accepted by"), found.owner.name),
    ]
    return facts, _("It is accepted. Its time limits are those of the rules in force on this day.")


def _not_police(viewer: Viewer, found: Any) -> tuple[Facts, str]:
    told = next((one for one in listing.story_of(found) if one.kind == EntryKind.TOLD), None)
    facts: Facts = [(_("Whose it is"), told.detail.get("whose", "") if told else "")]
    if told and told.text:
        facts.append((_("Reason"), told.text))
    text = _("What you reported is no task of the police. Please turn to the body named above.")
    return facts, text


def _transfer_notice(viewer: Viewer, found: Any) -> tuple[Facts, str]:
    one = _under_way(viewer, found)
    facts: Facts = [
        (_("Sender"), one.sender.name),
        (_("Receiver"), one.receiver.name),
        (_("Reason"), one.reason),
        (_("Rule"), one.rule),
        (_("Approved by"), f"{one.approved_by_label} {minute(one.approved_at)}"),
    ]
    return facts, _("Your report is handed over to the receiver named above, who goes on with it.")


BODIES: dict[str, Callable[[Viewer, Any], tuple[Facts, str]]] = {
    "acceptance": _acceptance,
    "not_police": _not_police,
    "transfer_notice": _transfer_notice,
}
