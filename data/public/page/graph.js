// The main roads as a graph, and the shortest ways on it from a few of its crossings.

// What a way costs: the metres, the seconds of a car, the metres on foot; Infinity where there is none.
const METRES = 1;
const BY_CAR = 2;
const ON_FOOT = 3;

/** Undoes the coding: steps of x, y in ten thousandths of a degree, five numbers an edge, runs of countries. */
function readRoads(coded) {
  const x = summed(coded.x).map((value) => value / 1e4);
  const y = summed(coded.y).map((value) => value / 1e4);
  const count = coded.e.length / 5;
  const edges = [];
  let from = 0;
  for (let edge = 0; edge < count; edge++) {
    const [step, reach, metres, seconds, marks] = coded.e.slice(edge * 5, edge * 5 + 5);
    from += step;
    edges.push({ from, to: from + reach, metres, seconds, oneWay: marks & 1, walked: marks & 2 ? Infinity : metres });
  }
  return { x, y, ways: waysOut(x.length, edges), countries: countriesOf(coded.c) };
}

function countriesOf(runs) {
  const countries = [];
  for (let at = 0; at < runs.length; at += 2) {
    for (let left = runs[at + 1]; left > 0; left--) {
      countries.push(runs[at]);
    }
  }
  return countries;
}

function summed(steps) {
  let total = 0;
  return steps.map((step) => (total += step));
}

/** For each crossing the ways out of it; on foot nobody is held to the direction of the cars. */
function waysOut(count, edges) {
  const ways = Array.from({ length: count }, () => []);
  for (const { from, to, metres, seconds, oneWay, walked } of edges) {
    ways[from].push([to, metres, seconds, walked]);
    ways[to].push([from, metres, oneWay ? Infinity : seconds, walked]);
  }
  return ways;
}

/**
 * From any start, `[[node, cost, metres]…]`, the least cost to every node and the metres of that way: `{cost, metres}`;
 * `part` says what costs. No way leads through another country than the one given, nor beyond a cost.
 */
function shortest(graph, starts, part, country, most = Infinity) {
  const cost = new Float64Array(graph.x.length).fill(Infinity);
  const metres = new Float64Array(graph.x.length);
  const heap = [];
  const reach = (node, next, length) => {
    if (next < cost[node] && next <= most && (!graph.countries[node] || graph.countries[node] === country)) {
      cost[node] = next;
      metres[node] = length;
      push(heap, [next, node]);
    }
  };
  starts.forEach(([node, first, length]) => reach(node, first, length));
  while (heap.length) {
    const [done, node] = pop(heap);
    if (done > cost[node]) {
      continue;
    }
    for (const way of graph.ways[node]) {
      reach(way[0], done + way[part], metres[node] + way[METRES]);
    }
  }
  return { cost, metres };
}

function push(heap, item) {
  let place = heap.push(item) - 1;
  while (place > 0) {
    const above = (place - 1) >> 1;
    if (heap[above][0] <= item[0]) {
      break;
    }
    heap[place] = heap[above];
    place = above;
  }
  heap[place] = item;
}

function pop(heap) {
  const top = heap[0];
  const item = heap.pop();
  let place = 0;
  while (heap.length && 2 * place + 1 < heap.length) {
    let below = 2 * place + 1;
    if (below + 1 < heap.length && heap[below + 1][0] < heap[below][0]) {
      below++;
    }
    if (heap[below][0] >= item[0]) {
      break;
    }
    heap[place] = heap[below];
    place = below;
  }
  if (heap.length) {
    heap[place] = item;
  }
  return top;
}

/** The crossings nearest to a point, `[[node, metres in a straight line]…]`, none farther than a limit. */
function nearestNodes(graph, point, count, limit) {
  const near = [];
  for (let node = 0; node < graph.x.length; node++) {
    // A degree of latitude is 111 km: most crossings are ruled out without a sine.
    if (Math.abs(graph.y[node] - point.y) * 111000 > limit) {
      continue;
    }
    const metres = straightMetres(point, { x: graph.x[node], y: graph.y[node] });
    if (metres <= limit) {
      near.push([node, metres]);
    }
  }
  return near.sort((one, other) => one[1] - other[1]).slice(0, count);
}
