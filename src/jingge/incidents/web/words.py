"""How incidents, clocks and their stories are written on pages."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.common.clock import now
from jingge.common.web.parts import Badge
from jingge.incidents.terms import (
    ClockState,
    Ending,
    EntryKind,
    Light,
    Refusal,
    Ruling,
    Stage,
    TransferState,
    Urgency,
    Verdict,
    Way,
)
from jingge.norms.queries.editions import NATIONAL, said
from jingge.norms.rules.packfiles import own_pack

STAGES = {Stage.REGISTERED: "warn", Stage.ACCEPTED: "info", Stage.MOVING: "warn", Stage.CLOSED: "neutral"}
LIGHTS = {Light.GREEN: "good", Light.AMBER: "warn", Light.RED: "bad", Light.NONE: "neutral"}
TRANSFERS = {
    TransferState.CONFIRMED: "good",
    TransferState.REFUSED: "bad",
    TransferState.DISPUTED: "bad",
    TransferState.RETURNED: "neutral",
    TransferState.WITHDRAWN: "neutral",
}
CLOCKS = {
    ClockState.RUNNING: "info",
    ClockState.MET: "good",
    ClockState.LATE: "bad",
    ClockState.VOID: "neutral",
}


def stage_badge(stage: str) -> Badge:
    return Badge(Stage(stage).label, STAGES[Stage(stage)])


def urgency_badge(urgency: str) -> Badge | str:
    return Badge(Urgency.URGENT.label, "bad") if urgency == Urgency.URGENT else str(Urgency.ORDINARY.label)


def transfer_badge(state: str) -> Badge:
    return Badge(TransferState(state).label, TRANSFERS.get(TransferState(state), "warn"))


def light_badge(light: Light) -> Badge:
    return Badge(light.label, LIGHTS[light])


def minute(moment: datetime | None) -> str:
    """Day and time of a step; seconds help nobody."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""


def late_for(span: timedelta) -> str:
    hours = int(span.total_seconds() // 3600)
    if hours < 1:
        return _("late by %(n)d min") % {"n": span.total_seconds() // 60}
    return _("late by %(n)d h") % {"n": hours} if hours < 48 else _("late by %(n)d d") % {"n": hours // 24}


def due_badge(due_at: datetime | None) -> Badge | str:
    """When the next limit ends; late ones say so in a word."""
    if due_at is None:
        return ""
    if due_at < now():
        return Badge(late_for(now() - due_at), "bad")
    text = f"{timezone.localtime(due_at):%m-%d %H:%M}"
    same_day = timezone.localdate(due_at) == timezone.localdate(now())
    return (
        Badge(_("today %(at)s") % {"at": f"{timezone.localtime(due_at):%H:%M}"}, "warn") if same_day else text
    )


def clock_badge(state: str, due_at: datetime) -> Badge:
    if state == ClockState.RUNNING and due_at < now():
        return Badge(_("Running, past its end"), "bad")
    return Badge(ClockState(state).label, CLOCKS[ClockState(state)])


def limit_name(key: str, code: str) -> str:
    """What a limit is called: by its code where the national rules know it, else by its key."""
    limits = own_pack(NATIONAL).limits
    found = next((one for one in limits if one.code == code), None)
    found = found or next((one for one in limits if one.key == key), None)
    return said(found.name_zh, found.name_en) if found else code


def entry_words(entry: Any) -> str:
    """One line of a story, in words."""
    detail: Mapping[str, Any] = entry.detail
    kind = EntryKind(entry.kind)
    extra = WORDS.get(kind, lambda _d: "")(detail)
    return f"{kind.label}{_(': ')}{extra}" if extra else str(kind.label)


def _registered(detail: Mapping[str, Any]) -> str:
    return str(Way(detail["way"]).label)


def _reviewed(detail: Mapping[str, Any]) -> str:
    return str(Verdict(detail["verdict"]).label)


def _closed(detail: Mapping[str, Any]) -> str:
    return str(Ending(detail["ending"]).label)


def _clock(detail: Mapping[str, Any]) -> str:
    words = limit_name(detail.get("key", ""), detail.get("limit", ""))
    if detail.get("due"):
        until = datetime.fromisoformat(detail["due"])
        words += _(", until %(at)s") % {"at": f"{until:%Y-%m-%d %H:%M}"}
    if detail.get("void"):
        return words + _(", no longer needed")
    if "late" in detail:
        return words + (_(", late") if detail["late"] else _(", in time"))
    return words


def _transfer(detail: Mapping[str, Any]) -> str:
    if detail.get("refusal"):
        return str(Refusal(detail["refusal"]).label)
    if detail.get("ruling"):
        return str(Ruling(detail["ruling"]).label)
    return str(TransferState(detail.get("state", TransferState.DRAFT)).label)


def _step(detail: Mapping[str, Any]) -> str:
    found = next((one for one in own_pack(NATIONAL).urgent_steps if one.code == detail["code"]), None)
    return said(found.step_zh, found.step_en) if found else str(detail["code"])


WORDS = {
    EntryKind.REGISTERED: _registered,
    EntryKind.REVIEWED: _reviewed,
    EntryKind.CLOSED: _closed,
    EntryKind.CLOCK_STARTED: _clock,
    EntryKind.CLOCK_ENDED: _clock,
    EntryKind.CLOCK_CHANGED: _clock,
    EntryKind.REMINDED: _clock,
    EntryKind.ESCALATED: _clock,
    EntryKind.TRANSFER: _transfer,
    EntryKind.STEP: _step,
}
