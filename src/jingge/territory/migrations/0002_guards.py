from django.db import migrations

from jingge.common.migration_ops import NoOverlap
from jingge.territory.migrations._guards import AdoptedVersionsStay, GridsOfAdoptedVersionsStay, ShapesAreIndexed


class Migration(migrations.Migration):
    dependencies = [("territory", "0001_initial")]

    operations = [
        NoOverlap("territory_gridversion", ["bureau_id"], where={"state": "adopted"}),
        NoOverlap("territory_division", ["bureau_id", "code"]),
        AdoptedVersionsStay(),
        GridsOfAdoptedVersionsStay(),
        ShapesAreIndexed(),
    ]
