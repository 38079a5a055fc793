"""One file per context, `ROWS`: what every route lets whom do. Written by the context's author.

    from tests.repo.matrix import BUREAU, STATION, Row, World
    from jingge.common.viewer import Role

    def prepare(world: World) -> None:
        '''Make what the rows below point at; `world.cast` is there.'''
        world.things["scenario"] = Scenario.objects.create(bureau=world.cast.bureau, …).pk

    PLANNERS = {Role.COMMAND_OFFICE}
    ROWS = {
        "planning:scenarios": Row(roles={…}),  # GET, no ground: everyone of these roles
        "planning:scenario": Row(
            roles={…}, ground=BUREAU, kwargs=lambda w: {"scenario_id": w.things["scenario"]}
        ),
        "planning:new": (
            Row(roles=PLANNERS),
            Row(roles=PLANNERS, method="POST", data=lambda w: {"name": "甲"}),
        ),
    }

- `kwargs` names a thing on the ground of 东塔 (`world.cast.dongta`) in 灵州 (`world.cast.bureau`).
- `ground=STATION`: people of 西郊 and of the other bureau get 404. `ground=BUREAU`: people of the other
  bureau get 404. `ground=NOWHERE` (default): the page is about the visitor's own ground, whoever that is.
- Roles outside `roles` get 403; nobody signed in (and a closed account) is sent to the sign-in page,
  unless the row says `public=True`.
- Everyone allowed gets a status in `ok` (default 200 for GET, 302/303/200/204 for POST). A refused POST
  leaves the database as it was.
- Every method a view answers needs a row; a route without a row fails the build.
"""
