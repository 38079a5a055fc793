"""The geo port: plane figures, cover, cells, look-ups. SQLite and PostGIS answer alike."""
