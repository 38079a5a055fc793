"""Stories are only added to; a dispute stays with its incident."""

from django.db import migrations

from jingge.common.migration_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("disputes", "0001_initial")]
    operations = [
        AppendOnly("disputes_dispute", columns=["incident_id", "opened_on"]),
        AppendOnly("disputes_step"),
    ]
