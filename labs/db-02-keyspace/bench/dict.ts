/**
 * Dict beside JavaScript's Map, with a million keys of sixteen bytes, in no order.
 *
 *     Dict                 keys are bytes; tables change in slices of ten buckets
 *     Map, strings ready   keys are strings, made beforehand; the table changes within one set
 *     Map, from bytes      a string is made of the bytes each time, as a server would have to
 *
 * Prints ratios of speed, the memory that a key takes, and what the dearest single operation cost:
 * for Dict in slots of tables, counted with a Proxy, and for both in milliseconds.
 *
 * Left out: values; every key has the same number.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Dict } from "@labs/db-02";
import {
  type Contender,
  type Figure,
  line,
  ratioText,
  spread,
  takeTurns,
} from "@labs/grader/bench";

const KEYS = 1_000_000;
const TURNS = 5;

/** Has no factor in common with KEYS, so that its multiples are every number below KEYS once. */
const STRIDE = 700_001;

const text = (i: number): string => `key:${String((i * STRIDE) % KEYS).padStart(12, "0")}`;
const bytes = (i: number): Uint8Array => Uint8Array.from(Buffer.from(text(i), "latin1"));
const decoded = (key: Uint8Array): string =>
  Buffer.from(key.buffer, key.byteOffset, key.length).toString("latin1");

/** All keys, each made by `make`, from the first or from a later one on. */
function all<T>(make: (i: number) => T, from = 0): T[] {
  return Array.from({ length: KEYS }, (_, i) => make(i + from));
}

/** A table of any of the three kinds, and the keys in two orders, as it takes them. */
type Kind<K> = {
  readonly name: string;
  readonly make: () => Table<K>;
  readonly keys: readonly K[];
  readonly shuffled: readonly K[];
};

type Table<K> = {
  set(key: K, value: number): unknown;
  get(key: K): number | undefined;
  delete(key: K): boolean;
};

/** A Map that is asked with bytes. */
function mapOfBytes(): Table<Uint8Array> {
  const map = new Map<string, number>();
  return {
    set: (key, value) => map.set(decoded(key), value),
    get: (key) => map.get(decoded(key)),
    delete: (key) => map.delete(decoded(key)),
  };
}

function filled<K>({ make, keys }: Kind<K>): Table<K> {
  const table = make();
  for (const key of keys) table.set(key, 1);
  return table;
}

/** The three workloads for one kind. */
function workloads<K>(kind: Kind<K>): Record<string, Contender> {
  const { name, shuffled } = kind;
  const full = filled(kind);
  return {
    set: { name, run: () => void filled(kind) },
    get: {
      name,
      run() {
        for (const key of shuffled) check(full.get(key) === 1);
      },
    },
    "set, then delete": {
      name,
      run() {
        const table = filled(kind);
        for (const key of shuffled) check(table.delete(key));
      },
    },
  };
}

function check(held: boolean): void {
  if (!held) throw new Error("a key is not there");
}

async function speed(): Promise<Figure[]> {
  const keys = { keys: all(bytes), shuffled: all(bytes, 5) };
  const strings = { keys: all(text), shuffled: all(text, 5) };
  const kinds = [
    workloads({ name: "Dict", make: () => new Dict<number>(), ...keys }),
    workloads({ name: "Map, strings ready", make: () => new Map<string, number>(), ...strings }),
    workloads({ name: "Map, from bytes", make: mapOfBytes, ...keys }),
  ];
  console.log(`Dict, ${KEYS.toLocaleString("en")} keys; ratio above 1: Dict is faster\n`);
  const figures: Figure[] = [];
  for (const workload of Object.keys(kinds[0]!)) {
    const contenders = kinds.map((kind) => kind[workload]!);
    const times = await takeTurns(contenders, TURNS);
    console.log(line(workload, "ns per key", "ratio"));
    for (const [i, { name }] of contenders.entries()) {
      const nanoseconds = spread(times.map((row) => (row[i]! * 1e6) / KEYS)).median;
      const ratio = spread(times.map((row) => row[i]! / row[0]!));
      console.log(line(name, nanoseconds.toFixed(0), i === 0 ? "" : `  ${ratioText(ratio)}`));
      if (i > 0) figures.push({ name: `${workload}, Dict to ${name}`, ratio: ratio.median });
    }
    console.log();
  }
  return figures;
}

