"""Incidents are seen by those who had, have or are to get them; their owner acts, the arbiter decides."""

from collections.abc import Mapping
from typing import Any

from jingge.common.clock import now, today
from jingge.common.viewer import Role
from jingge.incidents import actions
from jingge.incidents.actions.organs import ensure_organs
from jingge.incidents.models import Batch, Transfer
from jingge.incidents.terms import Refusal, Review, Verdict
from tests.contexts.incidents.conftest import LIST, spec
from tests.factories.cast import Cast, viewer
from tests.repo.matrix import BUREAU, STATION, Row, World

TAKE = frozenset({Role.COMMAND_OFFICE, Role.STATION_HEAD, Role.COMMUNITY_OFFICER, Role.BRIGADE})
SEE = TAKE | {Role.BUREAU_LEADER, Role.AUDITOR}
BRING_IN = frozenset({Role.COMMAND_OFFICE})
DECIDE = TAKE - {Role.COMMUNITY_OFFICER}
ARBITERS = frozenset({Role.COMMAND_OFFICE, Role.BUREAU_LEADER})
# Done, refused because of the state or of the owner, or because nothing was typed.
ANSWERED = {200, 302, 409, 422}


def prepare(world: World) -> None:
    """A theft of 东塔 that the criminal brigade refused: both have seen it, the station keeps it."""
    cast = world.cast
    ensure_organs(cast.bureau.pk)
    head, brigade = viewer(cast.dongta_head), viewer(cast.brigade_desk)
    incident = actions.take_in(spec=spec(), by=head)
    answer = Review(verdict=Verdict.OTHER_UNIT, reason="刑事案件", whose="XZ")
    actions.review(incident_id=incident.pk, answer=answer, by=head)
    transfer = Transfer.objects.get(incident=incident)
    key = transfer.pk
    actions.write_list(transfer_id=key, reason="刑事案件", receiver="XZ", items=LIST, by=head)
    actions.propose(transfer_id=key, by=head)
    actions.approve(transfer_id=key, by=head)
    refused: dict[str, Any] = {"refusal": Refusal.NOT_OURS, "reason": "不属我队", "whose": "XJ"}
    actions.refuse_transfer(transfer_id=key, **refused, by=brigade)
    actions.withdraw(transfer_id=key, by=head)
    world.things |= {
        "incident": incident.pk,
        "transfer": key,
        "batch": _table(cast).pk,
        "clock": incident.clocks.get(state="running").pk,
    }


def _notice(world: World) -> dict[str, Any]:
    return {"incident_id": world.things["incident"], "form": "acceptance"}


def _table(cast: Cast) -> Batch:
    day = today()
    return Batch.objects.create(
        bureau=cast.bureau, name="往年.xlsx", rows=0, first_on=day, last_on=day, brought_at=now()
    )


def _incident(world: World) -> dict[str, Any]:
    return {"incident_id": world.things["incident"]}


def _transfer(world: World) -> dict[str, Any]:
    return {"transfer_id": world.things["transfer"]}


def _batch(world: World) -> dict[str, Any]:
    return {"batch_id": world.things["batch"]}


def _clock(world: World) -> dict[str, Any]:
    return {"clock_id": world.things["clock"]}


def _read(kwargs: Any) -> Row:
    return Row(roles=SEE, ground=STATION, kwargs=kwargs)


def _form(roles: frozenset[Role], kwargs: Any) -> tuple[Row, Row]:
    return (
        Row(roles=roles, ground=STATION, kwargs=kwargs, ok=ANSWERED),
        Row(roles=roles, method="POST", ground=STATION, kwargs=kwargs, ok=ANSWERED),
    )


def _deed(roles: frozenset[Role]) -> Row:
    return Row(roles=roles, method="POST", ground=STATION, kwargs=_transfer, ok=ANSWERED)


ROWS: Mapping[str, Row | tuple[Row, ...]] = {
    "incidents:incidents": Row(roles=SEE),
    "incidents:inbox": Row(roles=SEE),
    "incidents:health": Row(roles=SEE),
    "incidents:limits": Row(roles=SEE),
    "incidents:new": (
        Row(roles=TAKE),
        Row(roles=TAKE, method="POST", data=lambda w: {"category": ""}, ok={422}),
    ),
    "incidents:look": Row(roles=TAKE),
    "incidents:batches": Row(roles=SEE),
    "incidents:past_table": (
        Row(roles=BRING_IN),
        Row(roles=BRING_IN, method="POST", data=lambda w: {"deed": "keep"}, ok={422}),
    ),
    "incidents:take_back": (
        Row(roles=BRING_IN, ground=BUREAU, kwargs=_batch),
        Row(
            roles=BRING_IN,
            method="POST",
            ground=BUREAU,
            kwargs=_batch,
            data=lambda w: {"reason": "x"},
            ok={302, 409},
        ),
    ),
    "incidents:incident": _read(_incident),
    "incidents:receipt": _read(_incident),
    "incidents:notice": Row(roles=SEE, ground=STATION, kwargs=_notice, ok={200, 404}),
    "incidents:review": _form(TAKE, _incident),
    "incidents:correct": _form(TAKE, _incident),
    "incidents:step": _form(TAKE, _incident),
    "incidents:assign": _form(TAKE, _incident),
    "incidents:close": _form(TAKE, _incident),
    "incidents:reopen": _form(DECIDE, _incident),
    "incidents:write_off": _form(DECIDE, _incident),
    "incidents:hand_on": _form(TAKE, _incident),
    "incidents:keep": _form(TAKE, _incident),
    "incidents:order": _form(ARBITERS, _incident),
    "incidents:stop": _form(TAKE, _clock),
    "incidents:resume": _form(TAKE, _clock),
    "incidents:extend": _form(SEE, _clock),
    "incidents:transfer": _read(_transfer),
    "incidents:paper": _read(_transfer),
    "incidents:write_list": _form(TAKE, _transfer),
    "incidents:propose": _deed(TAKE),
    "incidents:approve": _deed(DECIDE),
    "incidents:hand_back": _deed(DECIDE),
    "incidents:confirm": _deed(DECIDE),
    "incidents:refuse": _form(DECIDE, _transfer),
    "incidents:dispute": _deed(DECIDE),
    "incidents:rule": _form(ARBITERS, _transfer),
    "incidents:withdraw": _deed(TAKE),
}
