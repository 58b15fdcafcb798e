/**
 * Operations: what clients asked of an object, and what came of it. The history of a test is a list of these.
 *
 *     client a   |── put x 1 ──|              |── get x -> 2 ──|
 *     client b         |── put x 2 ─────────── …                     unknown: no answer came
 *              ───────────────────────────────────────────────▶ calledAt, at
 *
 * An operation precedes another where it returned before the other was called. What is equal is concurrent, so
 * numbers that count events say more than a clock's ticks do.
 *
 * Invariant of a history: a client waits for its answer before it calls again; only where none came may it go on.
 *
 * Source: Herlihy and Wing, "Linearizability" (TOPLAS 12(3), 1990) §2.1 and §2.2: histories, well-formedness.
 */
import { assert } from "@labs/machine";

/** What a client knows of its operation in the end. */
export type Outcome<Output> =
  /** It took effect between its call and `at`, and answered this. */
  | { readonly kind: "returned"; readonly output: Output; readonly at: number }
  /** It is known to have had no effect, and never to have one. */
  | { readonly kind: "failed" }
  /** A timeout, a lost connection: it takes effect at some time after its call, or never. */
  | { readonly kind: "unknown" };

/** One call of one client. */
export interface Operation<Input, Output> {
  readonly client: string;
  readonly input: Input;
  /** When it was called. Finite; any unit. */
  readonly calledAt: number;
  readonly outcome: Outcome<Output>;
}

/** Throws InvariantError unless every client of `history` did one thing at a time, forwards. */
export function assertWellFormed(history: readonly Operation<unknown, unknown>[]): void {
  const sorted = history.toSorted((a, b) => a.calledAt - b.calledAt);
  const busyUntil = new Map<string, number>();
  for (const { client, calledAt, outcome } of sorted) {
    assert(Number.isFinite(calledAt), `client ${client} calls at ${calledAt}`);
    const until = busyUntil.get(client) ?? Number.NEGATIVE_INFINITY;
    assert(until < calledAt, `client ${client} calls at ${calledAt}, and is busy until ${until}`);
    if (outcome.kind !== "returned") continue;
    const { at } = outcome;
    assert(calledAt <= at && Number.isFinite(at), `client ${client}: ${calledAt} to ${at}`);
    busyUntil.set(client, at);
  }
}
