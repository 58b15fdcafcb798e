/**
 * Whether a history is linearizable: whether each operation can be taken to happen at one moment between its call and
 * its return, so that the model answers as the object did.
 *
 *     history ──by part──▶ parts ──search, smallest first──▶ an order for each, or one that has none
 *
 * Linearizable is local: a history is where each of its parts is (Herlihy and Wing §3.1). So parts are searched one by
 * one, and a key with few operations costs little however many there are on others.
 *
 * The search is bounded by a count, never by a time, so a history always gets the same verdict. What takes more steps
 * is inconclusive, and never assumed to be right.
 *
 * Sources: Herlihy and Wing, "Linearizability" (TOPLAS 12(3), 1990); Horn and Kroening, "Faster linearizability
 * checking via P-compositionality" (FORTE 2015). For the search see search.ts.
 *
 * Left out: weaker criteria (sequential consistency is not local, and needs another search); real clocks that
 * disagree: all times of a history are read from one clock, or are counts of events.
 */
import { type Explanation, explain } from "./explanation.ts";
import type { Model } from "./model.ts";
import { assertWellFormed, type Operation } from "./operation.ts";
import { type Entry, layOut } from "./part.ts";
import { search } from "./search.ts";

const BUDGET = 10_000_000;

/** How far to search. */
export interface CheckOptions {
  /** How often the model may be asked, over all parts; 10,000,000 unless said: about two seconds. */
  readonly budget?: number;
}

/** The order that was found for a part. */
export interface PartOrder {
  /** What the model calls the part; `undefined` where it has one alone. */
  readonly part: string | undefined;
  /** Indexes into the history: all that returned, and what is unknown where it had to take effect. */
  readonly order: readonly number[];
}

/** The verdict on a history. `steps` is how often the model was asked; the explanation is not counted. */
export type Linearizability =
  | {
      readonly kind: "linearizable";
      readonly steps: number;
      /** By the name of the part. */
      readonly orders: readonly PartOrder[];
    }
  | {
      readonly kind: "not-linearizable";
      readonly steps: number;
      readonly explanation: Explanation;
    }
  /** The budget is used up. Says nothing of the history. */
  | { readonly kind: "inconclusive"; readonly steps: number };

/**
 * Whether `history`, in any order, is linearizable with respect to `model`. The same history gives the same verdict,
 * steps and explanation.
 *
 * Takes a few steps an operation where clients disagree little; at worst it grows exponentially in the number of
 * clients that work on one part at a time, and in the number of unknown outcomes there.
 *
 * @throws InvariantError where a client did two things at once, or returned before it called
 */
export function checkLinearizable<State, Input, Output>(
  model: Model<State, Input, Output>,
  history: readonly Operation<Input, Output>[],
  options: CheckOptions = {},
): Linearizability {
  assertWellFormed(history);
  const budget = options.budget ?? BUDGET;
  const orders: PartOrder[] = [];
  let steps = 0;
  for (const [part, entries] of partsOf(model, history)) {
    const laidOut = layOut(entries);
    const result = search(model, laidOut, budget - steps);
    steps += result.steps;
    if (result.kind === "exhausted") return { kind: "inconclusive", steps };
    if (result.kind === "none") {
      const explanation = explain(model, { part, entries, reached: result.reached, budget });
      return { kind: "not-linearizable", steps, explanation };
    }
    orders.push({ part, order: result.order.map((node) => laidOut.entries[node]!.index) });
  }
  orders.sort((a, b) => compare(a.part ?? "", b.part ?? ""));
  return { kind: "linearizable", steps, orders };
}

/** The parts with their operations, smallest first. A model without parts has one. */
function partsOf<State, Input, Output>(
  model: Model<State, Input, Output>,
  history: readonly Operation<Input, Output>[],
): readonly [string | undefined, readonly Entry<Input, Output>[]][] {
  const parts = new Map<string | undefined, Entry<Input, Output>[]>();
  history.forEach((operation, index) => {
    const part = model.partOf?.(operation.input);
    const entries = parts.get(part);
    if (entries === undefined) parts.set(part, [{ index, operation }]);
    else entries.push({ index, operation });
  });
  return [...parts].sort(
    ([a, ofA], [b, ofB]) => ofA.length - ofB.length || compare(a ?? "", b ?? ""),
  );
}

/** By code unit, which no locale changes. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
