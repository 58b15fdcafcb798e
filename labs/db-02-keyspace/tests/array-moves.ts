/**
 * How many elements of arrays a piece of code moves wholesale: what splice and its like cost and do not show.
 *
 * A loop that moves elements one by one is not seen; it costs time enough to be noticed.
 */
type Method = (this: unknown[], ...args: unknown[]) => unknown;
type Count = (before: number, self: readonly unknown[], result: unknown) => number;

/** Ends the code that is measured, when it has moved more than anyone will ask about. */
class Enough extends Error {
  override readonly name = "Enough";
}

const all: Count = (before) => before;
const ofResult: Count = (_before, _self, result) => (result as unknown[]).length;

const COUNTED: readonly (readonly [name: string, count: Count])[] = [
  ["shift", all],
  ["unshift", all],
  ["copyWithin", all],
  ["sort", all],
  ["reverse", all],
  ["slice", ofResult],
  ["concat", ofResult],
  ["filter", all],
  ["map", all],
  ["toSpliced", all],
  ["toSorted", all],
  ["with", all],
];

/** The elements that `body` moves. Above `limit` it is ended. */
export function arrayMoves(limit: number, body: () => void): number {
  let moved = 0;
  const add = (count: number): void => {
    moved += count;
    if (moved > limit) throw new Enough();
  };
  const prototype = Array.prototype as unknown as Record<string, Method>;
  const undo: (() => void)[] = [];
  const replace = (name: string, by: (original: Method) => Method): void => {
    const own = Object.getOwnPropertyDescriptor(Array.prototype, name);
    const original = prototype[name];
    if (own === undefined || original === undefined) return;
    Object.defineProperty(Array.prototype, name, { ...own, value: by(original) });
    undo.push(() => Object.defineProperty(Array.prototype, name, own));
  };
  for (const [name, count] of COUNTED) {
    replace(name, (original) => {
      return function (...args) {
        const before = this.length;
        const result = original.apply(this, args);
        add(count(before, this, result));
        return result;
      };
    });
  }
  replace("splice", (original) => {
    return function (...args) {
      const before = this.length;
      const removed = original.apply(this, args) as unknown[];
      const start = Number(args[0] ?? 0);
      const from = start < 0 ? Math.max(0, before + start) : Math.min(start, before);
      // What follows the place moves, unless as many came as went.
      add(this.length === before ? removed.length : Math.max(before, this.length) - from);
      return removed;
    };
  });
  try {
    body();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  } finally {
    for (const restore of undo) restore();
  }
  return moved;
}
