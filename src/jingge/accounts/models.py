"""People who log in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from jingge.common.models import Row
from jingge.common.viewer import Role

ROLES = [(role.value, role.value) for role in Role]


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser, Row):
    """One person, one role, one piece of ground.

    `station_code`, `brigade_code` and `police_number` are plain values: accounts stand below the
    organisation in the order of contexts.
    """

    bureau_id = models.UUIDField()
    username = models.CharField(max_length=40, unique=True)
    display_name = models.CharField(max_length=60)
    role = models.CharField(max_length=32, choices=ROLES)
    station_code = models.CharField(max_length=20, blank=True)
    brigade_code = models.CharField(max_length=20, blank=True)
    police_number = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AccountManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[r.value for r in Role]), name="account_role_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=["station_head", "community_officer"])
                | ~models.Q(station_code=""),
                name="account_station_role_has_station",
            ),
            models.CheckConstraint(
                condition=~models.Q(role="brigade") | ~models.Q(brigade_code=""),
                name="account_brigade_has_brigade",
            ),
            models.UniqueConstraint(
                fields=["bureau_id", "police_number"],
                condition=~models.Q(police_number=""),
                name="account_one_per_officer",
            ),
        ]
