"""What people type about plans of moves. Choices come from queries: nothing outside one's ground can be named."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jingge.common.errors import Reason
from jingge.redeployment.queries import Choices
from jingge.redeployment.rules.wording import GOAL_LABELS
from jingge.redeployment.terms import GOALS, Area, Going, Wish
from jingge.staffing.terms import OrganKind, Part, Place, Post, PostingReason, StaffKind

Pairs = Sequence[tuple[str, str | Promise]]
REASONS = [(one.value, one.label) for one in PostingReason if one is not PostingReason.INITIAL]
NO_GOAL = ("", _("No further goal"))


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PlanForm(forms.Form):
    """A new plan; its rules are chosen on its page."""

    name = forms.CharField(label=_("Name"), max_length=80)
    day = forms.DateField(
        label=_("Day the plan looks at"),
        widget=DayInput(),
        help_text=_("People are counted as they then serve, moves already entered included."),
    )
    reason = forms.ChoiceField(
        label=_("Posting reason"), choices=REASONS, initial=PostingReason.REINFORCEMENT
    )
    officers_at_stations = forms.IntegerField(
        label=_("Officers wanted at stations"),
        min_value=1,
        required=False,
        help_text=_("What if so many served there? Leave it empty to keep to the rules alone."),
    )
    supposed = forms.ChoiceField(
        label=_("Supposes another plan"),
        required=False,
        help_text=_("Begins as if that plan's moves had been made."),
    )
    note = forms.CharField(
        label=_("Note"), max_length=400, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, supposable: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "supposed", [("", _("None: begins with today's posts")), *supposable])

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        supposed = given["supposed"]
        return {
            "name": given["name"],
            "day": given["day"],
            "reason": given["reason"],
            "note": given["note"],
            "supposed_id": UUID(supposed) if supposed else None,
            "wish": Wish(officers_at_stations=given["officers_at_stations"]),
        }


class WishForm(forms.Form):
    """The rules of a plan and the order of its goals."""

    station_share = forms.BooleanField(label=_("At least 40 % of all officers at stations"), required=False)
    community_share = forms.BooleanField(
        label=_("At least 40 % of station officers are community officers"), required=False
    )
    officers_at_stations = forms.IntegerField(
        label=_("Officers wanted at stations, at least"), min_value=1, required=False
    )
    city_least = forms.IntegerField(label=_("Least officers of a city station"), min_value=0)
    rural_least = forms.IntegerField(label=_("Least officers of a rural station"), min_value=0)
    attached = forms.BooleanField(label=_("An auxiliary for every community officer"), required=False)
    cover = forms.BooleanField(label=_("Every area keeps a community officer of its own"), required=False)
    stability_years = forms.IntegerField(
        label=_("Years a community officer stays"), min_value=0, help_text=_("0: nobody is held by this.")
    )
    most_moves = forms.IntegerField(
        label=_("Most people who may change station"), min_value=0, required=False
    )
    fixed = forms.CharField(
        label=_("May not move"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One person a line: police number, a space, the reason."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, len(GOALS) + 1):
            self.fields[f"goal_{place}"] = forms.ChoiceField(
                label=_("Goal %(n)d") % {"n": place},
                choices=[*GOAL_LABELS.items(), *([] if place == 1 else [NO_GOAL])],
                required=place == 1,
            )

    @staticmethod
    def initial_of(wish: Wish) -> dict[str, Any]:
        given = wish.as_json()
        goals = {f"goal_{place}": goal for place, goal in enumerate(wish.goals, start=1)}
        fixed = "\n".join(f"{number} {why}" for number, why in wish.fixed.items())
        return {**given, **goals, "fixed": fixed}

    def wish(self) -> Wish:
        given = self.cleaned_data
        goals = [given.get(f"goal_{place}", "") for place in range(1, len(GOALS) + 1)]
        return Wish(
            station_share=given["station_share"],
            community_share=given["community_share"],
            officers_at_stations=given["officers_at_stations"],
            city_least=given["city_least"],
            rural_least=given["rural_least"],
            attached=given["attached"],
            cover=given["cover"],
            stability_years=given["stability_years"],
            most_moves=given["most_moves"],
            fixed=_by_number(given["fixed"]),
            goals=tuple(goal for goal in goals if goal),
        )


def _by_number(text: str) -> dict[str, str]:
    """Police number → reason, a line each; a line without a reason is refused by the action, with its number."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return {number: why.strip() for number, _blank, why in (line.partition(" ") for line in lines)}


