"""239,538: official statistics group by thousands; Django's Chinese does not group."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
