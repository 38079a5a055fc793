"""Which limits run for an incident, and when they remind."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.common.viewer import Role
from jingge.common.workdays import WorkingCalendar
from jingge.norms.rules.clocks import due
from jingge.norms.terms import (
    Approver,
    Due,
    ExtensionRule,
    Grant,
    Limit,
    Pack,
    Pause,
    Procedure,
    Run,
    Stop,
    Unit,
)

REVIEW = {
    Procedure.CRIMINAL: "intake.review_criminal",
    Procedure.ADMINISTRATIVE: "intake.review_administrative",
    Procedure.DISPUTE: "intake.review_administrative",
    Procedure.NONE: "intake.review_other",
}
HANDLING = {
    Procedure.CRIMINAL: "case.report_back",
    Procedure.ADMINISTRATIVE: "case.handling",
    Procedure.DISPUTE: "mediation.first",
    Procedure.NONE: "incident.handling",
}
MEDIATING = ("mediation.first", "mediation.second", "mediation.performance")
"""The limits of a mediation, one after the other; beside them runs the case."""
SEND = {Procedure.CRIMINAL: "transfer.criminal"}
SEND_OTHERWISE = "transfer.administrative"
REGISTER = "intake.urgent_registration"
CONFIRM = "transfer.confirm"
ANSWER = "transfer.answer"
RULE = "transfer.dispute"
NEEDED = frozenset(
    {
        *REVIEW.values(),
        *HANDLING.values(),
        *MEDIATING,
        *SEND.values(),
        SEND_OTHERWISE,
        CONFIRM,
        ANSWER,
        RULE,
    }
)
"""Keys every pack must hold on every day, or an incident would be without a clock."""

SOON = timedelta(hours=8)


def procedure_of(pack: Pack, category: str) -> Procedure:
    kind = pack.category(category)
    return kind.procedure if kind is not None and kind.procedure is not None else Procedure.NONE


def send_key(procedure: Procedure) -> str:
    return SEND.get(procedure, SEND_OTHERWISE)


def reminds_at(started: datetime, due_at: datetime) -> datetime:
    """Before the limit: a fifth of the time, at most a day, at least half an hour."""
    ahead = min(max((due_at - started) / 5, timedelta(minutes=30)), timedelta(days=1))
    return max(due_at - ahead, started)


def computed(limit: Limit, run: Mapping[str, Any], calendar: WorkingCalendar, *, now: datetime) -> Due:
    return due(limit, run_of(run), calendar, now=now)


def run_of(kept: Mapping[str, Any]) -> Run:
    """What happened to a clock, as it stands in its row.

    A stop that still lasts counts up to the end expected for it, so that no clock ever stands still
    without a day on which somebody looks.
    """
    return Run(
        started=moment(kept["started"]),
        stops=tuple(
            Stop(
                kind=Pause(one["kind"]),
                begun=moment(one["begun"]),
                ended=moment(one["ended"] or one["expected"]),
            )
            for one in kept.get("stops", ())
        ),
        grants=tuple(
            Grant(
                amount=one["amount"],
                unit=Unit(one["unit"]),
                approver=Approver(one["approver"]),
                at=moment(one["at"]),
                total=one["total"],
            )
            for one in kept.get("grants", ())
        ),
        restarted=moment(kept["restarted"]) if kept.get("restarted") else None,
    )


APPROVERS = {
    Approver.NOBODY: frozenset(Role) - {Role.AUDITOR, Role.IT_CLERK},
    Approver.STATION_HEAD: frozenset({Role.STATION_HEAD, Role.BUREAU_LEADER}),
    Approver.COUNTY_HEAD: frozenset({Role.BUREAU_LEADER}),
    Approver.OWN_BUREAU: frozenset({Role.BUREAU_LEADER}),
    Approver.HIGHER_ORGAN: frozenset({Role.BUREAU_LEADER}),  # enters what the higher organ approved
}


def why_not_grant(
    rule: ExtensionRule, limit: Limit, run: Mapping[str, Any], *, role: Role, paper: str
) -> Reason | None:
    """The reason this person may not enter this extension, or None. `paper` is the approval's number."""
    if role not in APPROVERS[rule.approver]:
        return _("This extension is approved by: %(who)s.") % {"who": rule.approver.label}
    given = [one for one in run.get("grants", ()) if (one["amount"], one["unit"]) == (rule.amount, rule.unit)]
    if len(given) >= rule.times:
        return _("It has been extended %(n)d times; %(code)s allows no more.") % {
            "n": len(given),
            "code": limit.code,
        }
    if rule.approver is Approver.HIGHER_ORGAN and not paper.strip():
        return _("Give the number of the higher organ's approval.")
    return None


def why_not_stop(limit: Limit, run: Mapping[str, Any], kind: str) -> Reason | None:
    if open_stop(run) is not None:
        return _("It is stopped already.")
    if kind not in limit.pauses:
        return _("For %(code)s this time counts: %(basis)s lets nothing else be left out.") % {
            "code": limit.code,
            "basis": limit.basis,
        }
    return None


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def open_stop(run: Mapping[str, Any]) -> dict[str, Any] | None:
    found: dict[str, Any] | None = next((one for one in run.get("stops", ()) if not one["ended"]), None)
    return found
