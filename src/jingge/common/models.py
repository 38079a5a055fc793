"""The base of every table."""

from django.db import models

from jingge.common.ids import new_id


class Row(models.Model):
    """A row with a UUIDv7 key, which a client may have made."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
