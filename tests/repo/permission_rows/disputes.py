"""Disputes are seen with their incident; the unit that owns it acts."""

from collections.abc import Mapping
from typing import Any

from jingge.common.viewer import Role
from jingge.disputes import actions
from jingge.incidents import actions as incidents
from jingge.incidents.actions.organs import ensure_organs
from jingge.incidents.terms import Review, Verdict
from tests.contexts.incidents.conftest import QUARREL, spec
from tests.factories.cast import viewer
from tests.repo.matrix import STATION, Row, World

TAKE = frozenset({Role.COMMAND_OFFICE, Role.STATION_HEAD, Role.COMMUNITY_OFFICER, Role.BRIGADE})
SEE = TAKE | {Role.BUREAU_LEADER, Role.AUDITOR}
# Done, refused because of the state or of the owner, or because nothing was typed.
ANSWERED = {200, 302, 409, 422}


def prepare(world: World) -> None:
    """Two quarrels of 东塔: one is a dispute, one can be made one."""
    ensure_organs(world.cast.bureau.pk)
    head = viewer(world.cast.dongta_head)
    made = []
    for _n in range(2):
        incident = incidents.take_in(spec=spec(QUARREL), by=head)
        incidents.review(incident_id=incident.pk, answer=Review(verdict=Verdict.OWN), by=head)
        made.append(incident)
    dispute = actions.open_dispute(incident_id=made[0].pk, type="D02", level="yellow", by=head)
    world.things |= {"dispute": dispute.pk, "quarrel": made[1].pk}


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
