// How the ground looks: few colours, far apart, to be read in sunlight. Names are in the phone's own letters.

const SEA = "#a9cfe3";
const LAND = "#fffdf6";
const BORDER = "#7a0f6b";
const LETTERS = "system-ui, Roboto, 'Noto Sans', sans-serif";
const ROADS = [
  { classes: ["tertiary", "secondary"], color: "#6b6b6b", width: 1.1 },
  { classes: ["primary"], color: "#8a4b08", width: 2 },
  { classes: ["trunk", "motorway"], color: "#7a2e00", width: 3.2 },
];
// Letters by how many live there, 1 = a million.
const LETTER_SIZES = { 1: 17, 2: 16, 3: 15, 4: 14 };

function paintRules() {
  const polygons = [["sea", SEA], ["land", LAND]];
  return [
    ...polygons.map(([dataLayer, fill]) => ({ dataLayer, symbolizer: new protomapsL.PolygonSymbolizer({ fill }) })),
    { dataLayer: "borders", symbolizer: new protomapsL.LineSymbolizer({
      dash: [7, 4], dashColor: BORDER, dashWidth: 2.6, color: BORDER, width: 2.6, perFeature: true }) },
    ...ROADS.map(({ classes, color, width }) => ({
      dataLayer: "roads", filter: (zoom, feature) => classes.includes(feature.props.road_class),
      symbolizer: new protomapsL.LineSymbolizer({
        color, width: (zoom) => width * (zoom < 8 ? 0.75 : zoom < 11 ? 1 : 1.6), lineCap: "round", lineJoin: "round" }),
    })),
  ];
}

/** A dot and a name a town; where two do not fit beside each other the larger town has its name. */
function labelRules() {
  const dot = new protomapsL.CircleSymbolizer({ radius: 2.5, fill: "#111", stroke: "#fff", width: 1.5 });
  const name = new protomapsL.OffsetTextSymbolizer({
    labelProps: ["name"], offsetX: 5, offsetY: 4, fill: "#111", stroke: "#fff", width: 2.5, lineHeight: 1.2,
    font: (zoom, feature) => townFont(feature.props.rank),
  });
  return [{
    dataLayer: "towns", symbolizer: new protomapsL.GroupSymbolizer([dot, name]),
    sort: (one, other) => one.rank - other.rank,
  }];
}

function townFont(rank) {
  return (rank < 3 ? "700 " : "600 ") + (LETTER_SIZES[rank] || 14) + "px " + LETTERS;
}
