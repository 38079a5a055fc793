"""Which grid is this: by a point or a code, on a day. The form does what the map does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jingge.accounts.terms import Ability
from jingge.accounts.web.guards import requires, viewer_in
from jingge.common.web.days import day_asked
from jingge.territory import queries
from jingge.territory.web.forms import WhereForm
from jingge.territory.web.presenters import version_map
from jingge.territory.web.words import LEVELS


@requires(Ability.SEE_GROUND)
@require_GET
def where(request: HttpRequest) -> HttpResponse:
    viewer, day = viewer_in(request), day_asked(request)
    asked = any(request.GET.get(name) for name in ("lon", "lat", "q"))
    given = request.GET.dict() | {"on": day.isoformat()}
    form = WhereForm(given) if asked else WhereForm(initial={"on": day})
    version = queries.version_on(viewer, day)
    context: dict[str, object] = {"form": form, "day": day, "version": version}
    focus = ""
    if asked and form.is_valid():
        point = form.point()
        if point is not None and (path := queries.find_on_ground(viewer, day, *point)):
            focus = path.block.code
            context |= {"path": path, "steps": [(LEVELS[step.level], step) for step in path.steps]}
        elif point is not None:
            context["said"] = _("No grid of your ground holds this point on this day.")
        elif version is not None:
            context["matches"] = list(queries.list_grids(viewer, version, words=form.cleaned_data["q"])[:20])
            context["said"] = _("No grid fits.")
    if version is not None:
        context["map_config"] = version_map(version, focus=focus, finest=4 if focus else 3).as_json()
    return render(request, "territory/where.html", context)
