/**
 * A lock that a server grants, as processes; and the same once more as bare states, to count them.
 *
 *     idle ──timer──▶ asked ──grant──▶ holding ──timer──▶ idle            clients a and b
 *            ask ↓            ↑ grant             ↓ release
 *     server s: who holds it, who waits
 *
 * Nothing in it is made for a network that repeats: a release that comes twice takes the lock from the next one. The
 * law: two never hold it.
 *
 * Left out: clients that do not get an answer.
 */
import type { Machine } from "@labs/machine";
import { type Cluster, Violation } from "@labs/machine/sim";

export type LockMessage = "ask" | "grant" | "release";
type ClientState = "idle" | "asked" | "holding";

export interface LockProcess {
  /** Of a client what it does, of the server who holds the lock and who waits. */
  readonly state: () => string;
}

export function lockProcess(machine: Machine<LockMessage>): LockProcess {
  return machine.id === "s" ? server(machine) : client(machine);
}

function client({ clock, network }: Machine<LockMessage>): LockProcess {
  let state: ClientState = "idle";
  const ask = (): void => {
    state = "asked";
    network.send("s", "ask");
  };
  clock.after(10, ask);
  network.receive(() => {
    if (state !== "asked") return;
    state = "holding";
    clock.after(10, () => {
      state = "idle";
      network.send("s", "release");
      clock.after(10, ask);
    });
  });
  return { state: () => state };
}

function server({ network }: Machine<LockMessage>): LockProcess {
  let queue: readonly string[] = [];
  network.receive((message, from) => {
    const [next] = message === "ask" ? [from] : queue.slice(1);
    const isFree = message === "release" || queue.length === 0;
    queue = message === "ask" ? [...queue, from] : queue.slice(1);
    if (isFree && next !== undefined) network.send(next, "grant");
  });
  return { state: () => queue.join() };
}

/** Two never hold the lock. */
export function mutualExclusion(cluster: Cluster<LockProcess>): void {
  const holding = cluster.nodes.filter((node) => cluster.process(node)?.state() === "holding");
  if (holding.length > 1) throw new Violation("mutual exclusion", `${holding} hold the lock`);
}

/** The whole as one value. */
interface LockState {
  readonly clients: Readonly<Record<"a" | "b", ClientState>>;
  readonly queue: readonly ("a" | "b")[];
  /** "ask a", "grant b": sorted. */
  readonly network: readonly string[];
  /** What the adversary may still do. */
  readonly timers: number;
  readonly repeats: number;
}

/** How many states there are; and how far the nearest one is in which two hold the lock, where there is one. */
export function countLockStates(timers: number, repeats: number) {
  const clients = { a: "idle", b: "idle" } as const;
  const begin: LockState = { clients, queue: [], network: [], timers, repeats };
  const met = new Set([JSON.stringify(begin)]);
  let level = [begin];
  let brokenAt: number | undefined;
  for (let depth = 1; level.length > 0; depth++) {
    const next: LockState[] = [];
    for (const state of level.flatMap(after)) {
      const text = JSON.stringify(state);
      if (met.has(text)) continue;
      met.add(text);
      next.push(state);
      const { a, b } = state.clients;
      if (a === "holding" && b === "holding") brokenAt ??= depth;
    }
    level = next;
  }
  return { states: met.size, brokenAt };
}

function after(state: LockState): LockState[] {
  const timers = (["a", "b"] as const).flatMap((of): LockState[] => {
    const { [of]: client } = state.clients;
    if (state.timers === 0 || client === "asked") return [];
    const left = { ...state, timers: state.timers - 1 };
    if (client === "idle") return [moved(left, of, "asked", [`ask ${of}`])];
    return [moved(left, of, "idle", [`release ${of}`])];
  });
  const arrivals = [...new Set(state.network)].flatMap((message) => {
    const rest = [...state.network];
    rest.splice(rest.indexOf(message), 1);
    const once = arrived({ ...state, network: rest }, message);
    if (state.repeats === 0) return [once];
    return [once, arrived({ ...state, repeats: state.repeats - 1 }, message)];
  });
  return [...timers, ...arrivals];
}

function moved(
  state: LockState,
  of: "a" | "b",
  to: ClientState,
  sent: readonly string[],
): LockState {
  const network = [...state.network, ...sent].sort();
  return { ...state, clients: { ...state.clients, [of]: to }, network };
}

function arrived(state: LockState, message: string): LockState {
  const [kind, of] = message.split(" ") as [LockMessage, "a" | "b"];
  switch (kind) {
    case "grant":
      return state.clients[of] === "asked" ? moved(state, of, "holding", []) : state;
    case "ask": {
      const queue = [...state.queue, of];
      const network = [...state.network, ...(queue.length === 1 ? [`grant ${of}`] : [])].sort();
      return { ...state, queue, network };
    }
    case "release": {
      const queue = state.queue.slice(1);
      const network = [...state.network, ...queue.slice(0, 1).map((next) => `grant ${next}`)];
      return { ...state, queue, network: network.sort() };
    }
  }
}
