"""A bureau with rules in force, two stations, the criminal brigade; a theft and a quarrel come in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from jingge.common.clock import now
from jingge.common.viewer import Viewer
from jingge.incidents import actions
from jingge.incidents.actions.organs import ensure_organs
from jingge.incidents.models import Incident, Transfer
from jingge.incidents.terms import IncidentSpec, ItemKind, ItemSpec, Review, Urgency, Verdict, Way
from jingge.norms.actions import agree_edition, bring_own_edition, propose_edition
from tests.factories.cast import Cast, viewer
from tests.factories.territory import SmallMap
from tests.factories.territory import small_map as draw_small_map

THEFT, QUARREL, LOST = "A1", "D", "B2"
LIST = (
    ItemSpec(kind=ItemKind.PAPER, name="受案登记表", quantity=1),
    ItemSpec(kind=ItemKind.EVIDENCE, name="现场照片", quantity=12),
)
TakeIn = Callable[..., Incident]


def spec(category: str = THEFT, **changes: Any) -> IncidentSpec:
    given: dict[str, Any] = {
        "way": Way.IN_PERSON,
        "urgency": Urgency.ORDINARY,
        "category": category,
        "facts": "东塔市场一摊位的货箱被撬，少了两箱货。",
        "received_at": now() - timedelta(minutes=10),
    }
    return IncidentSpec(**{**given, **changes})


@pytest.fixture
def rules_in_force(cast: Cast) -> None:
    by, other = viewer(cast.command_office), viewer(cast.second_command_office)
    edition = bring_own_edition(code="lingwu_2021", by=by)
    propose_edition(edition_id=edition.pk, by=by)
    agree_edition(edition_id=edition.pk, by=other)
    ensure_organs(cast.bureau.pk)


@pytest.fixture
def officer(cast: Cast) -> Viewer:
    return viewer(cast.officer)


@pytest.fixture
def head(cast: Cast) -> Viewer:
    return viewer(cast.dongta_head)


@pytest.fixture
def brigade(cast: Cast) -> Viewer:
    return viewer(cast.brigade_desk)


@pytest.fixture
def command(cast: Cast) -> Viewer:
    return viewer(cast.command_office)


@pytest.fixture
def theft(rules_in_force: None, officer: Viewer) -> Incident:
    return actions.take_in(spec=spec(), by=officer)


@pytest.fixture
def sent(theft: Incident, officer: Viewer, head: Viewer) -> Transfer:
    """The theft on its way to the criminal brigade."""
    answer = Review(verdict=Verdict.OTHER_UNIT, reason="派出所不办理刑事案件", whose="XZ")
    actions.review(incident_id=theft.pk, answer=answer, by=officer)
    transfer = Transfer.objects.get(incident=theft)
    actions.write_list(transfer_id=transfer.pk, reason=transfer.reason, receiver="XZ", items=LIST, by=officer)
    actions.propose(transfer_id=transfer.pk, by=officer)
    return actions.approve(transfer_id=transfer.pk, by=head)


def running(incident: Incident) -> dict[str, str]:
    """Key and organ of every clock that runs."""
    return {
        one.key: one.organ.code for one in incident.clocks.filter(state="running").select_related("organ")
    }


@pytest.fixture
def small_map(cast: Cast) -> SmallMap:
    return draw_small_map(cast)
