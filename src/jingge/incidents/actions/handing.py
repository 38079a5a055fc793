"""Transfers: prepared by one side, approved by its head, counted and signed for by the other.

Until the receiver signs, the first receiver stays responsible (首接责任).
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.clock import now
from jingge.common.errors import Invalid, Refused, refuse, refuse_if
from jingge.common.viewer import Viewer
from jingge.incidents.actions import clocks
from jingge.incidents.actions.organs import my_organ, organ_called
from jingge.incidents.actions.writing import locked, locked_own, locked_transfer, note, tell
from jingge.incidents.models import Incident, Item, Organ, Transfer
from jingge.incidents.queries.organs import COMMAND_CODE
from jingge.incidents.queries.suggesting import rule_quoted
from jingge.incidents.rules import clocks as keys
from jingge.incidents.rules import states, transfers
from jingge.incidents.terms import (
    OPEN,
    EntryKind,
    ItemSpec,
    Refusal,
    Ruling,
    Stage,
    TransferState,
)
from jingge.norms.queries.editions import pack_on
from jingge.norms.terms import Procedure


def begin_transfer(incident: Incident, receiver: Organ, reason: str, by: Viewer) -> Transfer:
    """The review says it is another unit's: the sender's clock runs, a transfer is in preparation."""
    _check_receiver(incident, receiver)
    rule = rule_quoted(incident, receiver)
    refuse(transfers.reason_faults(reason, rule))
    procedure = _procedure(incident)
    started = incident.received_at if procedure is not Procedure.CRIMINAL else None
    clocks.void(incident, by, *set(keys.HANDLING.values()), *keys.MEDIATING)
    clocks.start(incident, keys.send_key(procedure), by, started=started, rules_on=clocks.rules_day(incident))
    incident.stage = Stage.MOVING
    incident.save(update_fields=["stage"])
    return _prepare(incident, receiver, reason, rule, by)


@transaction.atomic
def hand_on(*, incident_id: UUID, receiver: str, reason: str, by: Viewer) -> Transfer:
    """An accepted incident turns out to be another unit's; or the next try after a transfer came to nothing."""
    incident = locked_own(incident_id, by)
    organ = organ_called(by.bureau_id, receiver, "receiver")
    if incident.stage == Stage.MOVING:
        if incident.transfers.filter(state__in=OPEN).exists():
            raise Refused(_("A transfer of it is open already."))
        _check_receiver(incident, organ)
        rule = rule_quoted(incident, organ)
        refuse(transfers.reason_faults(reason, rule))
        transfer = _prepare(incident, organ, reason, rule, by)
    else:
        refuse_if(states.why_not_step(incident.stage, "hand_on"))
        clocks.end(incident, by, *set(keys.REVIEW.values()))
        transfer = begin_transfer(incident, organ, reason, by)
    note("hand_on", incident, by, receiver=organ.code)
    return transfer


@transaction.atomic
def keep(*, incident_id: UUID, by: Viewer) -> Incident:
    """Ours after all: what was in preparation is withdrawn, the clocks of before run again."""
    incident = locked_own(incident_id, by)
    step = "keep_accepted" if incident.accepted_on else "keep"
    refuse_if(states.why_not_step(incident.stage, step))
    for transfer in incident.transfers.select_for_update().filter(state__in=OPEN):
        refuse_if(states.why_not_transfer_step(transfer.state, "withdraw"))
        _to(transfer, TransferState.WITHDRAWN)
    clocks.void(incident, by)
    incident.stage = states.INCIDENT_TRANSITIONS[Stage.MOVING][step]
    incident.save(update_fields=["stage"])
    _start_after_keeping(incident, by)
    tell(incident, EntryKind.KEPT, by)
    note("keep", incident, by)
    return incident


@transaction.atomic
def write_list(
    *, transfer_id: UUID, reason: str, receiver: str, items: Sequence[ItemSpec], by: Viewer
) -> Transfer:
    """The papers, evidence and property that go along."""
    transfer = _mine(transfer_id, by, "sender")
    refuse_if(states.why_not_list(transfer.state))
    refuse(transfers.list_faults(items))
    if transfer.state == TransferState.DRAFT:
        organ = organ_called(by.bureau_id, receiver, "receiver")
        _check_receiver(transfer.incident, organ)
        transfer.receiver, transfer.rule = organ, rule_quoted(transfer.incident, organ)
        refuse(transfers.reason_faults(reason, transfer.rule))
        transfer.reason = reason.strip()
        transfer.save(update_fields=["receiver", "rule", "reason"])
    transfer.items.all().delete()
    Item.objects.bulk_create(
        Item(
            transfer=transfer,
            position=n,
            kind=one.kind,
            name=one.name.strip(),
            quantity=one.quantity,
            note=one.note.strip(),
        )
        for n, one in enumerate(items, 1)
    )
    _told(transfer, "write_list", by, lines=len(items))
    return transfer


