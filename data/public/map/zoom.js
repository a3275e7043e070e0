// Two large buttons, with words for those who do not see them.

const ZoomButtons = L.Control.extend({
  options: { position: "topright" },

  initialize(say) {
    this.say = say;
  },

  onAdd(map) {
    const button = (sign, words, act) => pressable("map-zoom", act, element("span", { "aria-hidden": "true" }, sign),
      element("span", { class: "map-heard" }, words));
    const holder = element("div", { class: "map-zooms" },
      button("+", this.say("Closer"), () => map.zoomIn(1, { animate: false })),
      button("−", this.say("Farther"), () => map.zoomOut(1, { animate: false })));
    L.DomEvent.disableClickPropagation(holder);
    return holder;
  },
});
