"""Why each deed on an incident or a transfer cannot be done now by this person."""

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.incidents.models import Incident, Organ, Transfer
from jingge.incidents.queries.organs import own_organ
from jingge.incidents.rules.states import (
    why_not_list,
    why_not_owner,
    why_not_step,
    why_not_transfer_step,
)
from jingge.incidents.rules.transfers import why_not_propose, why_not_rule
from jingge.incidents.terms import IncidentDoors, Stage, TransferDoors


def doors_of(viewer: Viewer, incident: Incident) -> IncidentDoors:
    organ = own_organ(viewer)
    mine = why_not(viewer, Ability.TAKE_INCIDENTS) or why_not_owner(
        mine=organ is not None and organ.pk == incident.owner_id
    )
    heads = mine or why_not(viewer, Ability.DECIDE_TRANSFERS)
    is_open = why_not_step(incident.stage, "end") if incident.stage == Stage.CLOSED else None
    kept = "keep_accepted" if incident.accepted_on else "keep"
    return IncidentDoors(
        review=mine or why_not_step(incident.stage, "accept"),
        correct=mine or is_open,
        step=mine or is_open,
        close=mine or why_not_step(incident.stage, "end") or _reviewed(incident),
        reopen=heads or why_not_step(incident.stage, "reopen"),
        hand_on=mine or (None if incident.stage == Stage.MOVING else why_not_step(incident.stage, "hand_on")),
        keep=mine or why_not_step(incident.stage, kept),
        pause=mine or is_open,
        assign=mine or is_open,
        write_off=heads or why_not_step(incident.stage, "end"),
    )


def _reviewed(incident: Incident) -> Reason | None:
    return why_not_step(Stage.REGISTERED, "close") if incident.stage == Stage.REGISTERED else None


def transfer_doors(viewer: Viewer, transfer: Transfer, lines: int) -> TransferDoors:
    organ = own_organ(viewer)
    sends = _side(viewer, organ, transfer.sender_id, Ability.TAKE_INCIDENTS)
    decides = _side(viewer, organ, transfer.sender_id, Ability.DECIDE_TRANSFERS)
    signs = _side(viewer, organ, transfer.receiver_id, Ability.DECIDE_TRANSFERS)
    judge = why_not(viewer, Ability.ARBITRATE)
    if judge is None and viewer.role != "bureau_leader" and organ is not None:
        judge = why_not_rule(arbiter=organ.pk, sender=transfer.sender_id, receiver=transfer.receiver_id)

    def step(name: str) -> Reason | None:
        return why_not_transfer_step(transfer.state, name)

    return TransferDoors(
        prepare=sends or why_not_list(transfer.state),
        propose=sends or step("propose") or why_not_propose(lines=lines),
        approve=decides or step("approve"),
        hand_back=decides or step("hand_back"),
        confirm=signs or step("confirm"),
        refuse=signs or step("refuse"),
        dispute=decides or step("dispute"),
        rule=judge or step("order"),
        withdraw=sends or step("withdraw"),
    )


def _side(viewer: Viewer, organ: Organ | None, side: object, ability: Ability) -> Reason | None:
    return why_not(viewer, ability) or why_not_owner(mine=organ is not None and organ.pk == side)