@transaction.atomic
def propose(*, transfer_id: UUID, by: Viewer) -> Transfer:
    transfer = _mine(transfer_id, by, "sender")
    refuse_if(states.why_not_transfer_step(transfer.state, "propose"))
    refuse_if(transfers.why_not_propose(lines=transfer.items.count()))
    _to(transfer, TransferState.PROPOSED)
    _told(transfer, "propose", by)
    return transfer


@transaction.atomic
def approve(*, transfer_id: UUID, by: Viewer) -> Transfer:
    """The head signs: it is on its way, the sender's limit is kept or not, the receiver's begins."""
    transfer = _mine(transfer_id, by, "sender", Ability.DECIDE_TRANSFERS)
    refuse_if(states.why_not_transfer_step(transfer.state, "approve"))
    transfer.approved_at, transfer.approved_by_label = now(), by.label
    _to(transfer, TransferState.SENT, "approved_at", "approved_by_label")
    _await_receiver(transfer, by)
    _told(transfer, "approve", by, receiver=transfer.receiver.code)
    return transfer


@transaction.atomic
def hand_back(*, transfer_id: UUID, by: Viewer) -> Transfer:
    """The head wants it prepared better."""
    transfer = _mine(transfer_id, by, "sender", Ability.DECIDE_TRANSFERS)
    refuse_if(states.why_not_transfer_step(transfer.state, "hand_back"))
    _to(transfer, TransferState.DRAFT)
    _told(transfer, "hand_back", by)
    return transfer


@transaction.atomic
def confirm(*, transfer_id: UUID, counted: Mapping[int, int], by: Viewer) -> Transfer:
    """The receiver has counted every line and signs: from this moment it is theirs."""
    transfer = _mine(transfer_id, by, "receiver", Ability.DECIDE_TRANSFERS)
    refuse_if(states.why_not_transfer_step(transfer.state, "confirm"))
    items = list(transfer.items.all())
    refuse_if(transfers.why_not_counted({one.position: one.quantity for one in items}, counted))
    for item in items:
        item.received = counted[item.position]
    Item.objects.bulk_update(items, ["received"])
    transfer.signed_at, transfer.signed_by_label = now(), by.label
    _to(transfer, TransferState.CONFIRMED, "signed_at", "signed_by_label")
    _take_over(transfer, by)
    _told(transfer, "confirm", by, sender=transfer.sender.code, lines=len(items))
    return transfer


@transaction.atomic
def refuse_transfer(
    *, transfer_id: UUID, refusal: Refusal, reason: str, whose: str = "", by: Viewer
) -> Transfer:
    """Not signed for: it is somebody else's, who is named; or the list differs and goes back to be mended."""
    transfer = _mine(transfer_id, by, "receiver", Ability.DECIDE_TRANSFERS)
    differs = refusal is Refusal.LIST_DIFFERS
    refuse_if(states.why_not_transfer_step(transfer.state, "list_differs" if differs else "refuse"))
    refuse(transfers.refusal_faults(refusal, reason, whose=bool(whose)))
    clocks.end(transfer.incident, by, keys.CONFIRM)
    transfer.refusal, transfer.refusal_reason, transfer.refused_by_label = refusal, reason.strip(), by.label
    transfer.whose = None if differs else _named(transfer, whose, by)
    wrote = ("refusal", "refusal_reason", "refused_by_label", "whose")
    if differs:
        transfer.approved_at, transfer.approved_by_label = None, ""
        _to(transfer, TransferState.DRAFT, *wrote, "approved_at", "approved_by_label")
    else:
        _to(transfer, TransferState.REFUSED, *wrote)
    clocks.start(transfer.incident, keys.ANSWER, by, organ=transfer.sender)
    _told(transfer, "refuse_transfer", by, refusal=refusal, whose=whose)
    return transfer


