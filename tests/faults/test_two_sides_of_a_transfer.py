"""Both sides of a hand-over press their buttons in the same moment; many report at one desk at once."""

from collections.abc import Callable
from typing import Any

import pytest

from jingge.common.errors import Refused
from jingge.common.viewer import Viewer
from jingge.incidents import actions
from jingge.incidents.actions.organs import ensure_organs
from jingge.incidents.models import Incident, Transfer
from jingge.incidents.terms import Refusal, Review, TransferState, Verdict
from tests.contexts.incidents.conftest import LIST, QUARREL, spec
from tests.factories.cast import Cast, make_cast, viewer
from tests.faults.test_two_adopting import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed_db")]
COUNTED = {n: one.quantity for n, one in enumerate(LIST, 1)}
AT_ONCE = 6


@pytest.fixture
def people() -> Cast:
    cast = make_cast()
    ensure_organs(cast.bureau.pk)
    return cast


@pytest.fixture
def sent(people: Cast) -> Transfer:
    head = viewer(people.dongta_head)
    theft = actions.take_in(spec=spec(), by=head)
    answer = Review(verdict=Verdict.OTHER_UNIT, reason="刑事案件", whose="XZ")
    actions.review(incident_id=theft.pk, answer=answer, by=head)
    transfer = Transfer.objects.get(incident=theft)
    actions.write_list(transfer_id=transfer.pk, reason="刑事案件", receiver="XZ", items=LIST, by=head)
    actions.propose(transfer_id=transfer.pk, by=head)
    return actions.approve(transfer_id=transfer.pk, by=head)


def confirming(transfer: Transfer, by: Viewer) -> Callable[[], object]:
    return lambda: actions.confirm(transfer_id=transfer.pk, counted=COUNTED, by=by)


def refusing(transfer: Transfer, by: Viewer) -> Callable[[], object]:
    given: dict[str, Any] = {"refusal": Refusal.NOT_OURS, "reason": "不属我队", "whose": "XJ"}
    return lambda: actions.refuse_transfer(transfer_id=transfer.pk, **given, by=by)


def test_confirmed_twice_at_once_it_is_confirmed_once(people: Cast, sent: Transfer) -> None:
    brigade = viewer(people.brigade_desk)
    answers = at_once(confirming(sent, brigade), confirming(sent, brigade))
    assert sum(isinstance(one, Refused) for one in answers) == 1
    incident = Incident.objects.get()
    assert (incident.owner.code, incident.clocks.filter(state="running").count()) == ("XZ", 1)


def test_confirmed_and_refused_at_once_one_of_both_holds(people: Cast, sent: Transfer) -> None:
    brigade = viewer(people.brigade_desk)
    answers = at_once(confirming(sent, brigade), refusing(sent, brigade))
    assert sum(isinstance(one, Refused) for one in answers) == 1
    sent.refresh_from_db()
    owner = {TransferState.CONFIRMED: "XZ", TransferState.REFUSED: "DT"}[TransferState(sent.state)]
    incident = Incident.objects.get()
    assert incident.owner.code == owner
    assert incident.clocks.filter(state="running").exists()


def test_the_sender_withdraws_while_the_superior_decides(people: Cast, sent: Transfer) -> None:
    head, brigade = viewer(people.dongta_head), viewer(people.brigade_desk)
    refusing(sent, brigade)()
    answers = at_once(
        lambda: actions.withdraw(transfer_id=sent.pk, by=head),
        lambda: actions.dispute(transfer_id=sent.pk, by=head),
    )
    assert sum(isinstance(one, Refused) for one in answers) == 1
    incident = Incident.objects.get()
    assert incident.owner.code == "DT"
    assert incident.clocks.filter(state="running").exists()


def test_many_reports_at_one_desk_get_numbers_without_gap_or_double(people: Cast) -> None:
    by = viewer(people.dongta_head)
    answers = at_once(*[lambda: actions.take_in(spec=spec(QUARREL), by=by)] * AT_ONCE)
    assert not [one for one in answers if not isinstance(one, Incident)]
    serials = Incident.objects.order_by("serial").values_list("serial", flat=True)
    assert list(serials) == list(range(1, AT_ONCE + 1))
