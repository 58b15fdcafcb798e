/**
 * Anomalies by name, and the levels that forbid them. A level forbids its own and those above it.
 *
 *     read-uncommitted       G0, garbage-read, duplicate-elements
 *     read-committed         G1a, G1b, G1c, dirty-update, incompatible-order
 *     snapshot-isolation     G-single, G-nonadjacent, internal
 *     serializable           G2-item
 *     session-serializable   the same cycles with an edge from a client's transaction to its next: G0-process …
 *     strict-serializable    the same cycles with an edge from a commit to a later start: G0-realtime …
 *
 * G0 is a cycle of writes over writes; G1c has reads of what others wrote too; G-single has one edge from a reader to
 * the writer of what it did not see yet, G2-item more. A cycle in which no two of those follow each other, which
 * snapshot isolation forbids as well, is G-nonadjacent here.
 *
 * Sources: Adya, Liskov and O'Neil, "Generalized Isolation Level Definitions" (ICDE 2000) §5: PL-1, PL-2, PL-3; Adya's
 * thesis (MIT, 1999) §4: G-single; Cerone and Gotsman, "Analysing Snapshot Isolation" (PODC 2016) §4: the cycles of
 * snapshot isolation; Daudjee and Salem (VLDB 2006): sessions; Kingsbury and Alvaro, "Elle" (VLDB 2020) §4.1 and §6.1.
 */

const CYCLES = ["G0", "G1c", "G-single", "G-nonadjacent", "G2-item"] as const;

/** A cycle, by what its edges are. */
export type CycleName = (typeof CYCLES)[number];

/** What a violation is called. */
export type AnomalyName =
  | CycleName
  | `${CycleName}-process`
  | `${CycleName}-realtime`
  /** Read of what was never appended. */
  | "garbage-read"
  /** Read of a list that holds a value twice. */
  | "duplicate-elements"
  /** Two reads of a list of which neither begins with the other. */
  | "incompatible-order"
  /** Aborted read. */
  | "G1a"
  /** Intermediate read: of what its writer appended to afterwards. */
  | "G1b"
  /** A committed append upon one that was aborted. */
  | "dirty-update"
  /** A transaction that does not see what it did or saw itself. */
  | "internal";

/** From the weakest to the strongest. */
export const LEVELS = [
  "read-uncommitted",
  "read-committed",
  "snapshot-isolation",
  "serializable",
  "session-serializable",
  "strict-serializable",
] as const;

/** An isolation level. */
export type Level = (typeof LEVELS)[number];

const FORBIDDEN: Readonly<Record<Level, readonly AnomalyName[]>> = {
  "read-uncommitted": ["G0", "garbage-read", "duplicate-elements"],
  "read-committed": ["G1a", "G1b", "G1c", "dirty-update", "incompatible-order"],
  "snapshot-isolation": ["G-single", "G-nonadjacent", "internal"],
  serializable: ["G2-item"],
  "session-serializable": CYCLES.map((name): AnomalyName => `${name}-process`),
  "strict-serializable": CYCLES.map((name): AnomalyName => `${name}-realtime`),
};

/** Why one transaction comes before another. */
export type DependencyKind =
  /** It appended before the other one did. */
  | "ww"
  /** It appended what the other one read. */
  | "wr"
  /** It did not see what the other one appended. */
  | "rw"
  /** The same client did it before. */
  | "process"
  /** It committed before the other one started. */
  | "realtime";

/** A step of a cycle. */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly kind: DependencyKind;
  /** `T1 appended 3 to x, and T2 read x as [1, 2], without it` */
  readonly reason: string;
}

/** One violation. Plain data. */
export interface Anomaly {
  readonly name: AnomalyName;
  /** Whose it is: ids, in order. */
  readonly transactions: readonly string[];
  /** What happened, in a sentence, or in one for each step of the cycle. */
  readonly description: string;
  /** Empty where it is no cycle. Each step begins where the one before ended, the first where the last ended. */
  readonly cycle: readonly Step[];
}

/** Whether `level` forbids what is called so. */
export function isForbidden(name: AnomalyName, level: Level): boolean {
  return LEVELS.slice(0, LEVELS.indexOf(level) + 1).some((each) => FORBIDDEN[each].includes(name));
}
