// The main roads as a graph, and the shortest ways on it from a few of its crossings.

/** Undoes the delta coding: x, y in ten thousandths of a degree, five numbers an edge. */
function readRoads(coded) {
  const x = summed(coded.x).map((value) => value / 1e4);
  const y = summed(coded.y).map((value) => value / 1e4);
  const count = coded.e.length / 5;
  const edges = [];
  let from = 0;
  for (let edge = 0; edge < count; edge++) {
    const [step, reach, metres, seconds, oneWay] = coded.e.slice(edge * 5, edge * 5 + 5);
    from += step;
    edges.push({ from, to: from + reach, metres, seconds, oneWay });
  }
  return { x, y, ways: waysOut(x.length, edges) };
}

function summed(steps) {
  let total = 0;
  return steps.map((step) => (total += step));
}

/** For each crossing the ways out of it; on foot nobody is held to the direction of the cars. */
function waysOut(count, edges) {
  const ways = Array.from({ length: count }, () => []);
  for (const { from, to, metres, seconds, oneWay } of edges) {
    ways[from].push([to, metres, seconds]);
    ways[to].push([from, metres, oneWay ? Infinity : seconds]);
  }
  return ways;
}

/** The least cost from any start, `[[node, cost]…]`, to every node; `part` 1 counts metres, 2 seconds. */
function shortest(graph, starts, part) {
  const cost = new Float64Array(graph.x.length).fill(Infinity);
  const heap = [];
  for (const [node, first] of starts) {
    if (first < cost[node]) {
      cost[node] = first;
      push(heap, [first, node]);
    }
  }
  while (heap.length) {
    const [done, node] = pop(heap);
    if (done > cost[node]) {
      continue;
    }
    for (const way of graph.ways[node]) {
      const next = done + way[part];
      if (next < cost[way[0]]) {
        cost[way[0]] = next;
        push(heap, [next, way[0]]);
      }
    }
  }
  return cost;
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
