from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu
from jingge.training.web import classes, covering, teaching, topics

app_name = "training"
urlpatterns = [
    path("", classes.classes, name="classes"),
    path("new/", classes.new, name="new"),
    path("topics/", topics.topics, name="topics"),
    path("topics/new/", topics.new_topic, name="new_topic"),
    path("topics/<uuid:topic_id>/change/", topics.change_topic, name="change_topic"),
    path("topics/<uuid:topic_id>/close/", topics.close_topic, name="close_topic"),
    path("topics/<uuid:topic_id>/reopen/", topics.reopen_topic, name="reopen_topic"),
    path("cover/", covering.cover, name="cover"),
    path("stations/", covering.stations, name="stations"),
    path("results/", covering.results, name="results"),
    path("own/", covering.own, name="own"),
    path("tests/<uuid:paper_id>/", covering.take, name="take"),
    path("<uuid:class_id>/", classes.training_class, name="class"),
    path("<uuid:class_id>/change/", classes.change, name="change"),
    path("<uuid:class_id>/cancel/", classes.cancel, name="cancel"),
    path("<uuid:class_id>/reinstate/", classes.reinstate, name="reinstate"),
    path("<uuid:class_id>/table/", teaching.table, name="table"),
    path("<uuid:class_id>/topics/<uuid:topic_id>/attendance/", teaching.attendance, name="attendance"),
    path("<uuid:class_id>/topics/<uuid:topic_id>/test/", teaching.paper, name="paper"),
    path("<uuid:class_id>/topics/<uuid:topic_id>/mark/", teaching.mark, name="mark"),
]

menu.add(menu.MenuItem(_("Training"), "training:classes", Ability.SEE_STAFF, "staff", 90, "charter"))
menu.add(
    menu.MenuItem(_("My training"), "training:own", Ability.SEE_OWN_POSTING, "staff", 91, "badge", own=True)
)
