/**
 * What a simulation did, counted: a test that injected too little has shown nothing, and says so.
 *
 * Invariant: of the messages that were sent, each has been delivered, was lost, was cut off, met nobody, or is on its
 * way. A second copy counts where it is delivered, in `delivered` and in `repeated`, and nowhere else; so
 *
 *     sent = (delivered − repeated) + lost + cutOff + metNobody + on their way
 */

/** How often what happened. */
export interface SimCounts {
  /** All that was executed: deliveries, timers, syncs that ended, faults, acts. */
  events: number;
  sent: number;
  delivered: number;
  /** Messages that were lost by the network, by a cut, since the machine was off. */
  lost: number;
  cutOff: number;
  metNobody: number;
  /** Delivered a second time. */
  repeated: number;
  /** Delivered behind one that the same machine had sent to the same one later. */
  reordered: number;
  timers: number;
  syncs: number;
  failedSyncs: number;
  cuts: number;
  /** Machines that lost their power, and processes that were killed. */
  crashes: number;
  kills: number;
  /** How often a machine came up again. */
  restarts: number;
  pauses: number;
  acts: number;
}

export function noCounts(): SimCounts {
  return {
    events: 0,
    sent: 0,
    delivered: 0,
    lost: 0,
    cutOff: 0,
    metNobody: 0,
    repeated: 0,
    reordered: 0,
    timers: 0,
    syncs: 0,
    failedSyncs: 0,
    cuts: 0,
    crashes: 0,
    kills: 0,
    restarts: 0,
    pauses: 0,
    acts: 0,
  };
}

/** Adds what another simulation did. */
export function addCounts(sum: SimCounts, more: Readonly<SimCounts>): void {
  for (const name of Object.keys(sum) as (keyof SimCounts)[]) sum[name] += more[name];
}
