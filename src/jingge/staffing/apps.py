from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "jingge.staffing"
    label = "staffing"
