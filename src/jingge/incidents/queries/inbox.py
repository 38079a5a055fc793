"""What waits for a post: to review, to transfer, to approve, to confirm, to decide, due today, late."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.clock import now
from jingge.common.errors import Reason
from jingge.common.viewer import Viewer
from jingge.incidents.models import Clock, Incident, Organ, Transfer
from jingge.incidents.queries.listing import next_due
from jingge.incidents.queries.organs import own_organ
from jingge.incidents.queries.visible import WITH, sees_all
from jingge.incidents.terms import ClockState, Stage, Tally, TransferState

LABELS: dict[str, tuple[Reason, Reason]] = {
    "review": (_("To review"), _("registered, nobody has said yet whose it is")),
    "handle": (_("Being handled"), _("accepted by the unit")),
    "transfer": (_("To transfer"), _("another unit's; the hand-over is not sent yet")),
    "approve": (_("To approve"), _("hand-overs that wait for the head")),
    "confirm": (_("To confirm"), _("hand-overs to count and sign for")),
    "answer": (_("Refused"), _("the receiver refused; the sender disputes or keeps it")),
    "rule": (_("To decide"), _("disputes brought to the superior")),
    "gone": (_("Of units no longer there"), _("the superior orders who takes them")),
    "today": (_("Due today"), _("a limit ends today")),
    "late": (_("Late"), _("a limit has ended")),
}


def keys_for(viewer: Viewer) -> list[str]:
    """The inboxes a post has."""
    keys = ["review", "handle", "transfer"]
    if may(viewer, Ability.DECIDE_TRANSFERS) or sees_all(viewer):
        keys += ["approve", "confirm", "answer"]
    if may(viewer, Ability.ARBITRATE):
        keys += ["rule", "gone"]
    return [*keys, "today", "late"]


def tallies(viewer: Viewer, organ_code: str = "") -> list[Tally]:
    organ = asked_organ(viewer, organ_code)
    return [
        Tally(
            key=key,
            label=LABELS[key][0],
            hint=LABELS[key][1],
            waiting=rows.count(),
            late=rows.filter(_late(now())).count() if key not in ("late", "gone") else 0,
        )
        for key in keys_for(viewer)
        for rows in [waiting(viewer, organ, key)]
    ]


def inbox(viewer: Viewer, key: str, organ_code: str = "") -> QuerySet[Incident]:
    """What ends first stands first."""
    rows = waiting(viewer, asked_organ(viewer, organ_code), key)
    rows = rows.select_related(*WITH).annotate(due_at=next_due())
    return rows.order_by(F("due_at").asc(nulls_last=True), "received_at", "pk")


def asked_organ(viewer: Viewer, organ_code: str) -> Organ | None:
    """Those who see the whole bureau may ask for one unit; None is all of them."""
    if not sees_all(viewer):
        return own_organ(viewer)
    return Organ.objects.filter(bureau_id=viewer.bureau_id, code=organ_code).first() if organ_code else None


def waiting(viewer: Viewer, organ: Organ | None, key: str) -> QuerySet[Incident]:
    rows = Incident.objects.filter(bureau_id=viewer.bureau_id)
    if organ is None and not sees_all(viewer):
        return rows.none()
    owned = rows if organ is None else rows.filter(owner=organ)
    if key in STAGES:
        return owned.filter(stage=STAGES[key])
    if key == "transfer":
        under_way = _transfers(TransferState.PROPOSED, TransferState.SENT, *LATER)
        return owned.filter(~Exists(under_way), stage=Stage.MOVING)
    if key in ("approve", "answer"):
        state = TransferState.PROPOSED if key == "approve" else TransferState.REFUSED
        return owned.filter(Exists(_transfers(state)), stage=Stage.MOVING)
    if key == "confirm":
        sent = _transfers(TransferState.SENT, TransferState.ORDERED)
        mine = sent if organ is None else sent.filter(receiver=organ)
        return rows.filter(Exists(mine), stage=Stage.MOVING)
    if key == "rule":
        return rows.filter(Exists(_transfers(TransferState.DISPUTED)), stage=Stage.MOVING)
    if key == "gone":
        gone = Q(owner__station__valid_to__isnull=False) | Q(owner__brigade__valid_to__isnull=False)
        return rows.filter(gone).exclude(stage=Stage.CLOSED)
    return rows.filter(Exists(_clocks(organ).filter(**_ends(key)))).exclude(stage=Stage.CLOSED)


STAGES = {"review": Stage.REGISTERED, "handle": Stage.ACCEPTED}
LATER = (TransferState.REFUSED, TransferState.DISPUTED, TransferState.ORDERED)


def _transfers(*states: TransferState) -> QuerySet[Transfer]:
    return Transfer.objects.filter(incident=OuterRef("pk"), state__in=states)


def _clocks(organ: Organ | None) -> QuerySet[Clock]:
    running = Clock.objects.filter(incident=OuterRef("pk"), state=ClockState.RUNNING)
    return running if organ is None else running.filter(organ=organ)


def _ends(key: str) -> dict[str, datetime]:
    moment = now()
    if key == "late":
        return {"due_at__lt": moment}
    midnight = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    return {"due_at__gte": moment, "due_at__lt": midnight + timedelta(days=1)}


def _late(moment: datetime) -> Q:
    return Q(Exists(_clocks(None).filter(due_at__lt=moment)))
