/**
 * What the reads of a history tell: the order of each list's versions, who is known to have committed, and the
 * anomalies that show in a single read or in two.
 *
 *     reads of x    [1]  [1, 4]  [1, 4, 2]        each begins with the one before: the order is 1, 4, 2
 *     appended      1 2 4 7                       7 was never seen, so it comes behind 2
 *
 * Invariants: a list's order holds what installed transactions appended, and nothing else; where two reads disagree, or
 * one holds a value twice, or not in the order in which a transaction appended, there is no order, and nothing is
 * concluded from that list.
 *
 * A transaction of unknown outcome is installed once a committed one has read what it appended. Only what committed
 * transactions read counts: what an aborted one saw, no level promises anything about.
 */
import type { Anomaly, AnomalyName } from "./anomaly.ts";
import type { Transaction } from "./transaction.ts";

/** Who appended a value. */
export interface Writer {
  /** Index into the history. */
  readonly transaction: number;
  /** Whether it appended to the list again, later. */
  readonly isIntermediate: boolean;
}

/** One list. */
export interface Versions {
  /** By value. */
  readonly writers: ReadonlyMap<number, Writer>;
  /** The longest list that was read, without what was aborted; `undefined` where reads contradict each other. */
  readonly order: readonly number[] | undefined;
  /** What installed transactions appended and nobody read. */
  readonly unread: readonly number[];
}

/** A read of a committed transaction. */
export interface Read {
  readonly transaction: number;
  readonly key: string;
  readonly values: readonly number[];
  /** Whether the transaction had not appended to the list itself yet. */
  readonly isExternal: boolean;
}

/** All that the reads of a history tell. */
export interface Observations {
  readonly versions: ReadonlyMap<string, Versions>;
  readonly reads: readonly Read[];
  /** By transaction: whether its appends are known to be there. */
  readonly isInstalled: readonly boolean[];
  readonly anomalies: readonly Anomaly[];
}

/** Reads `history`. Linear in the sum of the lengths of all lists that were read. */
export function observe(history: readonly Transaction[]): Observations {
  const writers = writersOf(history);
  const reads = readsOf(history);
  const isInstalled = history.map(({ outcome }) => outcome.kind === "committed");
  for (const { key, values } of reads) {
    for (const value of values) {
      const writer = writers.get(key)?.get(value)?.transaction;
      if (writer !== undefined && history[writer]!.outcome.kind === "unknown")
        isInstalled[writer] = true;
    }
  }
  const readsByKey = new Map<string, Read[]>([...writers.keys()].map((key) => [key, []]));
  for (const read of reads) {
    const ofKey = readsByKey.get(read.key);
    if (ofKey === undefined) readsByKey.set(read.key, [read]);
    else ofKey.push(read);
  }
  const anomalies: Anomaly[] = [];
  const versions = new Map<string, Versions>();
  for (const [key, ofKey] of readsByKey) {
    const writersOfKey = writers.get(key) ?? new Map<number, Writer>();
    const misordered = misorder(history, longestOf(ofKey), writersOfKey);
    const known = versionsOf(ofKey, writersOfKey, isInstalled);
    versions.set(key, misordered.length > 0 ? { ...known, order: undefined } : known);
    anomalies.push(...readAnomalies(history, ofKey, writersOfKey), ...misordered);
  }
  return { versions, reads, isInstalled, anomalies: [...anomalies, ...history.flatMap(internal)] };
}

/** By key and value. */
function writersOf(history: readonly Transaction[]): ReadonlyMap<string, Map<number, Writer>> {
  const writers = new Map<string, Map<number, Writer>>();
  history.forEach(({ actions }, transaction) => {
    const last = new Map<string, number>();
    for (const action of actions) {
      if (action.kind === "read") continue;
      const { key, value } = action;
      const ofKey = writers.get(key) ?? new Map<number, Writer>();
      writers.set(key, ofKey);
      const before = last.get(key);
      if (before !== undefined) ofKey.set(before, { transaction, isIntermediate: true });
      ofKey.set(value, { transaction, isIntermediate: false });
      last.set(key, value);
    }
  });
  return writers;
}

function readsOf(history: readonly Transaction[]): readonly Read[] {
  return history.flatMap(({ outcome, actions }, transaction) => {
    if (outcome.kind !== "committed") return [];
    const own = new Set<string>();
    return actions.flatMap((action): readonly Read[] => {
      const { key } = action;
      if (action.kind === "append") own.add(key);
      if (action.kind === "append" || action.values === undefined) return [];
      return [{ transaction, key, values: action.values, isExternal: !own.has(key) }];
    });
  });
}

function versionsOf(
  reads: readonly Read[],
  writers: ReadonlyMap<number, Writer>,
  isInstalled: readonly boolean[],
): Versions {
  const longest = longestOf(reads)?.values ?? [];
  const isSound = reads.every(({ values }) => isPrefix(values, longest)) && !hasTwice(longest);
  const isThere = (value: number) => isInstalled[writers.get(value)?.transaction ?? -1] === true;
  const seen = new Set(longest);
  return {
    writers,
    order: isSound ? longest.filter(isThere) : undefined,
    unread: [...writers.keys()].filter((value) => !seen.has(value) && isThere(value)),
  };
}

function longestOf(reads: readonly Read[]): Read | undefined {
  let longest = reads[0];
  for (const read of reads) if (read.values.length > longest!.values.length) longest = read;
  return longest;
}

