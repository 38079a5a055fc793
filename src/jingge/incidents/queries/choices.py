"""What the intake form offers: the kinds of matter by how often they come, and whom to send."""

from collections import Counter
from datetime import date

from django.utils import timezone

from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.incidents.models import Incident, Organ
from jingge.incidents.queries.organs import open_organs, own_organ
from jingge.incidents.queries.visible import sees_all
from jingge.norms.queries.editions import NATIONAL, pack_on, said
from jingge.norms.rules.packfiles import own_pack
from jingge.norms.terms import Category, Form, UrgentStep
from jingge.staffing.models import Posting, held_on
from jingge.staffing.terms import StaffKind

SHORT = 8
NEWEST = 1000
"""Of how many of the newest reports the frequent kinds are counted: more would not change their order."""


def categories(viewer: Viewer) -> list[Category]:
    """All kinds an incident can be of today, by code."""
    return sorted(pack_on(viewer.bureau_id, today()).leaves, key=lambda one: one.code)


def categories_by_frequency(viewer: Viewer) -> list[Category]:
    """The same, those that come to this unit most often first."""
    often = frequencies(viewer)
    return sorted(categories(viewer), key=lambda one: (-often[one.code], not one.often))


def frequencies(viewer: Viewer) -> Counter[str]:
    mine = {"bureau_id": viewer.bureau_id} if sees_all(viewer) else {"first_receiver": own_organ(viewer)}
    rows = Incident.objects.filter(**mine).order_by("-received_at", "pk")
    return Counter(rows.values_list("category", flat=True)[:NEWEST])


def category_label(one: Category) -> str:
    code = f" · {one.local_code}" if one.local_code else ""
    return f"{one.code} {said(one.name_zh, one.name_en)}{code}"


def organ_choices(viewer: Viewer, *, but: str = "") -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in open_organs(viewer.bureau_id) if one.code != but]


def urgent_steps(viewer: Viewer, day: date) -> tuple[UrgentStep, ...]:
    return pack_on(viewer.bureau_id, day).urgent_steps


def officers_of(viewer: Viewer, organ: Organ) -> list[tuple[str, str]]:
    """Police officers posted at a unit today, by police number."""
    rows = Posting.objects.filter(
        held_on(today()), bureau_id=viewer.bureau_id, officer__kind=StaffKind.OFFICER
    ).select_related("officer")
    if organ.station is not None:
        rows = rows.filter(station=organ.station)
    elif organ.brigade is not None:
        rows = rows.filter(brigade=organ.brigade)
    else:
        rows = rows.filter(station__isnull=True, brigade__isnull=True)
    people = sorted({(one.officer.police_number, one.officer.display_name) for one in rows})
    return [(number, f"{name} {number}") for number, name in people]


def form_on(incident: Incident, code: str) -> Form | None:
    """A printed form as the rules of the incident's day call it; the national ones fill what they leave out."""
    day = timezone.localdate(incident.received_at)
    held = (*pack_on(incident.bureau_id, day).forms, *own_pack(NATIONAL).forms)
    return next((one for one in held if one.code == code), None)
