from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "jingge.audit"
    label = "audit"
