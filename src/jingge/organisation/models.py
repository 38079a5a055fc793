"""Tables of the bureau and its organs."""

from django.db import models

from jingge.common.models import Row


class Mode(models.TextChoices):
    """勤务模式: how a station works."""

    ONE_ROOM_TWO_TEAMS = "mode_one_room_two_teams"
    MULTI_SKILL = "mode_multi_skill"


class StationKind(models.TextChoices):
    CITY = "city"
    RURAL = "rural"


class BrigadeKind(models.TextChoices):
    CRIMINAL = "criminal"
    PUBLIC_ORDER = "public_order"
    DRUGS = "drugs"
    TRAFFIC = "traffic"
    OTHER = "other"


class Bureau(Row):
    """公安局: the county-level authority everything else belongs to."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    is_synthetic = models.BooleanField(default=False)
    ratio_display = models.CharField(max_length=5, default="round")  # "cut" | "round"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ratio_display__in=["cut", "round"]), name="bureau_ratio_display"
            ),
        ]


class Station(Row):
    """派出所: local branch of the bureau; one station, one level-1 grid."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="stations")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    level1_code = models.CharField(max_length=9)
    level1_name = models.CharField(max_length=60)
    mode = models.CharField(max_length=30, choices=Mode.choices)
    kind = models.CharField(max_length=10, choices=StationKind.choices, default=StationKind.RURAL)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)  # first day no longer there; 注销 rather than delete
    mode_now: str  # only on rows of queries that name a day: the mode in force on it

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code"], name="station_code_once"),
            models.UniqueConstraint(
                fields=["bureau", "level1_code"],
                condition=models.Q(valid_to__isnull=True),
                name="station_one_level1_grid",
            ),
            models.CheckConstraint(condition=models.Q(mode__in=Mode.values), name="station_mode_known"),
            models.CheckConstraint(
                condition=models.Q(kind__in=StationKind.values), name="station_kind_known"
            ),
        ]


class ModeChange(Row):
    """From this day on the station works in this mode; before its first change as `Station.mode` says."""

    station = models.ForeignKey(Station, on_delete=models.CASCADE, related_name="mode_changes")
    mode = models.CharField(max_length=30, choices=Mode.choices)
    from_date = models.DateField()

    class Meta:
        ordering = ["from_date"]
        constraints = [
            models.UniqueConstraint(fields=["station", "from_date"], name="mode_change_once_a_day"),
            models.CheckConstraint(condition=models.Q(mode__in=Mode.values), name="mode_change_known"),
        ]


class Brigade(Row):
    """业务大队: receives what a station does not handle."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="brigades")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=BrigadeKind.choices)
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code"], name="brigade_code_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=BrigadeKind.values), name="brigade_kind_known"
            ),
        ]


class HolidayYear(Row):
    """What the State Council's notice says of one year. Its days never change: a correction is another row."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="holiday_years")
    year = models.PositiveSmallIntegerField()
    document = models.CharField(max_length=60)
    days = models.JSONField()  # [["2027-01-01", "holiday", "元旦"], …] by day
    entered_at = models.DateTimeField()
    entered_by_label = models.CharField(max_length=120)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by_label = models.CharField(max_length=120, blank=True)
    taken_back_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "-entered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["bureau", "year"],
                condition=models.Q(taken_back_at__isnull=True),
                name="holiday_year_once",
            ),
        ]
