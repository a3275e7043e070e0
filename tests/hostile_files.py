"""Makes files that try to read, call, fill or break what opens them, and the whole files they are made from."""

import io
import json
import random
import sqlite3
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely
import xlsxwriter

ROWS = 12
_NAMES = [f"Clínica {number}" for number in range(ROWS)]
_POINTS = [shapely.Point(-92 - number / 10, 15 + number / 10) for number in range(ROWS)]


@dataclass(frozen=True, slots=True)
class Crafted:
    """A file and what must come of it: a count of rows, or None for one clear error."""

    name: str
    content: bytes
    rows: int | None = None


def frame() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"id": [str(number) for number in range(ROWS)], "name": _NAMES, "beds": range(ROWS)},
        geometry=_POINTS,
        crs=4326,
    )


def zipped(members: dict[str, bytes], **options: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", options.get("compression", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook(rows: list[list[object]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("lista")
        for at, cells in enumerate(rows):
            sheet.write_row(at, 0, cells)
    return buffer.getvalue()


def geojson() -> bytes:
    return frame().to_json().encode()


def csv_text() -> bytes:
    lines = [f"{number},{_NAMES[number]},{point.x},{point.y}" for number, point in enumerate(_POINTS)]
    return "\n".join(["id,name,lon,lat", *lines, ""]).encode()


def kml(placemarks: str = "", *, head: str = "", count: int = ROWS) -> bytes:
    place = "<Point><coordinates>{},15,0</coordinates></Point>"
    marks = "".join(
        f"<Placemark><name>{_NAMES[at]}</name>{place.format(-92 - at / 10)}</Placemark>" for at in range(count)
    )
    opened = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}{opened}{marks}{placemarks}</Document></kml>'.encode()


def gpx(*, head: str = "", more: str = "") -> bytes:
    points = "".join(f'<wpt lat="15" lon="{-92 - at / 10}"><name>{_NAMES[at]}</name></wpt>' for at in range(ROWS))
    return f'<?xml version="1.0"?>{head}<gpx version="1.1" creator="x">{points}{more}</gpx>'.encode()


def hsds() -> bytes:
    services = [
        {
            "id": str(at),
            "name": _NAMES[at],
            "status": "active",
            "service_at_locations": [
                {"id": f"s{at}", "location": {"id": f"l{at}", "latitude": 15.0, "longitude": -92 - at / 10}}
            ],
        }
        for at in range(ROWS)
    ]
    return json.dumps({"contents": services}).encode()


def written(folder: Path, suffix: str, table: gpd.GeoDataFrame | None = None) -> bytes:
    """Return what GDAL writes for a format."""
    drivers = {".gpkg": "GPKG", ".fgb": "FlatGeobuf"}
    path = folder / f"seed{suffix}"
    # An index of FlatGeobuf takes no row without a place.
    options = {"SPATIAL_INDEX": "NO"} if suffix == ".fgb" and table is not None else {}
    (frame() if table is None else table).to_file(path, driver=drivers[suffix], **options)
    content = path.read_bytes()
    path.unlink()
    return content


def shapefile(folder: Path, table: gpd.GeoDataFrame | None = None) -> dict[str, bytes]:
    """Return the parts of a shapefile by name."""
    (frame() if table is None else table).to_file(folder / "seed.shp")
    parts = {path.name: path.read_bytes() for path in sorted(folder.glob("seed.*"))}
    for name in parts:
        (folder / name).unlink()
    return parts


