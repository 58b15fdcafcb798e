/**
 * A plan: everything that is to go wrong in a simulation, as data.
 *
 *     Plan ─┬─ seed        what the processes draw
 *           ├─ weather     what chance does to each message                      ┐ drawn while it runs,
 *           ├─ faults      this message is lost, that machine crashes then …     ┘ told afterwards as faults
 *           └─ acts        what clients ask, and when
 *
 * A fault names what it strikes by position: the third message from a to b, the 17th event of c. So one that is taken
 * away leaves the others as they are, as far as can be: a long plan that breaks a law shrinks to the few faults that
 * are needed.
 *
 * Times are whole milliseconds of the simulation; machines have clocks of their own.
 */
import type { CrashMode } from "./crash.ts";
import type { NodeId } from "./trace.ts";

/**
 * When a crash comes: at a time; or just behind an event of that machine, counted over all its lives, if that comes
 * before a time.
 */
export type Moment =
  | { readonly ms: number }
  | { readonly event: number; readonly beforeMs: number };

/** One thing that goes wrong. */
export type Fault =
  /** The `nth` message from one machine to another (from 1 on) does not arrive. */
  | { readonly kind: "lose"; readonly from: NodeId; readonly to: NodeId; readonly nth: number }
  /** It takes `ms` longer than in the calm: so it may come behind later ones. */
  | {
      readonly kind: "delay";
      readonly from: NodeId;
      readonly to: NodeId;
      readonly nth: number;
      readonly ms: number;
    }
  /** It arrives once more, `ms` behind the first. */
  | {
      readonly kind: "repeat";
      readonly from: NodeId;
      readonly to: NodeId;
      readonly nth: number;
      readonly ms: number;
    }
  /** Nothing goes from any of `from` to any of `to`; for both ways there are two of them. */
  | {
      readonly kind: "cut";
      readonly atMs: number;
      readonly forMs: number;
      readonly from: readonly NodeId[];
      readonly to: readonly NodeId[];
    }
  /**
   * The machine is off for `downMs`, then begins anew with what its disk has: `kept` where the process alone was
   * killed, one of the other modes where the power was lost.
   */
  | {
      readonly kind: "crash";
      readonly node: NodeId;
      readonly when: Moment;
      readonly downMs: number;
      readonly disk: CrashMode;
      readonly seed: number;
    }
  /** The process stands still; what comes meanwhile waits for it. */
  | {
      readonly kind: "pause";
      readonly node: NodeId;
      readonly atMs: number;
      readonly forMs: number;
    }
  /** Each message to and from it takes `ms` longer. */
  | {
      readonly kind: "slow";
      readonly node: NodeId;
      readonly atMs: number;
      readonly forMs: number;
      readonly ms: number;
    }
  /** Its clock runs `rate` times as fast as it should, always. */
  | { readonly kind: "drift"; readonly node: NodeId; readonly rate: number }
  /** The `nth` sync of its disk (from 1 on, over all its lives) fails. */
  | { readonly kind: "fail-sync"; readonly node: NodeId; readonly nth: number };

/** What chance does to each message, until a time. */
export interface Weather {
  readonly untilMs: number;
  /** How likely it is lost, or repeated: 0 to 1. */
  readonly lose: number;
  readonly repeat: number;
  /** It takes up to so much longer than in the calm. */
  readonly delayMs: number;
  /** How likely it takes up to ten times as much longer. */
  readonly late: number;
}

/** Something that is asked of the whole, at a time. */
export interface Act<What> {
  readonly atMs: number;
  readonly what: What;
}

/** All that happens to the machines of a simulation. */
export interface Plan<What> {
  /** Of what the processes draw, and the weather. */
  readonly seed: number;
  readonly weather?: Weather;
  readonly faults: readonly Fault[];
  readonly acts: readonly Act<What>[];
}

/** A fault in a line: "the 3rd message from a to b is lost". */
export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case "lose":
      return `${nthMessage(fault)} is lost`;
    case "delay":
      return `${nthMessage(fault)} takes ${fault.ms} ms longer`;
    case "repeat":
      return `${nthMessage(fault)} comes again ${fault.ms} ms later`;
    case "cut":
      return `${during(fault)} nothing goes from ${fault.from.join(", ")} to ${fault.to.join(", ")}`;
    case "crash": {
      const when =
        "ms" in fault.when ? `at ${fault.when.ms} ms` : `after its event ${fault.when.event}`;
      const how = fault.disk === "kept" ? "is killed" : `loses its power (disk: ${fault.disk})`;
      return `${fault.node} ${how} ${when}, for ${span(fault.downMs)}`;
    }
    case "pause":
      return `${during(fault)} ${fault.node} stands still`;
    case "slow":
      return `${during(fault)} messages of ${fault.node} take ${fault.ms} ms longer`;
    case "drift":
      return `the clock of ${fault.node} runs ${fault.rate} times as fast`;
    case "fail-sync":
      return `sync ${fault.nth} of ${fault.node} fails`;
  }
}

const nthMessage = (fault: { from: NodeId; to: NodeId; nth: number }) =>
  `message ${fault.nth} from ${fault.from} to ${fault.to}`;

const during = (fault: { atMs: number; forMs: number }) =>
  `from ${fault.atMs} ms on, for ${span(fault.forMs)},`;

const span = (ms: number) => (Number.isFinite(ms) ? `${ms} ms` : "ever");
