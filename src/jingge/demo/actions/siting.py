"""Three questions about the demonstration's offices; the worker answers them in the first minute."""

from jingge.common.viewer import Viewer
from jingge.siting.actions import request_study
from jingge.siting.models import SiteStudy
from jingge.siting.terms import SiteAsk

OFFICES = 24
STUDIES = (
    ("现有24个警务室，第25个能带来什么", SiteAsk(model="p_median", count=OFFICES, alternatives=0, more=4)),
    (
        "第25个警务室设在哪里",
        SiteAsk(model="p_median", count=OFFICES + 1, alternatives=3, within_pct=3, more=0),
    ),
    (
        "不受现址限制的24个",
        SiteAsk(model="p_median", count=OFFICES, keep_today=False, within_pct=1, more=0, seconds=60),
    ),
)


def ask_about_sites(*, by: Viewer) -> None:
    if SiteStudy.objects.filter(bureau_id=by.bureau_id).exists():
        return
    for name, ask in STUDIES:
        request_study(name=name, ask=ask, by=by)
