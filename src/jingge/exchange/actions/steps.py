"""One import behind its bureau's lock, moved from state to state by the table in rules.states."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from jingge.common.errors import NotYours, refuse_if
from jingge.common.viewer import Viewer
from jingge.exchange.models import BureauImport
from jingge.exchange.rules.states import next_state, why_not_step


def locked(import_id: UUID, by: Viewer) -> BureauImport:
    row = BureauImport.objects.select_for_update().filter(pk=import_id, bureau_id=by.bureau_id).first()
    if row is None:
        raise NotYours(_("There is no such import."))
    return row


def step(row: BureauImport, name: str) -> None:
    """Take a step or refuse it with its reason; the caller saves."""
    refuse_if(why_not_step(row.state, name))
    row.state = next_state(row.state, name)


def label_of(row: BureauImport) -> str:
    return f"{row.number} {row.file_name}"
