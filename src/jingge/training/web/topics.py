"""The register of topics: list, entry, change, closing."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.training import actions, queries
from jingge.training.terms import TopicRow
from jingge.training.web.answering import answer
from jingge.training.web.forms import TopicForm, TopicPlaceForm


@require_GET
@requires(Ability.SEE_STAFF)
def topics(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    keeps = may(viewer, Ability.EDIT_STAFF)
    return ListPage(
        name="training-topics",
        title=_("Topics"),
        note=_("A closed topic is asked for no longer; what was learnt and tested stays readable."),
        columns=(
            Column("place", _("Place"), right=True),
            Column("name", _("Topic")),
            Column(
                "classes",
                _("Training classes"),
                right=True,
                url=lambda r: f"{reverse('training:classes')}?topic={r.id}" if r.classes else "",
                hint=_("Not cancelled"),
            ),
            Column("people", _("Were there"), right=True, hint=_("Different people in all classes")),
            Column("closed_on", _("State"), value=state_badge, export=lambda r: str(state_badge(r))),
        ),
        rows=lambda asked: queries.topic_rows(viewer),
        row_links=(lambda r: topic_links(r)) if keeps else None,
        empty=_("No topic is entered."),
        toolbar=[Link(_("Enter a topic"), reverse("training:new_topic"), "plus", "primary")] if keeps else [],
    ).respond(request)


def state_badge(row: TopicRow) -> Badge:
    return Badge(_("Closed"), "neutral") if row.closed_on else Badge(_("Topic in use"), "good")


def topic_links(row: TopicRow) -> list[Link]:
    links = [Link(_("Change"), reverse("training:change_topic", args=[row.id]), "edit")]
    if row.closed_on:
        return [*links, Link(_("Ask for it again"), reverse("training:reopen_topic", args=[row.id]), "undo")]
    return [*links, Link(_("Close the topic"), reverse("training:close_topic", args=[row.id]), "close")]


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def new_topic(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = TopicForm(request.POST or None)

    def deed() -> str:
        actions.enter_topic(name=form.cleaned_data["name"], by=viewer)
        return _("The topic is entered.")

    title = _("Enter a topic")
    return answer(request, form, deed, title=title, label=title, back=reverse("training:topics"))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def change_topic(request: HttpRequest, topic_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.find_topic(viewer, topic_id)
    form = TopicPlaceForm(request.POST or None, initial={"name": row.name, "place": row.place})

    def deed() -> str:
        actions.change_topic(topic_id=topic_id, **form.cleaned_data, by=viewer)
        return _("The topic is changed.")

    title = _("Change “%(name)s”") % {"name": row.name}
    return answer(request, form, deed, title=title, label=_("Keep"), back=reverse("training:topics"))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def close_topic(request: HttpRequest, topic_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.find_topic(viewer, topic_id)
    if request.method == "POST":
        actions.close_topic(topic_id=topic_id, by=viewer)
        messages.success(request, _("The topic is closed."))
        return redirect("training:topics")
    context = {
        "title": _("Close %(name)s") % {"name": row.name},
        "text": _("Nobody lacks it any longer, and no new class can teach it. It can be asked for again."),
        "label": _("Close the topic"),
        "back": reverse("training:topics"),
    }
    return render(request, "common/confirm.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def reopen_topic(request: HttpRequest, topic_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.find_topic(viewer, topic_id)
    if request.method == "POST":
        actions.reopen_topic(topic_id=topic_id, by=viewer)
        messages.success(request, _("The topic is asked for again."))
        return redirect("training:topics")
    context = {
        "title": _("Ask for %(name)s again") % {"name": row.name},
        "text": _("Whoever has not learnt it lacks it again."),
        "label": _("Ask for it again"),
        "back": reverse("training:topics"),
    }
    return render(request, "common/confirm.html", context)
