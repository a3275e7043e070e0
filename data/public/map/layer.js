// One canvas for all that lies on the ground. It is wider than the screen, so that a hand moves it without drawing.

const BEYOND = 0.3;

const PlaceLayer = L.Layer.extend({
  initialize(scene) {
    this.scene = scene;
    this.grouped = new Map();
  },

  getEvents() {
    return { viewreset: this.redraw, zoom: this.redraw, moveend: this.redraw, resize: this.redraw, move: this.follow };
  },

  onAdd(map) {
    this.canvas = element("canvas", { class: "map-places leaflet-layer", "aria-hidden": "true" });
    map.getPane("overlayPane").appendChild(this.canvas);
    this.redraw();
  },

  onRemove() {
    this.canvas.remove();
  },

  /** Draws again in the middle of a movement only when its edge would come into sight. */
  follow() {
    const size = this._map.getSize();
    const { x, y } = this._map.containerPointToLayerPoint([0, 0]).subtract(this.corner);
    if (x < 0 || y < 0 || x > 2 * this.beyond.x || y > 2 * this.beyond.y || !size.equals(this.size)) {
      this.redraw();
    }
  },

  redraw() {
    const map = this._map;
    this.size = map.getSize();
    this.beyond = this.size.multiplyBy(BEYOND).round();
    this.corner = map.containerPointToLayerPoint(this.beyond.multiplyBy(-1));
    L.DomUtil.setPosition(this.canvas, this.corner);
    const { x: width, y: height } = this.size.add(this.beyond.multiplyBy(2));
    const pen = this.cleared(width, height);
    this.drawn = this.groups(Math.round(map.getZoom()));
    const world = map.getPixelOrigin().add(this.corner);
    const scale = map.getZoomScale(map.getZoom(), Math.round(map.getZoom()));
    const groups = this.drawn.map(({ x, y, places }) => ({ x: x * scale - world.x, y: y * scale - world.y, places }));
    drawScene(pen, this.scene, groups, { zoom: map.getZoom(), room: [0, 0, width, height], spot: this.spotter(world) });
    // For those who count from outside: as many as the list has, whatever the zoom.
    this.canvas.dataset.drawn = groups.reduce((sum, group) => sum + group.places.length, this.scene.areas.length);
  },

  groups(zoom) {
    if (!this.grouped.has(zoom)) {
      this.grouped.set(zoom, groupPlaces(this._map, this.scene.places, zoom));
    }
    return this.grouped.get(zoom);
  },

  /** Finds where on the canvas a longitude and latitude lie. */
  spotter(world) {
    return (x, y) => {
      const at = this._map.project([y, x]);
      return [at.x - world.x, at.y - world.y];
    };
  },

  cleared(width, height) {
    const fine = sharpness();
    const points = [Math.round(width * fine), Math.round(height * fine)];
    if (this.canvas.width !== points[0] || this.canvas.height !== points[1]) {
      [this.canvas.width, this.canvas.height] = points;
      [this.canvas.style.width, this.canvas.style.height] = [width + "px", height + "px"];
    }
    const pen = this.canvas.getContext("2d");
    pen.setTransform(fine, 0, 0, fine, 0, 0);
    pen.clearRect(0, 0, width, height);
    return pen;
  },
});
