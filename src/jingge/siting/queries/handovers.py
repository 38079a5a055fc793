"""Who serves the communities and villages of offices that close."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from jingge.siting.terms import FoundOffice, FoundPlan, Handover
from jingge.staffing.models import OfficeService, held_on
from jingge.staffing.queries.ground import map_units


def handovers(bureau_id: UUID, plan: FoundPlan, day: date) -> tuple[Handover, ...]:
    """Who serves the units of the offices that close, from a day on."""
    if not plan.closed:
        return ()
    closing = {site.id: site.name for site in plan.closed}
    names = {
        office.site.id: office.site.name
        if office.site.today
        else _("new office in %(place)s") % {"place": office.site.name}
        for office in plan.offices
    }
    units = map_units(bureau_id, day)  # one that is gone needs nobody
    rows = OfficeService.objects.filter(held_on(day, at="office__"), office__bureau_id=bureau_id)
    serving: dict[str, list[tuple[str, str]]] = {}
    for unit, code, name in rows.order_by("office__code").values_list(
        "unit_code", "office__code", "office__name"
    ):
        serving.setdefault(unit, []).append((code, name))
    new = {
        unit: office.site.id for office in plan.offices if not office.site.today for unit in served(office)
    }
    found = []
    for unit, offices in sorted(serving.items()):
        others = [one for one in offices if one[0] not in closing]
        taken = others or ([(new[unit], names[new[unit]])] if unit in new else [])
        heir = plan.heirs.get(unit, "")
        to = taken or ([(heir, names[heir])] if heir in names else [])
        for code, name in offices:
            if code in closing and unit in units:
                found.append(
                    Handover(
                        unit_code=unit,
                        unit_name=units[unit],
                        office=name,
                        to=tuple(one[0] for one in to),
                        to_names=tuple(one[1] for one in to),
                        moves=not taken,
                    )
                )
    return tuple(found)


def served(office: FoundOffice) -> tuple[str, ...]:
    """Units an office newly set up serves: those it is nearest to, or at least its own."""
    return office.units or (office.site.unit_code,)
