"""What waits for a post: to review, to transfer, to approve, to confirm, to decide, due today, late."""

from datetime import datetime, timedelta
from uuid import UUID

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
from jingge.incidents.terms import OPEN, ClockState, Stage, Tally, TransferState

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
    """Counted over what is open, read once: a bureau has some thousands of it, and millions that are closed."""
    organ = asked_organ(viewer, organ_code)
    keys = keys_for(viewer)
    if organ is None and not sees_all(viewer):
        counted: dict[str, set[UUID]] = {key: set() for key in keys}
        late: set[UUID] = set()
    else:
        desk = OpenDesk(viewer)
        counted = {key: desk.waiting(organ, key) for key in keys}
        late = desk.late()
    return [
        Tally(
            key=key,
            label=LABELS[key][0],
            hint=LABELS[key][1],
            waiting=len(counted[key]),
            late=len(counted[key] & late) if key not in ("late", "gone") else 0,
        )
        for key in keys
    ]


class OpenDesk:
    """Everything open in a bureau: incidents, transfers under way, clocks that run. Answers like `waiting`."""

    def __init__(self, viewer: Viewer) -> None:
        held = Incident.objects.filter(OPEN_STAGE, bureau_id=viewer.bureau_id)
        self.stages: dict[UUID, tuple[UUID, str]] = {
            pk: (owner, stage) for pk, owner, stage in held.values_list("pk", "owner_id", "stage")
        }
        moving = Transfer.objects.filter(state__in=OPEN, incident__bureau_id=viewer.bureau_id)
        self.transfers = list(moving.values_list("incident_id", "receiver_id", "state"))
        clocks = Clock.objects.filter(state=ClockState.RUNNING, incident__bureau_id=viewer.bureau_id)
        self.clocks = list(clocks.values_list("incident_id", "organ_id", "due_at"))
        gone = Organ.objects.filter(GONE_ORGAN, bureau_id=viewer.bureau_id)
        self.gone = set(gone.values_list("pk", flat=True))
        self.moment = now()

    def waiting(self, organ: Organ | None, key: str) -> set[UUID]:
        if key in STAGES:
            return self._owned(organ, STAGES[key])
        if key == "gone":
            return {pk for pk, (owner, _stage) in self.stages.items() if owner in self.gone}
        if key in ("today", "late"):
            return self._ending(organ, key)
        moving = {pk for pk, (_owner, stage) in self.stages.items() if stage == Stage.MOVING}
        if key == "rule":
            return moving & self._under_way(TransferState.DISPUTED)
        if key == "confirm":
            coming = {TransferState.SENT, TransferState.ORDERED}
            return moving & {
                pk
                for pk, receiver, state in self.transfers
                if state in coming and (organ is None or receiver == organ.pk)
            }
        owned = self._owned(organ, Stage.MOVING)
        if key == "transfer":
            return owned - self._under_way(TransferState.PROPOSED, TransferState.SENT, *LATER)
        state = TransferState.PROPOSED if key == "approve" else TransferState.REFUSED
        return owned & self._under_way(state)

    def late(self) -> set[UUID]:
        """With any limit that has ended, whosever it is."""
        return {pk for pk, _organ, due in self.clocks if due < self.moment}

    def _owned(self, organ: Organ | None, stage: Stage) -> set[UUID]:
        return {
            pk
            for pk, (owner, held) in self.stages.items()
            if held == stage and (organ is None or owner == organ.pk)
        }

    def _under_way(self, *states: TransferState) -> set[UUID]:
        return {pk for pk, _receiver, state in self.transfers if state in states}

    def _ending(self, organ: Organ | None, key: str) -> set[UUID]:
        ends = _ends(key)
        first, last = ends.get("due_at__gte"), ends["due_at__lt"]
        return {
            pk
            for pk, whose, due in self.clocks
            if due < last and (first is None or due >= first) and (organ is None or whose == organ.pk)
        } & self.stages.keys()


OPEN_STAGE = ~Q(stage=Stage.CLOSED)
GONE_ORGAN = Q(station__valid_to__isnull=False) | Q(brigade__valid_to__isnull=False)


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
    rows = Incident.objects.filter(
        OPEN_STAGE, bureau_id=viewer.bureau_id
    )  # its index is named by these words
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
        gone = Organ.objects.filter(GONE_ORGAN, bureau_id=viewer.bureau_id)
        return rows.filter(owner__in=gone)
    ending = Clock.objects.filter(state=ClockState.RUNNING, **_ends(key))
    ending = (
        ending.filter(incident__bureau_id=viewer.bureau_id) if organ is None else ending.filter(organ=organ)
    )
    return rows.filter(pk__in=ending.values("incident"))


STAGES = {"review": Stage.REGISTERED, "handle": Stage.ACCEPTED}
LATER = (TransferState.REFUSED, TransferState.DISPUTED, TransferState.ORDERED)


def _transfers(*states: TransferState) -> QuerySet[Transfer]:
    return Transfer.objects.filter(incident=OuterRef("pk"), state__in=states)


def _ends(key: str) -> dict[str, datetime]:
    moment = now()
    if key == "late":
        return {"due_at__lt": moment}
    midnight = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
    return {"due_at__gte": moment, "due_at__lt": midnight + timedelta(days=1)}