def seeds(folder: Path) -> dict[str, bytes]:
    """Return a whole file of each format, each of 12 rows."""
    table = [["id", "name", "lon", "lat"], *[[f"c{at}", _NAMES[at], -92 - at / 10, 15.0] for at in range(ROWS)]]
    return {
        "seed.csv": csv_text(),
        "seed.geojson": geojson(),
        "seed.xlsx": workbook(table),
        "seed.gpkg": written(folder, ".gpkg"),
        "seed.fgb": written(folder, ".fgb"),
        "seed.zip": zipped(shapefile(folder)),
        "seed.stored.zip": zipped(shapefile(folder), compression=zipfile.ZIP_STORED),
        "seed.kml": kml(),
        "seed.kmz": zipped({"doc.kml": kml(), "images/a.png": b"\x89PNG"}),
        "seed.gpx": gpx(),
        "seed.json": hsds(),
    }


# --- crafted files, by what they try -------------------------------------------------------------------------------


def crafted(folder: Path, canary: Path, address: str) -> list[Crafted]:
    """Return all crafted files.

    Parameters
    ----------
    folder
        Where seeds may be written.
    canary
        A file outside whose words must never appear.
    address
        A local server that must never be called.
    """
    made = [
        *_drivers_in_disguise(canary, address),
        *_archives(folder, canary, address),
        *_workbooks(canary, address),
        *_markup(canary, address),
        *_json(canary, address),
        *_text(canary),
        *_databases(folder, canary, address),
        *_shapefiles(folder, canary),
        *_other_kinds(),
    ]
    names = [file.name for file in made]
    assert len(set(names)) == len(names)
    return made


def _vrt(source: str, layer: str = "canary") -> bytes:
    return (
        f'<OGRVRTDataSource><OGRVRTLayer name="{layer}"><SrcDataSource>{source}</SrcDataSource>'
        f"<SrcLayer>{layer}</SrcLayer></OGRVRTLayer></OGRVRTDataSource>"
    ).encode()


def _drivers_in_disguise(canary: Path, address: str) -> Iterator[Crafted]:
    for suffix in ("vrt", "csv", "geojson", "json", "kml", "gpx", "gpkg", "fgb", "xlsx", "zip", "kmz", "shp", "txt"):
        yield Crafted(f"vrt.{suffix}", _vrt(str(canary)))
    yield Crafted("vrt_remote.kml", _vrt(f"/vsicurl/{address}/a.geojson"))
    yield Crafted("vrt_declared.gpkg", b'<?xml version="1.0"?>' + _vrt(f"{address}/a.geojson"))
    yield Crafted("vrt_marked.csv", b"\xef\xbb\xbf\n  " + _vrt(str(canary)))
    yield Crafted("vrt_utf16.csv", _vrt(str(canary)).decode().encode("utf-16"))
    raster = f"<VRTDataset><VRTRasterBand><SourceFilename>{canary}</SourceFilename></VRTRasterBand></VRTDataset>"
    yield Crafted("raster.vrt", raster.encode())
    pipeline = {"type": "gdal_streamed_alg", "command_line": f"gdal vector pipeline ! read {canary} ! write x"}
    yield Crafted("pipeline.gdalg.json", json.dumps(pipeline).encode())
    yield Crafted("wfs.xml", f"<OGRWFSDataSource><URL>{address}</URL></OGRWFSDataSource>".encode())
    yield Crafted("prefix.csv", f"WFS:{address}\n".encode())
    yield Crafted("vsicurl.csv", f"id,name\n1,/vsicurl/{address}/a.csv\n".encode(), 1)
    yield Crafted("prefix.geojson", f"GeoJSON:{address}/a.geojson".encode())


