"""The report as files beside a public map: a page in each language, and the list of places."""

from data.encode import encode_csv
from data.words import LANGUAGES, say
from layers.public.report import Report, sentences
from layers.public.report_tables import ReportTable, cell_text, heading, report_tables
from layers.text import encode

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:60rem;margin:0 auto;padding:1rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;overflow-wrap:anywhere;vertical-align:top}
.stamp{border:3px solid #1b1b1b;padding:.4rem .8rem;font-weight:700}
.sign{border:2px solid #1b1b1b;padding:.8rem;margin-top:1.5rem}
"""


def report_names(stem: str) -> list[str]:
    """Return the names of a report's files: a page in each language, and the list of places."""
    return [*(f"{stem}-{lang}.html" for lang in LANGUAGES), f"{stem}.csv"]


def report_files(report: Report, *, name: str, stem: str, signed_by: str, manifest: str) -> dict[str, bytes]:
    """Return the report as files: a page in each language and the list of places, by file name.

    Parameters
    ----------
    report
        What there is to know.
    name
        The bundle's.
    stem
        What the names of the files begin with.
    signed_by
        Who answers for it; empty: nobody yet.
    manifest
        SHA-256 of the bundle's manifest, so that a signature is for this bundle alone.
    """
    pages = [_page(report, name, signed_by, manifest, lang).encode() for lang in LANGUAGES]
    return dict(zip(report_names(stem), [*pages, encode_csv(report.listed, {"days_since_check": 0})], strict=True))


def _page(report: Report, name: str, signed_by: str, manifest: str, lang: str) -> str:
    title = say("Before the public map goes out", lang)
    view = report.prepared.view
    stamps = ["INTERNAL", *(["EXAMPLE"] if view.example else [])]
    parts = [
        f'<p class="stamp">{" · ".join(stamps)}. {encode(say("Not to be handed out with the map.", lang))}</p>',
        f"<h1>{encode(title)}</h1>",
        f"<p>{encode(view.title)} · {encode(say('as of {day}', lang, day=view.as_of.isoformat()))}</p>",
        "<ul>" + "".join(f"<li>{encode(sentence)}</li>" for sentence in sentences(report, lang)) + "</ul>",
        *(_table(table, lang) for table in report_tables(report)),
        _signature(name, signed_by, manifest, lang),
    ]
    body = "\n".join(parts)
    return f'<!doctype html>\n<html lang="{lang}">{_head(title)}\n<body>\n{body}\n</body></html>\n'


def _head(title: str) -> str:
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="referrer" content="no-referrer"><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{encode(title)}</title><style>{_STYLE}</style></head>"
    )


def _table(table: ReportTable, lang: str) -> str:
    title, rows, columns = table
    heads = "".join(f'<th scope="col">{encode(heading(name, lang))}</th>' for name in columns)
    lines = [
        "".join(f"<td>{encode(cell_text(name, row[name], lang))}</td>" for name in columns)
        for row in rows.to_dict(orient="records")
    ]
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f"<h2>{encode(say(title, lang))} ({len(rows):,})</h2>\n<table><tr>{heads}</tr>\n{body}</table>"


def _signature(name: str, signed_by: str, manifest: str, lang: str) -> str:
    if signed_by:
        said = say("Signed by {who}, who read this report and answers for what goes out.", lang, who=signed_by)
    else:
        said = say("DRAFT: nobody signed this. To sign, publish again with --signed-by and your name.", lang)
    of = say("The map this is about: {name}, SHA-256 of its manifest.json {hash}", lang, name=name, hash=manifest)
    return f'<div class="sign"><p><b>{encode(said)}</b></p><p>{encode(of)}</p></div>'
