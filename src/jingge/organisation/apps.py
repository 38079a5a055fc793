from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "jingge.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Accounts stand below and ask which stations there are."""
        from jingge.accounts.queries import take_stations_from
        from jingge.organisation.queries import station_names

        take_stations_from(station_names)
