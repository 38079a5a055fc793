"""What people type about classes, attendance and tests."""

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingge.staffing.web.forms import DayInput, set_choices
from jingge.training.terms import ClassSpec, Question

Choices = Sequence[tuple[str, str | Promise]]


class TopicForm(forms.Form):
    name = forms.CharField(label=_("Topic"), max_length=60)


class TopicPlaceForm(TopicForm):
    place = forms.IntegerField(
        label=_("Place"), min_value=1, max_value=999, help_text=_("1 is the first column of the matrix.")
    )


class ClassForm(forms.Form):
    name = forms.CharField(label=_("Name of the class"), max_length=60)
    first_day = forms.DateField(label=_("First day"), widget=DayInput)
    last_day = forms.DateField(label=_("Last day"), widget=DayInput)
    topics = forms.MultipleChoiceField(label=_("Topics"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: object, topics: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "topics", topics)

    def spec(self) -> ClassSpec:
        given = self.cleaned_data
        ids = tuple(UUID(one) for one in given["topics"])
        return ClassSpec(given["name"], given["first_day"], given["last_day"], ids)


class AttendanceForm(forms.Form):
    numbers = forms.MultipleChoiceField(
        label=_("Attendance"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, people: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "numbers", people)


class PaperForm(forms.Form):
    pass_mark = forms.IntegerField(label=_("Pass mark in per cent"), min_value=1, max_value=100, initial=80)
    questions = forms.CharField(
        label=_("Questions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "Each question is a line, then one choice a line: * before the right one, - before the others. "
            "An empty line divides questions. Empty: the test is held on paper and its marks are entered."
        ),
    )


class MarkForm(forms.Form):
    number = forms.ChoiceField(label=_("Police officer"))
    day = forms.DateField(label=_("Day of the test"), widget=DayInput)
    mark = forms.IntegerField(
        label=_("Mark in per cent"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Replaces a mark entered for the same day; empty: that mark is withdrawn."),
    )

    def __init__(self, *args: object, people: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        set_choices(self, "number", people)


class TestForm(forms.Form):
    """One field a question."""

    def __init__(self, *args: object, questions: Sequence[Question], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for number, question in enumerate(questions):
            self.fields[f"q{number}"] = forms.TypedChoiceField(
                label=f"{number + 1}. {question.text}",
                coerce=int,
                choices=list(enumerate(question.choices)),
                widget=forms.RadioSelect,
            )

    def answers(self) -> list[int]:
        return [self.cleaned_data[f"q{number}"] for number in range(len(self.fields))]
