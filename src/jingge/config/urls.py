"""Every address of the platform, by context. Each route names its ability (see accounts.web.guards)."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("jingge.portal.web.urls")),
    path("map/api/", include("jingge.portal.rest")),
    path("", include("jingge.accounts.web.urls")),
    path("audit/", include("jingge.portal.web.audit_urls")),
    path("runs/", include("jingge.runs.web.urls")),
    path("organisation/", include("jingge.organisation.web.urls")),
    path("territory/", include("jingge.territory.web.urls")),
    path("territory/api/", include("jingge.territory.rest")),
    path("staffing/", include("jingge.staffing.web.urls")),
    path("fund/", include("jingge.fund.web.urls")),
    path("jointwork/", include("jingge.jointwork.web.urls")),
    path("incidents/", include("jingge.incidents.web.urls")),
    path("disputes/", include("jingge.disputes.web.urls")),
    path("follow-ups/", include("jingge.followups.web.urls")),
    path("norms/", include("jingge.norms.web.urls")),
    path("siting/", include("jingge.siting.web.urls")),
    path("siting/api/", include("jingge.siting.rest")),
    path("redeployment/", include("jingge.redeployment.web.urls")),
    path("rosters/", include("jingge.rosters.web.urls")),
    path("training/", include("jingge.training.web.urls")),
    path("planning/", include("jingge.planning.web.urls")),
    path("exchange/", include("jingge.exchange.web.urls")),
]

handler400 = "jingge.common.web.errors.bad_request"
handler403 = "jingge.common.web.errors.not_allowed"
handler404 = "jingge.common.web.errors.not_found"
handler500 = "jingge.common.web.errors.accident"
