from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.disputes.web import deeds, figures, reading
from jingge.incidents.web import links

app_name = "disputes"
urlpatterns = [
    path("", reading.disputes, name="disputes"),
    path("picture/", figures.picture, name="picture"),
    path("new/<uuid:incident_id>/", deeds.new, name="new"),
    path("<uuid:dispute_id>/", reading.dispute, name="dispute"),
    path("<uuid:dispute_id>/paper/", reading.paper, name="paper"),
    path("<uuid:dispute_id>/judge/", deeds.judge, name="judge"),
    path("<uuid:dispute_id>/meet/", deeds.meet, name="meet"),
    path("<uuid:dispute_id>/agree/", deeds.agree, name="agree"),
    path("<uuid:dispute_id>/fail/", deeds.fail, name="fail"),
    path("<uuid:dispute_id>/perform/", deeds.perform, name="perform"),
    path("<uuid:dispute_id>/not-perform/", deeds.not_perform, name="not_perform"),
    path("<uuid:dispute_id>/visit/", deeds.visit, name="visit"),
    path("<uuid:dispute_id>/refer/", deeds.refer, name="refer"),
    path("<uuid:dispute_id>/settle/", deeds.settle, name="settle"),
    path("<uuid:dispute_id>/restart/", deeds.restart, name="restart"),
    path("<uuid:dispute_id>/correct/", deeds.correct, name="correct"),
    path("<uuid:dispute_id>/take-back/", deeds.take_back, name="take_back"),
]

links.offer(reading.on_incident)
menu.add(menu.MenuItem(_("Disputes"), "disputes:disputes", Ability.SEE_INCIDENTS, "work", 9, "scale"))
