"""How figures are written, by language, where Django's own way differs from the bureau's."""
