"""What was agreed is never rewritten, and no day has two of the same."""

from django.db import migrations

from jingge.common.migration_ops import AppendOnly, NoOverlap

AGREED = {"state": "agreed"}


class Migration(migrations.Migration):
    dependencies = [("norms", "0001_initial")]
    operations = [
        NoOverlap("norms_edition", ["bureau_id"], where=AGREED),
        NoOverlap("norms_normversion", ["norm_id"], where=AGREED),
        AppendOnly("norms_edition", when="OLD.state = 'agreed'", columns=["tables", "code", "valid_from"]),
        AppendOnly("norms_normversion", when="OLD.state = 'agreed'", columns=["text", "valid_from"]),
    ]
