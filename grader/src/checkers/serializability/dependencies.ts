/**
 * Which transaction must come before which, and why.
 *
 *     order of x   1, 4, 2         T1 appended 1, T4 4, T2 2; T7 appended 7, which nobody read
 *     a read       [1, 4] by T5
 *
 *     ww   T1 ▶ T4 ▶ T2 ▶ T7       neighbours in the order; the last, and each that was not read
 *     wr   T4 ▶ T5                 the last of what was read, and its reader
 *     rw   T5 ▶ T2                 a reader, and the next in the order, or each that was not read
 *
 * The edges to what nobody read are sound: had it been there, the longest read would hold it.
 *
 * Time has too many edges to keep them all. From those that committed before a start, only the ones are taken that no
 * other one of them came wholly after; the rest follow.
 *
 * Source: Adya, Liskov and O'Neil (ICDE 2000) §4.4: direct conflicts; Elle (VLDB 2020) §3 and §5.1.
 */
import type { DependencyKind } from "./anomaly.ts";
import { listText, type Observations } from "./observations.ts";
import type { Transaction } from "./transaction.ts";

/** One transaction before another: indexes into the history. */
export interface Edge {
  readonly from: number;
  readonly to: number;
  readonly kind: DependencyKind;
  /** In words. */
  readonly reason: () => string;
}

/** What the appends and reads tell. No edge leads from a transaction to itself, and none is there twice. */
export function dataEdges(
  history: readonly Transaction[],
  { versions, reads }: Observations,
): readonly Edge[] {
  const edges = new EdgeSet();
  const id = (transaction: number) => history[transaction]!.id;
  for (const [key, { order, unread, writers }] of versions) {
    if (order === undefined) continue;
    const writer = (value: number) => writers.get(value)!.transaction;
    const follow = (value: number, next: number) => {
      const [from, to] = [writer(value), writer(next)];
      const then = `${id(to)} appended ${next} after it`;
      edges.add(from, to, "ww", () => `${id(from)} appended ${value} to ${key}, and ${then}`);
    };
    for (let at = 1; at < order.length; at++) follow(order[at - 1]!, order[at]!);
    if (order.length > 0) for (const value of unread) follow(order.at(-1)!, value);
  }
  for (const { transaction, key, values, isExternal } of reads) {
    const { order, unread, writers } = versions.get(key)!;
    if (!isExternal || order === undefined) continue;
    const read = () => `${id(transaction)} read ${key} as ${listText(values)}`;
    const place = values.length === 0 ? 0 : placeBehind(order, values);
    const last = values.at(-1);
    if (last !== undefined && order[place - 1] === last) {
      const from = writers.get(last)!.transaction;
      const wrote = () => `${id(from)} appended ${last} to ${key}`;
      edges.add(from, transaction, "wr", () => `${wrote()}, and ${read()}`);
    }
    for (const next of place < order.length ? [order[place]!] : unread) {
      const to = writers.get(next)!.transaction;
      edges.add(
        transaction,
        to,
        "rw",
        () => `${read()}, without ${next}, which ${id(to)} appended`,
      );
    }
  }
  return edges.list;
}

/** How many of `order` are in `values`, which begins with them but for what was aborted. */
function placeBehind(order: readonly number[], values: readonly number[]): number {
  let place = 0;
  for (const value of values) if (value === order[place]) place++;
  return place;
}

/** From each transaction of a client that committed to the client's next one that is installed. */
export function processEdges(
  history: readonly Transaction[],
  { isInstalled }: Observations,
): readonly Edge[] {
  const edges = new EdgeSet();
  const last = new Map<string, number>();
  for (const to of startOrder(history).filter((at) => isInstalled[at])) {
    const { client, outcome } = history[to]!;
    const from = last.get(client);
    if (from !== undefined) {
      const why = () => `client ${client} ran ${history[from]!.id} before ${history[to]!.id}`;
      edges.add(from, to, "process", why);
    }
    if (outcome.kind === "committed") last.set(client, to);
  }
  return edges.list;
}

/** From commits to later starts. What happens at the same time is not ordered. */
export function realtimeEdges(
  history: readonly Transaction[],
  { isInstalled }: Observations,
): readonly Edge[] {
  const edges = new EdgeSet();
  const installed = startOrder(history).filter((at) => isInstalled[at]);
  const commit = (at: number) => {
    const { outcome } = history[at]!;
    return outcome.kind === "committed" ? outcome.at : Number.POSITIVE_INFINITY;
  };
  const commits = installed.toSorted((a, b) => commit(a) - commit(b) || a - b);
  const covered = new Map<number, readonly number[]>();
  const latest = new Set<number>();
  let committed = 0;
  for (const to of installed) {
    const { startedAt, id } = history[to]!;
    for (; commit(commits[committed]!) < startedAt; committed++) {
      const at = commits[committed]!;
      for (const earlier of covered.get(at)!) latest.delete(earlier);
      latest.add(at);
    }
    covered.set(to, [...latest]);
    for (const from of latest) {
      const why = () =>
        `${history[from]!.id} committed at ${commit(from)}, and ${id} started at ${startedAt}`;
      edges.add(from, to, "realtime", why);
    }
  }
  return edges.list;
}

function startOrder(history: readonly Transaction[]): number[] {
  return [...history.keys()].sort((a, b) => history[a]!.startedAt - history[b]!.startedAt || a - b);
}

/** Edges in the order in which they were added, each once. */
class EdgeSet {
  readonly list: Edge[] = [];
  readonly #seen = new Set<string>();

  add(from: number, to: number, kind: DependencyKind, reason: () => string): void {
    const text = `${from} ${to} ${kind}`;
    if (from === to || this.#seen.has(text)) return;
    this.#seen.add(text);
    this.list.push({ from, to, kind, reason });
  }
}
