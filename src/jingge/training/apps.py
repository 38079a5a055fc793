from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "jingge.training"
    label = "training"