def _archives(folder: Path, canary: Path, address: str) -> Iterator[Crafted]:
    whole = csv_text()
    for suffix in ("csv", "geojson", "kml", "gpkg", "shp", "json"):
        yield Crafted(f"vrt_{suffix}.zip", zipped({f"a.{suffix}": _vrt(str(canary))}))
    parts = shapefile(folder)
    yield Crafted("vrt_beside.zip", zipped(parts | {"seed.vrt": _vrt(f"{address}/a")}), ROWS)
    yield Crafted("up.zip", zipped({"../../a.csv": whole}))
    yield Crafted("absolute.zip", zipped({str(canary): whole}))
    yield Crafted("drive.zip", zipped({"C:a.csv": whole}))
    yield Crafted("link.zip", _with_link(str(canary)))
    yield Crafted("nested.zip", zipped({"a.zip": zipped({"a.csv": whole})}))
    yield Crafted("nested_named_csv.zip", zipped({"a.csv": zipped({"a.csv": whole})}))
    yield Crafted("two.zip", zipped({"a.csv": whole, "b.csv": whole}))
    yield Crafted("none.zip", zipped({"readme.md": b"nothing"}))
    yield Crafted("empty.zip", zipped({}))
    yield Crafted("many.zip", zipped({f"{at}.csv": b"a\n1\n" for at in range(3000)}))
    yield Crafted("bomb.zip", zipped({"a.csv": b"0" * 60_000_000}))
    yield Crafted("lying.zip", _lying(zipped({"a.csv": whole})))
    yield Crafted("encrypted.zip", _flagged(zipped({"a.csv": whole})))
    yield Crafted("checksum.zip", _wrong_checksum(whole))
    yield Crafted("lzma.zip", zipped({"a.csv": whole}, compression=zipfile.ZIP_LZMA))
    yield Crafted("table.zip", zipped({"a/lista.csv": whole, "__MACOSX/a/._lista.csv": b"x"}), ROWS)
    yield Crafted("doc.kmz", zipped({"doc.kml": kml()}), ROWS)


def _with_link(target: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("a.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, target)
    return buffer.getvalue()


def _lying(content: bytes) -> bytes:
    """Say that what is packed has ten bytes."""
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 24] + struct.pack("<I", 10) + content[at + 28 :]


def _flagged(content: bytes) -> bytes:
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 8] + b"\x01" + content[at + 9 :]


def _wrong_checksum(whole: bytes) -> bytes:
    content = zipped({"a.csv": whole}, compression=zipfile.ZIP_STORED)
    return content.replace("Clínica 3".encode(), "Clínica 8".encode())


