"""Nobody works on two things in the same minute: the database refuses, whoever writes."""

from django.db import migrations

from jingge.common.migration_ops import NoSharedHours


class Migration(migrations.Migration):
    dependencies = [("staffing", "0005_staff_entry")]
    operations = [
        NoSharedHours(
            "staffing_workbooking",
            ["officer_id"],
            day="day",
            start="start_minute",
            length="minutes",
            cancelled="cancelled",
        )
    ]
