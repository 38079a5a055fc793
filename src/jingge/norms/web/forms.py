"""What people fill in about norms and rules."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.common.clock import today
from jingge.norms.rules.tables import COLUMNS
from jingge.norms.web import words
from jingge.staffing.web.forms import DayInput


class NormForm(forms.Form):
    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=999)
    name = forms.CharField(label=_("Name"), max_length=80)
    name_en = forms.CharField(label=_("Name (English)"), max_length=120, required=False)


class RenameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    name_en = forms.CharField(label=_("Name (English)"), max_length=120, required=False)


class VersionForm(forms.Form):
    valid_from = forms.DateField(label=_("In force from"), widget=DayInput, initial=today)
    text = forms.CharField(
        label=_("Text"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Rules and places; no names or numbers of residents."),
    )
    note = forms.CharField(label=_("What is new"), max_length=200, required=False)


class EditionForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    valid_from = forms.DateField(label=_("In force from"), widget=DayInput, initial=today)
    note = forms.CharField(label=_("What is new"), max_length=200, required=False)


class BringForm(forms.Form):
    file = forms.FileField(
        label=_("Pack"),
        help_text=_("A pack of rules as a .zip file, as exported here or at another bureau."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip"}),
        max_length=200,
    )
    note = forms.CharField(label=_("What is new"), max_length=200, required=False)


class ClockForm(forms.Form):
    """What happened to one clock; the page says when it ends and why."""

    limit = forms.ChoiceField(label=_("Time limit"))
    started = forms.DateTimeField(
        label=_("Runs from"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        help_text=_("The rule of this day is used."),
    )
    stop_from = forms.DateTimeField(
        label=_("Does not count from"),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        help_text=_("Expert appraisal or hearing; leave empty when there was none."),
    )
    stop_to = forms.DateTimeField(
        label=_("Until"),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        help_text=_("Leave empty while it lasts."),
    )
    longer = forms.ChoiceField(label=_("Longer"), required=False)
    times = forms.IntegerField(label=_("How often"), min_value=0, max_value=20, initial=0, required=False)
    restarted = forms.DateTimeField(
        label=_("Mediation failed"),
        required=False,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        help_text=_("The clock starts anew then."),
    )

    def __init__(
        self, *args: Any, limits: Sequence[tuple[str, str]], longer: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["limit"].choices = limits  # type: ignore[attr-defined]
        self.fields["longer"].choices = [("", "—"), *longer]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("stop_from"), given.get("stop_to")
        if last and not first:
            self.add_error("stop_from", _("Say from when it did not count."))
        if isinstance(first, datetime) and isinstance(last, datetime) and last < first:
            self.add_error("stop_to", _("This lies before its beginning."))
        return given


class RowForm(forms.Form):
    """One row of a table of the rules, a field a column."""

    def __init__(self, *args: Any, table: str, code_fixed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in COLUMNS[table]:
            self.fields[column] = field_of(table, column)
        if code_fixed and "code" in self.fields:
            self.fields["code"].disabled = True

    def values(self) -> dict[str, str]:
        return {column: as_text(value) for column, value in self.cleaned_data.items()}


def field_of(table: str, column: str) -> forms.Field:
    label = str(words.COLUMNS[column])
    if column in words.CHOICES and (table, column) not in words.PLAIN:
        choices = [("", "—"), *((v, text) for v, text in words.CHOICES[column].choices if v)]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    if column in words.SEVERAL:
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(
            label=label, choices=words.SEVERAL[column].choices, required=False, widget=widget
        )
    if column in words.FLAGS:
        return forms.BooleanField(label=label, required=False)
    if column in words.DAYS:
        return forms.DateField(label=label, widget=DayInput, required=False)
    if column in ("amount", "times"):
        return forms.IntegerField(label=label, min_value=0, required=False)
    return forms.CharField(label=label, max_length=400, required=False)


def initial_of(table: str, row: Mapping[str, str]) -> dict[str, Any]:
    """The texts of a row as a form shows them."""
    found: dict[str, Any] = {}
    for column in COLUMNS[table]:
        value = row.get(column, "")
        if column in words.SEVERAL:
            found[column] = value.split()
        else:
            found[column] = value == "yes" if column in words.FLAGS else value
    return found


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        return " ".join(value)
    return "" if value is None else str(value)
