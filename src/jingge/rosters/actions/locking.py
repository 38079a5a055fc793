"""Taking hold of a roster for a change; who may; what is recorded."""

from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import why_not
from jingge.accounts.terms import Ability
from jingge.audit import actions as audit
from jingge.common.errors import NotAllowed, NotYours
from jingge.common.viewer import Viewer
from jingge.organisation.models import Station
from jingge.rosters.models import Roster
from jingge.rosters.queries.rosters import may_arrange, station_for


def arranged_station(code: str, by: Viewer) -> Station:
    """A station on whose rosters this person works."""
    if not may_arrange(by):
        raise NotAllowed(why_not(by, Ability.BOOK_WORK) or "")
    return station_for(by, code)


def lock_roster(roster_id: UUID, by: Viewer) -> Roster:
    """The roster, locked until the transaction ends, for whoever arranges its station."""
    found = (
        Roster.objects.select_for_update(of=("self",))
        .select_related("station")
        .filter(pk=roster_id, bureau_id=by.bureau_id)
        .first()
    )
    if found is None or not (by.sees_whole_bureau or by.station_code == found.station.code):
        raise NotYours(_("There is no such roster."))
    if not may_arrange(by):
        raise NotAllowed(why_not(by, Ability.BOOK_WORK) or "")
    return found


def label_of(roster: Roster) -> str:
    return f"{roster.station.name} {roster.month:%Y-%m}"


def record(action: str, subject: models.Model, label: str, by: Viewer, **detail: object) -> None:
    audit.record(action=f"rosters.{action}", by=by, subject=subject, subject_label=label, detail=dict(detail))
