"""Jobs: those who watch over the bureau's work see them; only some of them may stop one."""

from jingge.common.clock import now
from jingge.common.viewer import Role
from jingge.runs.models import Job
from tests.repo.matrix import BUREAU, Row, World

WATCHERS = {Role.BUREAU_LEADER, Role.COMMAND_OFFICE, Role.AUDITOR, Role.IT_CLERK}
FOLLOWERS = WATCHERS | {Role.STATION_HEAD}


def prepare(world: World) -> None:
    person = world.cast.command_office
    world.things["job"] = Job.objects.create(
        bureau_id=person.bureau_id,
        kind="planning.solve",
        subject_label="1 方案",
        created_by_id=person.pk,
        created_by_label=person.display_name,
        created_at=now(),
    ).pk


def job(world: World) -> dict[str, object]:
    return {"job_id": world.things["job"]}


ROWS = {
    "runs:jobs": Row(roles=WATCHERS),
    "runs:rounds": Row(roles=WATCHERS),
    "runs:job": Row(roles=WATCHERS, ground=BUREAU, kwargs=job),
    # A station head follows the jobs of one's own; this one is not.
    "runs:job_status": Row(roles=FOLLOWERS, ground=BUREAU, kwargs=job, ok={200, 404}),
    # 409: leader and auditor see the button disabled, and are refused with the reason.
    "runs:cancel": Row(roles=FOLLOWERS, method="POST", ground=BUREAU, kwargs=job, ok={302, 404, 409}),
}
