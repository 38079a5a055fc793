from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "jingge.organisation"
    label = "organisation"
