/**
 * Dicts for laws: keys and hashes to choose buckets with, and a meter for what an operation costs.
 */
import { Dict, type DictOptions, hashBytes } from "@labs/db-02";
import fc from "fast-check";

/** A key of its own memory for each call. */
export const key = (text: string | number): Uint8Array =>
  Uint8Array.from(Buffer.from(String(text), "latin1"));

export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** The key whose hash is this number, for a dict with the hash `numbered`. */
export function numberedKey(hash: number, suffix = ""): Uint8Array {
  return key(`${hash}:${suffix}`);
}

/** A hash that one can choose: the number that the key begins with. */
export const numbered = (bytes: Uint8Array): number => Number.parseInt(textOf(bytes), 10);

/** Ways to hash, from very good to none. */
export const HASHES: Readonly<Record<string, (bytes: Uint8Array) => number>> = {
  "hashBytes with a seed": (bytes) => hashBytes(bytes, 0xc0ffee),
  "only the highest and the lowest two bits differ": (bytes) =>
    (hashBytes(bytes, 7) & 0xc0000003) >>> 0,
  "every key 0": () => 0,
  "every key 4,294,967,295": () => 0xffffffff,
};

export const hashes = fc.constantFrom(...Object.keys(HASHES));

/** What the dict holds, in order of the keys: found by iterating. */
export function contents<V>(dict: Iterable<readonly [Uint8Array, V]>): [string, V][] {
  const entries = Array.from(dict, ([bytes, value]): [string, V] => [textOf(bytes), value]);
  return entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/**
 * A dict with the keys `0` to `count - 1`, each with its number for a value, and no rehash under
 * way.
 */
export function dictOf(count: number, options: DictOptions = {}): Dict<number> {
  const dict = new Dict<number>(options);
  for (let i = 0; i < count; i++) dict.set(key(i), i);
  settle(dict);
  return dict;
}

/** Moves what is left to move. */
export function settle(dict: Dict<unknown>): void {
  while (dict.rehash(1_000_000));
}

/** What one operation cost. */
export type Cost = {
  /** Slots of tables read and written. */
  touched: number;
  /** Slots of tables made. */
  allocated: number;
  /** Keys hashed. */
  hashed: number;
};

/** Counts what the operations of a dict cost that is made with its `options`. */
export class Meter {
  #cost: Cost = { touched: 0, allocated: 0, hashed: 0 };
  readonly options: DictOptions = {
    hash: (bytes) => {
      this.#cost.hashed += 1;
      return hashBytes(bytes, 1);
    },
    allocate: (buckets) => {
      this.#cost.allocated += buckets;
      return this.#watched(new Array(buckets));
    },
  };

  /** What `operation` costs. */
  of(operation: () => unknown): Cost {
    this.#cost = { touched: 0, allocated: 0, hashed: 0 };
    operation();
    return this.#cost;
  }

  #watched(slots: unknown[]): unknown[] {
    const touch = (property: string | symbol) => {
      // Anything but a number is `length` or a method.
      if (typeof property === "string" && /^\d/.test(property)) this.#cost.touched += 1;
    };
    return new Proxy(slots, {
      get(target, property) {
        touch(property);
        return Reflect.get(target, property);
      },
      set(target, property, value) {
        touch(property);
        return Reflect.set(target, property, value);
      },
      has(target, property) {
        touch(property);
        return Reflect.has(target, property);
      },
      deleteProperty(target, property) {
        touch(property);
        return Reflect.deleteProperty(target, property);
      },
    });
  }
}

/** The dearest of many operations. */
export class Dearest {
  readonly cost: Cost = { touched: 0, allocated: 0, hashed: 0 };

  add(cost: Cost): void {
    for (const name of ["touched", "allocated", "hashed"] as const) {
      this.cost[name] = Math.max(this.cost[name], cost[name]);
    }
  }
}
