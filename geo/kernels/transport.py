"""Sharing people out among places with limited room at the least cost: the network simplex method.

A root is added to points and places: whoever is left out goes to the root, and the root fills the room nobody uses. So
there is a spanning tree of ways to begin with. It is made better by taking in a way that pays, pushing people round the
circle it closes until some way of it is empty, and hanging the tree over from that way to the new one (Dantzig 1951; as
in Ahuja, Magnanti & Orlin 1993, Network Flows, ch. 11). The tree stays strongly feasible: of the ways that are empty
first the last one round the circle goes (Cunningham 1976, Mathematical Programming 11:105), so that it never comes back
to a tree it had before.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.kernels.compiled import compiled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# A safeguard against walking for ever; a million ways took a quarter of a step each where room was scarcest.
STEPS_AT_LEAST, STEPS_A_WAY = 1_000, 10


class Ways(NamedTuple):
    """Directed ways between nodes and what each costs a person."""

    tail: Ints
    head: Ints
    cost: Floats


class Tree(NamedTuple):
    """A spanning tree with one value a node; -1: none.

    ``way`` is the way between a node and its ``parent``, which leads ``up`` to the parent or down from it, and
    ``people`` use it. ``child`` is the first child, ``after`` and ``before`` are its brothers. ``price`` is the cost of
    coming from the root along the tree, ``depth`` the number of ways to the root.
    """

    parent: Ints
    way: Ints
    up: npt.NDArray[np.bool_]
    people: Floats
    child: Ints
    after: Ints
    before: Ints
    price: Floats
    depth: Ints


@compiled
def transport(ways: Ways, supply: Floats, room: Floats, left_out_cost: float, tolerance: float) -> tuple[Floats, bool]:
    """Return the people of each way at the least cost, and whether the least was found.

    Points are the nodes 0 to len(supply) - 1, which send at most their supply; places the len(room) nodes after them,
    which take at most their room; both above 0 and finite. Ways lead from points to places and cost 0 or more; each
    person not sent costs `left_out_cost`. A way pays when it saves more than `tolerance` a person.
    """
    points, root = len(supply), len(supply) + len(room)
    nodes = np.arange(root)
    at_root = np.full(root, root)
    every = Ways(
        np.concatenate((ways.tail, nodes[:points], at_root[points:])),
        np.concatenate((ways.head, at_root[:points], nodes[points:])),
        np.concatenate((ways.cost, np.full(points, left_out_cost), np.zeros(root - points))),
    )
    tree = _star(every, np.concatenate((supply, room)), points)
    count = len(ways.tail)
    at, entering = 0, 0
    for _ in range(STEPS_AT_LEAST + STEPS_A_WAY * count):
        entering, at = _way_that_pays(every, tree.price, at, tolerance)
        if entering < 0:
            break
        _take_in(every, tree, entering)
    people = np.zeros(count)
    for node in range(root):
        if tree.way[node] < count:
            people[tree.way[node]] = max(0.0, tree.people[node])
    return people, entering < 0


@compiled
def _star(ways: Ways, people: Floats, points: int) -> Tree:
    """Return the tree in which everyone is left out: each node hangs on the root by its own way, the last ones."""
    root = len(people)
    none = np.full(root + 1, -1)
    tree = Tree(
        none.copy(),
        none.copy(),
        np.arange(root + 1) < points,
        np.append(people, 0.0),
        none.copy(),
        none.copy(),
        none.copy(),
        np.zeros(root + 1),
        np.zeros(root + 1, np.int64),
    )
    for node in range(root):
        tree.way[node] = len(ways.tail) - root + node
        _hang(tree, node, root)
        _tell(ways, tree, node)
    return tree


@compiled
def _way_that_pays(ways: Ways, price: Floats, start: int, tolerance: float) -> tuple[int, int]:
    """Return the way that saves most in the first block that has one (-1: none pays), and where to look next."""
    count = len(ways.cost)
    block = int(np.sqrt(count)) + 30
    best, best_saving = -1, tolerance
    at = start
    for looked in range(1, count + 1):
        saving = price[ways.head[at]] - price[ways.tail[at]] - ways.cost[at]
        if saving > best_saving:
            best, best_saving = at, saving
        at = at + 1 if at + 1 < count else 0
        if best >= 0 and looked % block == 0:
            break
    return best, at


@compiled
def _take_in(ways: Ways, tree: Tree, entering: int) -> None:
    """Push as many people through a way as can be, and put it into the tree for the one that is empty then."""
    tail, head = ways.tail[entering], ways.head[entering]
    join = _join(tree, tail, head)
    pushed, leaving, below_tail = np.inf, -1, True
    node = tail
    while node != join:  # people come down here: a way that leads up has fewer
        if tree.up[node] and tree.people[node] < pushed:
            pushed, leaving = tree.people[node], node
        node = tree.parent[node]
    node = head
    while node != join:  # people go up here: of ways equally short of people the last one round the circle goes
        if not tree.up[node] and tree.people[node] <= pushed:
            pushed, leaving, below_tail = tree.people[node], node, False
        node = tree.parent[node]
    _push(tree, tail, join, -pushed)
    _push(tree, head, join, pushed)
    inner, outer = (tail, head) if below_tail else (head, tail)
    _rehang(tree, inner, outer, leaving, entering, below_tail, pushed)
    _tell(ways, tree, inner)


@compiled
def _join(tree: Tree, one: int, other: int) -> int:
    """Return the node in which the ways of two nodes to the root meet."""
    while one != other:
        if tree.depth[one] >= tree.depth[other]:
            one = tree.parent[one]
        else:
            other = tree.parent[other]
    return one


@compiled
def _push(tree: Tree, node: int, join: int, upward: float) -> None:
    """Send people from a node up to another above it (below 0: down from it)."""
    while node != join:
        tree.people[node] += upward if tree.up[node] else -upward
        node = tree.parent[node]


@compiled
def _rehang(tree: Tree, node: int, parent: int, last: int, way: int, up: bool, people: float) -> None:  # noqa: FBT001
    """Hang the part of the tree below `last` on a new parent by one of its nodes, turning over what was above that."""
    while True:
        old_parent, old_way, old_up, old_people = tree.parent[node], tree.way[node], tree.up[node], tree.people[node]
        _unhang(tree, node)
        _hang(tree, node, parent)
        tree.way[node], tree.up[node], tree.people[node] = way, up, people
        if node == last:
            return
        node, parent, way, up, people = old_parent, node, old_way, not old_up, old_people


@compiled
def _hang(tree: Tree, node: int, parent: int) -> None:
    first = tree.child[parent]
    tree.parent[node], tree.before[node], tree.after[node] = parent, -1, first
    tree.child[parent] = node
    if first >= 0:
        tree.before[first] = node


@compiled
def _unhang(tree: Tree, node: int) -> None:
    before, after = tree.before[node], tree.after[node]
    if before >= 0:
        tree.after[before] = after
    else:
        tree.child[tree.parent[node]] = after
    if after >= 0:
        tree.before[after] = before


@compiled
def _tell(ways: Ways, tree: Tree, top: int) -> None:
    """Work out price and depth of a node and all below it."""
    node = top
    while True:
        parent, cost = tree.parent[node], ways.cost[tree.way[node]]
        tree.price[node] = tree.price[parent] + (-cost if tree.up[node] else cost)
        tree.depth[node] = tree.depth[parent] + 1
        if tree.child[node] >= 0:
            node = tree.child[node]
            continue
        while node != top and tree.after[node] < 0:
            node = tree.parent[node]
        if node == top:
            return
        node = tree.after[node]
