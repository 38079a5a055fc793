"""Reading follow-ups. Lists hold dates and areas; a record is read only after saying why."""