/** What is alive because of `make`, in bytes for each key. */
function bytesPerKey(make: () => unknown): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const used = () => {
    collect();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  const kept = make();
  const alive = used() - before;
  check(kept !== undefined);
  return alive / KEYS;
}

function memory(): void {
  const dict = () => {
    const made = new Dict<number>();
    for (let i = 0; i < KEYS; i++) made.set(bytes(i), 1);
    while (made.rehash(KEYS));
    return made;
  };
  const map = () => {
    const made = new Map<string, number>();
    for (let i = 0; i < KEYS; i++) made.set(text(i), 1);
    return made;
  };
  // An array of the keys takes a word for each.
  const rows: readonly (readonly [string, number])[] = [
    ["Dict and its keys", bytesPerKey(dict)],
    ["  of which keys, Uint8Array", bytesPerKey(() => all(bytes)) - 8],
    ["Map and its keys", bytesPerKey(map)],
    ["  of which keys, strings", bytesPerKey(() => all((i) => decoded(bytes(i)))) - 8],
  ];
  console.log(line("Memory", "bytes per key"));
  for (const [name, figure] of rows) console.log(line(name, figure.toFixed(0)));
  console.log();
}

/** An array that counts what is read and written of it. */
function counted(slots: unknown[], count: () => void): unknown[] {
  return new Proxy(slots, {
    get(target, index) {
      count();
      return target[Number(index)];
    },
    set(target, index, value) {
      count();
      target[Number(index)] = value;
      return true;
    },
  });
}

/** The most that one set, of those that fill a dict, or one delete, of those that empty it, did. */
function dearest(): void {
  let touched = 0;
  let made = 0;
  const dict = new Dict<number>({
    allocate(buckets) {
      made += buckets;
      return counted(new Array(buckets), () => {
        touched += 1;
      });
    },
  });
  const most = { touched: 0, made: 0 };
  const run = (operate: (key: Uint8Array) => unknown) => {
    for (let i = 0; i < KEYS; i++) {
      touched = 0;
      made = 0;
      operate(bytes(i));
      most.touched = Math.max(most.touched, touched);
      most.made = Math.max(most.made, made);
    }
  };
  run((key) => dict.set(key, 1));
  run((key) => dict.delete(key));
  console.log(line("The dearest operation of Dict", "slots"));
  console.log(line("read and written", String(most.touched)));
  console.log(line("made", String(most.made)));
  console.log();
}

/** The longest single set of those that fill a table, in milliseconds: the least of some turns. */
function longestSet<K>(make: () => Table<K>, keys: readonly K[]): number {
  const turns = Array.from({ length: TURNS }, () => {
    const table = make();
    let longest = 0;
    for (const key of keys) {
      const started = performance.now();
      table.set(key, 1);
      longest = Math.max(longest, performance.now() - started);
    }
    return longest;
  });
  return Math.min(...turns);
}

function longest(): Figure {
  const dict = longestSet(() => new Dict<number>(), all(bytes));
  const map = longestSet(() => new Map<string, number>(), all(text));
  console.log(line("The longest set, of a million", "ms"));
  console.log(line("Dict", dict.toFixed(1)));
  console.log(line("Map", map.toFixed(1)));
  console.log();
  return { name: "the longest set of a million, Dict to Map", ratio: map / dict };
}

/** Measures and prints; returns Dict's ratio to each Map. */
export async function benchDict(): Promise<Figure[]> {
  memory();
  dearest();
  const figures = await speed();
  return [...figures, longest()];
}
