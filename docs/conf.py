"""How Sphinx builds these pages: from Markdown, without network."""

import tomllib
from pathlib import Path

_PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]

project = "Alcance"
copyright = "The Alcance authors"  # noqa: A001 - Sphinx's name for it
version = release = _PROJECT["version"]
extensions = ["myst_parser"]
myst_heading_anchors = 3

html_theme = "alabaster"
html_theme_options = {"description": "How far is the next clinic?", "page_width": "70em", "show_powered_by": False}
html_show_sourcelink = False
html_copy_source = False
