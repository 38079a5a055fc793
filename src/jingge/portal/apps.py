from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "jingge.portal"
    label = "portal"
