"""GeoJSON layers, feature by feature, without any geometry library."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jingge.uploads.reader.json_stream import JsonStream
from jingge.uploads.reader.layer import Layer
from jingge.uploads.reader.text import encoding_of
from jingge.uploads.reader.wkb import BadGeometry, from_geojson
from jingge.uploads.terms import ERROR, Limits, ReadProblem, ReadTable, Unreadable

DEGREES = ("4490", "4326", "CRS84", "4479")


def read_geojson(path: Path, name: str, limits: Limits) -> tuple[list[ReadTable], list[ReadProblem]]:
    stream = JsonStream(path, encoding_of(path, name), name, limits.feature_bytes)
    layer = Layer(name, "geojson", limits)
    try:
        for feature in features(stream, name):
            add_feature(layer, feature)
    finally:
        stream.close()
    if not layer.count:
        raise Unreadable("empty_file", sheet=name)
    return layer.finish()


def features(stream: JsonStream, name: str) -> Iterator[Any]:
    """The members of "features"; other members are passed over, but a foreign CRS is refused."""
    if stream.peek() != "{":
        raise Unreadable("not_geojson", sheet=name)
    stream.expect("{")
    found = False
    while stream.peek() != "}":
        key = stream.value()
        stream.expect(":")
        if key == "features":
            found = True
            yield from members(stream)
        else:
            check_member(key, stream.value(), name)
        if stream.peek() == ",":
            stream.expect(",")
    stream.expect("}")
    if not found:
        raise Unreadable("not_geojson", sheet=name)


def members(stream: JsonStream) -> Iterator[Any]:
    stream.expect("[")
    while stream.peek() != "]":
        yield stream.value()
        if stream.peek() != "]":
            stream.expect(",")
    stream.expect("]")


def check_member(key: object, value: Any, name: str) -> None:
    if key == "crs" and isinstance(value, dict):
        stated = str((value.get("properties") or {}).get("name", ""))
        if stated and not stated.endswith(DEGREES):
            raise Unreadable("foreign_crs", sheet=name, value=stated)


def add_feature(layer: Layer, feature: Any) -> None:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        layer.add({}, b"")
        layer.sheet.say(ERROR, "not_feature", layer.count, value=str(feature)[:40])
        return
    properties = feature.get("properties") or {}
    if not isinstance(properties, dict):
        properties = {}
    try:
        shape = from_geojson(feature.get("geometry"))
    except BadGeometry as bad:
        layer.add(properties, b"")
        layer.sheet.say(ERROR, bad.code, layer.count, "geometry", bad.value)
        return
    layer.add(properties, shape)
