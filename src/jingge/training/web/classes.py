"""Classes: list, page, opening, change, cancelling; kept by the command office."""

from urllib.parse import urlencode
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
from jingge.common.clock import today
from jingge.common.viewer import Viewer
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.training import actions, queries
from jingge.training.terms import ClassRow
from jingge.training.web.answering import answer
from jingge.training.web.forms import ClassForm


@require_GET
@requires(Ability.SEE_STAFF)
def classes(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    tools = [
        Link(_("Who lacks which topic"), reverse("training:cover"), "grid"),
        Link(_("Lacking per station"), reverse("training:stations"), "ratio"),
        Link(_("Topics"), reverse("training:topics"), "list"),
    ]
    if may(viewer, Ability.SEE_TESTS):
        tools.append(Link(_("Results of tests"), reverse("training:results"), "badge"))
    if may(viewer, Ability.EDIT_STAFF):
        tools.append(Link(_("Open a class"), reverse("training:new"), "plus", "primary"))
    topics = [(str(row.id), row.name) for row in queries.topic_rows(viewer)]
    return ListPage(
        name="training-classes",
        title=_("Training classes"),
        columns=(
            Column("name", _("Name of the class"), url=lambda r: reverse("training:class", args=[r.id])),
            Column("first_day", _("First day")),
            Column("last_day", _("Last day")),
            Column("topics", _("Topics"), sort=""),
            Column("people", _("Were there"), right=True),
            Column("cancelled", _("State"), value=class_badge, export=lambda r: str(class_badge(r))),
        ),
        filters=(
            Filter("q", _("Name of the class")),
            Filter("topic", _("Topic"), kind="choice", choices=topics),
        ),
        rows=lambda asked: queries.list_classes(
            viewer, text=asked["q"], topic_id=UUID(asked["topic"]) if asked["topic"] else None
        ),
        empty=_("No class fits."),
        toolbar=tools,
    ).respond(request)


def class_badge(row: ClassRow) -> Badge:
    if row.cancelled:
        return Badge(_("Class cancelled"), "neutral")
    if row.first_day > today():
        return Badge(_("Class to come"), "info")
    return Badge(_("Class held"), "good")


@require_GET
@requires(Ability.SEE_STAFF)
def training_class(request: HttpRequest, class_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_class(viewer, class_id)
    keeps = may(viewer, Ability.EDIT_STAFF)
    parts = queries.topic_parts(row)
    context = {
        "row": row,
        "parts": parts,
        "keeps": keeps and not row.cancelled,
        "links": class_links(viewer, row.pk, row.name, cancelled=row.cancelled),
    }
    return render(request, "training/class.html", context)


def class_links(viewer: Viewer, class_id: UUID, name: str, *, cancelled: bool) -> list[Link]:
    links = []
    if may(viewer, Ability.EDIT_STAFF):
        deeds = (
            [(_("Hold it after all"), "reinstate", "undo")]
            if cancelled
            else [
                (_("Attendance and marks from a table"), "table", "upload"),
                (_("Change"), "change", "edit"),
                (_("Cancel the class"), "cancel", "close"),
            ]
        )
        links = [
            Link(label, reverse(f"training:{deed}", args=[class_id]), icon) for label, deed, icon in deeds
        ]
    if may(viewer, Ability.SEE_AUDIT):
        links.append(
            Link(_("What was changed"), f"{reverse('audit:events')}?{urlencode({'words': name})}", "log")
        )
    return links


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    topics = [(str(topic.pk), topic.name) for topic in queries.list_topics(viewer)]
    form = ClassForm(request.POST or None, topics=topics)

    def deed() -> str:
        actions.open_class(spec=form.spec(), by=viewer)
        return _("The class is entered.")

    title = _("Open a class")
    return answer(request, form, deed, title=title, label=title, back=reverse("training:classes"))


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def change(request: HttpRequest, class_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_class(viewer, class_id)
    kept = queries.topics_of(row)
    topics = {str(topic.pk): topic.name for topic in [*queries.list_topics(viewer), *kept]}
    initial = {
        "name": row.name,
        "first_day": row.first_day,
        "last_day": row.last_day,
        "topics": [str(topic.pk) for topic in kept],
    }
    form = ClassForm(request.POST or None, topics=list(topics.items()), initial=initial)

    def deed() -> str:
        actions.change_class(class_id=class_id, spec=form.spec(), by=viewer)
        return _("The class is changed; the audit log keeps what it was.")

    title = _("Change “%(name)s”") % {"name": row.name}
    back = reverse("training:class", args=[row.pk])
    return answer(request, form, deed, title=title, label=_("Keep"), back=back)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def reinstate(request: HttpRequest, class_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_class(viewer, class_id)
    back = reverse("training:class", args=[row.pk])
    if request.method == "POST":
        actions.reinstate_class(class_id=class_id, by=viewer)
        messages.success(request, _("The class is held after all."))
        return redirect(back)
    context = {
        "title": _("Hold “%(name)s” after all") % {"name": row.name},
        "text": _("It was cancelled by mistake: it counts again."),
        "label": _("Hold it after all"),
        "back": back,
    }
    return render(request, "common/confirm.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def cancel(request: HttpRequest, class_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_class(viewer, class_id)
    if request.method == "POST":
        actions.cancel_class(class_id=class_id, by=viewer)
        messages.success(request, _("The class is cancelled."))
        return redirect("training:classes")
    context = {
        "title": _("Cancel “%(name)s”") % {"name": row.name},
        "text": _("It stays readable; a class that people attended cannot be cancelled."),
        "label": _("Cancel the class"),
        "back": reverse("training:class", args=[row.pk]),
    }
    return render(request, "common/confirm.html", context)
