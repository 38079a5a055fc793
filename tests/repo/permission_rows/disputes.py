"""Disputes are seen with their incident; the unit that owns it acts."""

from collections.abc import Mapping
from typing import Any

from jingge.common.viewer import Role, Viewer
from jingge.disputes import actions
from jingge.incidents import actions as incidents
from jingge.incidents.actions.organs import ensure_organs
from jingge.incidents.models import Incident
from jingge.incidents.terms import Refusal, Review, Verdict
from tests.contexts.incidents.conftest import LIST, QUARREL, spec
from tests.factories.cast import viewer
from tests.repo.matrix import STATION, Row, World

TAKE = frozenset({Role.COMMAND_OFFICE, Role.STATION_HEAD, Role.COMMUNITY_OFFICER, Role.BRIGADE})
SEE = TAKE | {Role.BUREAU_LEADER, Role.AUDITOR}
# Done, refused because of the state or of the owner, or because nothing was typed.
ANSWERED = {200, 302, 409, 422}


def prepare(world: World) -> None:
    """Two quarrels of 东塔 that the brigade refused: one is a dispute, one can be made one."""
    ensure_organs(world.cast.bureau.pk)
    head, brigade = viewer(world.cast.dongta_head), viewer(world.cast.brigade_desk)
    made = []
    for _n in range(2):
        incident = incidents.take_in(spec=spec(QUARREL), by=head)
        incidents.review(incident_id=incident.pk, answer=Review(verdict=Verdict.OWN), by=head)
        _refused_by(brigade, incident, head)
        made.append(incident)
    dispute = actions.open_dispute(incident_id=made[0].pk, type="D02", level="yellow", by=head)
    world.things |= {"dispute": dispute.pk, "quarrel": made[1].pk}


def _refused_by(brigade: Viewer, incident: Incident, head: Viewer) -> None:
    """Both have seen it; the station keeps it."""
    key = incidents.hand_on(incident_id=incident.pk, receiver="XZ", reason="另有管辖", by=head).pk
    incidents.write_list(transfer_id=key, reason="另有管辖", receiver="XZ", items=LIST, by=head)
    incidents.propose(transfer_id=key, by=head)
    incidents.approve(transfer_id=key, by=head)
    refused: dict[str, Any] = {"refusal": Refusal.NOT_OURS, "reason": "不属我队", "whose": "DT"}
    incidents.refuse_transfer(transfer_id=key, **refused, by=brigade)
    incidents.withdraw(transfer_id=key, by=head)
    incidents.keep(incident_id=incident.pk, by=head)


def _dispute(world: World) -> dict[str, Any]:
    return {"dispute_id": world.things["dispute"]}


def _quarrel(world: World) -> dict[str, Any]:
    return {"incident_id": world.things["quarrel"]}


def _read(kwargs: Any) -> Row:
    return Row(roles=SEE, ground=STATION, kwargs=kwargs)


def _form(kwargs: Any) -> tuple[Row, Row]:
    return (
        Row(roles=TAKE, ground=STATION, kwargs=kwargs, ok=ANSWERED),
        Row(roles=TAKE, method="POST", ground=STATION, kwargs=kwargs, ok=ANSWERED),
    )


ROWS: Mapping[str, Row | tuple[Row, ...]] = {
    "disputes:disputes": Row(roles=SEE),
    "disputes:picture": Row(roles=SEE),
    "disputes:new": _form(_quarrel),
    "disputes:dispute": _read(_dispute),
    "disputes:paper": _read(_dispute),
    "disputes:judge": _form(_dispute),
    "disputes:meet": _form(_dispute),
    "disputes:agree": _form(_dispute),
    "disputes:fail": _form(_dispute),
    "disputes:perform": _form(_dispute),
    "disputes:not_perform": _form(_dispute),
    "disputes:visit": _form(_dispute),
    "disputes:refer": _form(_dispute),
    "disputes:settle": _form(_dispute),
    "disputes:restart": _form(_dispute),
    "disputes:correct": _form(_dispute),
    "disputes:take_back": _form(_dispute),
}
