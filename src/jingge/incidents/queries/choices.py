"""What the intake form offers: the kinds of matter by how often they come, and whom to send."""

from collections import Counter
from datetime import timedelta

from django.db.models import Count

from jingge.common.clock import now, today
from jingge.common.viewer import Viewer
from jingge.incidents.models import Incident
from jingge.incidents.queries.organs import open_organs, own_organ
from jingge.norms.queries.editions import pack_on, said
from jingge.norms.terms import Category

SHORT = 8
LOOK_BACK = timedelta(days=90)


def categories(viewer: Viewer) -> list[Category]:
    """All kinds an incident can be of, the frequent ones of this unit first."""
    pack = pack_on(viewer.bureau_id, today())
    often = frequencies(viewer)
    return sorted(pack.leaves, key=lambda one: (-often[one.code], not one.often, one.code))


def frequencies(viewer: Viewer) -> Counter[str]:
    organ = own_organ(viewer)
    rows = Incident.objects.filter(first_receiver=organ, received_at__gte=now() - LOOK_BACK)
    return Counter(dict(rows.values_list("category").annotate(n=Count("pk")).order_by()))


def category_label(one: Category) -> str:
    code = f" · {one.local_code}" if one.local_code else ""
    return f"{one.code} {said(one.name_zh, one.name_en)}{code}"


def organ_choices(viewer: Viewer, *, but: str = "") -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in open_organs(viewer.bureau_id) if one.code != but]
