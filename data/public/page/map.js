// The screen that holds the map. The map itself is another script, loaded only here.

let stopMap = null;

function keepMap(drawer) {
  mapDrawer = drawer;
}

async function mapScreen(need, id) {
  const host = make("div", { class: "map", id: "map" });
  const up = "#/" + language + (id ? "/place/" + need + "/" + id : here ? "/list/" + need : "/where/" + need);
  const drawn = async () => {
    const drawer = await loadMap();
    stopMap = drawer(host, await mapView(need, id)) || null;
  };
  return { title: say("Map"), up, look: "map-screen", after: drawn, body: [
    needLine(need), host, make("p", null, say("The same places are in the list, with words.")),
  ] };
}

/** What the map's own script gets to know; it opens where a place was chosen, else where the person is. */
async function mapView(need, id) {
  const [places] = await Promise.all([mapPlaces(need), loadCorridors()]);
  const chosen = places.find((place) => place.id === id) || null;
  return {
    here: here && { x: here.x, y: here.y }, chosen, legs: index.legs, corridors: index.corridors, ground: loadGround,
    say, language, kindName, serviceName, credits: index.credits || [],
    list: "#/" + language + (here ? "/list/" : "/where/") + need,
    places: places.map((place) => ({
      x: place.x, y: place.y, box: place.b || null, kind: place.k || "", services: place.s || [], may: place.m || [],
      name: placeTitle(place), href: placeAddress(place, need),
    })),
  };
}

async function mapPlaces(need) {
  const places = await loadTiles(tilesWith(need).map(({ number }) => number));
  return places.filter((place) => givesOrMay(place, need));
}

function leaveMap() {
  if (stopMap) {
    stopMap();
    stopMap = null;
  }
}
