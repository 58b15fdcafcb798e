/**
 * The cycles among transactions, by name: the shortest of each kind in each component that is found.
 *
 *     kind            edges                                  begins with
 *     G0              ww                                     ww
 *     G1c             ww wr                                  wr
 *     G-single        one rw, then ww wr                     rw
 *     G-nonadjacent   no rw behind an rw, two or more        rw
 *     G2-item         any, with an rw behind an rw           rw
 *
 * No rw behind an rw is a question about the last edge, so it is asked in a graph that has every transaction twice:
 *
 *     (v, 0) came by another edge: any may follow        (v, 1) came by an rw: no rw may follow
 *
 * Whether there is a cycle is exact: every edge within a component lies on one. Which is the shortest is tried from a
 * limited number of edges, since a broken store makes one component of all its transactions.
 *
 * With time or sessions, their edges count as ww does, and only cycles that need one are told.
 */
import type { Anomaly, AnomalyName, CycleName, DependencyKind, Step } from "./anomaly.ts";
import type { Edge } from "./dependencies.ts";
import { components, shortestWay } from "./graph.ts";
import type { Transaction } from "./transaction.ts";

/** How many edges of a component a shortest cycle is sought from. */
const STARTS_MOST = 32;

type Extra = "process" | "realtime";

/** Its edges in order. */
type Cycle = readonly Edge[];

/** Of several edges from one transaction to another, the cycle takes the one that says most. */
const ORDER: readonly DependencyKind[] = ["ww", "wr", "process", "realtime", "rw"];

/** The cycles of `edges`; of those with an `extra` edge alone, where that is given. */
export function cyclicAnomalies(
  history: readonly Transaction[],
  edges: readonly Edge[],
  extra?: Extra,
): readonly Anomaly[] {
  const strict: DependencyKind[] = extra === undefined ? [] : [extra];
  const sorted = edges.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const of = (...kinds: DependencyKind[]) =>
    new Dependencies(
      history.length,
      sorted.filter(({ kind }) => kinds.includes(kind)),
    );
  const writes = of("ww", ...strict);
  const reads = of("ww", "wr", ...strict);
  const all = of("ww", "wr", "rw", ...strict);
  const cycles = [
    ...writes.starts("ww").map((start) => writes.closed(start, writes.component)),
    ...reads.starts("wr").map((start) => reads.closed(start, reads.component)),
    ...all.starts("rw").map((start) => reads.closed(start, all.component)),
    ...nonadjacent(history.length, all.edges),
    ...all.starts("rw").map((start) => all.closed(start, all.component)),
  ];
  const best = new Map<string, Cycle>();
  for (const cycle of cycles) {
    if (cycle === undefined) continue;
    if (extra !== undefined && !cycle.some(({ kind }) => kind === extra)) continue;
    const place = `${nameOf(cycle)} ${all.component[cycle[0]!.from]}`;
    const known = best.get(place);
    if (known === undefined || cycle.length < known.length) best.set(place, cycle);
  }
  const suffix = extra === undefined ? "" : (`-${extra}` as const);
  return [...best.values()].map((cycle) => anomalyOf(history, `${nameOf(cycle)}${suffix}`, cycle));
}

/** Edges as a graph. */
class Dependencies {
  readonly edges: readonly Edge[];
  /** By transaction. */
  readonly component: Int32Array;
  readonly #graph: number[][];
  readonly #between = new Map<string, Edge>();

  constructor(size: number, edges: readonly Edge[]) {
    this.edges = edges;
    this.#graph = Array.from({ length: size }, () => []);
    for (const edge of edges) {
      const place = `${edge.from} ${edge.to}`;
      if (this.#between.has(place)) continue;
      this.#between.set(place, edge);
      this.#graph[edge.from]!.push(edge.to);
    }
    this.component = components(this.#graph);
  }

  /** Some edges of `kind` in each component. Each lies on a cycle. */
  starts(kind: DependencyKind): readonly Edge[] {
    const { component, edges } = this;
    const within = edges.filter(
      (edge) => edge.kind === kind && component[edge.from] === component[edge.to],
    );
    return fewOfEach(within, ({ from }) => component[from]!);
  }

  /** `start`, and the shortest way back by edges of this graph, within a component. */
  closed(start: Edge, component: Int32Array): Cycle | undefined {
    const way = shortestWay(this.#graph, component, start.to, start.from);
    if (way === undefined) return undefined;
    return [start, ...way.slice(1).map((to, at) => this.#between.get(`${way[at]} ${to}`)!)];
  }
}

/** Cycles through the graph that has every transaction twice. */
function nonadjacent(size: number, edges: readonly Edge[]): readonly Cycle[] {
  const doubled: number[][] = Array.from({ length: 2 * size }, () => []);
  const between = new Map<string, Edge>();
  for (const edge of edges) {
    const isRw = edge.kind === "rw";
    const to = 2 * edge.to + Number(isRw);
    for (const from of isRw ? [2 * edge.from] : [2 * edge.from, 2 * edge.from + 1]) {
      if (between.has(`${from} ${to}`)) continue;
      between.set(`${from} ${to}`, edge);
      doubled[from]!.push(to);
    }
  }
  const component = components(doubled);
  const starts = edges.filter(
    ({ kind, from, to }) => kind === "rw" && component[2 * from] === component[2 * to + 1],
  );
  return fewOfEach(starts, ({ from }) => component[2 * from]!).map((start) => {
    const way = shortestWay(doubled, component, 2 * start.to + 1, 2 * start.from)!;
    return [start, ...way.slice(1).map((to, at) => between.get(`${way[at]} ${to}`)!)];
  });
}

function fewOfEach(edges: readonly Edge[], componentOf: (edge: Edge) => number): readonly Edge[] {
  const counts = new Map<number, number>();
  return edges.filter((edge) => {
    const component = componentOf(edge);
    const count = (counts.get(component) ?? 0) + 1;
    counts.set(component, count);
    return count <= STARTS_MOST;
  });
}

function nameOf(edges: Cycle): CycleName {
  const isRw = edges.map(({ kind }) => kind === "rw");
  const count = isRw.filter(Boolean).length;
  if (count === 1) return "G-single";
  if (count > 1) {
    const isAdjacent = isRw.some((is, at) => is && isRw[(at + 1) % isRw.length] === true);
    return isAdjacent ? "G2-item" : "G-nonadjacent";
  }
  return edges.some(({ kind }) => kind === "wr") ? "G1c" : "G0";
}

function anomalyOf(history: readonly Transaction[], name: AnomalyName, edges: Cycle): Anomaly {
  const cycle = edges.map(
    ({ from, to, kind, reason }): Step => ({
      from: history[from]!.id,
      to: history[to]!.id,
      kind,
      reason: reason(),
    }),
  );
  return {
    name,
    transactions: [...new Set(cycle.map(({ from }) => from))],
    description: cycle.map(({ reason }) => reason).join("; "),
    cycle,
  };
}
