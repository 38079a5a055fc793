"""Tables of training."""

from django.db import models

from jingge.common.models import Row
from jingge.organisation.models import Bureau
from jingge.staffing.models import Officer


class Topic(Row):
    """What everybody at a station should have learnt."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()  # order in the matrix
    name = models.CharField(max_length=60)
    closed_on = models.DateField(null=True)  # asked for no longer; what was learnt stays readable

    class Meta:
        constraints = [models.UniqueConstraint(fields=["bureau", "name"], name="topic_name_once")]


class TrainingClass(Row):
    """培训班: some days, some topics."""

    bureau = models.ForeignKey(Bureau, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    first_day = models.DateField()
    last_day = models.DateField()
    cancelled = models.BooleanField(default=False)
    topics = models.ManyToManyField(Topic, related_name="classes")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="class_days_forward"
            )
        ]


class Attendance(Row):
    """Somebody was there for one topic of a class."""

    training_class = models.ForeignKey(TrainingClass, on_delete=models.CASCADE, related_name="attendances")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="attendances")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["training_class", "topic", "officer"], name="attended_once")
        ]


class Paper(Row):
    """The small test of one topic of a class. Questions stay as they are once somebody took it.

    Without questions the test is held on paper and its marks are entered.
    """

    training_class = models.ForeignKey(TrainingClass, on_delete=models.CASCADE, related_name="papers")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="papers")
    pass_mark = models.PositiveSmallIntegerField()  # per cent
    questions = models.JSONField()  # [{"text", "choices", "right"}]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["training_class", "topic"], name="one_paper_a_topic"),
            models.CheckConstraint(
                condition=models.Q(pass_mark__gte=1, pass_mark__lte=100), name="pass_mark_per_cent"
            ),
        ]


class Try(Row):
    """One officer's answers to a paper, or a mark entered by hand. The best try counts.

    A mark entered wrong is withdrawn, never deleted; answers on screen cannot be withdrawn.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="tries")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    answers = models.JSONField()
    score = models.PositiveSmallIntegerField()  # per cent
    by_hand = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(score__lte=100), name="try_score_per_cent"),
            models.CheckConstraint(
                condition=models.Q(by_hand=True) | models.Q(withdrawn=False), name="only_marks_withdrawn"
            ),
            models.UniqueConstraint(
                fields=["paper", "officer", "day"],
                condition=models.Q(by_hand=True, withdrawn=False),
                name="one_mark_a_day",
            ),
        ]
        indexes = [models.Index(fields=["paper", "officer"], name="try_by_officer")]
