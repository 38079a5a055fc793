from django.db import migrations

from jingge.common.migration_ops import AppendOnly, NoOverlap


class Migration(migrations.Migration):
    dependencies = [("fund", "0001_initial")]

    operations = [
        AppendOnly("fund_entry"),
        AppendOnly("fund_contract", columns=["bureau_id", "line_id", "officer_id", "valid_from", "monthly_fen"]),
        NoOverlap("fund_contract", ["officer_id"]),
    ]
