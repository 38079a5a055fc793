"""The steps a norm's version and an edition of the rules have in common."""

from datetime import date
from typing import TypeVar

from django.db.models import QuerySet

from jingge.common.clock import now, today
from jingge.common.errors import refuse_if
from jingge.common.viewer import Viewer
from jingge.norms.models import Edition, NormVersion
from jingge.norms.rules.states import (
    why_not_agree,
    why_not_begin,
    why_not_step,
    why_not_take_back,
)
from jingge.norms.terms import Standing

Kind = TypeVar("Kind", Edition, NormVersion)


def propose(row: Kind, agreed: QuerySet[Kind]) -> None:
    refuse_if(why_not_step(row.state, "propose"))
    refuse_if(why_not_begin(row.valid_from, today=today(), last_from=last_from(agreed)))
    row.state = Standing.PROPOSED
    row.save(update_fields=["state"])


def agree(row: Kind, agreed: QuerySet[Kind], by: Viewer) -> None:
    """In force from its day on; what was in force before ends there, so that no day is without rules."""
    refuse_if(why_not_agree(row.state, writer=row.written_by_id, by=by.account_id))
    refuse_if(why_not_begin(row.valid_from, today=today(), last_from=last_from(agreed)))
    before = agreed.filter(valid_to__isnull=True).first()
    if before is not None:
        before.valid_to = row.valid_from
        before.save(update_fields=["valid_to"])
    row.state, row.decided_at, row.decided_by_label = Standing.AGREED, now(), by.label
    row.save(update_fields=["state", "decided_at", "decided_by_label"])


def hand_back(row: Kind) -> None:
    refuse_if(why_not_step(row.state, "hand_back"))
    row.state = Standing.DRAFT
    row.save(update_fields=["state"])


def discard(row: Kind) -> None:
    refuse_if(why_not_step(row.state, "discard"))
    row.state = Standing.DISCARDED
    row.save(update_fields=["state"])


def take_back(row: Kind, agreed: QuerySet[Kind]) -> None:
    """Before its day only: what was in force goes on."""
    refuse_if(why_not_take_back(row.state, valid_from=row.valid_from, today=today()))
    row.state, row.decided_at, row.decided_by_label = Standing.DRAFT, None, ""
    row.save(update_fields=["state", "decided_at", "decided_by_label"])
    before = agreed.filter(valid_to=row.valid_from).first()
    if before is not None:
        before.valid_to = None
        before.save(update_fields=["valid_to"])


def last_from(agreed: QuerySet[Kind]) -> date | None:
    last = agreed.order_by("-valid_from").first()
    return last.valid_from if last else None
