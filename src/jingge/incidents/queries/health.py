"""How each mechanism keeps its limits, with the rows behind (R23)."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now, today
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.incidents.models import Batch, Clock, Organ
from jingge.incidents.queries.listing import start_of
from jingge.incidents.queries.organs import own_organ
from jingge.incidents.queries.visible import sees_all
from jingge.incidents.rules.clocks import (
    ANSWER,
    CONFIRM,
    HANDLING,
    MEDIATING,
    REGISTER,
    REVIEW,
    RULE,
    SEND,
    SEND_OTHERWISE,
)
from jingge.incidents.rules.health import light
from jingge.incidents.terms import ClockState, Health, Levels
from jingge.norms.terms import Procedure

MECHANISMS: dict[str, tuple[Reason, tuple[str, ...]]] = {
    "register": (_("Registration of urgent incidents"), (REGISTER,)),
    "review": (_("Review before acceptance"), tuple(sorted(set(REVIEW.values())))),
    "transfer": (_("Transfer of jurisdiction"), (*SEND.values(), SEND_OTHERWISE, CONFIRM)),
    "dispute": (_("Disputes over whose it is"), (ANSWER, RULE)),
    "case": (_("Handling of public-order cases"), (HANDLING[Procedure.ADMINISTRATIVE],)),
    "mediation": (_("Mediation"), MEDIATING),
    "help": (_("Requests for help"), (HANDLING[Procedure.NONE],)),
    "report_back": (_("Report back on criminal cases"), (HANDLING[Procedure.CRIMINAL],)),
}
WINDOW = timedelta(days=30)


def health(viewer: Viewer, *, organ_code: str = "", day: date | None = None) -> list[Health]:
    """Of the last thirty days, for one's own unit or, bureau-wide, for one or all."""
    until = day or today()
    counts = _counted(_organs(viewer, organ_code), until - WINDOW, until)
    rows = []
    for key, (name, keys) in MECHANISMS.items():
        figures: Counter[str] = sum((counts.get(one, Counter()) for one in keys), Counter())
        rows.append(
            Health(
                key=key,
                name=str(name),
                met=figures["met"],
                late=figures["late"],
                running=figures["running"],
                overdue=figures["overdue"],
                light=light(
                    met=figures["met"], late=figures["late"], overdue=figures["overdue"], levels=Levels()
                ),
            )
        )
    return rows


def _organs(viewer: Viewer, organ_code: str) -> list[Organ]:
    if not sees_all(viewer):
        own = own_organ(viewer)
        return [own] if own else []
    rows = Organ.objects.filter(bureau_id=viewer.bureau_id)
    return list(rows.filter(code=organ_code) if organ_code else rows)


def _taken_back(organs: list[Organ]) -> list[UUID]:
    bureaus = {one.bureau_id for one in organs}
    rows = Batch.objects.filter(bureau_id__in=bureaus, taken_back_at__isnull=False)
    return list(rows.values_list("pk", flat=True))


def _counted(organs: list[Organ], since: date, until: date) -> dict[str, Counter[str]]:
    """By key: met, late, running, overdue. Each organ by its own index, so that years of rows cost nothing."""
    first, last = start_of(since), start_of(until + timedelta(days=1))
    found: dict[str, Counter[str]] = {}
    ended = Clock.objects.filter(organ__in=organs, ended_at__gte=first, ended_at__lt=last)
    if gone := _taken_back(organs):  # asked only then: it costs a join
        ended = ended.exclude(incident__batch__in=gone)
    for row in ended.exclude(state=ClockState.VOID).values("key", "state").annotate(n=Count("pk")).order_by():
        found.setdefault(row["key"], Counter())[row["state"]] += row["n"]
    running = Clock.objects.filter(organ__in=organs, state=ClockState.RUNNING).values("key")
    for one in running.annotate(n=Count("pk"), over=Count("pk", filter=Q(due_at__lt=now()))).order_by():
        found.setdefault(one["key"], Counter()).update(running=one["n"], overdue=one["over"])
    return found
