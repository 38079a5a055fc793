"""What may be asked of a study, as short forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jingge.planning.rules.states import MAX_SECONDS, PLANS
from jingge.planning.terms import ALTERNATIVES, BALANCE, CURVE, KEEPING, REASONS, StudyAsk

OVER = ((BALANCE, _("Balance against change")), (KEEPING, _("Compact shape against change")))


class StudyForm(forms.Form):
    """Reads into a `StudyAsk`; whether it may be asked the action decides."""

    kind = ""

    def ask(self) -> StudyAsk:
        data: dict[str, Any] = self.cleaned_data
        return StudyAsk(kind=self.kind, **data)


class CurveForm(StudyForm):
    kind = CURVE
    over = forms.ChoiceField(label=_("What is weighed against what"), choices=OVER)
    plans = forms.IntegerField(
        label=_("Number of plans"), min_value=PLANS[CURVE][0], max_value=PLANS[CURVE][1]
    )
    seconds = forms.IntegerField(
        label=_("Seconds for each"),
        min_value=1,
        max_value=MAX_SECONDS,
        help_text=_("A plan that is proven best ends earlier."),
    )


class AlternativesForm(StudyForm):
    kind = ALTERNATIVES
    plans = forms.TypedChoiceField(
        label=_("Alternatives"),
        coerce=int,
        choices=[(n, str(n)) for n in range(1, PLANS[ALTERNATIVES][1] + 1)],
    )
    within_pct = forms.FloatField(
        label=_("At most so much worse, per cent"),
        min_value=0.1,
        max_value=100,
        help_text=_("By its own goal."),
    )
    differ_pct = forms.FloatField(
        label=_("At least so many people elsewhere, per cent"),
        min_value=0.1,
        max_value=100,
        help_text=_("People in another area than in the other plans."),
    )
    seconds = forms.IntegerField(label=_("Seconds for each"), min_value=1, max_value=MAX_SECONDS)


class ReasonsForm(StudyForm):
    kind = REASONS
    seconds = forms.IntegerField(label=_("Seconds to look"), min_value=1, max_value=MAX_SECONDS)

    def ask(self) -> StudyAsk:
        return StudyAsk(kind=REASONS, plans=0, seconds=self.cleaned_data["seconds"])


INITIAL: dict[str, dict[str, Any]] = {
    CURVE: {"over": BALANCE, "plans": 7, "seconds": 20},
    ALTERNATIVES: {"plans": 2, "within_pct": 10, "differ_pct": 5, "seconds": 20},
    REASONS: {"seconds": 60},
}
FORMS: dict[str, type[StudyForm]] = {CURVE: CurveForm, ALTERNATIVES: AlternativesForm, REASONS: ReasonsForm}
