from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.runs.web import views

app_name = "runs"
urlpatterns = [
    path("", views.job_list, name="jobs"),
    path("regular/", views.rounds, name="rounds"),
    path("<uuid:job_id>/", views.job, name="job"),
    path("<uuid:job_id>/status/", views.job_status, name="job_status"),
    path("<uuid:job_id>/cancel/", views.cancel, name="cancel"),
]

menu.add(menu.MenuItem(_("Jobs"), "runs:jobs", Ability.SEE_RUNS, "system", 20, "clock"))
