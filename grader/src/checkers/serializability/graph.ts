/**
 * Directed graphs of whole numbers: strongly connected components, and shortest ways.
 *
 *     0 ──▶ 1 ──▶ 2 ──▶ 3        components 0 1 2 │ 3
 *     ▲           │
 *     └───────────┘
 *
 * A cycle lies within one component, and every edge within a component lies on a cycle.
 *
 * Source: Tarjan, "Depth-First Search and Linear Graph Algorithms" (SIAM J. Comput. 1(2), 1972) §4. His recursion is a
 * stack here, since a history may be one long path.
 */

/** By node: where its edges lead. */
export type Graph = readonly (readonly number[])[];

const UNSEEN = -1;

/** By node: the number of its component. Linear. */
export function components(graph: Graph): Int32Array {
  const index = new Int32Array(graph.length).fill(UNSEEN);
  const low = new Int32Array(graph.length);
  const component = new Int32Array(graph.length).fill(UNSEEN);
  const open: number[] = [];
  let seen = 0;
  let found = 0;
  const enter = (node: number) => {
    index[node] = seen;
    low[node] = seen++;
    open.push(node);
    return { node, next: 0 };
  };
  for (const root of graph.keys()) {
    if (index[root] !== UNSEEN) continue;
    const path = [enter(root)];
    while (path.length > 0) {
      const top = path.at(-1)!;
      const { node } = top;
      const to = graph[node]![top.next++];
      if (to !== undefined) {
        if (index[to] === UNSEEN) path.push(enter(to));
        else if (component[to] === UNSEEN) low[node] = Math.min(low[node]!, index[to]!);
        continue;
      }
      path.pop();
      const parent = path.at(-1)?.node;
      if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!);
      if (low[node] !== index[node]) continue;
      while (component[node] === UNSEEN) component[open.pop()!] = found;
      found++;
    }
  }
  return component;
}

/**
 * The nodes of a shortest way within one component, both ends included; `undefined` where there is none. Breadth first.
 */
export function shortestWay(
  graph: Graph,
  component: Int32Array,
  from: number,
  to: number,
): readonly number[] | undefined {
  const before = new Map<number, number>([[from, from]]);
  const queue = [from];
  for (let at = 0; at < queue.length && !before.has(to); at++) {
    for (const next of graph[queue[at]!]!) {
      if (before.has(next) || component[next] !== component[from]) continue;
      before.set(next, queue[at]!);
      queue.push(next);
    }
  }
  if (!before.has(to)) return undefined;
  const way = [to];
  while (way.at(-1) !== from) way.push(before.get(way.at(-1)!)!);
  return way.reverse();
}
