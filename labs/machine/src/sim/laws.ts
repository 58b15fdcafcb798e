/**
 * Laws: what must hold of the machines of a run whatever happens to them, and the saying that it does not.
 *
 *     simulation ─┐
 *                 ├──▶ after each event: check(cluster, node) ──▶ nothing, or a Violation
 *     search ─────┘
 *
 * A check sees the processes as they are; the same one serves a simulation and a search.
 */
import type { NodeId, SimEvent } from "./trace.ts";

/** A law that the processes have broken; thrown by a check. */
export class Violation extends Error {
  override readonly name = "Violation";
  /** The law, in a few words: "election safety". */
  readonly law: string;
  /** The machine that broke it, where there is one. */
  readonly node: NodeId | undefined;

  constructor(law: string, message: string, node?: NodeId) {
    super(message);
    this.law = law;
    this.node = node;
  }
}

/** How a run ended before its time. */
export type Failure =
  | { readonly kind: "broken"; readonly violation: Violation }
  /** A process threw. */
  | { readonly kind: "threw"; readonly node: NodeId | undefined; readonly error: unknown };

/** A violation as the trace tells it. */
export function violationEvent(at: number, { law, message, node }: Violation): SimEvent {
  return { kind: "violation", at, ...(node === undefined ? {} : { node }), law, message };
}

/** The machines of a run, as a check sees them. */
export interface Cluster<Process> {
  readonly nodes: readonly NodeId[];
  /** The process that runs on a machine; undefined while it is down. */
  process(node: NodeId): Process | undefined;
  /** How often the machine has begun. */
  life(node: NodeId): number;
}
