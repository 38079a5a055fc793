"""Tables of the four-level grid.

A version is a whole map: rows of four levels. Once adopted it is never written again (the
database refuses); a change is a new version with an in-force date. Geometry is shared
between versions through `Shape`, so a new version of 100,000 blocks copies no polygons.
"""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Bureau, Station


class Division(Row):
    """A community or village as officially listed, under one name, from a day to a day."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="divisions")
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=30)
    town_code = models.CharField(max_length=9)
    town_name = models.CharField(max_length=60, blank=True)
    station_code = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # first day no longer in force
    change = models.CharField(max_length=20, blank=True)  # renamed | added | removed

    class Meta:
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "code", "valid_from"], name="division_one_name_a_day"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="division_dates_forward",
            ),
        ]


class VersionState(models.TextChoices):
    DRAFT = "draft"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"


class GridVersion(Row):
    """One whole map of a bureau. In force from `valid_from` until the day before `valid_to`."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="grid_versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    state = models.CharField(max_length=12, choices=VersionState.choices, default=VersionState.DRAFT)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    origin = models.CharField(max_length=20)  # "import" | "scenario"
    origin_id = models.UUIDField(null=True)
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    created_by_label = models.CharField(max_length=120)
    adopted_at = models.DateTimeField(null=True)
    adopted_by_label = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["bureau", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=VersionState.values), name="version_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="adopted") | models.Q(valid_from__isnull=False),
                name="version_adopted_has_date",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
                name="version_dates_forward",
            ),
        ]


class Shape(Row):
    """A polygon, once. WKB in CGCS2000 (EPSG:4490), longitude first."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    wkb = models.BinaryField()
    min_lon = models.FloatField()
    min_lat = models.FloatField()
    max_lon = models.FloatField()
    max_lat = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bureau", "sha256"], name="shape_once")]


class Level(models.IntegerChoices):
    """四级网格."""

    TOWN = 1
    UNIT = 2
    BEAT = 3
    BLOCK = 4


class Grid(Row):
    """One cell of one level in one version.

    Parents: a unit lies in a town; a beat (level 3) lies in a town when it joins whole
    units, in a unit when it is a part of one; a block lies in a unit, and `beat` says in
    whose area. Figures are stored at every level and equal the sums of the blocks below.
    """

    version = models.ForeignKey(GridVersion, on_delete=models.CASCADE, related_name="grids")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    code = models.CharField(max_length=24)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=30, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="children")
    beat = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="blocks")
    station = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    shape = models.ForeignKey(Shape, null=True, on_delete=models.PROTECT, related_name="+")
    lon = models.FloatField()  # a point inside, where the people are
    lat = models.FloatField()
    area_km2 = models.FloatField(default=0.0)
    households = models.PositiveIntegerField(default=0)
    population = models.PositiveIntegerField(default=0)
    organisations = models.PositiveIntegerField(default=0)
    incidents = models.JSONField(default=dict)  # kind -> a year
    derived = models.BooleanField(default=False)  # the ground was drawn round a point, not surveyed

    class Meta:
        ordering = ["code"]
        indexes = [
            models.Index(fields=["version", "level", "station"], name="grid_by_level"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="grid_one_code"),
            models.UniqueConstraint(
                fields=["version", "station"], condition=models.Q(level=1), name="grid_one_town_a_station"
            ),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=4), name="grid_four_levels"),
            models.CheckConstraint(
                condition=(
                    models.Q(level=1, parent__isnull=True) | models.Q(level__gt=1, parent__isnull=False)
                ),
                name="grid_one_parent",
            ),
            models.CheckConstraint(
                condition=models.Q(level=4) | models.Q(beat__isnull=True),
                name="grid_only_blocks_lie_in_beats",
            ),
        ]


class Road(Row):
    """A road line of the bureau, for travel and for the map."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="roads")
    name = models.CharField(max_length=80, blank=True)
    road_class = models.CharField(max_length=20, blank=True)
    wkb = models.BinaryField()
    length_km = models.FloatField()
    origin_id = models.UUIDField(null=True)
