"""What people type about the fund: yuan with two decimals, kept as whole fen."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Invalid
from jingge.fund.terms import to_fen
from jingge.staffing.web.forms import DayInput, set_choices

Choices = Sequence[tuple[str, str | Promise]]


def mark(form: forms.Form, refusal: Invalid) -> None:
    """Put a refusal beside its field."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))


class Money(forms.DecimalField):
    """Yuan, at most two decimals, above zero."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        limits = {"min_value": Decimal("0.01"), "max_digits": 11, "decimal_places": 2}
        super().__init__(*args, **{**limits, **kwargs})
        self.error_messages["min_value"] = _("Write an amount above zero.")


class MonthInput(forms.DateInput):
    input_type = "month"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m")


def month_field() -> forms.DateField:
    return forms.DateField(label=_("For the month"), input_formats=["%Y-%m"], widget=MonthInput)


def voucher_field() -> forms.CharField:
    return forms.CharField(label=_("Voucher number"), max_length=30)


class LineForm(forms.Form):
    year = forms.IntegerField(label=_("Budget year"), min_value=2000, max_value=2100)
    code = forms.CharField(label=_("Code"), max_length=20)
    name = forms.CharField(label=_("Purpose"), max_length=60)


class NameForm(forms.Form):
    name = forms.CharField(label=_("Purpose"), max_length=60)


class ReopenForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class BudgetForm(forms.Form):
    amount = Money(label=_("Amount in yuan"))
    voucher = voucher_field()

    def fen(self) -> int:
        return to_fen(self.cleaned_data["amount"])


class ContractForm(forms.Form):
    line = forms.ChoiceField(label=_("Budget line"))
    first_day = forms.DateField(label=_("First day"), widget=DayInput)
    last_day = forms.DateField(label=_("Last day"), widget=DayInput)
    monthly = Money(label=_("Monthly pay in yuan"))
    numbers = forms.MultipleChoiceField(
        label=_("Police helpers"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All of the chosen get the same terms; all are entered, or none."),
    )

    def __init__(self, *args: object, lines: Choices, helpers: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "line", lines)
        set_choices(self, "numbers", helpers)


class EndForm(forms.Form):
    last_day = forms.DateField(label=_("New last day"), widget=DayInput)


class PayForm(BudgetForm):
    month = month_field()
    field_order = ["month", "amount", "voucher"]


class PayMonthForm(forms.Form):
    line = forms.ChoiceField(label=_("Budget line"))
    month = month_field()
    voucher = voucher_field()

    def __init__(self, *args: object, lines: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "line", lines)
