/**
 * Mishaps: the faults of a plan, each arranged before the simulation begins.
 *
 *     of a message     its link knows what becomes of the nth
 *     of a time        an event at its beginning, and one at its end
 *     of an event      its machine knows behind which it crashes
 *     of a sync        its machine arms its disk
 *
 * What a fault finds done already (a machine that is down cannot crash) it does not do, and is not told of.
 */

import type { SimCounts } from "./counts.ts";
import type { CrashMode } from "./crash.ts";
import type { Fault } from "./plan.ts";
import type { SimMachine } from "./sim-machine.ts";
import type { SimNetwork } from "./sim-network.ts";
import type { NodeId, SimEvent } from "./trace.ts";

/** What of a machine a fault may change. */
type Struck = Pick<
  SimMachine<never, unknown>,
  "isUp" | "life" | "isPaused" | "waiting" | "slowMs" | "rate" | "failingSyncs" | "crashesAfter"
>;

/** What faults are arranged on. */
export interface Stage {
  readonly counts: SimCounts;
  readonly network: Pick<SimNetwork<never>, "link" | "cut">;
  now(): number;
  machine(node: NodeId): Struck;
  /** Plans something for a time. */
  at(at: number, run: () => void): void;
  crash(node: NodeId, mode: CrashMode, seed: number): void;
  start(node: NodeId): void;
  tell(event: SimEvent): void;
  note(fault: Fault): void;
}

/** Plans a fault. */
export function arrange(fault: Fault, stage: Stage): void {
  switch (fault.kind) {
    case "lose":
    case "delay":
    case "repeat":
      stage.network.link(fault.from, fault.to).plan(fault);
      break;
    case "cut":
      during(fault, stage, () => stage.network.cut(fault.from, fault.to));
      break;
    case "crash":
      arrangeCrash(fault, stage);
      break;
    case "pause":
      during(fault, stage, () => pause(fault.node, stage));
      break;
    case "slow":
      during(fault, stage, () => slow(stage.machine(fault.node), fault.ms));
      break;
    case "drift":
      stage.machine(fault.node).rate = fault.rate;
      stage.note(fault);
      break;
    case "fail-sync":
      stage.machine(fault.node).failingSyncs.push(fault.nth);
      stage.note(fault);
  }
}

/** What a fault does from its time to its end. */
function during(
  fault: Extract<Fault, { forMs: number }>,
  stage: Stage,
  begin: () => (() => void) | undefined,
): void {
  stage.at(fault.atMs, () => {
    const end = begin();
    if (end === undefined) return;
    stage.note(fault);
    if (Number.isFinite(fault.forMs)) stage.at(stage.now() + fault.forMs, end);
  });
}

function arrangeCrash(fault: Extract<Fault, { kind: "crash" }>, stage: Stage): void {
  const { node, when, downMs, disk, seed } = fault;
  const machine = stage.machine(node);
  const crash = (): void => {
    if (!machine.isUp) return;
    stage.note(fault);
    stage.crash(node, disk, seed);
    if (Number.isFinite(downMs)) stage.at(stage.now() + downMs, () => stage.start(node));
  };
  if ("ms" in when) {
    stage.at(when.ms, crash);
  } else {
    const other = machine.crashesAfter.get(when.event);
    machine.crashesAfter.set(when.event, () => {
      other?.();
      if (stage.now() < when.beforeMs) crash();
    });
  }
}

/** @returns what ends it; undefined where there is nothing to pause */
function pause(node: NodeId, stage: Stage): (() => void) | undefined {
  const machine = stage.machine(node);
  const { life } = machine;
  if (!machine.isUp || machine.isPaused) return undefined;
  machine.isPaused = true;
  stage.counts.pauses += 1;
  stage.tell({ kind: "pause", at: stage.now(), node });
  return () => {
    if (machine.life !== life || !machine.isPaused) return;
    machine.isPaused = false;
    stage.tell({ kind: "resume", at: stage.now(), node });
    for (const run of machine.waiting.splice(0)) run();
  };
}

function slow(machine: Struck, ms: number): () => void {
  machine.slowMs += ms;
  return () => {
    machine.slowMs -= ms;
  };
}
