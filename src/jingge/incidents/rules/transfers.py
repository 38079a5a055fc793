"""To whom an incident may be handed on, and what both sides must have counted."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from jingge.common.errors import Reason
from jingge.incidents.terms import ItemSpec, Refusal
from jingge.norms.rules.texts import text_faults

Fault = tuple[str, object, Reason]
MOST_ITEMS = 200
MOST_OF_ONE = 1_000_000


def why_not_receiver(*, sender: UUID, receiver: UUID, gone: bool, had_it: Collection[UUID]) -> Reason | None:
    """`had_it` are the organs that handed this incident on before: it does not go round in a circle."""
    if receiver == sender:
        return _("A unit does not transfer to itself.")
    if gone:
        return _("This unit exists no longer. Choose the one that took over its work.")
    if receiver in had_it:
        return _("It came from there: a transfer does not go in a circle. Ask the common superior.")
    return None


def reason_faults(reason: str, rule: str) -> Iterator[Fault]:
    yield from text_faults("reason", reason, longest=300, needed=True)
    yield from text_faults("rule", rule, longest=200, needed=True)


def list_faults(items: Sequence[ItemSpec]) -> Iterator[Fault]:
    if len(items) > MOST_ITEMS:
        yield "items", len(items), _("At most %(n)d lines.") % {"n": MOST_ITEMS}
    seen: set[tuple[str, str]] = set()
    for number, item in enumerate(items, 1):
        where = _("Line %(n)d: ") % {"n": number}
        for _field, value, mend in text_faults("name", item.name, longest=80, needed=True):
            yield "items", value, f"{where}{mend}"
        for _field, value, mend in text_faults("note", item.note, longest=120):
            yield "items", value, f"{where}{mend}"
        if not 1 <= item.quantity <= MOST_OF_ONE:
            yield "items", item.quantity, f"{where}{_('A whole number from 1 to 1,000,000.')}"
        if (item.kind, item.name.strip()) in seen:
            yield "items", item.name, f"{where}{_('It stands in the list already: add up the quantities.')}"
        seen.add((item.kind, item.name.strip()))


def why_not_propose(*, lines: int) -> Reason | None:
    if lines:
        return None
    return _("The hand-over list is empty: at least the acceptance paper goes along.")


def why_not_counted(sent: Mapping[int, int], counted: Mapping[int, int]) -> Reason | None:
    """Both sides count every line; what differs is not signed for."""
    for position, quantity in sent.items():
        if position not in counted:
            return _("Line %(n)d is not counted.") % {"n": position}
        if counted[position] != quantity:
            return _("Line %(n)d: %(sent)d on the list, %(counted)d counted. Say that the list differs.") % {
                "n": position,
                "sent": quantity,
                "counted": counted[position],
            }
    return None


def refusal_faults(refusal: Refusal, reason: str, *, whose: bool) -> Iterator[Fault]:
    """“Not ours” names whose it is and by which rule."""
    yield from text_faults("reason", reason, longest=300, needed=True)
    if refusal is Refusal.NOT_OURS and not whose:
        yield "whose", "", _("Name whose it is.")


def why_not_rule(*, arbiter: UUID, sender: UUID, receiver: UUID) -> Reason | None:
    if arbiter in (sender, receiver):
        return _("Your unit is a side of this dispute: the bureau leader decides.")
    return None
