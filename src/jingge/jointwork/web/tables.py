"""Partners and joint actions from a table."""

import re
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.clock import today
from jingge.common.errors import Invalid
from jingge.common.viewer import Viewer
from jingge.common.wording import listed
from jingge.jointwork import actions, queries
from jingge.jointwork.terms import JointKind, JointSpec, PartnerKind, PartnerSpec
from jingge.organisation.queries import station_names
from jingge.uploads.rules.tabled import Faults, Heading, Line, choice_of, day_of, text_of
from jingge.uploads.web.tabled import Found, TablePage

STOPS = re.compile(r"[、,，;；/]")
PARTNERS = (
    Heading("name", gettext_lazy("Body"), gettext_lazy("a body, never a person")),
    Heading("kind", gettext_lazy("Kind of body"), gettext_lazy("one of the kinds of the form")),
    Heading(
        "station_code",
        gettext_lazy("Works with"),
        gettext_lazy("name or code of a station; empty: the own station, or the whole bureau"),
        optional=True,
    ),
    Heading(
        "contact_post", gettext_lazy("Contact post"), gettext_lazy("a post, no person's name"), optional=True
    ),
)
ACTIONS = (
    Heading("kind", gettext_lazy("Kind"), gettext_lazy("one of the five")),
    Heading("subject", gettext_lazy("Matter"), gettext_lazy("place and work; no names of residents")),
    Heading("day", gettext_lazy("Day"), gettext_lazy("as 2026-01-31")),
    Heading(
        "grid_code",
        gettext_lazy("Community, village or area"),
        gettext_lazy("its code on the map of that day, or its name when only one is called so"),
    ),
    Heading("leader", gettext_lazy("Led by"), gettext_lazy("police number of an officer of that station")),
    Heading("partners", gettext_lazy("Partners"), gettext_lazy("names as registered, divided by 、")),
    Heading("result", gettext_lazy("Result"), gettext_lazy("empty: it is still to come"), optional=True),
)


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def partners(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)
    stations = station_names(viewer)

    def deed(lines: list[Line], only_check: bool) -> Found:
        faults, rows = Faults(PARTNERS), []
        for line in lines:
            with faults.row(line, of="name"):
                rows.append((line, partner_spec(line, stations, viewer)))
        count = actions.enter_partners(rows=rows, faults=faults, by=viewer, only_check=only_check)
        return Found(_("%(n)d partners.") % {"n": count})

    return TablePage(
        title=_("Partners from a table"),
        text=_("Kinds of body: %(kinds)s.") % {"kinds": listed(kind.label for kind in PartnerKind)},
        headings=PARTNERS,
        example=("", str(PartnerKind.COMMITTEE.label), next(iter(stations.values()), ""), ""),
        template_name="partners-template",
        deed=deed,
        label=_("Enter the partners"),
        back=reverse("jointwork:partners"),
    ).respond(request)


def partner_spec(line: Line, stations: dict[str, str], viewer: Viewer) -> PartnerSpec:
    return PartnerSpec(
        name=text_of(line, "name", _("Write the name of the body.")),
        kind=choice_of(line, "kind", PartnerKind).value,
        station_code=station_of(line, stations, viewer),
        contact_post=line["contact_post"].strip(),
    )


def station_of(line: Line, stations: dict[str, str], viewer: Viewer) -> str:
    wanted = line["station_code"].strip()
    if not wanted or wanted == _("the whole bureau"):
        return "" if viewer.sees_whole_bureau or wanted else viewer.station_code
    found = next((code for code, name in stations.items() if wanted in (code, name)), None)
    if found is None:
        raise Invalid("station_code", wanted, _("Write the name or code of a station of your ground."))
    return found


@require_http_methods(["GET", "POST"])
@requires(Ability.BOOK_WORK)
def joint_actions(request: HttpRequest) -> HttpResponse:
    viewer = viewer_in(request)

    def deed(lines: list[Line], only_check: bool) -> Found:
        reader, faults, rows = ActionReader(viewer), Faults(ACTIONS), []
        for line in lines:
            with faults.row(line, of="subject"):
                rows.append((line, reader.spec(line)))
        done = actions.enter_actions(rows=rows, faults=faults, by=viewer, only_check=only_check)
        said = {"n": len(rows), "done": done, "planned": len(rows) - done}
        return Found(_("%(n)d joint actions: %(done)d done, %(planned)d to come.") % said)

    return TablePage(
        title=_("Joint actions from a table"),
        text=_("The five kinds: %(kinds)s.") % {"kinds": listed(kind.label for kind in JointKind)},
        headings=ACTIONS,
        example=example_action(viewer),
        template_name="joint-actions-template",
        deed=deed,
        label=_("Enter the joint actions"),
        back=reverse("jointwork:actions"),
    ).respond(request)


class ActionReader:
    """Reads rows; what partners and units are called is looked up once."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.named: dict[date, dict[str, list[str]]] = {}
        self.partners = {row.name: row.id for row in queries.list_partners(viewer)}

    def spec(self, line: Line) -> JointSpec:
        day = day_of(line, "day")
        return JointSpec(
            kind=choice_of(line, "kind", JointKind).value,
            subject=text_of(line, "subject", _("Write what it is about.")),
            grid_code=self.grid_code(line),
            day=day,
            leader_number=text_of(line, "leader", _("Write the police number.")),
            partner_ids=self.partner_ids(line),
            result=line["result"].strip(),
        )

    def partner_ids(self, line: Line) -> tuple[UUID, ...]:
        mend = _("Choose at least one partner: a joint action has one.")
        names = [name.strip() for name in STOPS.split(text_of(line, "partners", mend)) if name.strip()]
        strange = next((name for name in names if name not in self.partners), None)
        if strange is not None:
            mend = _("“%(name)s” is not in the register of partners: enter it first.") % {"name": strange}
            raise Invalid("partners", strange, mend)
        return tuple(self.partners[name] for name in dict.fromkeys(names))

    def grid_code(self, line: Line) -> str:
        wanted = text_of(line, "grid_code", _("Write the code of the community, village or area."))
        day = day_of(line, "day")
        if day not in self.named:
            names: dict[str, list[str]] = {}
            for grid in queries.grids_on(self.viewer, day):
                names.setdefault(grid.name, []).append(grid.code)
            self.named[day] = names
        codes = self.named[day].get(wanted, [])
        if len(codes) > 1:
            raise Invalid("grid_code", wanted, _("Several are called so: write the code."))
        return codes[0] if codes else wanted


def example_action(viewer: Viewer) -> tuple[str, ...]:
    grids, leaders = queries.grids_on(viewer, today()), queries.leaders_on(viewer, today())
    code = grids[0].code if grids else ""
    station = grids[0].station.code if grids else ""
    leader = next((who.police_number for who, place, _name in leaders if place == station), "")
    known = queries.list_partners(viewer)
    partner = next((row.name for row in known if row.station_code in ("", station)), "")
    kind = str(JointKind.DUTY.label)
    return (kind, "", today().isoformat(), code, leader, partner, "")
