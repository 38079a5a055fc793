"""A study with the engine's own answer, without a worker."""

from jingge.common.viewer import Viewer
from jingge.siting import bridge, queries
from jingge.siting.actions import request_study, store_study
from jingge.siting.models import SiteStudy
from jingge.siting.terms import SiteAsk

USUAL = SiteAsk(model="p_median", count=3, alternatives=1, within_pct=50, more=1, seconds=4)


def answered(by: Viewer, *, name: str = "选址", ask: SiteAsk = USUAL) -> SiteStudy:
    study = request_study(name=name, ask=ask, by=by)
    ground = queries.ground_on(by.bureau_id, study.day, ask)
    answer = bridge.study(ground, ask, lambda share, note: None)
    assert study.job_id is not None
    store_study(study_id=study.pk, job_id=study.job_id, answer=answer, by=by)
    study.refresh_from_db()
    return study
