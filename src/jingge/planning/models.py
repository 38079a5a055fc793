"""Tables of scenarios: what was asked, what the engine drew, what people changed, who agreed."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Bureau, Station
from jingge.staffing.models import Officer
from jingge.territory.models import GridVersion


class WeightPack(Row):
    """How much each fact counts as workload. Editable, named, saved, exported."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="weight_packs")
    name = models.CharField(max_length=60)
    weights = models.JSONField()  # {"population": 1.0, "households": 0.0, "incidents.dispute": 12.0, …}
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by_label = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bureau", "name"], name="weight_pack_name_once")]


class ScenarioState(models.TextChoices):
    DRAFT = "draft"
    SOLVING = "solving"
    SOLVED = "solved"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"


class ScenarioKind(models.TextChoices):
    """What is drawn: officers' areas (level 3), level-4 grids, or the service areas of police offices."""

    AREAS = "areas"
    GRIDS = "grids"
    OFFICES = "offices"


class Scenario(Row):
    """A wish and its answer."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="scenarios")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    note = models.CharField(max_length=400, blank=True)
    base_version = models.ForeignKey(GridVersion, on_delete=models.PROTECT, related_name="scenarios")
    state = models.CharField(max_length=12, choices=ScenarioState.choices, default=ScenarioState.DRAFT)
    # what was asked
    kind = models.CharField(max_length=10, choices=ScenarioKind.choices, default=ScenarioKind.AREAS)
    wishes = models.JSONField(default=dict)  # see terms.Wishes: stations, locked areas, together, apart …
    weights = models.JSONField()
    officers_by_station = models.JSONField()  # station code -> number of areas
    balance_pct = models.FloatField()  # an area may differ from its station's mean by so much
    change_weight = models.FloatField(default=0.0)  # 0 = draw afresh … 1 = keep what can be kept
    objective = models.CharField(max_length=24, default="moment_of_inertia")
    time_s = models.PositiveIntegerField(default=30)
    seed = models.PositiveIntegerField(default=1)
    # what came back
    revision = models.PositiveIntegerField(default=0)  # one more at every change of the plan; caches go by it
    job_id = models.UUIDField(null=True)
    status = models.CharField(max_length=20, blank=True)  # proven | within | no_bound_known
    feasible = models.BooleanField(null=True)
    violations = models.JSONField(default=list)
    terms = models.JSONField(default=dict)  # named objective terms, plan
    terms_today = models.JSONField(default=dict)  # the same terms for today's areas
    lower_bound = models.FloatField(null=True)
    gap = models.FloatField(null=True)
    report = models.JSONField(default=dict)  # engine version, seed, params, input hash, seconds, per station
    # who agreed
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField()
    created_by_label = models.CharField(max_length=120)
    submitted_at = models.DateTimeField(null=True)
    submitted_by_id = models.UUIDField(null=True)
    submitted_by_label = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    decided_by_label = models.CharField(max_length=120, blank=True)
    decision_note = models.CharField(max_length=400, blank=True)
    adopted_version = models.ForeignKey(
        GridVersion, null=True, on_delete=models.PROTECT, related_name="adopted_scenarios"
    )
    adopted_from = models.DateField(null=True)  # first day in force; service areas need no new version

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="scenario_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=ScenarioState.values), name="scenario_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=ScenarioKind.values), name="scenario_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by_id__isnull=True)
                | models.Q(submitted_by_id__isnull=True)
                | ~models.Q(decided_by_id=models.F("submitted_by_id")),
                name="scenario_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="adopted")
                | models.Q(adopted_version__isnull=False, decided_at__isnull=False)
                | models.Q(kind="offices", adopted_from__isnull=False, decided_at__isnull=False),
                name="scenario_adopted_has_version",
            ),
        ]


class ScenarioArea(Row):
    """One proposed level-3 area."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="areas")
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=80)
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    load = models.FloatField(default=0.0)
    figures = models.JSONField(default=dict)  # population, households, area_km2, incidents, units, blocks …

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["scenario", "number"], name="scenario_area_once")]


class ScenarioBlock(Row):
    """Which area a block belongs to in a scenario."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="blocks")
    block_code = models.CharField(max_length=24)
    area_number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scenario", "block_code"], name="scenario_block_once")]


class HandEdit(Row):
    """A block moved by a person, with what it cost."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="edits")
    block_code = models.CharField(max_length=24)
    from_area = models.PositiveIntegerField()
    to_area = models.PositiveIntegerField()
    terms_before = models.JSONField()
    terms_after = models.JSONField()
    at = models.DateTimeField()
    by_label = models.CharField(max_length=120)
    undone_at = models.DateTimeField(null=True)


class StudyKind(models.TextChoices):
    CURVE = "curve"
    ALTERNATIVES = "alternatives"
    REASONS = "reasons"


class StudyState(models.TextChoices):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class PlanStudy(Row):
    """Further work of the engine on a scenario: a curve of plans, alternatives, why a wish can't be met."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="studies")
    kind = models.CharField(max_length=12, choices=StudyKind.choices)
    state = models.CharField(max_length=8, choices=StudyState.choices, default=StudyState.RUNNING)
    revision = models.PositiveIntegerField()  # of the scenario when it was asked
    asked = models.JSONField(default=dict)
    answer = models.JSONField(default=dict)  # what is known beside the plans
    failure = models.CharField(max_length=400, blank=True)
    job_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    created_by_label = models.CharField(max_length=120)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scenario", "kind"],
                condition=models.Q(state="running"),
                name="study_of_a_kind_one_at_a_time",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=StudyKind.values), name="study_kind_known"),
            models.CheckConstraint(condition=models.Q(state__in=StudyState.values), name="study_state_known"),
        ]


class PlanVariant(Row):
    """One plan of a study, whole: it can be shown, taken and weighed as it was drawn."""

    study = models.ForeignKey(PlanStudy, on_delete=models.CASCADE, related_name="variants")
    number = models.PositiveIntegerField()
    settings = models.JSONField(default=dict)  # what was asked otherwise than by the scenario
    terms = models.JSONField()
    status = models.CharField(max_length=20)  # proven | within | no_bound_known
    feasible = models.BooleanField()
    gap = models.FloatField(null=True)
    figures = models.JSONField(default=dict)  # how much differs from the drawn plan and from today
    plan = models.JSONField()  # area label of every block, areas, bound, report: see `terms.Answer`

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["study", "number"], name="variant_number_once")]


class PlanPick(Row):
    """A plan of a study taken as the scenario's own, with what stood there before, for undoing."""

    scenario = models.ForeignKey(Scenario, on_delete=models.CASCADE, related_name="picks")
    variant = models.ForeignKey(PlanVariant, null=True, on_delete=models.SET_NULL, related_name="+")
    label = models.CharField(max_length=120)
    before = models.JSONField()
    at = models.DateTimeField()
    by_label = models.CharField(max_length=120)
    undone_at = models.DateTimeField(null=True)
