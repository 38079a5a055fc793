"""Whose an incident is by the rule, and who is near. The page quotes the rule; a person decides."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from jingge.common.viewer import Viewer
from jingge.incidents.models import Incident, Organ
from jingge.incidents.queries.organs import COMMAND_CODE, brigade_for, station_at
from jingge.incidents.rules.clocks import procedure_of, send_key
from jingge.incidents.terms import OrganKind, Spot, Suggestion
from jingge.norms.queries.editions import pack_on, said
from jingge.norms.rules.laws import basis_in_words
from jingge.norms.terms import Category, Lead, Pack
from jingge.staffing.queries import nearest_offices, who_is_responsible
from jingge.staffing.terms import Spot as OfficeSpot


def suggest(viewer: Viewer, category: str, spot: Spot, moment: datetime) -> Suggestion | None:
    """None before a kind of matter is chosen."""
    local = timezone.localtime(moment)
    pack = pack_on(viewer.bureau_id, local.date())
    kind = pack.category(category)
    if kind is None or kind.lead is None:
        return None
    code, name = _organ(viewer, kind.lead, spot)
    office, office_note = _nearest(viewer, spot, local)
    return Suggestion(
        organ_code=code,
        organ_name=name,
        lead=str(kind.lead.label),
        basis=basis_in_words(kind.basis),
        officer=_officer(viewer, spot, local),
        office=office,
        office_note=office_note,
    )


def suggest_for(viewer: Viewer, incident: Incident) -> Suggestion | None:
    """For an incident that is registered already, by the rules and the map of its day."""
    spot = Spot(
        station_code=incident.station_code,
        unit_code=incident.unit_code,
        block_code=incident.block_code,
        unit_name=incident.place_name,
        lon=incident.lon,
        lat=incident.lat,
    )
    return suggest(viewer, incident.category, spot, incident.received_at)


def _organ(viewer: Viewer, lead: Lead, spot: Spot) -> tuple[str, str]:
    if lead in (Lead.STATION, Lead.NEAREST):
        station = station_at(viewer.bureau_id, spot.station_code)
        return (station.code, station.name) if station else ("", "")
    if lead is Lead.COMMAND:
        return COMMAND_CODE, str(OrganKind.COMMAND.label)
    brigade = brigade_for(viewer.bureau_id, lead)
    return (brigade.code, brigade.name) if brigade else ("", "")


def _officer(viewer: Viewer, spot: Spot, moment: datetime) -> str:
    if spot.lon is None or spot.lat is None:
        return ""
    found = who_is_responsible(viewer.bureau_id, moment.date(), spot.lon, spot.lat)
    officer = found.officer if found else None
    return f"{officer.display_name} {officer.police_number}" if officer else ""


def _nearest(viewer: Viewer, spot: Spot, moment: datetime) -> tuple[str, str]:
    """By posted places and opening hours, never by a live position (R32)."""
    if spot.lon is None or spot.lat is None:
        return "", ""
    near = nearest_offices(viewer, OfficeSpot(spot.lon, spot.lat, spot.words), spot.unit_code, moment)
    if not near:
        return "", ""
    first = near[0]
    if first.open and not first.until:
        return first.name, _("%(km).1f km by road, open round the clock") % {"km": first.km}
    if first.open:
        return first.name, _("%(km).1f km by road, open until %(until)s") % {
            "km": first.km,
            "until": first.until,
        }
    return first.name, _("%(km).1f km by road, closed now") % {"km": first.km}


def rule_quoted(incident: Incident, receiver: Organ) -> str:
    """The rule by which an incident goes to another unit, as the transfer quotes it."""
    day = timezone.localtime(incident.received_at).date()
    pack = pack_on(incident.bureau_id, day)
    kind = pack.category(incident.category)
    parts = [_lead_words(kind), _limit_words(pack, incident.category, incident)]
    return _("; ").join(part for part in parts if part)


def _lead_words(kind: Category | None) -> str:
    if kind is None or kind.lead is None:
        return ""
    return _("%(kind)s: led by %(lead)s (%(basis)s)") % {
        "kind": said(kind.name_zh, kind.name_en),
        "lead": kind.lead.label,
        "basis": basis_in_words(kind.basis),
    }


def _limit_words(pack: Pack, category: str, incident: Incident) -> str:
    day = timezone.localtime(incident.received_at).date()
    limit = pack.limit_on(send_key(procedure_of(pack, category)), day)
    if limit is None:
        return ""
    article = _(" art. %(n)s") % {"n": limit.article} if limit.article else ""
    return f"{limit.code} {basis_in_words(limit.basis)}{article}"
