"""What the deeds on incidents share: locking, the story, the audit event, refusals."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.audit.actions import record
from jingge.common.clock import now
from jingge.common.errors import NotYours, refuse_if
from jingge.common.viewer import Viewer
from jingge.common.words import pairs
from jingge.incidents.actions.organs import my_organ
from jingge.incidents.models import AddressWords, Entry, Incident, Organ, Transfer
from jingge.incidents.queries.visible import get_incident
from jingge.incidents.rules.states import why_not_owner
from jingge.incidents.terms import EntryKind


def locked(incident_id: UUID, by: Viewer) -> Incident:
    """The row, held until the transaction ends: of two sides that act at once the second sees the first.

    Locked by itself and read with its owner afterwards: in one question PostgreSQL would join the new
    owner's key with the old owner's row, and find nothing.
    """
    get_incident(by, incident_id)
    Incident.objects.select_for_update(no_key=True).get(pk=incident_id)
    return Incident.objects.select_related(
        "owner__station", "owner__brigade", "first_receiver__station", "first_receiver__brigade"
    ).get(pk=incident_id)


def locked_own(incident_id: UUID, by: Viewer, ability: Ability = Ability.TAKE_INCIDENTS) -> Incident:
    """As `locked`, for deeds of the owner alone."""
    refuse_if(why_not(by, ability))
    incident = locked(incident_id, by)
    refuse_if(why_not_owner(mine=my_organ(by).pk == incident.owner_id))
    return incident


def locked_transfer(transfer_id: UUID, by: Viewer) -> Transfer:
    """The incident is locked first, always in this order."""
    found = Transfer.objects.filter(pk=transfer_id).values_list("incident_id", flat=True).first()
    if found is None:
        raise NotYours(_("There is no such transfer."))
    incident = locked(found, by)
    Transfer.objects.select_for_update().get(pk=transfer_id)
    transfer = Transfer.objects.select_related(
        "sender__station", "sender__brigade", "receiver__station", "receiver__brigade"
    ).get(pk=transfer_id)
    transfer.incident = incident
    return transfer


def keep_words(incident: Incident, *, before: str = "") -> None:
    """What its address is found by; `before` is the address it had."""
    if incident.place == before:
        return
    if before:
        AddressWords.objects.filter(incident=incident).delete()
    AddressWords.objects.bulk_create(words_of([incident]))


def words_of(incidents: Iterable[Incident]) -> list[AddressWords]:
    """Of those with an address, to be created."""
    found = ((one, pairs(one.place)) for one in incidents)
    return [AddressWords(incident=one, words=words) for one, words in found if words]


def tell(
    incident: Incident,
    kind: EntryKind,
    by: Viewer,
    *,
    text: object = "",
    organ: Organ | None = None,
    **detail: Any,
) -> None:
    """One more line of the story."""
    Entry.objects.create(
        incident=incident,
        at=now(),
        kind=kind,
        organ=organ or incident.owner,
        by_label=by.label,
        text=str(text)[:300],
        detail=detail,
    )


def note(deed: str, incident: Incident, by: Viewer, **detail: Any) -> None:
    """In the audit log, on the chain of the owner's station. Texts people wrote stay in the incident."""
    record(
        action=f"incidents.{deed}",
        by=by,
        subject=incident,
        subject_label=incident.number,
        detail=detail,
        station_code=incident.owner.chain,
    )
