from django.db import migrations

from jingge.common.migration_ops import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [AppendOnly("audit_event")]
