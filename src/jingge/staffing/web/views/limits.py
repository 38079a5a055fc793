"""What auxiliaries and helpers may be put to, with the text every rule rests on."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires
from jingge.common.web.lists import Column, ListPage
from jingge.common.web.parts import Badge
from jingge.common.wording import told
from jingge.staffing.rules.limits import LIMIT_OF_WORK, basis_text, limits, rule_text
from jingge.staffing.terms import Limit


@require_GET
@requires(Ability.SEE_GROUND)
def limit_list(request: HttpRequest) -> HttpResponse:
    return ListPage(
        name="staffing-limits",
        title=_("Limits of auxiliaries and helpers"),
        subtitle=_("Enforced wherever somebody is assigned: posts, parts of a station, areas, hours of work"),
        note=_("Helpers stand under the same rules as auxiliaries, unless the bureau decides otherwise."),
        columns=(
            Column("rule", _("Rule"), value=rule_text, sort=""),
            Column("allowed", _("Allowed"), value=verdict, export=lambda r: str(verdict(r)), sort=""),
            Column("kind", _("Holds for"), value=holds_for, sort=""),
            Column("works", _("Kinds of work it decides"), value=works_of, sort=""),
            Column("basis", _("Basis"), value=basis_text, sort=""),
        ),
        rows=lambda asked: limits(),
    ).respond(request)


def verdict(rule: Limit) -> Badge:
    if rule.allowed == "no":
        return Badge(_("Officers only"), "bad")
    if rule.allowed == "condition" or rule.id == "led":
        return Badge(_("Under an officer's command"), "warn")
    return Badge(_("Allowed"), "good")


def holds_for(rule: Limit) -> str:
    return {"all": _("All of them"), "field": _("Field work"), "office": _("Office work")}[rule.kind]


def works_of(rule: Limit) -> str:
    return told(work.label for work, limit_id in LIMIT_OF_WORK.items() if limit_id == rule.id)
