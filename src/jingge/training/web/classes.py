"""Classes, their topics, attendance and tests, kept by the command office."""

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
from jingge.common.web.lists import Column, Filter, ListPage
from jingge.common.web.parts import Badge, Link
from jingge.training import actions, queries
from jingge.training.rules import read_questions, write_questions
from jingge.training.terms import ClassRow
from jingge.training.web.answering import answer
from jingge.training.web.forms import AttendanceForm, ClassForm, PaperForm, TopicForm


@require_GET
@requires(Ability.SEE_STAFF)
def classes(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    tools = [Link(_("Who lacks which topic"), reverse("training:cover"), "grid")]
    if may(viewer, Ability.SEE_TESTS):
        tools.append(Link(_("Results of tests"), reverse("training:results"), "badge"))
    if may(viewer, Ability.EDIT_STAFF):
        tools += [
            Link(_("Enter a topic"), reverse("training:new_topic"), "plus"),
            Link(_("Open a class"), reverse("training:new"), "plus", "primary"),
        ]
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
        filters=(Filter("q", _("Name of the class")),),
        rows=lambda asked: queries.list_classes(viewer, text=asked["q"]),
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
    links = [Link(_("Cancel the class"), reverse("training:cancel", args=[row.pk]), "close")] if keeps else []
    parts = queries.topic_parts(row)
    context = {"row": row, "parts": parts, "keeps": keeps and not row.cancelled, "links": links}
    return render(request, "training/class.html", context)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def new_topic(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    form = TopicForm(request.POST or None)

    def deed() -> str:
        actions.enter_topic(name=form.cleaned_data["name"], by=viewer)
        return _("The topic is entered.")

    title = _("Enter a topic")
    return answer(request, form, deed, title=title, label=title, back=reverse("training:classes"))


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


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def attendance(request: HttpRequest, class_id: UUID, topic_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_class(viewer, class_id)
    topic = queries.get_topic(viewer, row, topic_id)
    people = [
        (person.police_number, f"{place} {person.display_name} {person.police_number}")
        for person, _code, place in queries.officers_on(viewer, row.first_day)
    ]
    sent = request.POST if request.method == "POST" else None
    initial = {"numbers": sorted(queries.attending(row, topic))}
    form = AttendanceForm(sent, people=people, initial=initial)

    def deed() -> str:
        numbers = form.cleaned_data["numbers"]
        count = actions.note_attendance(class_id=class_id, topic_id=topic_id, numbers=numbers, by=viewer)
        return _("%(n)d people were there.") % {"n": count}

    title = _("Attendance: %(topic)s") % {"topic": topic.name}
    back = reverse("training:class", args=[row.pk])
    return answer(request, form, deed, title=title, label=_("Keep the attendance"), back=back)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_STAFF)
def paper(request: HttpRequest, class_id: UUID, topic_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_class(viewer, class_id)
    topic = queries.get_topic(viewer, row, topic_id)
    kept = queries.paper_of(row, topic)
    initial = (
        {"pass_mark": kept.pass_mark, "questions": write_questions(queries.questions_of(kept))}
        if kept
        else {"pass_mark": 80}
    )
    form = PaperForm(request.POST or None, initial=initial)

    def deed() -> str:
        given = form.cleaned_data
        questions = read_questions(given["questions"])
        mark = given["pass_mark"]
        actions.set_paper(
            class_id=class_id, topic_id=topic_id, pass_mark=mark, questions=questions, by=viewer
        )
        return _("The test has %(n)d questions.") % {"n": len(questions)}

    title = _("Test: %(topic)s") % {"topic": topic.name}
    back = reverse("training:class", args=[row.pk])
    return answer(request, form, deed, title=title, label=_("Keep the test"), back=back)
