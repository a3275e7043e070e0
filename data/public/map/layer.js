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
    const pen = this.cleared(this.size.add(this.beyond.multiplyBy(2)));
    this.drawn = this.groups(Math.round(map.getZoom()));
    const world = map.getPixelOrigin().add(this.corner);
    const scale = map.getZoomScale(map.getZoom(), Math.round(map.getZoom()));
    drawScene(pen, this.scene, this.drawn.map(({ x, y, places }) => ({ x: x * scale - world.x, y: y * scale - world.y, places })),
      map.getZoom(),
      (x, y) => { const at = map.project([y, x]); return [at.x - world.x, at.y - world.y]; });
    // For those who count from outside: as many as the list has, whatever the zoom.
    this.canvas.dataset.drawn = this.scene.areas.length + this.drawn.reduce((sum, group) => sum + group.places.length, 0);
  },

  groups(zoom) {
    if (!this.grouped.has(zoom)) {
      this.grouped.set(zoom, groupPlaces(this._map, this.scene.places, zoom));
    }
    return this.grouped.get(zoom);
  },

  cleared(size) {
    const fine = sharpness();
    const [width, height] = [Math.round(size.x * fine), Math.round(size.y * fine)];
    if (this.canvas.width !== width || this.canvas.height !== height) {
      [this.canvas.width, this.canvas.height] = [width, height];
      [this.canvas.style.width, this.canvas.style.height] = [size.x + "px", size.y + "px"];
    }
    const pen = this.canvas.getContext("2d");
    pen.setTransform(fine, 0, 0, fine, 0, 0);
    pen.clearRect(0, 0, size.x, size.y);
    return pen;
  },
});
