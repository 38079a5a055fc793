"""Values made ready for the portal's templates."""
