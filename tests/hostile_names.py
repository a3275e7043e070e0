"""Forty names as somebody might write them who wants more than to be read: each would run, load or break something."""

import os

RUN = "window.X=1"
ELSEWHERE = "http://stranger.invalid/x"

HOSTILE_NAMES = (
    # HTML
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f'<img src="{ELSEWHERE}" onerror="{RUN}">',
    f"<svg/onload={RUN}>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f'<iframe srcdoc="<script>parent.X=1</script>" src="javascript:{RUN}">',
    f'"><details open ontoggle="{RUN}">x',
    f"' autofocus onfocus='{RUN}' x='",
    f"</textarea></title></style></table><b onmouseover={RUN}>grande",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror={RUN}>'>",
    f"<a href=javascript:{RUN}>Ver más</a>",
    f'<base href="{ELSEWHERE}/"><link rel=stylesheet href="{ELSEWHERE}"><meta http-equiv=refresh content=0>',
    '<span lang="en">Counts</span><span data-w>Cuenta</span>',
    "<!-- sin cerrar <b>",
    "<![CDATA[ x ]]> <?php echo 1 ?>",
    "&lt;b&gt; &amp;amp; &#60;i&#62; &nbsp; &quot;",
    # languages a page is made of
    f"${{{RUN}}}",
    f"`+({RUN})+`",
    f"\\`${{{RUN}}}\\\\${{alert(1)}}",
    f"');{RUN};//",
    f'\\");{RUN};//',
    f'"}}],"x":{{"y":"\\u003cscript>{RUN}</script>"',
    "{{7*7}} {% raw %} {# x #} #{7*7} ${{7*7}}",
    "{name} {0} {} }{ {0.__class__} %s %(x)s %n %00",
    f"}}</style> body{{background:url({ELSEWHERE})}} @import '{ELSEWHERE}';",
    f"javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    "__proto__",
    # Markdown as the app would draw it
    "**negrita** _cursiva_ ~~tachado~~ # título > cita",
    f"[pulse aquí](javascript:{RUN}) <{ELSEWHERE}>",
    f"![foto]({ELSEWHERE}.png)",
    ":material/home: :smile: :red[rojo] :blue-background[x] :streamlit:",
    "$x^2$ $$\\frac{1}{2}$$ \\(y\\) -> <- -- >= <= ~= ...",
    "`uno` ``dos`` ```tres",
    # spreadsheets
    f'=HYPERLINK("{ELSEWHERE}","Clínica")',
    "+cmd|' /C calc'!A0",
    # text itself
    "\u202eacinílC\u202c \u200b\u200d\ufeff\u2066x\u2069 \u0627\u0644",
    "Clínica \U0001f3e5\U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301\u0320\u0335\u0489 \U0001d4d0",
    "Campana\x07 \x1b[31mroja\x1b[0m \x85 \x9b",
    "Muy larga " + "hospitalización" * 30,
)
LANGUAGES = ("es", "en")
FULL = os.environ.get("ALCANCE_PROMISES") == "full"


def some_of(start: int) -> tuple[str, ...]:
    """Return all names for `make promises`, else every fourth from a start: four tests together meet each of them."""
    return HOSTILE_NAMES if FULL else HOSTILE_NAMES[start::4]


def some_told(start: int) -> list[tuple[str, str]]:
    """Return names with a language of the app: every name in each for `make promises`, else some, in turn in one."""
    if FULL:
        return [(name, lang) for name in HOSTILE_NAMES for lang in LANGUAGES]
    return [(name, LANGUAGES[at % len(LANGUAGES)]) for at, name in enumerate(some_of(start))]
