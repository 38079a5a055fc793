from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.training.web import classes, covering

app_name = "training"
urlpatterns = [
    path("", classes.classes, name="classes"),
    path("new/", classes.new, name="new"),
    path("topics/new/", classes.new_topic, name="new_topic"),
    path("cover/", covering.cover, name="cover"),
    path("results/", covering.results, name="results"),
    path("own/", covering.own, name="own"),
    path("tests/<uuid:paper_id>/", covering.take, name="take"),
    path("<uuid:class_id>/", classes.training_class, name="class"),
    path("<uuid:class_id>/cancel/", classes.cancel, name="cancel"),
    path("<uuid:class_id>/topics/<uuid:topic_id>/attendance/", classes.attendance, name="attendance"),
    path("<uuid:class_id>/topics/<uuid:topic_id>/test/", classes.paper, name="paper"),
]

menu.add(menu.MenuItem(_("Training"), "training:classes", Ability.SEE_STAFF, "staff", 90, "charter"))
menu.add(menu.MenuItem(_("My training"), "training:own", Ability.SEE_OWN_POSTING, "staff", 91, "badge"))
