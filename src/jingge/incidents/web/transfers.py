"""One transfer: its list, its deeds on either side, the arbiter's decision, the paper both sign."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid, Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.common.web.parts import Link
from jingge.incidents import actions
from jingge.incidents.queries.choices import organ_choices
from jingge.incidents.queries.doors import transfer_doors
from jingge.incidents.queries.handed import get_transfer
from jingge.incidents.queries.listing import category_names
from jingge.incidents.terms import Refusal, Ruling
from jingge.incidents.web import forms
from jingge.incidents.web.words import transfer_badge


def address(name: str, transfer: Any) -> str:
    return reverse(f"incidents:{name}", args=[transfer.pk])


@require_GET
@requires(Ability.SEE_INCIDENTS)
def transfer(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_transfer(viewer, transfer_id)
    items = list(found.items.all())
    names = category_names(viewer)
    context = {
        "transfer": found,
        "incident": found.incident,
        "category": names.get(found.incident.category, found.incident.category),
        "state": transfer_badge(found.state),
        "items": items,
        "links": links(viewer, found, len(items)),
        "counting": transfer_doors(viewer, found, len(items)).confirm is None,
    }
    return render(request, "incidents/transfer.html", context)


def links(viewer: Viewer, found: Any, lines: int) -> list[Link]:
    doors = transfer_doors(viewer, found, lines)
    offered = [
        (_("Write the list"), "write_list", "edit", "", doors.prepare, False),
        (_("Ask the head for approval"), "propose", "right", "primary", doors.propose, True),
        (_("Approve and send"), "approve", "good", "primary", doors.approve, True),
        (_("Hand back to be prepared"), "hand_back", "undo", "", doors.hand_back, True),
        (_("Refuse the hand-over"), "refuse", "bad", "", doors.refuse, False),
        (_("Bring it to the superior"), "dispute", "right", "primary", doors.dispute, True),
        (_("Decide"), "rule", "good", "primary", doors.rule, False),
        (_("Withdraw"), "withdraw", "close", "", doors.withdraw, True),
    ]
    deeds = [
        Link(label, address(name, found), icon, kind, post=post)
        for label, name, icon, kind, why_not, post in offered
        if why_not is None
    ]
    return [*deeds, Link(_("Hand-over list"), address("paper", found), "print")]


@require_http_methods(["GET", "POST"])
@requires(Ability.TAKE_INCIDENTS)
def write_list(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_transfer(viewer, transfer_id)
    refuse_if(transfer_doors(viewer, found, 1).prepare)
    kept = [
        {"kind": one.kind, "name": one.name, "quantity": one.quantity, "note": one.note}
        for one in found.items.all()
    ]
    head = forms.HandOnForm(
        request.POST or None,
        organs=organ_choices(viewer, but=found.sender.code),
        initial={"receiver": found.receiver.code, "reason": found.reason},
    )
    rows = forms.ItemFormSet(request.POST or None, initial=kept, prefix="item")
    if request.method == "POST" and head.is_valid() and rows.is_valid():
        try:
            actions.write_list(
                transfer_id=transfer_id, **head.cleaned_data, items=forms.items_of(rows), by=viewer
            )
        except Invalid as refusal:
            forms.mark(head, refusal)
        else:
            messages.success(request, _("The hand-over list is kept."))
            return redirect("incidents:transfer", transfer_id)
    context = {"head": head, "rows": rows, "transfer": found, "back": address("transfer", found)}
    wrong = bool(head.errors) or not (request.method == "GET" or rows.is_valid())
    return render(request, "incidents/write_list.html", context, status=422 if wrong else 200)


def step(deed: Callable[..., Any], done: str, ability: Ability) -> Callable[..., Any]:
    """A deed without a form: sent by a button of the page."""

    @require_POST
    @requires(ability)
    def view(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
        viewer = viewer_in(request)
        get_transfer(viewer, transfer_id)
        deed(transfer_id=transfer_id, by=viewer)
        messages.success(request, _(done))
        return redirect("incidents:transfer", transfer_id)

    return view


propose = step(actions.propose, noop("The head has it to approve."), Ability.TAKE_INCIDENTS)
approve = step(actions.approve, noop("Sent: the receiver counts and signs."), Ability.DECIDE_TRANSFERS)
hand_back = step(actions.hand_back, noop("Handed back to be prepared."), Ability.DECIDE_TRANSFERS)
dispute = step(actions.dispute, noop("The common superior decides."), Ability.DECIDE_TRANSFERS)
withdraw = step(actions.withdraw, noop("Withdrawn."), Ability.TAKE_INCIDENTS)


@require_POST
@requires(Ability.DECIDE_TRANSFERS)
def confirm(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """The counts stand beside the lines of the page."""
    viewer = viewer_in(request)
    found = get_transfer(viewer, transfer_id)
    counted = {}
    for item in found.items.all():
        text = request.POST.get(f"counted-{item.position}", "").strip()
        if not text.isdigit():
            raise Refused(_("Line %(n)d: write how many you counted.") % {"n": item.position})
        counted[item.position] = int(text[:9])
    actions.confirm(transfer_id=transfer_id, counted=counted, by=viewer)
    messages.success(request, _("Signed for: the incident is yours now. Review it."))
    return redirect("incidents:incident", found.incident_id)


@require_http_methods(["GET", "POST"])
@requires(Ability.DECIDE_TRANSFERS)
def refuse(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_transfer(viewer, transfer_id)
    refuse_if(transfer_doors(viewer, found, 1).refuse)
    form = forms.RefuseForm(request.POST or None, organs=organ_choices(viewer, but=found.receiver.code))
    return answered(
        request,
        found,
        form,
        _("Refuse the hand-over"),
        lambda given: actions.refuse_transfer(
            transfer_id=transfer_id, **{**given, "refusal": Refusal(given["refusal"])}, by=viewer
        ),
        _("Refused; the sender answers within its limit."),
        found.rule,
    )


@require_http_methods(["GET", "POST"])
@requires(Ability.ARBITRATE)
def rule(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    found = get_transfer(viewer, transfer_id)
    refuse_if(transfer_doors(viewer, found, 1).rule)
    form = forms.RuleForm(request.POST or None, organs=organ_choices(viewer))
    return answered(
        request,
        found,
        form,
        _("Decide"),
        lambda given: actions.rule(
            transfer_id=transfer_id, **{**given, "ruling": Ruling(given["ruling"])}, by=viewer
        ),
        _("Decided; both sides follow it at once."),
        found.refusal_reason,
    )


def answered(
    request: HttpRequest,
    found: Any,
    form: Any,
    title: str,
    act: Callable[[dict[str, Any]], Any],
    done: str,
    text: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Invalid as refusal:
            forms.mark(form, refusal)
        else:
            messages.success(request, done)
            return redirect("incidents:transfer", found.pk)
    context = {
        "title": f"{title} · {found.incident.number}",
        "text": text,
        "form": form,
        "label": title,
        "back": address("transfer", found),
    }
    return render(request, "common/form.html", context, status=422 if form.errors else 200)


@require_GET
@requires(Ability.SEE_INCIDENTS)
def paper(request: HttpRequest, transfer_id: UUID) -> HttpResponse:
    """移送案件清单, to print: both sides sign on it."""
    viewer = viewer_in(request)
    found = get_transfer(viewer, transfer_id)
    names = category_names(viewer)
    context = {
        "transfer": found,
        "incident": found.incident,
        "category": names.get(found.incident.category, found.incident.category),
        "items": list(found.items.all()),
    }
    return render(request, "incidents/paper.html", context)