@transaction.atomic
def dispute(*, transfer_id: UUID, by: Viewer) -> Transfer:
    """The sender holds to it: the common superior decides, by a clock of its own."""
    transfer = _mine(transfer_id, by, "sender", Ability.DECIDE_TRANSFERS)
    refuse_if(states.why_not_transfer_step(transfer.state, "dispute"))
    clocks.end(transfer.incident, by, keys.ANSWER)
    arbiter = organ_called(by.bureau_id, COMMAND_CODE, "whose")
    clocks.start(transfer.incident, keys.RULE, by, organ=arbiter)
    _to(transfer, TransferState.DISPUTED)
    _told(transfer, "dispute", by)
    return transfer


@transaction.atomic
def rule(*, transfer_id: UUID, ruling: Ruling, reason: str, whose: str = "", by: Viewer) -> Transfer:
    """The superior says whose it is; both sides follow at once (article 15)."""
    refuse_if(why_not(by, Ability.ARBITRATE))
    transfer = locked_transfer(transfer_id, by)
    sides = (transfer.sender_id, transfer.receiver_id)
    if by.role != "bureau_leader":
        refuse_if(transfers.why_not_rule(arbiter=my_organ(by).pk, sender=sides[0], receiver=sides[1]))
    refuse_if(states.why_not_transfer_step(transfer.state, "order"))
    refuse(transfers.refusal_faults(Refusal.LIST_DIFFERS, reason, whose=True))
    incident = transfer.incident
    clocks.end(incident, by, keys.RULE)
    transfer.ruling_reason, transfer.ruled_by_label = reason.strip(), by.label
    if ruling is Ruling.RECEIVER:
        _to(transfer, TransferState.ORDERED, "ruling_reason", "ruled_by_label")
        clocks.start(incident, keys.CONFIRM, by, organ=transfer.receiver)
    else:
        _to(transfer, TransferState.RETURNED, "ruling_reason", "ruled_by_label")
        if ruling is Ruling.SENDER:
            _back_with_sender(incident, by)
        else:
            _order_elsewhere(transfer, organ_called(by.bureau_id, whose), by)
    _told(transfer, "rule", by, ruling=ruling, whose=whose)
    return transfer


@transaction.atomic
def withdraw(*, transfer_id: UUID, by: Viewer) -> Transfer:
    """Before it is sent, or after a refusal. The incident stays to be transferred, or to be kept."""
    transfer = _mine(transfer_id, by, "sender")
    refuse_if(states.why_not_transfer_step(transfer.state, "withdraw"))
    refused = transfer.state == TransferState.REFUSED
    _to(transfer, TransferState.WITHDRAWN)
    if refused:
        clocks.end(transfer.incident, by, keys.ANSWER)
        clocks.start(transfer.incident, keys.send_key(_procedure(transfer.incident)), by)
    _told(transfer, "withdraw", by)
    return transfer


@transaction.atomic
def order_from_gone(*, incident_id: UUID, receiver: str, reason: str, by: Viewer) -> Transfer:
    """A station that exists no longer hands nothing over itself: the superior orders who takes it."""
    refuse_if(why_not(by, Ability.ARBITRATE))
    incident = locked(incident_id, by)
    if not incident.owner.is_gone:
        raise Refused(_("Its unit exists: that unit hands it on itself."))
    organ = organ_called(by.bureau_id, receiver, "receiver")
    for transfer in incident.transfers.filter(state__in=OPEN):
        Transfer.objects.filter(pk=transfer.pk).update(state=TransferState.WITHDRAWN)
    _check_receiver(incident, organ, circle=False)
    clocks.void(incident, by)
    incident.stage = Stage.MOVING
    incident.save(update_fields=["stage"])
    found = _prepare(incident, organ, reason, rule_quoted(incident, organ), by)
    _order(found, reason, by)
    note("order_from_gone", incident, by, receiver=organ.code)
    return found


# --- what these deeds share


def _mine(transfer_id: UUID, by: Viewer, side: str, ability: Ability = Ability.TAKE_INCIDENTS) -> Transfer:
    refuse_if(why_not(by, ability))
    transfer = locked_transfer(transfer_id, by)
    if getattr(transfer, f"{side}_id") != my_organ(by).pk:
        raise Refused(
            _("Only the sender does this.") if side == "sender" else _("Only the receiver does this.")
        )
    return transfer


def _check_receiver(incident: Incident, receiver: Organ, *, circle: bool = True) -> None:
    had_it = incident.transfers.filter(state=TransferState.CONFIRMED).values_list("sender_id", flat=True)
    reason = transfers.why_not_receiver(
        sender=incident.owner_id,
        receiver=receiver.pk,
        gone=receiver.is_gone,
        had_it=set(had_it) if circle else (),
    )
    if reason is not None:
        raise Invalid("receiver", receiver.name, reason)


