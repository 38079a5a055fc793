"""Studies of sites: list, question, answer with map and tables, agreement, opening."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingge.accounts.rules import may
from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid, Reason, Refused
from jingge.common.viewer import Viewer
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.parts import Link
from jingge.common.wording import listed
from jingge.runs import queries as runs
from jingge.siting import actions, queries, rules
from jingge.siting.terms import USUAL_CLASS, FoundPlan, SiteModel, SiteWeight, StudyState
from jingge.siting.web.forms import ProposeForm, StudyForm
from jingge.siting.web.presenters import (
    PlanRow,
    add_line,
    add_rows,
    class_lines,
    place_rows,
    plan_map,
    plan_rows,
    state_badge,
)
from jingge.territory.queries import version_on


@require_GET
@requires(Ability.SEE_PLANS)
def studies(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    tools = [Link(_("New study"), reverse("siting:new"), "plus", "primary")]
    return ListPage(
        name="siting-studies",
        title=_("Sites of police offices"),
        subtitle=_("Where offices should stand, with proof; nothing opens before another person agrees"),
        columns=(
            Column("number", _("Number"), right=True),
            Column("name", _("Name of the study"), url=lambda s: reverse("siting:study", args=[s.pk])),
            Column("model", _("What is best"), value=lambda s: SiteModel(s.model).label),
            Column("count", _("Offices in all"), value=lambda s: s.asked["count"], sort="", right=True),
            Column(
                "state",
                _("State"),
                value=lambda s: state_badge(s.state),
                export=lambda s: StudyState(s.state).label,
            ),
            Column("created_at", _("Asked on"), optional=True),
            Column("created_by_label", _("Asked by"), optional=True),
        ),
        rows=lambda asked: queries.list_studies(viewer),
        default_sort="-number",
        toolbar=tools if may(viewer, Ability.EDIT_PLANS) else (),
        empty=_("No study yet."),
    ).respond(request)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    choice = queries.choices(viewer, today())
    initial = {"name": _("Sites %(day)s") % {"day": today().isoformat()}, "count": len(choice.offices) or 1}
    form = StudyForm(request.POST or None, choice=choice, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            study = actions.request_study(
                name=form.cleaned_data["name"], ask=form.ask(), by=viewer, pack_id=form.pack_id()
            )
        except Invalid as wrong:
            form.add_error(wrong.field, str(wrong.reason))
        else:
            return redirect("siting:study", study_id=study.pk)
    context = {
        "title": _("New study of sites"),
        "text": _(
            "Places to choose from: today's offices, and one place in every community or village without one."
        ),
        "form": form,
        "label": _("Ask the engine"),
        "back": reverse("siting:studies"),
    }
    return render(request, "siting/question.html", context, status=422 if form.errors else 200)


@require_GET
@requires(Ability.SEE_PLANS)
def study(request: HttpRequest, study_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_study(viewer, study_id)
    answer, ask = queries.answer_of(row), queries.ask_of(row)
    context: dict[str, Any] = {
        "study": row,
        "state": state_badge(row.state),
        "model": SiteModel(row.model).label,
        "ask": ask,
        "counted": SiteWeight(ask.weight).label,
        "links": links_of(viewer, row, answer.plans if answer else ()),
        "here": reverse("siting:study", args=[study_id]),
    }
    if row.state == StudyState.RUNNING and row.job_id and may(viewer, Ability.SEE_RUNS):
        context["job"] = runs.get_job(viewer, row.job_id)
    if answer is not None and answer.plans:
        plan = shown_plan(request, answer.plans, row.chosen_plan)
        if request.GET.get("export") in ("xlsx", "csv"):
            return office_table(row, plan).respond(request)
        version = version_on(viewer, row.day)
        context |= {
            "plan": plan,
            "proof": rules.proof(ask, plan),
            "value": rules.figure(ask, plan.objective),
            "plans": plan_rows(ask, answer.plans, plan.number, context["here"]),
            "places": place_rows(plan),
            "handovers": []
            if row.state == StudyState.OPENED
            else queries.handovers(viewer.bureau_id, plan, row.opens_on or today()),
            "few_others": rules.few_others(ask, len(answer.plans) - 1),
            "adding": add_rows(ask, answer.adding),
            "line": add_line(ask, answer.adding),
            "report": answer.report,
            "class_lines": class_lines(ask),
            "wanted": queries.unit_words(viewer, row.day, ask.wanted),
            "forbidden": queries.unit_words(viewer, row.day, ask.forbidden),
            "map_config": plan_map(version.pk, study_id, plan.number) if version else None,
        }
    return render(request, "siting/study.html", context)


def shown_plan(request: HttpRequest, plans: tuple[FoundPlan, ...], chosen: int | None) -> FoundPlan:
    wanted = request.GET.get("plan", str(chosen or 1))
    return next((plan for plan in plans if str(plan.number) == wanted), plans[0])


def office_table(row: Any, plan: FoundPlan) -> ListPage:
    """The chosen sites, for files."""
    label = SiteWeight(queries.ask_of(row).weight).label
    return ListPage(
        name="siting-offices",
        title=row.name,
        columns=(
            Column("name", _("Office or place"), value=lambda o: o.site.name, sort=""),
            Column("unit", _("Community or village"), value=lambda o: o.site.unit_name, sort=""),
            Column("station", _("Station"), value=lambda o: o.site.station_name, sort=""),
            Column("class", _("Class"), value=lambda o: o.office_class, sort=""),
            Column("standing", _("New, stays or closes"), value=lambda o: o.standing.label, sort=""),
            Column("weight", _("%(what)s nearest to it") % {"what": label}, sort=""),
            Column("farthest_km", _("Farthest in km"), sort=""),
            Column("lon", _("Longitude"), value=lambda o: o.site.lon, sort=""),
            Column("lat", _("Latitude"), value=lambda o: o.site.lat, sort=""),
        ),
        rows=lambda asked: place_rows(plan),
    )


def why_not_any(state: str, plans: tuple[FoundPlan, ...]) -> Reason | None:
    """A reason when none of the plans can be proposed: that of the first."""
    reasons = [
        rules.why_not_propose(
            state,
            feasible=plan.feasible,
            new_sites=sum(not office.site.today for office in plan.offices),
            closed=len(plan.closed),
            opens_on=today(),
            today=today(),
        )
        for plan in plans
    ]
    return reasons[0] if reasons and all(reasons) else None


def links_of(viewer: Viewer, row: Any, plans: tuple[FoundPlan, ...]) -> list[Link]:
    links, args = [], [row.pk]
    if row.state == StudyState.DONE and may(viewer, Ability.EDIT_PLANS):
        url, why_not = reverse("siting:propose", args=args), why_not_any(row.state, plans)
        links.append(Link(_("Propose a plan"), url, "good", "primary", why_not=why_not))
    if row.state == StudyState.PROPOSED and may(viewer, Ability.DECIDE_PLANS):
        why_not = rules.why_not_decide(row.state, proposer=row.proposed_by_id, by=viewer.account_id)
        url = reverse("siting:approve", args=args)
        links.append(Link(_("Approve"), url, "good", "primary", post=True, why_not=why_not))
    if row.state == StudyState.APPROVED and may(viewer, Ability.ADOPT_PLANS):
        links.append(Link(_("Carry it out"), reverse("siting:open", args=args), "home", "primary"))
    if row.state == StudyState.OPENED and may(viewer, Ability.ADOPT_PLANS):
        day = row.opens_on or today()
        why_not = rules.why_not_take_back_opening(row.state, opens_on=day, today=today())
        url = reverse("siting:take_back_opening", args=args)
        links.append(Link(_("Take back before the day"), url, "undo", post=True, why_not=why_not))
    if row.state in (StudyState.PROPOSED, StudyState.APPROVED) and may(viewer, Ability.EDIT_PLANS):
        links.append(Link(_("Take back"), reverse("siting:take_back", args=args), "undo", post=True))
    return links


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def propose(request: HttpRequest, study_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_study(viewer, study_id)
    answer = queries.answer_of(row)
    rows = plan_rows(queries.ask_of(row), answer.plans, 0, "") if answer else []
    plans = [(one.number, plan_word(one)) for one in rows]
    form = ProposeForm(
        request.POST or None,
        plans=plans,
        initial={"plan": 1, "opens_on": today() + timedelta(days=30)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_plan(study_id=study_id, by=viewer, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("The plan waits for another person's approval."))
            return redirect("siting:study", study_id=study_id)
    context = {
        "title": _("Propose a plan of %(study)s") % {"study": row.name},
        "text": _(
            "Its new offices open and those it does without close on that day, once another person has approved."
        ),
        "form": form,
        "label": _("Propose"),
        "back": reverse("siting:study", args=[study_id]),
    }
    return render(request, "common/form.html", context, status=409 if form.non_field_errors() else 200)


def plan_word(row: PlanRow) -> str:
    """A plan as one line of a choice."""
    said = [f"{row.number} · {row.value}"]
    if row.new:
        said.append(_("%(n)d new") % {"n": len(row.new)})
    if row.closed:
        said.append(_("%(n)d would close") % {"n": len(row.closed)})
    return " · ".join(said)


@require_POST
@requires(Ability.DECIDE_PLANS)
def approve(request: HttpRequest, study_id: UUID) -> HttpResponse:
    actions.approve_plan(study_id=study_id, by=viewer_in(request))
    messages.success(request, _("The plan is approved."))
    return redirect("siting:study", study_id=study_id)


@require_POST
@requires(Ability.EDIT_PLANS)
def take_back(request: HttpRequest, study_id: UUID) -> HttpResponse:
    actions.take_back_plan(study_id=study_id, by=viewer_in(request))
    messages.success(request, _("It is taken back; the study stays."))
    return redirect("siting:study", study_id=study_id)


@require_http_methods(["GET", "POST"])
@requires(Ability.ADOPT_PLANS)
def open_offices(request: HttpRequest, study_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    row = queries.get_study(viewer, study_id)
    if request.method == "POST":
        actions.open_offices(study_id=study_id, by=viewer)
        messages.success(request, _("It happens on the day; until then it can be taken back."))
        return redirect("siting:study", study_id=study_id)
    answer = queries.answer_of(row)
    plan = next((p for p in answer.plans if p.number == row.chosen_plan), None) if answer else None
    day = row.opens_on or today()
    context = {
        "title": _("Carry out %(study)s") % {"study": row.name},
        "text": _("From %(day)s on; before that day it can be taken back.") % {"day": day.isoformat()},
        "consequences": consequences(viewer, plan, day) if plan else [],
        "label": _("Carry it out"),
        "back": reverse("siting:study", args=[study_id]),
    }
    return render(request, "common/confirm.html", context)


def consequences(viewer: Viewer, plan: FoundPlan, day: date) -> list[str]:
    """What opens, what closes, and who serves its units then."""
    opens = [
        _("Opens: %(unit)s, %(station)s, class %(class)d")
        % {
            "unit": office.site.unit_name,
            "station": office.site.station_name,
            "class": office.office_class or USUAL_CLASS,
        }
        for office in plan.offices
        if not office.site.today
    ]
    closes = [_("Closes: %(office)s") % {"office": site.name} for site in plan.closed]
    then = [
        _("%(unit)s: then served by %(offices)s") % {"unit": one.unit_name, "offices": listed(one.to_names)}
        for one in queries.handovers(viewer.bureau_id, plan, day)
    ]
    return opens + closes + then


@require_POST
@requires(Ability.ADOPT_PLANS)
def take_back_opening(request: HttpRequest, study_id: UUID) -> HttpResponse:
    actions.take_back_opening(study_id=study_id, by=viewer_in(request))
    messages.success(request, _("Offices and service areas are as they were; the plan is approved still."))
    return redirect("siting:study", study_id=study_id)