class MoveForm(forms.Form):
    """Who goes where, as what; who takes over; why."""

    number = forms.ChoiceField(label=_("Who moves"))
    place = forms.ChoiceField(label=_("Moves to"))
    post = forms.ChoiceField(label=_("Post"), choices=Post.choices)
    successor = forms.ChoiceField(
        label=_("Takes over the areas"),
        required=False,
        help_text=_("Needed where the person answers for areas: somebody who serves at that station then."),
    )
    part = forms.ChoiceField(
        label=_("Part of the station"),
        required=False,
        help_text=_("Where the station works with one office and two teams."),
    )
    areas = forms.MultipleChoiceField(
        label=_("Areas taken over"),
        required=False,
        widget=forms.SelectMultiple({"size": 5}),
        help_text=_("Of the station moved to; whoever answers for them now no longer does."),
    )
    units = forms.MultipleChoiceField(
        label=_("Communities and villages linked"),
        required=False,
        widget=forms.SelectMultiple({"size": 5}),
        help_text=_("Hold Ctrl to choose several."),
    )
    why = forms.CharField(label=_("Why"), max_length=200)

    def __init__(self, *args: Any, choices: Choices, moving: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = choices.situation.people
        names = choices.situation.place_names
        labels = {
            one.number: f"{names.get(one.place, one.place.code)} {one.name} {one.number} {one.post.label}"
            for one in sorted(people, key=lambda o: (o.place.kind, o.place.code, o.number))
        }
        who = {n: label for n, label in labels.items() if n == moving or n not in choices.moved}
        _offer(self, "number", [(moving, labels[moving])] if moving in labels else list(who.items()))
        officers = [one.number for one in people if one.kind is StaffKind.OFFICER]
        _offer(self, "successor", [("", _("Nobody")), *((n, labels[n]) for n in officers)])
        _offer(self, "place", [(place_key(place), name) for place, name in names.items()])
        _offer(self, "part", [("", _("None")), *((one.value, one.label) for one in Part)])
        for name, known in (("areas", choices.situation.areas), ("units", choices.situation.units)):
            _offer(self, name, [(one.code, area_label(one, names)) for one in known])

    @staticmethod
    def initial_of(going: Going) -> dict[str, Any]:
        return {
            "number": going.number,
            "place": place_key(going.place),
            "post": going.post.value,
            "successor": going.successor,
            "why": going.why,
            "part": going.part,
            "areas": list(going.areas),
            "units": list(going.units),
        }

    def going(self) -> Going:
        given = self.cleaned_data
        kind, _colon, code = given["place"].partition(":")
        return Going(
            number=given["number"],
            post=Post(given["post"]),
            place=Place(OrganKind(kind), code),
            successor=given["successor"],
            why=given["why"].strip(),
            part=given["part"],
            areas=tuple(given["areas"]),
            units=tuple(given["units"]),
        )


def area_label(one: Area, names: Mapping[Place, str]) -> str:
    return f"{names.get(Place(OrganKind.STATION, one.station), one.station)} {one.name} {one.code}"


def place_key(place: Place) -> str:
    return f"{place.kind.value}:{place.code}"


def _offer(form: forms.Form, name: str, choices: Pairs) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def say(form: forms.Form, field: str, reason: Reason, renamed: Mapping[str, str] | None = None) -> None:
    """An action's reason beside the field it names."""
    name = (renamed or {}).get(field, field)
    form.add_error(name if name in form.fields else None, str(reason))