def _prepare(incident: Incident, receiver: Organ, reason: str, quoted: str, by: Viewer) -> Transfer:
    transfer = Transfer.objects.create(
        incident=incident,
        sender=incident.owner,
        receiver=receiver,
        reason=reason.strip(),
        rule=quoted[:200],
        prepared_at=now(),
        prepared_by_label=by.label,
    )
    tell(incident, EntryKind.TRANSFER, by, text=reason, deed="prepare", receiver=receiver.code)
    return transfer


def _to(transfer: Transfer, state: TransferState, *also: str) -> None:
    transfer.state = state
    transfer.save(update_fields=["state", *also])


def _told(transfer: Transfer, deed: str, by: Viewer, **detail: Any) -> None:
    text = transfer.ruling_reason if deed == "rule" else transfer.refusal_reason if "refuse" in deed else ""
    tell(transfer.incident, EntryKind.TRANSFER, by, text=text, deed=deed, state=transfer.state, **detail)
    note(deed, transfer.incident, by, transfer=str(transfer.pk), state=transfer.state, **detail)


def _await_receiver(transfer: Transfer, by: Viewer) -> None:
    incident = transfer.incident
    clocks.end(incident, by, keys.send_key(_procedure(incident)), keys.ANSWER)
    clocks.start(incident, keys.CONFIRM, by, organ=transfer.receiver)


def _take_over(transfer: Transfer, by: Viewer) -> None:
    """Another owner, and the review anew: what the receiver has not judged is not accepted."""
    incident = transfer.incident
    clocks.end(incident, by, keys.CONFIRM)
    clocks.void(incident, by)
    incident.owner, incident.stage = transfer.receiver, Stage.REGISTERED
    incident.officer_number, incident.accepted_on = "", None
    incident.save(update_fields=["owner", "stage", "officer_number", "accepted_on"])
    clocks.start(incident, keys.REVIEW[_procedure(incident)], by)
    tell(incident, EntryKind.MOVED, by, sender=transfer.sender.code, receiver=transfer.receiver.code)


def _back_with_sender(incident: Incident, by: Viewer) -> None:
    clocks.void(incident, by)
    incident.stage = Stage.ACCEPTED if incident.accepted_on else Stage.REGISTERED
    incident.save(update_fields=["stage"])
    _start_after_keeping(incident, by)


def _start_after_keeping(incident: Incident, by: Viewer) -> None:
    """The clock of before, from its own beginning: trying to hand it on gained no time."""
    if incident.accepted_on:
        clocks.start_handling(incident, by, as_before=True)
        return
    key = keys.REVIEW[_procedure(incident)]
    clocks.start(incident, key, by, started=clocks.began(incident, key), rules_on=clocks.rules_day(incident))


def _order_elsewhere(transfer: Transfer, receiver: Organ, by: Viewer) -> None:
    _check_receiver(transfer.incident, receiver, circle=False)
    found = _prepare(transfer.incident, receiver, transfer.reason, transfer.rule, by)
    Item.objects.bulk_create(
        Item(
            transfer=found,
            position=one.position,
            kind=one.kind,
            name=one.name,
            quantity=one.quantity,
            note=one.note,
        )
        for one in transfer.items.all()
    )
    _order(found, transfer.ruling_reason, by)


def _order(transfer: Transfer, reason: str, by: Viewer) -> None:
    transfer.ruling_reason, transfer.ruled_by_label = reason.strip(), by.label
    transfer.approved_at, transfer.approved_by_label = now(), by.label
    wrote = ("ruling_reason", "ruled_by_label", "approved_at", "approved_by_label")
    _to(transfer, TransferState.ORDERED, *wrote)
    clocks.start(transfer.incident, keys.CONFIRM, by, organ=transfer.receiver)


def _named(transfer: Transfer, whose: str, by: Viewer) -> Organ:
    organ = organ_called(by.bureau_id, whose)
    if organ.pk == transfer.receiver_id:
        raise Invalid("whose", whose, _("That is your own unit: then confirm."))
    return organ


def _procedure(incident: Incident) -> Procedure:
    day = timezone.localtime(incident.received_at).date()
    return keys.procedure_of(pack_on(incident.bureau_id, day), incident.category)
