/**
 * Runs to draw: what a consensus protocol looks like from outside, without being one.
 *
 *     elections ─▶ appends and their answers ─▶ …            at the end: two logs that differ
 *                  lost, repeated, cut off, crashed, paused
 *
 * The same count of events and seed give the same run. It keeps the invariants of a trace: a
 * message is sent before it arrives, time never falls, and who is down is told of only when it
 * starts again.
 */
import { type Random, seededRandom } from "@labs/machine";
import type { NodeId, NodeState, SimEvent } from "@labs/machine/sim";
import type { HistoryPicture, RunPicture } from "../src/picture/index.ts";

const NODES = ["a", "b", "c", "d", "e"] as const;
/** A run of fewer events is one of three nodes. */
const SMALL = 50;
const LOG_LINES_MAX = 30;
/** How many events the end takes. */
const LAST_EVENTS = 4;

/** Something that is to happen. */
interface Due {
  readonly at: number;
  readonly run: () => void;
}

interface Flight {
  readonly message: number;
  readonly copy: number;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly text: string;
  readonly entry?: string;
}

interface Process {
  state: { role: string; epoch: number; leads: boolean; committed: number; log: string[] };
  life: number;
  isUp: boolean;
  isPaused: boolean;
}

/** A run of `count` events that breaks a law. */
export function imitation(count: number, seed = 7): RunPicture {
  const nodes = count < SMALL ? NODES.slice(0, 3) : NODES;
  const events = new Imitation(nodes, count, seed).events();
  return {
    title: "db-16 raft · step 4, log-matching",
    replay: `npm run grade db-16 step 4 seed ${seed}`,
    nodes,
    events,
  };
}

/** A history that no order explains. */
export const HISTORY: HistoryPicture = {
  rows: [
    {
      client: "client 1",
      bars: [
        { text: "put x 1 → ok", from: 10, until: 40, mark: 1 },
        { text: "get x → 2", from: 120, until: 160, mark: 3 },
        { text: "get x → 1", from: 180, until: 230, mark: "cannot" },
      ],
    },
    {
      client: "client 2",
      bars: [
        { text: "put x 2 → ok", from: 60, until: 110, mark: 2 },
        { text: "put x 3", from: 150, until: "open" },
      ],
    },
  ],
  notes: ["get x → 1 began after get x → 2 had ended, and nothing wrote 1 in between."],
};

class Imitation {
  readonly #nodes: readonly NodeId[];
  readonly #random: Random;
  readonly #count: number;
  readonly #events: SimEvent[] = [];
  readonly #due: Due[] = [];
  readonly #processes = new Map<NodeId, Process>();
  #now = 0;
  #messages = 0;
  #cuts = 0;
  #epoch = 0;
  #leader: NodeId | undefined;
  #cut: { readonly number: number; readonly alone: readonly NodeId[] } | undefined;

  constructor(nodes: readonly NodeId[], count: number, seed: number) {
    this.#nodes = nodes;
    this.#count = count;
    this.#random = seededRandom(seed);
  }

