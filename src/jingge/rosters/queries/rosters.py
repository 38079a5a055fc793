"""Which months a person may see: everybody's for those who arrange them, published ones for officers."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.common.errors import NotYours
from jingge.common.viewer import SYSTEM_ACCOUNT, Role, Viewer
from jingge.organisation.models import Station
from jingge.organisation.queries import get_station
from jingge.rosters.models import Roster
from jingge.rosters.terms import RosterState


def may_arrange(viewer: Viewer) -> bool:
    """Whether this person enters leave, draws and publishes on the own ground."""
    return viewer.account_id == SYSTEM_ACCOUNT or may(viewer, Ability.BOOK_WORK)


def station_for(viewer: Viewer, code: str) -> Station:
    """One of the viewer's stations, or as if it did not exist."""
    return get_station(viewer, code)


def list_rosters(
    viewer: Viewer, *, station_code: str = "", month: date | None = None, state: str = ""
) -> QuerySet[Roster]:
    rows = Roster.objects.filter(bureau_id=viewer.bureau_id).select_related("station")
    if not viewer.sees_whole_bureau:
        rows = rows.filter(station__code=viewer.station_code)
    if viewer.role is Role.COMMUNITY_OFFICER:
        rows = rows.filter(state=RosterState.PUBLISHED)
    if station_code:
        rows = rows.filter(station__code=station_code)
    if month:
        rows = rows.filter(month=month)
    return rows.filter(state=state) if state else rows


def get_roster(viewer: Viewer, roster_id: UUID) -> Roster:
    row = list_rosters(viewer).filter(pk=roster_id).first()
    if row is None:
        raise NotYours(_("There is no such roster."))
    return row
