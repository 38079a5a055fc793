from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="importproblem", name="original", field=models.JSONField(default=dict)
        ),
    ]
