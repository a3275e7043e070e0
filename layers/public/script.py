"""Values as classic scripts: the one form of data that a page opened from a stick may load."""

import json

# Harmless in JSON, but a browser could take them for the end of a script or of a line.
_ESCAPED = {"<": "\\u003c", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def call(name: str, *values: object) -> bytes:
    """Return the script that hands `values` to the page: ``ALCANCE.name(...);``, UTF-8.

    Parameters
    ----------
    name
        A function of the page.
    *values
        JSON: numbers must be finite.
    """
    return f"ALCANCE.{name}({','.join(map(as_json, values))});\n".encode("utf-8", "replace")


def as_json(value: object) -> str:
    """Return a value as short JSON that is also JavaScript; mappings keep their order."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign, escaped in _ESCAPED.items():
        text = text.replace(sign, escaped)
    return text
