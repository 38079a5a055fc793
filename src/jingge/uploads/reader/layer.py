"""A table whose rows carry shapes; columns appear as features bring them."""

from collections.abc import Mapping

from jingge.uploads.reader.sheet import Sheet
from jingge.uploads.reader.workbook import text_of
from jingge.uploads.terms import Limits, ReadProblem, ReadTable, Unreadable


class Layer:
    """Collects features: attributes by name, geometry as WKB."""

    def __init__(self, name: str, source: str, limits: Limits) -> None:
        self.sheet = Sheet(name, source, limits)
        self.sheet.geometry = []
        self.places: dict[str, int] = {}
        self.count = 0
        self.vertices = 0

    def add(self, properties: Mapping[str, object], shape: bytes) -> None:
        limits = self.sheet.limits
        self.count += 1
        self.vertices += len(shape) // 16
        if self.vertices > limits.vertices:
            raise Unreadable(
                "too_many_vertices", sheet=self.sheet.name, row=self.count, limit=limits.vertices
            )
        for key in properties:
            if key not in self.places:
                self.add_column(key)
        cells = [""] * len(self.places)
        for key, value in properties.items():
            cells[self.places[key]] = text_of(value) if not isinstance(value, dict | list) else str(value)
        self.sheet.add(self.count, cells)
        assert self.sheet.geometry is not None
        self.sheet.geometry.append(shape)

    def add_column(self, key: str) -> None:
        sheet = self.sheet
        if len(self.places) >= sheet.limits.columns:
            raise Unreadable("too_many_columns", sheet=sheet.name, row=self.count, limit=sheet.limits.columns)
        self.places[key] = len(self.places)
        sheet.columns.append(key[:120])
        sheet.values.append([""] * len(sheet.rows))

    def finish(self) -> tuple[list[ReadTable], list[ReadProblem]]:
        if not self.sheet.columns:
            self.add_column("geometry_only")
        table = self.sheet.finish()
        return ([table] if table else []), self.sheet.problems
