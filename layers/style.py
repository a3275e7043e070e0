"""How a page looks. Phones first: nothing is wider than the screen but what scrolls inside its own frame."""

from layers.palette import (
    AREA,
    COVERED,
    DAY_STROKES,
    EXPOSURE_STROKES,
    FLAG_STROKES,
    LAND,
    MISSING_STROKES,
    SEA,
    STATUS_COLOURS,
    SURGE_COLOURS,
    Stroke,
)

_PAGE = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;color:#1b1b1b;
  background:#fff}
body[data-lang="es"] [lang="en"],body[data-lang="en"] [lang="es"]{display:none}
h1{font-size:1.35rem;line-height:1.2;margin:0;overflow-wrap:anywhere}
h2{font-size:1.1rem;margin:1.4rem 0 .4rem}
h3{font-size:1rem;margin:.7rem 0 .2rem;overflow-wrap:anywhere}
h3+p{margin:.1rem 0 .4rem}
header{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.3rem 1rem;align-items:center;
  padding:.6rem 1rem;border-bottom:3px solid #1b1b1b}
.question{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:0}
.question div{display:flex;gap:.35rem}
.question dt{color:#555}
.question dd{margin:0;font-weight:600;overflow-wrap:anywhere}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.notice{margin:.8rem 0 0;padding:.5rem .8rem;border-left:6px solid #7A1F00;background:#fbeee9;font-weight:600}
button#language{font:inherit;font-weight:600;padding:.45rem .9rem;border:2px solid #1b1b1b;
  border-radius:.4rem;background:#fff}
.stamps{margin:0;padding:.35rem 1rem;background:#1b1b1b;color:#fff;font-weight:700;letter-spacing:.06em}
.across{position:absolute;inset:0;z-index:640;pointer-events:none;display:flex;flex-direction:column;
  align-items:center;justify-content:space-around;overflow:hidden}
.across b{font-size:clamp(2.2rem,9vw,5rem);letter-spacing:.15em;color:#000;opacity:.13;
  transform:rotate(-18deg);white-space:nowrap}
main{display:grid;grid-template-columns:minmax(0,1fr);gap:0 1.2rem}
.map-frame{position:relative;height:62vh;min-height:340px;border-bottom:1px solid #999;isolation:isolate}
.folium-map{width:100%;height:100%}
.panel{padding:0 1rem 1rem;min-width:0}
footer{padding:0 1rem 1.5rem;font-size:.9rem;overflow-wrap:anywhere}
footer ul{padding-left:1.1rem;margin:.2rem 0}
@media(min-width:64rem){
main{grid-template-columns:minmax(0,1fr) minmax(36rem,1.06fr)}
.map-frame{height:calc(100vh - 5.75rem);position:sticky;top:0}
.stamps~main .map-frame{height:calc(100vh - 7.9rem)}
}
.legend ul,.legend li{list-style:none;margin:0;padding:0}
.legend ul{display:flex;flex-wrap:wrap;gap:.35rem 1rem;margin-bottom:.5rem}
.legend li{display:flex;align-items:center;gap:.4rem}
.legend li>svg{flex:none}
.swatch{display:inline-block;width:2.2rem;height:.6rem}
.swatch.area{height:1rem;opacity:.45;flex:none}
.swatch.covered{width:6rem;height:1rem;border:1px solid #33444d}
.swatch.arrow{height:auto;font-size:.8rem;line-height:1;text-align:center}
.swatch.ring{height:1rem;border-radius:.5rem;background:#CC79A7}
.swatch.unreported{height:10px;background:linear-gradient(#C25A12 40%,#fff 40% 60%,#C25A12 60%)}
.swatch.nobody{height:2px;background:#767676}
.dot{width:.9rem;height:.9rem;border-radius:50%;border:2px solid #000}
.dot{flex:none;width:.9rem;height:.9rem;border-radius:50%;border:2px solid #000}
.dot.reached{border-color:#fff;outline:1px solid #777}
.dot.room_unknown{border-style:dashed}
.dot.night,.dot.far_night{width:.6rem;height:.6rem;background:#000}
.dot.far_night{background:#fff}
.strip{display:flex;height:1.6rem;border:1px solid #1b1b1b}
.strip span{min-width:0;cursor:pointer}
.legend .flag.missed{height:.9rem}
.legend .flag.site{height:.25rem}
.dot.hollow{border:4px solid #7A1F00;background:#fff}
td .flag.supply{color:#000}
time{white-space:nowrap}
.ends{display:flex;justify-content:space-between;margin:0;font-size:.85rem;color:#444}
.ends .ahead{font-weight:600}
.swatch.exposed,.swatch.unreported{flex:none}
.reports{overflow-wrap:anywhere;margin:.8rem 0;padding:.5rem .8rem;border:2px solid #1b1b1b;border-left-width:6px}
.reports h2{margin:0 0 .3rem}
.reports ul{margin:0 0 .4rem;padding-left:1.1rem}
.whom p{margin:.2rem 0 .4rem}
.source{font-size:.85rem;color:#444;overflow-wrap:anywhere}
.cascade{list-style:none;margin:0 0 .6rem;padding:0}
.cascade li{display:grid;grid-template-columns:minmax(0,13rem) minmax(0,1fr) 10rem;gap:.1rem .6rem;
  align-items:center;padding:.15rem 0 .15rem .4rem;border-left:6px solid #0000}
.cascade li>span:nth-child(3){text-align:right;font-variant-numeric:tabular-nums}
.cascade .bar{height:1.1rem;border:1px solid #33444d;background:#fff}
.cascade .bar i{display:block;height:100%;background:#33444d}
.cascade strong{grid-column:2/-1}
.cascade .worst{border-color:#7A1F00}
.gap{color:#7A1F00;font-size:1rem;line-height:1}
.unknown{color:#595959}
.sector-number{font:700 12px/16px system-ui,sans-serif;text-align:center;color:#000;background:#fff;
  border:1px solid #000;border-radius:50%}
.many{max-height:32rem;overflow-y:auto;border:1px solid #bbb;padding:0 .6rem .6rem}
.sign{display:inline-flex;align-items:center;justify-content:center;width:26px;height:26px;flex:none;
  border-radius:5px;font:700 13px/1 system-ui,sans-serif;background:#12343b;color:#fff;border:2px solid #fff;
  box-shadow:0 0 0 1px #000}
.sign.hospital,.sign.clinic,.sign.health_post,.sign.mobile_clinic,.sign.pharmacy{border-radius:50%}
.sign.possible{background:#fff;color:#12343b;border:2px dashed #12343b;box-shadow:none}
.sign.none{width:16px;height:16px;font-size:9px;background:#e9e9e9;color:#555;border-width:1px;border-color:#fff;
  box-shadow:0 0 0 1px #8a8a8a}
.sign.site{width:30px;height:30px;border-radius:4px 4px 50% 50%;background:#7A1F00;font-size:15px}
.scroll{position:relative;overflow:auto;border:1px solid #bbb;margin:0 0 1rem;
  background:linear-gradient(90deg,#fff 2rem,#0000),linear-gradient(270deg,#fff 2rem,#0000) 100% 0,
  linear-gradient(90deg,#0003,#0000) 0 0,linear-gradient(270deg,#0003,#0000) 100% 0;
  background-repeat:no-repeat;background-size:4rem 100%,4rem 100%,1rem 100%,1rem 100%;
  background-attachment:local,local,scroll,scroll}
.scroll.long{max-height:36rem}
.all{display:flex;gap:.4rem;align-items:center;justify-content:flex-end;padding:.3rem 0;width:max-content;
  margin-left:auto;cursor:pointer}
.all input{width:1.1rem;height:1.1rem;margin:0}
.all:not(:has(:checked))+.scroll+.beside{display:none}
.beside{margin:-.6rem 0 1rem;font-size:.9rem}
.answer{grid-column:1/-1;margin:.2rem 0 0;font-weight:600}
.fold>summary h2,.fold>summary h3{display:inline}
.scroll.long:has(>#facilities){content-visibility:auto;contain-intrinsic-height:auto 36rem}
table{border-collapse:collapse;width:100%;font-size:.84rem;line-height:1.35}
caption{text-align:left;padding:.4rem .5rem;font-weight:700;position:sticky;left:0}
th,td{text-align:left;vertical-align:top;padding:.3rem;border-top:1px solid #ddd}
.scroll thead th{background:#f0f0f0;position:sticky;top:0;z-index:1;vertical-align:bottom}
.scroll td,.scroll th{min-width:4.2rem;max-width:13rem;overflow-wrap:break-word}
.scroll td{font-variant-numeric:tabular-nums}
.scroll{container-type:inline-size;scroll-padding-top:5rem}
#segments,#facilities,#sectors,#demand{table-layout:fixed}
#demand th[scope=row]{overflow-wrap:anywhere}
#sectors thead th{width:6rem}
#sectors thead th:nth-child(1){width:min(24cqw,14rem)}
#sectors small{display:block}
#coverage th[scope=row]{min-width:10rem}
#exposure th[scope=row]{min-width:11rem;font-weight:400}
#scenarios th[scope=row],#scenarios td:nth-child(2){min-width:7.5rem}
#segments thead th{width:5.6rem}
#segments thead th:nth-child(1){width:min(17cqw,13rem)}
#segments thead th:nth-child(2){width:6.8rem}
#segments thead th:nth-child(3){width:min(16cqw,10rem)}
#segments thead th:nth-child(4),#segments thead th:nth-child(5){width:min(17cqw,11rem)}
#segments thead th:nth-child(6){width:4.9rem}
#facilities thead th{width:min(16cqw,7rem)}
#facilities thead th:nth-child(4),#facilities thead th:nth-child(5){width:min(20cqw,11rem)}
#facilities thead th:nth-child(1),#facilities thead th:nth-child(3){width:min(20cqw,13rem)}
tr[data-key]{cursor:pointer}
tr[data-key]:hover,tr.chosen{background:#fff3c4}
tr button{all:unset;cursor:pointer;text-decoration:underline;text-underline-offset:.15em}
:focus-visible{outline:3px solid #000;outline-offset:-2px;box-shadow:0 0 0 5px #ffd400}
path:focus-visible{outline:none;stroke-width:14px;filter:drop-shadow(0 0 1px #000) drop-shadow(0 0 3px #ffd400)}
.leaflet-overlay-pane path:focus-visible{stroke-width:5px}
td .flag{display:inline-block;color:#fff;font-size:.78rem;padding:.05rem .3rem;border-radius:.25rem}
td .flag.uncertain{color:#000}
td .flag.no_data,td .flag.served,td .flag.underserved{background-image:none}
td .flag.no_data{background-color:#595959}
.nothing{color:#767676}
.far .leaflet-marker-pane{z-index:410}
.far .sign{transform:scale(.24);font-size:0}
.far .sign.none{opacity:.6}
.far .sign.site{transform:none;font-size:15px}
.far.crowded .leaflet-marker-pane .sign-holder:not(.site-holder){display:none}
.arrow svg{display:block;width:14px;height:14px}
.arrow path{fill:#000;stroke:#fff;stroke-width:1.5}
.far .leaflet-roads-pane path{stroke-width:.8px}
.town{display:flex;align-items:center;width:max-content!important;white-space:nowrap;
  font:600 12px/1 system-ui,sans-serif;color:#222;
  text-shadow:0 0 3px #fff,0 0 3px #fff,0 0 3px #fff}
.town i{flex:none;width:5px;height:5px;border-radius:50%;background:#333;margin:0 4px 0 -2px}
.town.west{flex-direction:row-reverse;translate:-100%}
.town.west i{margin:0 -2px 0 4px}
.town.south{translate:-50% 22px}
.town.north{translate:-50% -22px}
.town.south i,.town.north i{display:none}
.leaflet-container{font:inherit}
.leaflet-container .leaflet-control-attribution{font-size:.75rem}
.leaflet-tooltip{width:max-content;max-width:16rem;white-space:normal}
.leaflet-popup-content{margin:.6rem}
.leaflet-popup-scrolled{background:linear-gradient(#fff 1rem,#0000),linear-gradient(0deg,#fff 1rem,#0000) 0 100%,
  linear-gradient(#0003,#0000) 0 0,linear-gradient(0deg,#0003,#0000) 0 100%;background-repeat:no-repeat;
  background-size:100% 2rem,100% 2rem,100% .7rem,100% .7rem;background-attachment:local,local,scroll,scroll}
.leaflet-container a.leaflet-popup-close-button{width:32px;height:32px;font-size:22px;line-height:30px;color:#333}
.card h3{margin:0 1.4rem .3rem 0}
.leaflet-popup-content .card{font-size:.92rem;line-height:1.35}
.card p{margin:0 0 .4rem}
.card p:empty{display:none}
.card th{font-weight:400;color:#444;padding-left:0;width:38%}
.card td{font-weight:600}
.card th,.card td{padding:.2rem .3rem .2rem 0}
.card h3,.card td{overflow-wrap:anywhere}
.leaflet-segments-pane svg{filter:drop-shadow(0 0 1px #000)}
.leaflet-control-layers-list label{display:block}
details>summary{font-weight:700;padding:.5rem 0;cursor:pointer}
@media(max-width:499px){
.leaflet-container:has(.leaflet-popup) .leaflet-top{visibility:hidden}
.leaflet-popup-content .card{font-size:.84rem}
}
@media(max-width:40rem){
.scroll table,.scroll caption,.scroll tbody,.scroll tr,.scroll th[scope=row],.scroll td{display:block;max-width:none}
.scroll thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.scroll{background:none}
#sectors small{display:inline}
#sectors .unseen{position:static;clip-path:none;white-space:normal}
.scroll tr{padding:.5rem;border-top:2px solid #999}
.scroll th[scope=row],.scroll td{border:0;padding:.08rem 0}
.scroll th[scope=row]{font-size:.95rem}
.scroll td{display:flow-root;padding-left:9rem;font-size:.9rem}
.scroll td::before{color:#444;float:left;width:8.5rem;margin-left:-9rem}
}
@media(max-width:40rem){
.cascade li{grid-template-columns:minmax(0,1fr) auto}
.cascade .bar,.cascade strong{grid-column:1/-1}
.cascade .bar{grid-row:2}
}
@media print{
.cascade .bar i,.flag{print-color-adjust:exact}
.scroll.long:has(>#facilities){content-visibility:visible}
.map-frame{height:120mm;position:relative}
.scroll,.scroll.long{max-height:none;overflow:visible}
#exposure{font-size:.75rem;line-height:1.2}
#exposure th,#exposure td{padding:.12rem .3rem}
#exposure th[scope=row]{width:19rem;max-width:none}
#exposure td:nth-child(5){white-space:nowrap}
button,.all{display:none}
.unprinted{display:none!important}
}
@media screen{.printed{display:none}}
"""

_MOST_COLUMNS = 21
_FEW = (5, 6)  # how many columns a table shows that keeps the others until they are asked for


def page_style() -> str:
    """Return the page's style sheet."""
    flags = "".join(
        f".flag.{flag}{{background-color:{stroke.colour};{_pattern(flag)}}}" for flag, stroke in FLAG_STROKES.items()
    )
    flags += "".join(_day(state, stroke) for state, stroke in DAY_STROKES.items())
    dots = "".join(f".dot.{status}{{background:{colour}}}" for status, colour in STATUS_COLOURS.items())
    dots += "".join(f".dot.{state}{{background:{colour}}}" for state, colour in SURGE_COLOURS.items())
    ground = (
        f".folium-map{{background:{SEA}}}.swatch.area{{background:{AREA}}}"
        f".swatch.covered{{background:linear-gradient(90deg,{COVERED}1a,{COVERED}b3)}}"
        f"footer{{background:{LAND}}}"
    )
    lines = "".join(_line(f"missing{count}", stroke) for count, stroke in enumerate(MISSING_STROKES))
    lines += "".join(_line(f"exposed.{state}", stroke) for state, stroke in EXPOSURE_STROKES.items())
    few = "".join(
        f".all:not(:has(:checked))+.few{count} tr>:nth-child(n+{count + 1}){{display:none}}" for count in _FEW
    )
    return _PAGE + flags + dots + lines + ground + few + _columns()


def _columns() -> str:
    """Return how the columns of tables differ: numbers end under each other; stacked, each cell has its own head."""
    places = range(2, _MOST_COLUMNS + 1)
    columns = ",".join(f".n{place}>tr>:nth-child({place})" for place in places)
    cells = ",".join(f".n{place}>tr>td:nth-child({place})" for place in places)
    heads = "".join(f".scroll td:nth-child({place})::before{{content:var(--head-{place})}}" for place in places)
    wide = f"{columns}{{text-align:right}}{cells}{{white-space:nowrap}}"
    wide += "#segments td,#sectors td,#scenarios td{white-space:normal}"
    wide += "#segments tbody th,#sectors tbody th,#coverage tbody th{font-weight:400}"
    return f"@media(min-width:40.01rem){{{wide}}}@media(max-width:40rem){{{heads}}}"


def _line(sign: str, stroke: Stroke) -> str:
    """Return a sign of the legend for a line: as wide and as broken as it."""
    fill = stroke.colour
    if stroke.dash:
        mark, hole = map(int, stroke.dash.split())
        fill = f"repeating-linear-gradient(90deg,{stroke.colour} 0 {mark}px,#0000 {mark}px {mark + hole}px)"
    return f".swatch.{sign}{{height:{stroke.weight}px;background:{fill}}}"


def _day(state: str, stroke: Stroke) -> str:
    """Return the look of a day in the bar, the legend and the table: high and hatched, lower and broken, low.

    In the bar its height is that of its colour, so that all of it still leads to the day.
    """
    fill, height = f"linear-gradient({stroke.colour} 0 0)", {"missed": 100, "supply": 65, "site": 30}[state]
    if state == "missed":
        fill = f"repeating-linear-gradient(45deg,{stroke.colour} 0 4px,#fff 4px 8px)"
    if state == "supply":
        fill = f"repeating-linear-gradient(90deg,{stroke.colour} 0 9px,#fff 9px 13px)"
    return (
        f".flag.{state}{{background:{fill}}}.strip .flag.{state}{{background:{fill} bottom/100% {height}% no-repeat}}"
        f"td .flag.{state}{{background:{stroke.colour}}}"
    )


def _pattern(flag: str) -> str:
    """Return the holes of a flag's line, as its map stroke has them."""
    if flag == "uncertain":
        return "background-image:repeating-linear-gradient(90deg,#0000 0 9px,#fff 9px 13px);"
    if flag == "no_data":
        return "background-image:repeating-linear-gradient(90deg,#0000 0 3px,#fff 3px 9px);"
    return ""
