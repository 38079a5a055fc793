"""Studies as they were asked and answered."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from jingge.common.errors import NotYours
from jingge.common.viewer import Viewer
from jingge.siting.models import SiteStudy
from jingge.siting.terms import Adding, ClassAsk, FoundOffice, FoundPlan, Site, SiteAnswer, SiteAsk


def list_studies(viewer: Viewer) -> QuerySet[SiteStudy]:
    return SiteStudy.objects.filter(bureau_id=viewer.bureau_id)


def get_study(viewer: Viewer, study_id: UUID) -> SiteStudy:
    study = list_studies(viewer).filter(pk=study_id).first()
    if study is None:
        raise NotYours(_("There is no such study."))
    return study


def ask_of(study: SiteStudy) -> SiteAsk:
    lists = {key: tuple(study.asked.get(key, ())) for key in ("wanted", "forbidden", "released")}
    classes = tuple(ClassAsk(**one) for one in study.asked.get("classes", ()))
    return SiteAsk(**{**study.asked, **lists, "classes": classes})


def answer_of(study: SiteStudy) -> SiteAnswer | None:
    """The stored answer as it was found."""
    kept: dict[str, Any] = study.answer
    if not kept:
        return None
    plans = tuple(
        FoundPlan(
            **{
                **plan,
                "broken": tuple(plan["broken"]),
                "beyond": tuple((code, km) for code, km in plan.get("beyond", ())),
                "clashing": tuple(plan.get("clashing", ())),
                "closed": tuple(Site(**one) for one in plan.get("closed", ())),
                "offices": tuple(
                    FoundOffice(**{**one, "site": Site(**one["site"]), "units": tuple(one["units"])})
                    for one in plan["offices"]
                ),
            }
        )
        for plan in kept["plans"]
    )
    adding = tuple(Adding(**{**one, "new_sites": tuple(one["new_sites"])}) for one in kept["adding"])
    return SiteAnswer(plans, adding, kept["report"])


def plan_points(viewer: Viewer, study_id: UUID, number: int) -> list[dict[str, Any]]:
    """The offices of one plan as points of a map: new ones, kept ones and closed ones in three colours."""
    answer = answer_of(get_study(viewer, study_id))
    plan = next((p for p in answer.plans if p.number == number), None) if answer else None
    if plan is None:
        raise NotYours(_("There is no such plan."))
    places = [(o.site, 2 if o.site.today else 1, o.weight) for o in plan.offices]
    places += [(site, 3, 0) for site in plan.closed]
    return [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(site.lon, 6), round(site.lat, 6)]},
            "properties": {"code": site.id, "name": site.name, "class": kind, "weight": weight},
        }
        for site, kind, weight in places
    ]
