/**
 * Whether a history of transactions keeps an isolation level.
 *
 *     history ──▶ versions of each list ──▶ ww wr rw ──▶ components ──▶ cycles, by name ──▶ what the level forbids
 *             └▶ reads that no level explains: aborted, intermediate, garbage …
 *
 * An anomaly that is told is real: no order of the transactions explains what was read. The other way it is not quite
 * so: a history is a sample, and what nobody read leaves no trace. So the counts come with the verdict, and a test
 * holds floors on them.
 *
 * Serializable and the two above it are exact for what was observed: if none is told, the committed transactions have
 * an order in which every read is right.
 *
 * Source: Kingsbury and Alvaro, "Elle: Inferring Isolation Anomalies from Experimental Observations" (VLDB 2020).
 *
 * Left out, since lists of unique values cannot show them: phantoms and all of G2 that needs a predicate (Adya's
 * H_phantom asks for rows by a condition), so repeatable read is serializable here; timestamps, so snapshot isolation is
 * what Cerone and Gotsman make of it by cycles, and a snapshot may be old; reads of transactions that did not commit.
 */
import { type Anomaly, isForbidden, LEVELS, type Level } from "./anomaly.ts";
import { cyclicAnomalies } from "./cycles.ts";
import { dataEdges, processEdges, realtimeEdges } from "./dependencies.ts";
import { observe } from "./observations.ts";
import { assertWellFormed, type Transaction } from "./transaction.ts";

/** What is asked. */
export interface IsolationOptions {
  /** Serializable, unless said. */
  readonly level?: Level;
}

/** How much there was to see. */
export interface Observed {
  readonly committed: number;
  /** Reads of committed transactions. */
  readonly reads: number;
  /** Of those, how many saw something. */
  readonly readsOfSomething: number;
  /** Pairs of transactions that data orders. */
  readonly dependencies: number;
}

/** The verdict on a history. */
export interface Isolation {
  readonly kind: "kept" | "violated";
  readonly level: Level;
  /** What the level forbids. */
  readonly violations: readonly Anomaly[];
  /** What was found besides, and the level allows. Of sessions and time, only what the level asks for is looked at. */
  readonly allowed: readonly Anomaly[];
  readonly observed: Observed;
}

/**
 * Whether `history`, in any order, keeps the level. Linear in the history and in the lengths of what was read; the same
 * history gives the same verdict and the same anomalies.
 *
 * @throws InvariantError where ids or values are not unique, or a client did two transactions at once
 */
export function checkSerializable(
  history: readonly Transaction[],
  options: IsolationOptions = {},
): Isolation {
  assertWellFormed(history);
  const level = options.level ?? "serializable";
  const observations = observe(history);
  const data = dataEdges(history, observations);
  const anomalies = [...observations.anomalies, ...cyclicAnomalies(history, data)];
  if (level === "session-serializable") {
    const edges = [...data, ...processEdges(history, observations)];
    anomalies.push(...cyclicAnomalies(history, edges, "process"));
  } else if (level === LEVELS.at(-1)) {
    const edges = [...data, ...realtimeEdges(history, observations)];
    anomalies.push(...cyclicAnomalies(history, edges, "realtime"));
  }
  const violations = anomalies.filter(({ name }) => isForbidden(name, level));
  const { reads } = observations;
  return {
    kind: violations.length === 0 ? "kept" : "violated",
    level,
    violations,
    allowed: anomalies.filter(({ name }) => !isForbidden(name, level)),
    observed: {
      committed: history.filter(({ outcome }) => outcome.kind === "committed").length,
      reads: reads.length,
      readsOfSomething: reads.filter(({ values }) => values.length > 0).length,
      dependencies: data.length,
    },
  };
}
