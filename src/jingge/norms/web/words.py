"""Headings and values of the tables of a pack, in words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from jingge.common.web.parts import Text
from jingge.common.wording import listed
from jingge.norms.rules.laws import basis_in_words
from jingge.norms.terms import Approver, Authority, Lead, Limit, Pause, Procedure, Unit

TABLES: dict[str, Text] = {
    "categories": _("Categories and who leads"),
    "limits": _("Time limits"),
    "extensions": _("Extensions"),
    "powers": _("Powers of a station"),
    "urgent_steps": _("Urgent steps"),
    "forms": _("Forms"),
}
COLUMNS: dict[str, Text] = {
    "code": _("Code"),
    "parent": _("Belongs to"),
    "name_zh": _("Name (Chinese)"),
    "name_en": _("Name (English)"),
    "procedure": _("Procedure"),
    "lead": _("Leads"),
    "helps": _("Helps"),
    "often": _("On the short list"),
    "preventable": _("Preventable case"),
    "local_code": _("Local code"),
    "basis": _("Basis"),
    "article": _("Article"),
    "key": _("What it limits"),
    "amount": _("Quantity"),
    "unit": _("Unit"),
    "starts_zh": _("Runs from (Chinese)"),
    "starts_en": _("Runs from (English)"),
    "condition_zh": _("Holds when (Chinese)"),
    "condition_en": _("Holds when (English)"),
    "liberty": _("Somebody is held"),
    "pauses": _("Does not count"),
    "valid_from": _("In force from"),
    "valid_to": _("Last day"),
    "authority": _("Standing"),
    "limit": _("Time limit"),
    "times": _("How often"),
    "total": _("In all"),
    "approver": _("Approved by"),
    "when_zh": _("When (Chinese)"),
    "when_en": _("When (English)"),
    "ground_zh": _("Ground (Chinese)"),
    "ground_en": _("Ground (English)"),
    "step_zh": _("Step (Chinese)"),
    "step_en": _("Step (English)"),
    "used_zh": _("Used when (Chinese)"),
    "used_en": _("Used when (English)"),
}
CHOICES: dict[str, type[TextChoices]] = {
    "procedure": Procedure,
    "lead": Lead,
    "unit": Unit,
    "approver": Approver,
    "authority": Authority,
}
PLAIN = frozenset([("powers", "unit")])  # a currency there, not a span of time
SEVERAL: dict[str, type[TextChoices]] = {"helps": Lead, "pauses": Pause}
FLAGS = ("often", "preventable", "liberty", "total")
DAYS = ("valid_from", "valid_to")


def value_in_words(column: str, value: str) -> str:
    """A cell as a person says it."""
    if column in CHOICES and value in CHOICES[column].values:
        return str(CHOICES[column](value).label)
    if column in SEVERAL:
        known = SEVERAL[column]
        return listed(known(word).label if word in known.values else word for word in value.split())
    if column == "basis":
        return basis_in_words(value)
    if column in FLAGS:
        return str(_("Yes")) if value == "yes" else ""
    return value


def span_in_words(limit: Limit) -> str:
    """24 hours; at once."""
    if limit.unit in (Unit.IMMEDIATE, Unit.RESTART):
        return str(limit.unit.label)
    return f"{limit.amount} {limit.unit.label}"
