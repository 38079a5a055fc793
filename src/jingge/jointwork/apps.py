from django.apps import AppConfig


class JointworkConfig(AppConfig):
    name = "jingge.jointwork"
    label = "jointwork"
