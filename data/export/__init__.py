"""Tables of a study as files for other people: CSV, XLSX, GeoPackage, GeoJSON and HSDS, with their sources."""
