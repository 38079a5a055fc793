from django.urls import path
from django.utils.translation import gettext_lazy as _

from jingge.accounts.terms import Ability
from jingge.common.web import menu, modules
from jingge.incidents.web import handling, intake, notices, past, reading, transfers

app_name = "incidents"
urlpatterns = [
    path("", reading.incidents, name="incidents"),
    path("inbox/", reading.inbox, name="inbox"),
    path("health/", reading.health, name="health"),
    path("limits/", reading.limits, name="limits"),
    path("limits/<uuid:clock_id>/stop/", handling.stop, name="stop"),
    path("limits/<uuid:clock_id>/resume/", handling.resume, name="resume"),
    path("limits/<uuid:clock_id>/extend/", handling.extend, name="extend"),
    path("earlier/", past.batches, name="batches"),
    path("earlier/table/", past.table, name="past_table"),
    path("earlier/<uuid:batch_id>/take-back/", past.take_back, name="take_back"),
    path("new/", intake.new, name="new"),
    path("new/look/", intake.look, name="look"),
    path("transfers/<uuid:transfer_id>/", transfers.transfer, name="transfer"),
    path("transfers/<uuid:transfer_id>/list/", transfers.write_list, name="write_list"),
    path("transfers/<uuid:transfer_id>/paper/", transfers.paper, name="paper"),
    path("transfers/<uuid:transfer_id>/propose/", transfers.propose, name="propose"),
    path("transfers/<uuid:transfer_id>/approve/", transfers.approve, name="approve"),
    path("transfers/<uuid:transfer_id>/hand-back/", transfers.hand_back, name="hand_back"),
    path("transfers/<uuid:transfer_id>/confirm/", transfers.confirm, name="confirm"),
    path("transfers/<uuid:transfer_id>/refuse/", transfers.refuse, name="refuse"),
    path("transfers/<uuid:transfer_id>/dispute/", transfers.dispute, name="dispute"),
    path("transfers/<uuid:transfer_id>/rule/", transfers.rule, name="rule"),
    path("transfers/<uuid:transfer_id>/withdraw/", transfers.withdraw, name="withdraw"),
    path("<uuid:incident_id>/", handling.incident, name="incident"),
    path("<uuid:incident_id>/receipt/", handling.receipt, name="receipt"),
    path("<uuid:incident_id>/notice/<slug:form>/", notices.notice, name="notice"),
    path("<uuid:incident_id>/review/", handling.review, name="review"),
    path("<uuid:incident_id>/correct/", intake.correct, name="correct"),
    path("<uuid:incident_id>/step/", handling.step, name="step"),
    path("<uuid:incident_id>/officer/", handling.assign, name="assign"),
    path("<uuid:incident_id>/close/", handling.close, name="close"),
    path("<uuid:incident_id>/write-off/", handling.write_off, name="write_off"),
    path("<uuid:incident_id>/reopen/", handling.reopen, name="reopen"),
    path("<uuid:incident_id>/hand-on/", handling.hand_on, name="hand_on"),
    path("<uuid:incident_id>/keep/", handling.keep, name="keep"),
    path("<uuid:incident_id>/order/", handling.order, name="order"),
]

modules.add("intake", "incidents/js/intake.js")
SEE = Ability.SEE_INCIDENTS
menu.add(menu.MenuItem(_("Take in a report"), "incidents:new", Ability.TAKE_INCIDENTS, "work", 5, "plus"))
menu.add(menu.MenuItem(_("Inbox of incidents"), "incidents:inbox", SEE, "work", 6, "list"))
menu.add(menu.MenuItem(_("Incident records"), "incidents:incidents", SEE, "work", 7, "log"))
menu.add(menu.MenuItem(_("How the mechanisms run"), "incidents:health", SEE, "work", 8, "ratio"))
