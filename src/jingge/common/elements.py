"""四个要素: what every indicator and every task of the reform is about (the article of 4 March 2021)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Element(TextChoices):
    STRUCTURE = "structure", _("Structure")
    DUTIES = "duties", _("Duties")
    MECHANISM = "mechanism", _("Mechanism")
    EFFECT = "effect", _("Effect")
