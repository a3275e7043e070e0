// The ground of one leg under the places. Where it does not come or is damaged, the places are there without it.

/** As many points a pixel as help to read; more only costs a cheap phone its breath. */
function sharpness() {
  return Math.min(2, window.devicePixelRatio || 1);
}

/** Makes the ground of a leg: resolves to its layer, or to null after `tell` was told why there is none. */
async function layGround(view, number, tell) {
  const damaged = () => tell(view.say("The ground of this map is damaged; the list still works."));
  let text;
  try {
    text = await view.ground(number);
  } catch (error) {
    tell(view.say("The ground of this map did not come; the list still works."));
    return null;
  }
  try {
    const { archive, mostZoom } = await openArchive(text);
    return groundLayer(watchedArchive(archive, damaged), mostZoom);
  } catch (error) {
    damaged();
    return null;
  }
}

function groundLayer(archive, mostZoom) {
  return protomapsL.leafletLayer({
    url: archive, maxDataZoom: mostZoom, attribution: "", paintRules: paintRules(), labelRules: labelRules(),
    devicePixelRatio: sharpness(),
  });
}