  events(): SimEvent[] {
    for (const node of this.#nodes) {
      const state = { role: "follower", epoch: 0, leads: false, committed: 0, log: [] };
      this.#processes.set(node, { state, life: 1, isUp: true, isPaused: false });
      this.#push({ kind: "start", at: 0, node, life: 1 });
      this.#become(node, {});
    }
    this.#after(5, () => this.#elect());
    while (this.#events.length < this.#count - LAST_EVENTS) {
      if (this.#due.length === 0) this.#after(20, () => this.#round());
      this.#due.sort((one, other) => one.at - other.at);
      const next = this.#due.shift()!;
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#events.length = this.#count - LAST_EVENTS;
    this.#break();
    return this.#events;
  }

  /** One node takes an entry that is not what the other has there. */
  #break(): void {
    const [from, to] = [this.#leader ?? this.#nodes[0]!, this.#nodes.at(-1)!];
    const at = (this.#events.at(-1)?.at ?? 0) + 4;
    const message = ++this.#messages;
    const { state } = this.#processes.get(to)!;
    const other = this.#processes.get(from)!.state.log.at(-1) ?? "1: put x 1";
    const place = other.split(":")[0];
    this.#push({ kind: "send", at: at - 4, message, from, to, text: `append ${place}: put z 99` });
    this.#push({ kind: "deliver", at, message, copy: 1 });
    this.#now = at;
    state.log.push(`${place}: put z 99`);
    this.#become(to, { epoch: this.#epoch });
    const was = other.slice(other.indexOf("put"));
    const differ = `and it differs: ${from} has ${was}, ${to} has put z 99`;
    const text = `${from} and ${to} both have an entry ${place} of term ${this.#epoch}, ${differ}`;
    this.#push({ kind: "violation", at, node: to, law: "log-matching", message: text });
  }

  /** A candidate asks all for their votes, and has them a moment later. */
  #elect(): void {
    const up = this.#nodes.filter(
      (node) => this.#isWell(node) && this.#cut?.alone.includes(node) !== true,
    );
    const node = up[this.#random.below(up.length)];
    if (node === undefined) return;
    this.#epoch++;
    this.#push({ kind: "timer", at: this.#now, node });
    this.#become(node, { role: "candidate", epoch: this.#epoch, leads: false });
    for (const to of this.#nodes)
      if (to !== node) this.#send(node, to, `vote for ${node} in ${this.#epoch}`);
    this.#after(18, () => {
      if (!this.#isWell(node)) {
        this.#elect();
        return;
      }
      this.#leader = node;
      this.#become(node, { role: "leader", epoch: this.#epoch, leads: true });
      this.#round();
    });
  }

  /** The leader appends an entry; sometimes something goes wrong as well. */
  #round(): void {
    const leader = this.#leader;
    if (leader === undefined || !this.#isWell(leader) || this.#random.below(12) === 0) {
      this.#leader = undefined;
      this.#elect();
      return;
    }
    const { log } = this.#processes.get(leader)!.state;
    const key = "xyz"[this.#random.below(3)];
    const entry = `${log.length + 1}: put ${key} ${this.#random.below(10)}`;
    this.#push({
      kind: "act",
      at: this.#now,
      node: leader,
      text: `call ${entry.slice(entry.indexOf("p"))}`,
    });
    this.#append(leader, entry);
    this.#after(2, () => {
      if (this.#isWell(leader))
        this.#push({ kind: "synced", at: this.#now, node: leader, ok: this.#random.below(9) > 0 });
    });
    for (const to of this.#nodes) {
      if (to !== leader) this.#send(leader, to, `append ${entry}, after ${log.length - 1}`, entry);
    }
    if (this.#events.length > 24) this.#fault();
    this.#after(25 + this.#random.below(30), () => this.#round());
  }

  #fault(): void {
    const node = this.#nodes[this.#random.below(this.#nodes.length)]!;
    const process = this.#processes.get(node)!;
    const choice = this.#random.below(6);
    if (choice === 0 && this.#cut === undefined) this.#partition();
    else if (choice === 1 && this.#isWell(node)) {
      process.isUp = false;
      this.#push({ kind: "crash", at: this.#now, node, power: this.#random.below(2) === 0 });
      this.#after(80, () => {
        process.isUp = true;
        this.#push({ kind: "start", at: this.#now, node, life: ++process.life });
        this.#become(node, { role: "follower", leads: false, epoch: process.state.epoch });
      });
    } else if (choice === 2 && this.#isWell(node)) {
      process.isPaused = true;
      this.#push({ kind: "pause", at: this.#now, node });
      this.#after(50, () => {
        process.isPaused = false;
        this.#push({ kind: "resume", at: this.#now, node });
      });
    }
  }

  #partition(): void {
    const number = ++this.#cuts;
    const alone = this.#nodes.slice(0, 1 + this.#random.below(2));
    const rest = this.#nodes.slice(alone.length);
    this.#cut = { number, alone };
    this.#push({ kind: "cut", at: this.#now, cut: 2 * number - 1, from: alone, to: rest });
    this.#push({ kind: "cut", at: this.#now, cut: 2 * number, from: rest, to: alone });
    this.#after(90, () => {
      this.#cut = undefined;
      this.#push({ kind: "heal", at: this.#now, cut: 2 * number - 1 });
      this.#push({ kind: "heal", at: this.#now, cut: 2 * number });
    });
  }

  #send(from: NodeId, to: NodeId, text: string, entry?: string): void {
    const message = ++this.#messages;
    this.#push({ kind: "send", at: this.#now, message, from, to, text });
    const copies = this.#random.below(14) === 0 ? [1, 2] : [1];
    const isLost = this.#random.below(16) === 0;
    for (const copy of copies) {
      const arrive = (): void => {
        if (this.#processes.get(to)!.isPaused) this.#after(10, arrive);
        else
          this.#arrive(
            { message, copy, from, to, text, ...(entry === undefined ? {} : { entry }) },
            isLost,
          );
      };
      this.#after(3 + this.#random.below(14), arrive);
    }
  }

  #arrive({ message, copy, from, to, text, entry }: Flight, isLost: boolean): void {
    const alone = this.#cut?.alone;
    const isCut = alone !== undefined && alone.includes(from) !== alone.includes(to);
    const why = isLost ? "lost" : isCut ? "cut" : this.#isWell(to) ? undefined : "down";
    const way = { at: this.#now, message, copy };
    if (why !== undefined) this.#push({ kind: "lose", ...way, why });
    else {
      this.#push({ kind: "deliver", ...way });
      this.#receive(to, from, text, copy === 1 ? entry : undefined);
    }
  }

  #receive(node: NodeId, from: NodeId, text: string, entry: string | undefined): void {
    if (text.startsWith("vote")) {
      this.#become(node, { role: "follower", epoch: this.#epoch, leads: false });
      this.#send(node, from, `granted ${this.#epoch}`);
    }
    if (entry === undefined) return;
    this.#append(node, entry);
    this.#send(node, from, `ok to ${entry.split(":")[0]}`);
  }

  #append(node: NodeId, entry: string): void {
    const { state } = this.#processes.get(node)!;
    state.log.push(entry);
    state.committed = Math.max(0, state.log.length - 1);
    this.#become(node, { epoch: this.#epoch });
  }

  #become(node: NodeId, change: Partial<Pick<NodeState, "role" | "epoch" | "leads">>): void {
    const { state } = this.#processes.get(node)!;
    Object.assign(state, change);
    const { role, epoch, leads, committed, log } = state;
    const details = [`committed ${committed}`, ...log.slice(-LOG_LINES_MAX)];
    this.#push({ kind: "state", at: this.#now, node, state: { role, epoch, leads, details } });
  }

  #isWell(node: NodeId): boolean {
    const { isUp, isPaused } = this.#processes.get(node)!;
    return isUp && !isPaused;
  }

  #after(milliseconds: number, run: () => void): void {
    this.#due.push({ at: this.#now + milliseconds, run });
  }

  #push(event: SimEvent): void {
    this.#events.push(event);
  }
}
