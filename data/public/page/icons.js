// Line drawings of 24 × 24, one a service; always beside their word, so hidden from those who listen.

const DRAWINGS = {
  primary: "M12 3a9 9 0 1 0 .01 0M12 8v8M8 12h8",
  emergency: "M12 3L22 20H2ZM12 9v5M12 17v.5",
  maternal: "M11 2.5a2.5 2.5 0 1 0 .01 0M10 8c-2 3-2 6-2 8h2v6h4v-6c4-1 4-6 0-7Z",
  sexual_health: "M12 20C4 14 2 10 4.5 6.5C7 3.5 11 5 12 8.5C13 5 17 3.5 19.5 6.5C22 10 20 14 12 20Z",
  gbv: "M12 3l8 3v6c0 5-4 8-8 9.5c-4-1.5-8-4.5-8-9.5V6ZM8.5 12l2.5 3l5-6",
  child_health: "M8 3a2.5 2.5 0 1 0 .01 0M4 12l4-3l4 3M8 9v7M8 16l-3 5M8 16l3 5M18 8v8M14 12h8",
  mental_health: "M4 5h16v11H11l-5 4v-4H4ZM8 9h8M8 12h5",
  tb_dot: "M12 3v8M12 11l-4 3M12 11l4 3M9 7C5 8 3 14 4 20q5 0 6-4M15 7c4 1 6 7 5 13q-5 0-6-4",
  chronic: "M2 12h5l2-6l4 12l2-6h7",
  vaccination: "M3 21l5-5M6 13l5 5M8 15l8-8l3 3l-8 8ZM14 5l5 5M17 7l4-4",
  pharmacy: "M5 12l7-7a4.95 4.95 0 0 1 7 7l-7 7a4.95 4.95 0 0 1-7-7ZM8.5 8.5l7 7",
  shelter: "M3 6v13M3 16h18M21 19v-6a3 3 0 0 0-3-3h-8v6M6.5 10a1.5 1.5 0 1 0 .01 0",
  water: "M12 3C8 8 6 12 6 15a6 6 0 0 0 12 0c0-3-2-7-6-12Z",
  wash: "M5 21V7a4 4 0 0 1 8 0M9 10h8M10 14v1M13 14v1M16 14v1M10 18v1M13 18v1M16 18v1",
  food: "M3 11h18a9 9 0 0 1-18 0ZM8 3q-2 2.5 0 5M12 3q-2 2.5 0 5M16 3q-2 2.5 0 5",
  legal: "M12 3v18M7 21h10M4 7h16M5 7l-3 7h6ZM19 7l-3 7h6Z",
  protection_minors: "M8 2.5a2.5 2.5 0 1 0 .01 0M8 9v7M8 16l-3 6M8 16l3 6M4 14l4-4l8 6M17 10a2 2 0 1 0 .01 0M17 15v4M17 19l-2 3M17 19l2 3",
  documents: "M3 5h18v14H3ZM8.5 8.5a2 2 0 1 0 .01 0M5.5 16q3-4 6 0M14 10h4M14 14h4",
  education: "M12 6C9 4 5 4 3 5v14c3-1 6-1 9 1c3-2 6-2 9-1V5c-2-1-6-1-9 1ZM12 6v14",
  employment: "M3 8h18v12H3ZM9 8V4h6v4M3 13h18M12 12v2",
  housing: "M2 12L12 3l10 9M5 10v11h14V10M10 21v-6h4v6",
  interpretation: "M2 4h12v8H8l-4 3v-3H2ZM17 9h5v8h-2v3l-4-3h-6v-2",
  hotline: "M5 3h4l2 5l-3 2c1 3 3 5 6 6l2-3l5 2v4c-9 3-19-7-16-16Z",
  here: "M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7ZM12 7a2 2 0 1 0 .01 0",
  town: "M2 21h20M4 21V9h6v12M10 21V4h9v17M13 8h3M13 12h3M13 16h3M6 13h2M6 17h2",
  road: "M8 3L4 21M16 3l4 18M12 3v4M12 10v4M12 17v4",
  sheets: "M5 2h10l4 4v16H5ZM15 2v4h4M8 11h8M8 15h8M8 19h5",
  map: "M2 6l7-3l6 3l7-3v15l-7 3l-6-3l-7 3ZM9 3v15M15 6v15",
  about: "M12 3a9 9 0 1 0 .01 0M12 11v6M12 7v.5",
  language: "M12 3a9 9 0 1 0 .01 0M3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18",
  back: "M15 4l-8 8l8 8",
  home: "M2 12L12 3l10 9M5 10v11h14V10",
  print: "M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7Z",
  keep: "M12 3v12M7 10l5 5l5-5M4 20h16",
};

function outline(name) {
  const known = Object.prototype.hasOwnProperty.call(DRAWINGS, name);
  return draw("path", { d: DRAWINGS[known ? name : "about"], class: "outline" });
}

function icon(name) {
  return draw("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" }, outline(name));
}

function withIcon(name, ...words) {
  return [icon(name), make("span", null, words)];
}
