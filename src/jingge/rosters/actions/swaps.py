"""Two officers exchange days of a published month: asked, agreed, approved; refused when rest would be broken."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import now, today
from jingge.common.errors import Invalid, NotAllowed, NotYours, Refused, refuse_if
from jingge.common.viewer import Viewer
from jingge.rosters.actions.changing import changed_rows, exchanged, write_cells
from jingge.rosters.actions.locking import arranged_station, label_of, record
from jingge.rosters.models import Roster, Swap
from jingge.rosters.queries.asking import own_officer, swap_row
from jingge.rosters.queries.people import question_of, rows_of
from jingge.rosters.queries.rosters import get_roster, may_arrange
from jingge.rosters.rules.checking import new_breaches
from jingge.rosters.rules.states import SWAP_TRANSITIONS, why_not_step
from jingge.rosters.terms import CellChange, RosterState, Source


@transaction.atomic
def ask_swap(*, roster_id: UUID, colleague_id: UUID, day: date, in_return: date | None, by: Viewer) -> Swap:
    """By the officer for one's own day; what would break a rule is refused at once, with the rule."""
    roster, officer = get_roster(by, roster_id), own_officer(by)
    if officer is None:
        raise Refused(_("Your account names no police number, so it has no shifts. Ask the IT clerk."))
    if roster.state != RosterState.PUBLISHED:
        raise Refused(_("Only a published roster has swaps."))
    if day < today() or (in_return and in_return < today()):
        raise Invalid("day", day, _("Days that have gone by cannot be swapped."))
    if colleague_id == officer.pk:
        raise Invalid("colleague", colleague_id, _("Choose a colleague, not yourself."))
    changes_of_swap(roster, officer.pk, colleague_id, day, in_return)
    swap = Swap.objects.create(
        roster=roster, asker=officer, colleague_id=colleague_id, day=day, in_return=in_return,
        asked_at=now(), asked_by_label=by.label,
    )  # fmt: skip
    record("ask_swap", swap, label_of(roster), by, day=day.isoformat())
    return swap


def changes_of_swap(
    roster: Roster, asker: UUID, colleague: UUID, day: date, in_return: date | None
) -> list[CellChange]:
    """The cells after the swap; refused with the first rule that it would break."""
    question = question_of(roster)
    rows = rows_of(roster, question)
    place = {member.officer_id: n for n, member in enumerate(question.members)}
    if not {asker, colleague} <= place.keys():
        raise NotYours(_("This person is not on the roster."))
    changes: list[CellChange] = []
    for one in dict.fromkeys(d for d in (day, in_return) if d):
        changes += exchanged(question, rows, (asker, one), (colleague, one))
    after = changed_rows(question, rows, changes)
    if after == rows:
        raise Refused(_("Both have the same on these days: nothing would change."))
    for who in (asker, colleague):
        member = question.members[place[who]]
        broken = new_breaches(question, member, rows[place[who]], after[place[who]])
        if broken:
            raise Refused(
                _("This swap breaks a rule for %(name)s: %(rule)s")
                % {"name": member.name, "rule": broken[0].text}
            )
    return changes


@transaction.atomic
def agree_swap(*, swap_id: UUID, by: Viewer) -> Swap:
    """By the colleague; whoever arranges the station may enter what was agreed by word of mouth."""
    swap = _locked(swap_id, by)
    if not by.police_number or swap.colleague.police_number != by.police_number:
        if not may_arrange(by):
            raise NotAllowed(_("The colleague who is asked agrees, or the station head enters it."))
        arranged_station(swap.roster.station.code, by)
    refuse_if(why_not_step(SWAP_TRANSITIONS, swap.state, "agree"))
    swap.state, swap.agreed_by_label = SWAP_TRANSITIONS[swap.state]["agree"], by.label
    swap.save(update_fields=["state", "agreed_by_label"])
    record("agree_swap", swap, label_of(swap.roster), by)
    return swap


@transaction.atomic
def decide_swap(*, swap_id: UUID, approve: bool, by: Viewer) -> Swap:
    """By whoever arranges the station; approving does it, after the rules were looked at again."""
    swap = _locked(swap_id, by)
    arranged_station(swap.roster.station.code, by)
    if by.police_number and by.police_number in (swap.asker.police_number, swap.colleague.police_number):
        raise Refused(_("Nobody decides on their own swap: the command office does."))
    verb = "approve" if approve else "refuse"
    refuse_if(why_not_step(SWAP_TRANSITIONS, swap.state, verb))
    if approve:
        if min(day for day in (swap.day, swap.in_return) if day) < today():
            raise Refused(_("Days that have gone by cannot be swapped."))
        changes = changes_of_swap(swap.roster, swap.asker_id, swap.colleague_id, swap.day, swap.in_return)
        write_cells(swap.roster, changes, Source.SWAP, by)
    swap.state = SWAP_TRANSITIONS[swap.state][verb]
    swap.decided_at, swap.decided_by_label = now(), by.label
    swap.save(update_fields=["state", "decided_at", "decided_by_label"])
    record(f"{verb}_swap", swap, label_of(swap.roster), by)
    return swap


@transaction.atomic
def withdraw_swap(*, swap_id: UUID, by: Viewer) -> Swap:
    """By who asked, or by the colleague who does not want to."""
    swap = _locked(swap_id, by)
    if by.police_number not in (swap.asker.police_number, swap.colleague.police_number):
        arranged_station(swap.roster.station.code, by)
    refuse_if(why_not_step(SWAP_TRANSITIONS, swap.state, "withdraw"))
    swap.state = SWAP_TRANSITIONS[swap.state]["withdraw"]
    swap.decided_at, swap.decided_by_label = now(), by.label
    swap.save(update_fields=["state", "decided_at", "decided_by_label"])
    record("withdraw_swap", swap, label_of(swap.roster), by)
    return swap


def _locked(swap_id: UUID, by: Viewer) -> Swap:
    """The month first, so that a swap and a change by hand wait for each other."""
    seen = swap_row(by, swap_id)
    Roster.objects.select_for_update(of=("self",)).get(pk=seen.roster_id)
    return (
        Swap.objects.select_for_update(of=("self",))
        .select_related("roster__station", "asker", "colleague")
        .get(pk=seen.pk)
    )
