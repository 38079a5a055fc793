from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "jingge.disputes"
    label = "disputes"

    def ready(self) -> None:
        from jingge.disputes.actions.clocks import follow_handling
        from jingge.incidents.actions.clocks import AFTER_HANDLING

        if follow_handling not in AFTER_HANDLING:
            AFTER_HANDLING.append(follow_handling)
