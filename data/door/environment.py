"""The environment a child is started with: nothing of ours, one GDAL driver, no address, one thread."""

import os
from functools import cache

import pyogrio

# What is opened through GDAL, and by which single driver.
GDAL_DRIVERS = {"gpkg": "GPKG", "shp": "ESRI Shapefile", "fgb": "FlatGeobuf"}
_PLAIN = {
    "CPL_CURL_ENABLE_VSIMEM": "NO",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
    "GDAL_CACHEMAX": "16",
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_DRIVER_PATH": "disable",
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_HTTP_TIMEOUT": "1",
    "GDAL_NUM_THREADS": "1",
    "GDAL_PYTHON_DRIVER_PATH": "disable",
    "LANG": "C.UTF-8",
    "MALLOC_ARENA_MAX": "1",
    "OGR_SQLITE_LOAD_EXTENSIONS": "",
    "OGR_SQLITE_TRUSTED_SCHEMA": "OFF",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PROJ_NETWORK": "OFF",
    "PYTHONHASHSEED": "0",
    "SHAPE_RESTORE_SHX": "YES",
}


def child_environment() -> dict[str, str]:
    """Return the variables of a child: constants of ours, and on Windows where the system lies."""
    system = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return _PLAIN | system | {"OGR_SKIP": ",".join(_skipped_drivers())}


@cache
def _skipped_drivers() -> tuple[str, ...]:
    return tuple(sorted(set(pyogrio.list_drivers()) - set(GDAL_DRIVERS.values())))
