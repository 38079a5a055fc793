"""Earlier incidents: in the order in which such things happen, and by the rules of their day."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from jingge.incidents.rules.intake import LONGEST, Fault
from jingge.incidents.terms import BY_REVIEW, Ending, PastIncident
from jingge.norms.rules.texts import text_faults
from jingge.norms.terms import Pack


def past_faults(one: PastIncident, pack: Pack, *, now: datetime) -> Iterator[Fault]:
    """`pack` is what was in force on the day the report came."""
    yield from text_faults("facts", one.facts, longest=LONGEST, needed=True)
    yield from text_faults("place", one.place, longest=200)
    yield from text_faults("official_ref", one.official_ref, longest=40, needed=True)
    kind = pack.category(one.category)
    if kind is None or kind not in pack.leaves:
        yield "category", one.category, _("Choose one of the kinds that were in force on that day.")
    if one.received_at.date() < pack.valid_from:
        mend = _("The earliest rules known begin on %(day)s.") % {"day": pack.valid_from}
        yield "received_at", one.received_at, mend
    if one.occurred_on is not None and one.occurred_on > one.received_at.date():
        yield "occurred_on", one.occurred_on, _("It cannot have happened after it was reported.")
    yield from _ending_faults(one)
    yield from _order_faults(one, now)


def _ending_faults(one: PastIncident) -> Iterator[Fault]:
    reviewed_away = one.ending in BY_REVIEW
    if one.ending is Ending.VOID:
        yield "ending", one.ending, _("What was registered by mistake need not be brought in.")
    if reviewed_away and (one.accepted_at or one.sent_at):
        yield "ending", one.ending, _("With this ending it was neither accepted nor handed over.")
    if not reviewed_away and one.accepted_at is None:
        yield "accepted_at", "", _("When was it accepted? Only endings by review have no such time.")
    if bool(one.owner and one.owner != one.first) != bool(one.sent_at):
        yield "sent_at", one.sent_at or "", _("Another unit in charge and the hand-over belong together.")
    if (one.sent_at is None) != (one.signed_at is None):
        yield (
            "signed_at",
            one.signed_at or "",
            _("A hand-over has a time when it was sent and one when signed."),
        )


def _order_faults(one: PastIncident, now: datetime) -> Iterator[Fault]:
    steps = (
        ("received_at", one.received_at),
        ("sent_at", one.sent_at),
        ("signed_at", one.signed_at),
        ("accepted_at", one.accepted_at),
        ("closed_at", one.closed_at),
    )
    told = [(name, at) for name, at in steps if at is not None]
    for (_before, earlier), (name, later) in pairwise(told):
        if later < earlier:
            yield name, later, _("This lies before the step that comes before it.")
    if told[-1][1] > now:
        yield told[-1][0], told[-1][1], _("This lies in the future.")
