"""Moves of a plan from a table."""

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.errors import Invalid, refuse_if
from jingge.common.wording import listed
from jingge.redeployment import actions, queries
from jingge.redeployment.terms import Area, Going, Situation
from jingge.staffing.terms import Part, Place, Post
from jingge.uploads.rules.tabled import Faults, Heading, Line, choice_of, short_of, text_of
from jingge.uploads.web.tabled import Found, TablePage

STOPS = re.compile(r"[、,，;；/\s]+")
MOVES = (
    Heading("number", gettext_lazy("Police number"), gettext_lazy("of somebody in post on the plan's day")),
    Heading(
        "place", gettext_lazy("Moves to"), gettext_lazy("station, brigade or department, by name or code")
    ),
    Heading("post", gettext_lazy("Post"), gettext_lazy("one of the posts of the form")),
    Heading(
        "successor",
        gettext_lazy("Takes over the areas"),
        gettext_lazy("police number; needed where the person answers for areas"),
        optional=True,
    ),
    Heading(
        "part",
        gettext_lazy("Part of the station"),
        gettext_lazy("where it works with one office and two teams"),
        optional=True,
    ),
    Heading(
        "areas",
        gettext_lazy("Areas taken over"),
        gettext_lazy("codes or names, divided by 、"),
        optional=True,
    ),
    Heading(
        "units",
        gettext_lazy("Communities and villages linked"),
        gettext_lazy("codes or names, divided by 、"),
        optional=True,
    ),
    Heading("why", gettext_lazy("Why"), gettext_lazy("the reason, at most 200 characters")),
)


@require_http_methods(["GET", "POST"])
@requires(Ability.EDIT_PLANS)
def moves_table(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    viewer = viewer_in(request)
    refuse_if(queries.get_plan(viewer, plan_id).why_not["edit"])
    situation = queries.choices(viewer, plan_id).situation

    def deed(lines: list[Line], only_check: bool) -> Found:
        faults, rows = Faults(MOVES), []
        for line in lines:
            with faults.row(line, of="number"):
                rows.append((line, going_of(line, situation)))
        count = actions.add_moves(plan_id=plan_id, rows=rows, faults=faults, by=viewer, only_check=only_check)
        return Found(_("%(n)d moves.") % {"n": count})

    return TablePage(
        title=_("Moves from a table"),
        text=_("Posts: %(posts)s.") % {"posts": listed(post.label for post in Post)},
        headings=MOVES,
        example=example(situation),
        template_name="moves-template",
        deed=deed,
        label=_("Add the moves"),
        back=reverse("redeployment:plan", args=[plan_id]),
    ).respond(request)


def going_of(line: Line, situation: Situation) -> Going:
    place = place_of(line, situation)
    here = [one for one in situation.areas if one.station == place.code]
    units = [one for one in situation.units if one.station == place.code]
    return Going(
        number=text_of(line, "number", _("Write the police number.")),
        place=place,
        post=choice_of(line, "post", Post),
        successor=line["successor"].strip(),
        why=short_of(line, "why", 200) or text_of(line, "why", _("Say why.")),
        part=choice_of(line, "part", Part).value if line["part"].strip() else "",
        areas=codes_of(line, "areas", here),
        units=codes_of(line, "units", units),
    )


def place_of(line: Line, situation: Situation) -> Place:
    wanted = text_of(line, "place", _("Write where the person moves to."))
    for place, name in situation.place_names.items():
        if wanted == name or (place.code and wanted == place.code):
            return place
    raise Invalid("place", wanted, _("There is no such station or brigade."))


def codes_of(line: Line, key: str, known: list[Area]) -> tuple[str, ...]:
    """Each by code, or by its name where only one of that station is called so."""
    found = []
    for wanted in filter(None, STOPS.split(line[key].strip())):
        fitting = [one.code for one in known if wanted in (one.code, one.name)]
        if len(fitting) != 1:
            mend = (
                _("Several are called so: write the code.")
                if fitting
                else _("%(code)s is not on the ground of the station moved to.") % {"code": wanted}
            )
            raise Invalid(key, wanted, mend)
        found.append(fitting[0])
    return tuple(dict.fromkeys(found))


def example(situation: Situation) -> tuple[str, ...]:
    someone = next((one for one in situation.people if one.post is Post.DEPARTMENT), None)
    ground = situation.grounds[0].name if situation.grounds else ""
    number = someone.number if someone else ""
    return (number, ground, str(Post.COMMUNITY_OFFICER.label), "", "", "", "", "")
