"""Numbers, stories and ended clocks stay; an owner changes only by a transfer both sides signed."""

from django.db import migrations

from jingge.common.migration_ops import AppendOnly, ChangeNeeds

SIGNED = (
    "incidents_transfer t WHERE t.incident_id = NEW.id AND t.sender_id = OLD.owner_id"
    " AND t.receiver_id = NEW.owner_id AND t.state = 'confirmed'"
)
FIXED = ["bureau_id", "number", "first_receiver_id", "year", "serial", "registered_at"]


class Migration(migrations.Migration):
    dependencies = [("incidents", "0001_initial")]
    operations = [
        AppendOnly("incidents_incident", columns=FIXED),
        ChangeNeeds("incidents_incident", "owner_id", SIGNED),
        AppendOnly("incidents_entry"),
        AppendOnly("incidents_clock", when="OLD.state <> 'running'"),
        AppendOnly("incidents_transfer", when="OLD.state IN ('confirmed', 'returned', 'withdrawn')"),
    ]
