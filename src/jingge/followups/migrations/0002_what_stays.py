"""Looks and decisions stay as they were."""

from django.db import migrations

from jingge.common.migration_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("followups", "0001_initial")]
    operations = [
        AppendOnly("followups_look"),
        AppendOnly("followups_groundchange", when="OLD.state <> 'proposed'"),
    ]