/** What shows in the reads of one list. Each kind is told once for a list and what it concerns. */
function readAnomalies(
  history: readonly Transaction[],
  reads: readonly Read[],
  writers: ReadonlyMap<number, Writer>,
): readonly Anomaly[] {
  const found = new Map<string, Anomaly>();
  const id = (transaction: number) => history[transaction]!.id;
  const tell = (
    name: AnomalyName,
    about: number,
    transactions: readonly number[],
    what: string,
  ) => {
    const ids = [...new Set(transactions.map(id))];
    const anomaly = { name, transactions: ids, description: what, cycle: [] };
    if (!found.has(`${name} ${about}`)) found.set(`${name} ${about}`, anomaly);
  };
  const longest = longestOf(reads);
  if (longest === undefined) return [];
  for (const { transaction, key, values } of reads) {
    const read = `${id(transaction)} read ${key} as ${listText(values)}`;
    if (hasTwice(values))
      tell("duplicate-elements", 0, [transaction], `${read}, with a value twice`);
    if (!isPrefix(values, longest.values)) {
      const other = `${id(longest.transaction)} read it as ${listText(longest.values)}`;
      tell("incompatible-order", 0, [transaction, longest.transaction], `${read}, and ${other}`);
    }
    let aborted: number | undefined;
    for (const value of values) {
      const writer = writers.get(value);
      if (writer === undefined) {
        tell("garbage-read", value, [transaction], `${read}, and nobody appended ${value}`);
      } else if (history[writer.transaction]!.outcome.kind === "aborted") {
        const by = `${id(writer.transaction)} appended ${value}, and was aborted`;
        tell("G1a", value, [transaction, writer.transaction], `${read}, and ${by}`);
        aborted = writer.transaction;
      } else if (aborted !== undefined) {
        const upon = `${id(writer.transaction)} appended ${value} upon what ${id(aborted)} left, which was aborted`;
        tell("dirty-update", aborted, [writer.transaction, aborted], `${upon}: ${read}`);
      }
    }
    const last = writers.get(values.at(-1) ?? Number.NaN);
    if (last?.isIntermediate === true && last.transaction !== transaction) {
      const by = `${id(last.transaction)} appended to it again after ${values.at(-1)}`;
      tell("G1b", values.at(-1)!, [transaction, last.transaction], `${read}, and ${by}`);
    }
  }
  return [...found.values()];
}

/** Where a list holds what one transaction appended in another order than it did, or not all that came before. */
function misorder(
  history: readonly Transaction[],
  read: Read | undefined,
  writers: ReadonlyMap<number, Writer>,
): readonly Anomaly[] {
  if (read === undefined) return [];
  const places = new Map(read.values.map((value, place) => [value, place]));
  const last = new Map<number, { readonly value: number; readonly place: number }>();
  for (const [value, { transaction }] of writers) {
    const place = places.get(value) ?? Number.POSITIVE_INFINITY;
    const before = last.get(transaction);
    last.set(transaction, { value, place });
    const { id, outcome } = history[transaction]!;
    if (before === undefined || before.place <= place || outcome.kind === "aborted") continue;
    const seen = `${history[read.transaction]!.id} read ${read.key} as ${listText(read.values)}`;
    const description = `${id} appended ${before.value} to ${read.key} before ${value}, and ${seen}`;
    return [{ name: "incompatible-order", transactions: [id], description, cycle: [] }];
  }
  return [];
}

/** Where a committed transaction does not see what it did, or saw, before; or sees what it does only later. */
function internal({ id, outcome, actions }: Transaction): readonly Anomaly[] {
  if (outcome.kind !== "committed") return [];
  const whole = new Map<string, readonly number[]>();
  const own = new Map<string, readonly number[]>();
  for (const [at, action] of actions.entries()) {
    const { key } = action;
    const known = whole.get(key);
    const tail = own.get(key) ?? [];
    if (action.kind === "append") {
      if (known !== undefined) whole.set(key, [...known, action.value]);
      own.set(key, [...tail, action.value]);
      continue;
    }
    const { values } = action;
    if (values === undefined) continue;
    const expected = known ?? tail;
    const isSame =
      known === undefined
        ? values.length >= tail.length && isPrefix(tail, values.slice(values.length - tail.length))
        : values.length === known.length && isPrefix(values, known);
    if (!isSame) {
      const should = `${known === undefined ? "ends with" : "is"} ${listText(expected)} by what it did before`;
      const description = `${id} read ${key} as ${listText(values)}, which ${should}`;
      return [{ name: "internal", transactions: [id], description, cycle: [] }];
    }
    const early = actions
      .slice(at)
      .find(
        (later) => later.kind === "append" && later.key === key && values.includes(later.value),
      );
    if (early?.kind === "append") {
      const description = `${id} read ${key} as ${listText(values)}, and appended ${early.value} only then`;
      return [{ name: "internal", transactions: [id], description, cycle: [] }];
    }
    whole.set(key, values);
  }
  return [];
}

function isPrefix(values: readonly number[], of: readonly number[]): boolean {
  return values.length <= of.length && values.every((value, at) => value === of[at]);
}

function hasTwice(values: readonly number[]): boolean {
  return new Set(values).size < values.length;
}

/** `[1, 2, 3]`; of a long one the end. */
export function listText(values: readonly number[]): string {
  const shown = values.length > 8 ? ["…", ...values.slice(-7)] : values;
  return `[${shown.join(", ")}]`;
}