def _workbook_with(sheet: str, *, more: dict[str, bytes] | None = None, head: str = "") -> bytes:
    """Return the least workbook around the XML of a sheet's data."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packed = "http://schemas.openxmlformats.org/package/2006"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = (
        f'<Types xmlns="{packed}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{content}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{content}.worksheet+xml"/></Types>'
    )
    root = f'<Relationships xmlns="{packed}/relationships"><Relationship Id="r" Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>'  # noqa: E501
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    links = f'<Relationships xmlns="{packed}/relationships"><Relationship Id="r1" Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'  # noqa: E501
    data = f'{head}<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>'
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": root,
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": links,
        "xl/worksheets/sheet1.xml": data,
    }
    return zipped({name: text.encode() for name, text in parts.items()} | (more or {}))


def _cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def _sheet_row(number: int, *texts: str) -> str:
    cells = "".join(_cell(f"{chr(65 + at)}{number}", text) for at, text in enumerate(texts))
    return f'<row r="{number}">{cells}</row>'


def _workbooks(canary: Path, address: str) -> Iterator[Crafted]:
    table = _sheet_row(1, "id", "name") + _sheet_row(2, "1", "A")
    yield Crafted("least.xlsx", _workbook_with(table), 1)
    far = f'<row r="1">{_cell("A1", "id")}</row><row r="1048576">{_cell("XFD1048576", "1")}</row>'
    yield Crafted("far_cell.xlsx", _workbook_with(far))
    yield Crafted(
        "tall.xlsx", _workbook_with(f'{_sheet_row(1, "id", "x")}<row r="9999999">{_cell("A9999999", "1")}</row>')
    )
    digits = _sheet_row(1, "id", "x") + f'<row r="2">{_cell("B" + "9" * 300, "1")}</row>'
    yield Crafted("digits.xlsx", _workbook_with(digits))
    yield Crafted(
        "letters.xlsx", _workbook_with(f'{_sheet_row(1, "id", "x")}<row r="2">{_cell("B" * 90 + "2", "1")}</row>')
    )
    unplaced = '<row r="900000000"><c><v>1</v></c></row>'
    yield Crafted("unplaced.xlsx", _workbook_with(_sheet_row(1, "id", "x") + unplaced))
    wide = "".join(f'<c r="{_letters(at)}1"><v>1</v></c>' for at in range(1, 16_384))
    yield Crafted("wide.xlsx", _workbook_with(f'<row r="1">{wide}</row>'))
    yield Crafted("bomb.xlsx", _workbook_with(table, more={"xl/sharedStrings.xml": b" " * 80_000_000}))
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{canary}">]>'
    yield Crafted("entity.xlsx", _workbook_with(_sheet_row(1, "id", "&e;"), head=entity))
    formula = f'<row r="3"><c r="A3"><f>WEBSERVICE("{address}")</f><v>7</v></c><c r="B3"><v>1</v></c></row>'
    yield Crafted("formula.xlsx", _workbook_with(table + formula), 2)
    link = f'<Relationships><Relationship Id="e" TargetMode="External" Target="{address}/a.xlsx"/></Relationships>'
    yield Crafted("external.xlsx", _workbook_with(table, more={"xl/externalLinks/_rels/a.xml.rels": link.encode()}), 1)
    yield Crafted("no_sheet.xlsx", zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}))
    yield Crafted("empty.xlsx", _workbook_with(""))
    lines = "".join(_sheet_row(at, *["x"] * 20) for at in range(1, 20_000))
    yield Crafted("long.xlsx", _workbook_with(lines), 19_998)
    yield Crafted("in_a.zip", zipped({"a.xlsx": _workbook_with(table)}))
    yield Crafted("named.csv", _workbook_with(table), 1)


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _markup(canary: Path, address: str) -> Iterator[Crafted]:
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{canary}">]>'
    remote = f'<!DOCTYPE x SYSTEM "{address}/x.dtd">'
    for name, head, text in (("laughs", bomb, "&l11;"), ("entity", outside, "&e;"), ("dtd", remote, "x")):
        yield Crafted(f"{name}.kml", kml(f"<Placemark><name>{text}</name></Placemark>", head=head))
        yield Crafted(f"{name}.gpx", gpx(more=f"<wpt lat='1' lon='1'><name>{text}</name></wpt>", head=head))
    yield Crafted("laughs16.kml", kml("<Placemark><name>&l11;</name></Placemark>", head=bomb).decode().encode("utf-16"))
    network = f"<NetworkLink><Link><href>{address}/a.kml</href></Link></NetworkLink>"
    yield Crafted("network.kml", kml(network), ROWS)
    overlay = f"<GroundOverlay><Icon><href>{canary}</href></Icon></GroundOverlay>"
    yield Crafted("overlay.kml", kml(overlay), ROWS)
    style = (
        f"<Placemark><styleUrl>{address}/s.kml#a</styleUrl><Point><coordinates>1,2</coordinates></Point></Placemark>"
    )
    yield Crafted("style.kml", kml(style), ROWS + 1)
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{canary}"/>'
    yield Crafted("include.kml", kml(include), ROWS)
    yield Crafted("deep.kml", kml("<Folder>" * 100_000))
    yield Crafted("deep_closed.kml", kml("<Folder>" * 5_000 + "</Folder>" * 5_000))
    yield Crafted("nan.kml", kml("<Placemark><Point><coordinates>NaN,inf</coordinates></Point></Placemark>"), ROWS + 1)
    yield Crafted("no_place.kml", kml("<Placemark><name>x</name></Placemark>"), ROWS + 1)
    yield Crafted("none.kml", kml(count=0))
    yield Crafted("nan.gpx", gpx(more='<wpt lat="nan" lon="1e999"><name>x</name></wpt>'), ROWS + 1)
    yield Crafted("page.csv", b"<!DOCTYPE html><html><script src='x'></script></html>")
    yield Crafted("drawing.geojson", b'<svg xmlns="http://www.w3.org/2000/svg"></svg>')


def _feature(geometry: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"id": "1"}, "geometry": geometry}


def _collection(*features: object, **more: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def _json(canary: Path, address: str) -> Iterator[Crafted]:
    yield Crafted("deep.json", b"[" * 100_000)
    yield Crafted("deep_closed.json", b"[" * 50_000 + b"]" * 50_000)
    yield Crafted("deep.geojson", b'{"type": "FeatureCollection", "features": ' + b'{"a":' * 500 + b"1" + b"}" * 501)
    yield Crafted("nan.geojson", b'{"type": "FeatureCollection", "features": [NaN]}', 1)
    far = b'{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1e999,1]}}'
    yield Crafted("inf.geojson", far, 1)
    yield Crafted("digits.geojson", b'{"type":"FeatureCollection","features":[' + b"9" * 500_000 + b"]}")
    bowtie = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    yield Crafted("bowtie.geojson", _collection(_feature(bowtie)), 1)
    for at, crs in enumerate((f"+proj=pipeline +file={canary}", f"{address}/crs", "+nadgrids=x")):
        named = {"type": "name", "properties": {"name": crs}}
        point = {"type": "Point", "coordinates": [1, 2]}
        yield Crafted(f"crs{at}.geojson", _collection(_feature(point), crs=named))
    wide = {f"c{at}": at for at in range(200_000)}
    yield Crafted("wide.geojson", _collection({"type": "Feature", "properties": wide, "geometry": None}))
    yield Crafted(
        "esri.json", json.dumps({"geometryType": "esriGeometryPoint", "features": [], "url": address}).encode()
    )
    yield Crafted("topology.json", json.dumps({"type": "Topology", "objects": {}, "arcs": []}).encode())
    yield Crafted("list.json", b"[1, 2, 3]")
    yield Crafted("string.json", json.dumps({"contents": f"file://{canary}"}).encode())


def _text(canary: Path) -> Iterator[Crafted]:
    yield Crafted("wide.csv", ",".join(f"c{at}" for at in range(200_000)).encode() + b"\n1\n")
    yield Crafted("quote.csv", b'id,name\n1,"' + b"x" * 500_000)
    yield Crafted("long_cell.csv", b"id,name\n1," + b"x" * 2_000_000 + b"\n")
    yield Crafted("commas.csv", (b"," * 1_999 + b"\n") * 1_500)
    yield Crafted("nul.csv", b"\x00" * 100_000)
    yield Crafted("noise.csv", random.Random(1).randbytes(100_000))  # noqa: S311
    yield Crafted("formula.csv", f'id,name\n1,=HYPERLINK(""file://{canary}"")\n'.encode(), 1)
    yield Crafted("latin.csv", "id,name\n1,Clínica\n".encode("cp1252"), 1)
    yield Crafted("empty.csv", b"")
    yield Crafted("blank.csv", b"\n\n\n")
    yield Crafted("whole.csv", csv_text(), ROWS)
    yield Crafted("whole.geojson", csv_text(), ROWS)


def _databases(folder: Path, canary: Path, address: str) -> Iterator[Crafted]:
    whole = written(folder, ".gpkg")
    flat = written(folder, ".fgb")
    statements = {
        "virtual_ogr": f"CREATE VIRTUAL TABLE v USING VirtualOGR('{canary}')",
        "virtual_shape": f"CREATE VIRTUAL TABLE v USING VirtualShape('{canary}', 'utf-8', 4326)",
        "view": "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
    }
    for name, statement in statements.items():
        yield Crafted(f"{name}.gpkg", _with_statement(folder, whole, statement))
    yield Crafted("no_count.gpkg", _with_statement(folder, whole, "UPDATE gpkg_ogr_contents SET feature_count = 3"))
    grids = 'UPDATE gpkg_spatial_ref_sys SET organization=\'NONE\', definition=\'PROJCS["x",EXTENSION["PROJ4","+proj=longlat +nadgrids={}"]]\''  # noqa: E501
    yield Crafted("grids.gpkg", _with_statement(folder, whole, grids.format(canary)), ROWS)
    plain = folder / "plain.sqlite"
    with sqlite3.connect(plain) as base:
        base.execute("CREATE TABLE places (id, name)")
    base.close()
    yield Crafted("plain.gpkg", plain.read_bytes())
    plain.unlink()
    yield Crafted("half.gpkg", whole[: len(whole) // 2])
    yield Crafted("half.fgb", flat[: len(flat) // 2])
    yield Crafted("whole.fgb", flat, ROWS)
    yield Crafted("named.kml", whole, ROWS)
    yield Crafted("address.gpkg", address.encode())


def _with_statement(folder: Path, content: bytes, statement: str) -> bytes:
    """Return a database as it is after a statement that SQLite itself may refuse to carry out."""
    path = folder / "changed.gpkg"
    path.write_bytes(content)
    base = sqlite3.connect(path)
    if statement.startswith("CREATE VIRTUAL"):
        base.execute("PRAGMA writable_schema=ON")
        base.execute("INSERT INTO sqlite_master VALUES ('table', 'v', 'v', 0, ?)", (statement,))
        base.execute("INSERT INTO gpkg_contents (table_name, data_type) VALUES ('v', 'attributes')")
    else:
        base.execute(statement)
    base.commit()
    base.close()
    changed = path.read_bytes()
    path.unlink()
    return changed


def _shapefiles(folder: Path, canary: Path) -> Iterator[Crafted]:
    parts = shapefile(folder)
    yield Crafted("no_prj.zip", zipped({name: part for name, part in parts.items() if ".prj" not in name}), ROWS)
    metres = {name: part for name, part in shapefile(folder, frame().to_crs(32615)).items() if ".prj" not in name}
    yield Crafted("metres_no_prj.zip", zipped(metres), ROWS)
    yield Crafted("no_shx.zip", zipped({name: part for name, part in parts.items() if ".shx" not in name}), ROWS)
    yield Crafted("no_dbf.zip", zipped({name: part for name, part in parts.items() if ".dbf" not in name}))
    yield Crafted("short_dbf.zip", zipped(parts | {"seed.dbf": _fewer_rows(parts["seed.dbf"])}))
    yield Crafted("short_shp.zip", zipped(parts | {"seed.shp": parts["seed.shp"][:200]}))
    yield Crafted("short_shx.zip", zipped(parts | {"seed.shx": parts["seed.shx"][:132]}))
    yield Crafted("prj.zip", zipped(parts | {"seed.prj": f"+proj=longlat +nadgrids={canary}".encode()}))
    yield Crafted("prj_vrt.zip", zipped(parts | {"seed.prj": _vrt(str(canary))}))
    nan = parts["seed.shp"][:112] + struct.pack("<dd", float("nan"), float("inf")) + parts["seed.shp"][128:]
    yield Crafted("nan.zip", zipped(parts | {"seed.shp": nan}), ROWS)
    yield Crafted("shape_only.shp", parts["seed.shp"])


def _fewer_rows(table: bytes) -> bytes:
    return table[:4] + struct.pack("<I", ROWS - 5) + table[8:]


def _other_kinds() -> Iterator[Crafted]:
    for name, content in {
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
        "paper.csv": b"%PDF-1.7\n",
        "pickle.csv": b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.",
        "program.csv": b"\x7fELF\x02\x01\x01" + bytes(200),
        "packed.gz": b"\x1f\x8b\x08" + bytes(50),
        "columns.parquet": b"PAR1" + bytes(50),
        "script.csv": b"#!/bin/sh\nid\n",
    }.items():
        yield Crafted(name, content)
