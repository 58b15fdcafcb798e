/**
 * Transactions over named lists: each appends values that nobody else appends, and reads whole lists.
 *
 *     T1   append x 1, append y 1          committed
 *     T2   read x [1], append x 2          committed
 *     T3   read x [1, 2]                   so T2's version of x came right behind T1's
 *
 * A list tells its own past: whoever reads it sees every version before, in order. That is why histories of lists say
 * more about isolation than histories of registers.
 *
 * Source: Kingsbury and Alvaro, "Elle" (VLDB 2020) §3: traceability and recoverability.
 */
import { assert } from "@labs/machine";

/** One thing that a transaction did. */
export type Action =
  | { readonly kind: "append"; readonly key: string; readonly value: number }
  /** `values`: the whole list; `undefined` where no answer came. */
  | {
      readonly kind: "read";
      readonly key: string;
      readonly values: readonly number[] | undefined;
    };

/** What the client knows of its transaction in the end. */
export type Ending =
  | { readonly kind: "committed"; readonly at: number }
  | { readonly kind: "aborted" }
  /** It committed, or will, or never does. */
  | { readonly kind: "unknown" };

/** One transaction of one client. */
export interface Transaction {
  /** `T1`. No other has it. */
  readonly id: string;
  readonly client: string;
  readonly startedAt: number;
  readonly outcome: Ending;
  /** In the order in which they were done. */
  readonly actions: readonly Action[];
}

/**
 * Throws InvariantError unless ids are unique, no value is appended to a key twice, and each client did one transaction
 * at a time; where it does not know what came of one, it may go on.
 */
export function assertWellFormed(history: readonly Transaction[]): void {
  const ids = new Set<string>();
  const appended = new Set<string>();
  for (const { id, actions } of history) {
    assert(!ids.has(id), `two transactions are called ${id}`);
    ids.add(id);
    for (const { kind, ...action } of actions) {
      if (kind === "read") continue;
      const text = JSON.stringify(action);
      assert(!appended.has(text), `${id} appends what was appended before: ${text}`);
      appended.add(text);
    }
  }
  const busyUntil = new Map<string, number>();
  for (const { id, client, startedAt, outcome } of byStart(history)) {
    const until = busyUntil.get(client) ?? Number.NEGATIVE_INFINITY;
    assert(until < startedAt, `${id} starts at ${startedAt}; its client is busy until ${until}`);
    if (outcome.kind !== "committed") continue;
    assert(startedAt <= outcome.at, `${id} commits before it starts`);
    busyUntil.set(client, outcome.at);
  }
}

/** The transactions in order of their starts. */
export function byStart(history: readonly Transaction[]): readonly Transaction[] {
  return history.toSorted((a, b) => a.startedAt - b.startedAt);
}
