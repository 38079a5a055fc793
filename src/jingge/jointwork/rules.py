"""What a joint action must have, and what no text of it may hold."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from jingge.common.errors import NotYours, Reason
from jingge.common.viewer import Viewer
from jingge.jointwork.terms import ActionState, JointKind, JointSpec, PartnerKind, PartnerSpec

TRANSITIONS: dict[str, dict[str, str]] = {
    ActionState.PLANNED.value: {"finish": ActionState.DONE.value, "cancel": ActionState.CANCELLED.value},
    ActionState.DONE.value: {"cancel": ActionState.CANCELLED.value},
    ActionState.CANCELLED.value: {},
}
IDENTITY = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{15})(?!\d)")
MOBILE = re.compile(r"(?<!\d)1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)")

Fault = tuple[str, str, Reason]  # field, value, mend


def why_not_text(text: str) -> Reason | None:
    """Texts are about places and deeds; numbers that belong to one person have no place in them."""
    if IDENTITY.search(text):
        return _("This looks like an identity number. Write about the place and the work, not about persons.")
    if MOBILE.search(text):
        return _("This looks like a mobile telephone number. No telephone numbers are kept.")
    return None


def too_long(most: int) -> Reason:
    return _("Write at most %(n)s characters.") % {"n": most}


def why_not_at(by: Viewer, station_code: str) -> Reason | None:
    """A station enters what it does itself; what is bureau-wide is kept by the command office."""
    if by.sees_whole_bureau or (station_code and by.station_code == station_code):
        return None
    return _("This belongs to another station or to the whole bureau.")


def partner_faults(spec: PartnerSpec) -> Iterator[Fault]:
    if not spec.name.strip():
        yield "name", spec.name, _("Write the name of the body.")
    if spec.kind not in PartnerKind.values:
        yield "kind", spec.kind, _("Choose one of the kinds.")
    for name, most in (("name", 60), ("contact_post", 40)):
        if len(getattr(spec, name)) > most:
            yield name, getattr(spec, name)[:most], too_long(most)
    for name in ("name", "contact_post"):
        value = getattr(spec, name)
        if reason := why_not_text(value):
            yield name, value, reason


def action_faults(spec: JointSpec, *, today: date) -> Iterator[Fault]:
    if spec.kind not in JointKind.values:
        yield "kind", spec.kind, _("Choose one of the five kinds.")
    if not spec.partner_ids:
        yield "partners", "", _("Choose at least one partner: a joint action has one.")
    if not spec.subject.strip():
        yield "subject", spec.subject, _("Write what it is about.")
    if len(spec.subject) > 100:
        yield "subject", spec.subject[:100], too_long(100)
    if reason := why_not_text(spec.subject):
        yield "subject", spec.subject, reason
    yield from result_faults(spec.result, spec.day, today=today)


def result_faults(result: str, day: date, *, today: date, needed: bool = False) -> Iterator[Fault]:
    if needed and not result.strip():
        yield "result", result, _("Write the result: without one it is not done.")
    if len(result) > 300:
        yield "result", result[:300], too_long(300)
    if reason := why_not_text(result):
        yield "result", result, reason
    if result.strip() and day > today:
        yield (
            "day",
            day.isoformat(),
            _("What lies ahead has no result yet: leave it empty, or set the day right."),
        )


def why_not_step(state: str, step: str) -> Reason | None:
    if step in TRANSITIONS[state]:
        return None
    return _("A joint action that is “%(state)s” cannot do this.") % {"state": ActionState(state).label}


def why_not_finish(state: str, day: date, *, today: date) -> Reason | None:
    """The reason no result can be entered, or None."""
    if reason := why_not_step(state, "finish"):
        return reason
    return _("It lies ahead: its result is entered from %(day)s.") % {"day": day} if day > today else None


def why_not_correct(state: str) -> Reason | None:
    if state != ActionState.CANCELLED:
        return None
    return _("It is cancelled; enter a new one.")


def why_not_partner_at(name: str, partner_station: str, station_code: str, *, closed: bool) -> Reason | None:
    if closed:
        return _("“%(name)s” is a partner no longer.") % {"name": name}
    if partner_station and partner_station != station_code:
        return _("“%(name)s” works with another station.") % {"name": name}
    return None


def why_not_change_partner(name: str, *, closed: bool) -> Reason | None:
    return why_not_partner_at(name, "", "", closed=closed)


def why_not_reopen_partner(name: str, *, closed: bool) -> Reason | None:
    return None if closed else _("“%(name)s” is a partner already.") % {"name": name}


def no_such() -> NotYours:
    return NotYours(_("There is no such entry on your ground."))
