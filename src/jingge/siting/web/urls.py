from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.siting.web import views

app_name = "siting"
urlpatterns = [
    path("", views.studies, name="studies"),
    path("new/", views.new, name="new"),
    path("<uuid:study_id>/", views.study, name="study"),
    path("<uuid:study_id>/propose/", views.propose, name="propose"),
    path("<uuid:study_id>/approve/", views.approve, name="approve"),
    path("<uuid:study_id>/take-back/", views.take_back, name="take_back"),
    path("<uuid:study_id>/open/", views.open_offices, name="open"),
    path("<uuid:study_id>/take-back-opening/", views.take_back_opening, name="take_back_opening"),
]

menu.add(menu.MenuItem(_("Sites of offices"), "siting:studies", Ability.SEE_PLANS, "plans", 60, "home"))
