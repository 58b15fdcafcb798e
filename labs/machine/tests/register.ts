/**
 * A register on a primary and its backup, that acknowledges too early: for examining what examines.
 *
 *     client ──write──▶ a, the primary ──put──▶ b, the backup
 *                       │ acknowledged, before b has it (wrong; right: when b says so)
 *                       └──alive──▶ b; for want of it b becomes the primary
 *
 * The law: who is primary has every write that was acknowledged.
 *
 * Left out: a primary that learns that it is none any more. The right one acknowledges nothing then, since nobody
 * answers it.
 */
import type { Machine } from "@labs/machine";
import { type Cluster, drawStorm, type Plan, Simulation, Violation } from "@labs/machine/sim";

export type RegisterMessage =
  | { readonly kind: "put" | "stored"; readonly value: number }
  | { readonly kind: "alive" };

export interface Register {
  readonly isPrimary: boolean;
  readonly values: ReadonlySet<number>;
  /** What clients were told is safe. */
  readonly acknowledged: ReadonlySet<number>;
  write(value: number): void;
}

const ALIVE_MS = 20;
const PATIENCE_MS = 100;
const AGAIN_MS = 30;

/** What a machine keeps over a crash. */
interface Kept {
  isPrimary: boolean;
  readonly values: Set<number>;
  readonly acknowledged: Set<number>;
}

function register(machine: Machine<RegisterMessage>, kept: Kept, isHasty: boolean): Register {
  const { clock, network, peers } = machine;
  const [peer = ""] = peers;
  const put = (value: number): void => {
    if (kept.acknowledged.has(value) && !isHasty) return;
    network.send(peer, { kind: "put", value });
    if (!isHasty) clock.after(AGAIN_MS, () => put(value));
  };
  const live = (): void => {
    network.send(peer, { kind: "alive" });
    clock.after(ALIVE_MS, live);
  };
  const lead = (): void => {
    kept.isPrimary = true;
    live();
  };
  let callOff = () => {};
  const hope = (): void => {
    callOff();
    callOff = clock.after(PATIENCE_MS, lead);
  };
  if (kept.isPrimary) live();
  else hope();
  network.receive((message) => {
    if (message.kind === "stored") kept.acknowledged.add(message.value);
    if (kept.isPrimary) return;
    hope();
    if (message.kind !== "put") return;
    kept.values.add(message.value);
    network.send(peer, { kind: "stored", value: message.value });
  });
  const write = (value: number): void => {
    kept.values.add(value);
    if (isHasty) kept.acknowledged.add(value);
    put(value);
  };
  return {
    ...{ values: kept.values, acknowledged: kept.acknowledged, write },
    get isPrimary() {
      return kept.isPrimary;
    },
  };
}

/** Who became the primary has all that was acknowledged. */
function durability(cluster: Cluster<Register>): void {
  const backup = cluster.process("b");
  if (backup?.isPrimary !== true) return;
  for (const value of cluster.process("a")?.acknowledged ?? []) {
    if (!backup.values.has(value)) throw new Violation("durability", `${value} is gone`, "b");
  }
}

export type RegisterPlan = Plan<number>;

/** A register by this plan, whose acts are writes to a. */
export function registers(plan: RegisterPlan, isHasty: boolean, trace = false) {
  const kept = new Map(
    ["a", "b"].map((node): [string, Kept] => [
      node,
      { isPrimary: node === "a", values: new Set(), acknowledged: new Set() },
    ]),
  );
  return new Simulation<RegisterMessage, Register, number>({
    nodes: ["a", "b"],
    plan,
    boot: (machine) => register(machine, kept.get(machine.id)!, isHasty),
    perform(value, cluster) {
      cluster.process("a")?.write(value);
      return `write ${value}`;
    },
    check: durability,
    trace,
  });
}

/** Thirty writes in a storm. */
export function registerStorm(seed: number): RegisterPlan {
  const acts = Array.from({ length: 30 }, (_, i) => ({ atMs: 50 + i * 30, what: i }));
  return { ...drawStorm(seed, ["a", "b"], { untilMs: 1_000 }), acts };
}
