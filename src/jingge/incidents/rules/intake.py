"""What may be registered: times that can be, texts without numbers of persons, one kind of matter."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.incidents.terms import IncidentSpec, Urgency
from jingge.norms.rules.texts import text_faults
from jingge.norms.terms import Pack

Fault = tuple[str, object, Reason]  # field, value, mend
LONGEST = 4000
SLACK = timedelta(minutes=5)
"""How far the clock of a device may be ahead."""


def intake_faults(spec: IncidentSpec, pack: Pack, *, now: datetime) -> Iterator[Fault]:
    yield from text_faults("facts", spec.facts, longest=LONGEST, needed=True)
    yield from text_faults("place", spec.place, longest=200)
    yield from text_faults("official_ref", spec.official_ref, longest=40)
    yield from time_faults(spec, pack, now=now)
    kind = pack.category(spec.category)
    if kind is None or kind not in pack.leaves:
        yield "category", spec.category, _("Choose one of the kinds that were in force on that day.")
    if (spec.lon is None) != (spec.lat is None):
        yield "lon", spec.lon, _("A point has both a longitude and a latitude.")


def time_faults(spec: IncidentSpec, pack: Pack, *, now: datetime) -> Iterator[Fault]:
    """`pack` is what was in force on the day the report came."""
    if spec.received_at > now + SLACK:
        yield "received_at", spec.received_at, _("This lies in the future.")
    if spec.received_at.date() < pack.valid_from:
        yield (
            "received_at",
            spec.received_at,
            _("The earliest rules known begin on %(day)s.") % {"day": pack.valid_from},
        )
    if spec.occurred_on is not None and spec.occurred_on > spec.received_at.date():
        yield "occurred_on", spec.occurred_on, _("It cannot have happened after it was reported.")
    if spec.handled_at is not None and not spec.received_at <= spec.handled_at <= now + SLACK:
        yield "handled_at", spec.handled_at, _("Between the report and now.")
    if spec.handled_at is not None and spec.urgency != Urgency.URGENT:
        yield (
            "handled_at",
            spec.handled_at,
            _("Only urgent incidents are handled before they are registered."),
        )


def number_of(organ_code: str, year: int, serial: int) -> str:
    """LW01-2026-000123: in order and without gaps for each organ and year."""
    return f"{organ_code}-{year}-{serial:06d}"
