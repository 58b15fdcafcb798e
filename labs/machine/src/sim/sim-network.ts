/**
 * The simulated network: messages on their way, and what becomes of them.
 *
 *     send ──▶ lost? ──▶ cut? ──▶ copy ──▶ on its way: latency + delay + slow ──▶ cut now? ──▶ up? ──▶ copy ──▶ receive
 *                                    └──▶ once more, later
 *
 * Invariants: every copy of a message that was sent is delivered once or lost once; the receiver's copy is nobody
 * else's.
 *
 * Left out: bandwidth, and a sender that is slowed by a full link.
 */
import { InvariantError } from "../invariant.ts";
import type { SimCounts } from "./counts.ts";
import { type Fate, Link } from "./links.ts";
import { copyOf } from "./plain.ts";
import type { Fault, Weather } from "./plan.ts";
import type { SimMachine } from "./sim-machine.ts";
import type { LossReason, NodeId, SimEvent } from "./trace.ts";

/** What the network needs of the simulation. */
export interface Hub<Message> {
  now(): number;
  readonly counts: SimCounts;
  readonly weather: Weather | undefined;
  /** How long a message takes in the calm. */
  readonly latencyMs: number;
  /** Whether what happens is written down: then `tell` and `note` do. */
  readonly isTraced: boolean;
  tell(event: SimEvent): void;
  note(fault: Fault): void;
  textOf(message: Message): string;
  /** Plans an arrival at this machine. */
  arrive(machine: SimMachine<Message, unknown>, at: number, run: () => void): void;
}

/** By what became of a message: what counts it. */
const COUNTED = { lost: "lost", cut: "cutOff", down: "metNobody" } as const;

interface Flight<Message> {
  /** Its number in the trace. */
  readonly number: number;
  readonly from: SimMachine<Message, unknown>;
  readonly to: SimMachine<Message, unknown>;
  readonly link: Link;
  /** Its number on the link. */
  readonly nth: number;
  readonly message: Message;
}

export class SimNetwork<Message> {
  readonly #hub: Hub<Message>;
  readonly #byId: ReadonlyMap<NodeId, SimMachine<Message, unknown>>;
  readonly #links: readonly Link[];
  #sent = 0;
  #cuts = 0;

  constructor(
    hub: Hub<Message>,
    seed: number,
    machines: ReadonlyMap<NodeId, SimMachine<Message, unknown>>,
  ) {
    this.#hub = hub;
    this.#byId = machines;
    const { size } = machines;
    this.#links = Array.from(
      { length: size * size },
      (_, i) => new Link(seed, Math.floor(i / size), i % size),
    );
  }

  /** The link from one machine to another. */
  link(from: NodeId, to: NodeId): Link {
    return this.#link(this.#machine(from), this.#machine(to));
  }

  send(from: SimMachine<Message, unknown>, id: NodeId, message: Message): void {
    const to = this.#machine(id);
    const { counts, isTraced, weather } = this.#hub;
    const now = this.#hub.now();
    if (from === to) throw new InvariantError(`${id} sends a message to itself`);
    const link = this.#link(from, to);
    link.sent += 1;
    counts.sent += 1;
    this.#sent += 1;
    const flight = { number: this.#sent, from, to, link, nth: link.sent, message: copyOf(message) };
    if (isTraced) {
      const text = this.#hub.textOf(message);
      const [number, at] = [flight.number, now];
      this.#hub.tell({ kind: "send", at, message: number, from: from.id, to: id, text });
    }
    const fate = link.fate(weather !== undefined && now < weather.untilMs ? weather : undefined);
    if (isTraced) this.#note(flight, fate);
    if (fate.isLost) this.#lose(flight, 1, "lost");
    else if (link.cuts > 0) this.#lose(flight, 1, "cut");
    else this.#dispatch(flight, fate, from.slowMs + to.slowMs);
  }

  /** From now on nothing goes from any of `from` to any of `to`. @returns what ends that */
  cut(from: readonly NodeId[], to: readonly NodeId[]): () => void {
    const { tell, isTraced, counts, now } = this.#hub;
    this.#cuts += 1;
    counts.cuts += 1;
    const cut = this.#cuts;
    const links = from.flatMap((a) => to.flatMap((b) => (a === b ? [] : this.link(a, b))));
    for (const link of links) link.cuts += 1;
    if (isTraced) tell({ kind: "cut", at: now(), cut, from, to });
    return () => {
      for (const link of links) link.cuts -= 1;
      if (isTraced) tell({ kind: "heal", at: now(), cut });
    };
  }

  #dispatch(flight: Flight<Message>, { delayMs, repeatMs }: Fate, slowMs: number): void {
    const { latencyMs } = this.#hub;
    const at = this.#hub.now() + latencyMs + delayMs + slowMs;
    this.#hub.arrive(flight.to, at, () => this.#arrive(flight, 1));
    if (repeatMs === undefined) return;
    this.#hub.arrive(flight.to, at + repeatMs, () => this.#arrive(flight, 2));
  }

  #arrive(flight: Flight<Message>, copy: number): void {
    if (flight.link.cuts > 0) this.#lose(flight, copy, "cut");
    else if (flight.to.isUp) this.#deliver(flight, copy);
    else this.#lose(flight, copy, "down");
  }

  #deliver({ to, from, link, nth, number, message }: Flight<Message>, copy: number): void {
    const { counts, isTraced } = this.#hub;
    counts.delivered += 1;
    if (copy > 1) counts.repeated += 1;
    else if (nth < link.delivered) counts.reordered += 1;
    link.delivered = Math.max(link.delivered, nth);
    if (isTraced) {
      this.#hub.tell({ kind: "deliver", at: this.#hub.now(), message: number, copy });
    }
    to.handler(copyOf(message), from.id);
  }

  #lose({ number }: Flight<Message>, copy: number, why: LossReason): void {
    const { counts, isTraced } = this.#hub;
    if (copy === 1) counts[COUNTED[why]] += 1;
    if (isTraced) this.#hub.tell({ kind: "lose", at: this.#hub.now(), message: number, copy, why });
  }

  /** Writes down what becomes of a message, where that is not what the calm would do. */
  #note(flight: Flight<Message>, { isLost, delayMs, repeatMs }: Fate): void {
    const which = { from: flight.from.id, to: flight.to.id, nth: flight.nth };
    if (isLost) this.#hub.note({ kind: "lose", ...which });
    if (!isLost && delayMs > 0) this.#hub.note({ kind: "delay", ...which, ms: delayMs });
    if (!isLost && repeatMs !== undefined) {
      this.#hub.note({ kind: "repeat", ...which, ms: repeatMs });
    }
  }

  #machine(id: NodeId): SimMachine<Message, unknown> {
    const machine = this.#byId.get(id);
    if (machine === undefined) throw new InvariantError(`there is no machine ${id}`);
    return machine;
  }

  #link(from: SimMachine<Message, unknown>, to: SimMachine<Message, unknown>): Link {
    return this.#links[from.position * this.#byId.size + to.position]!;
  }
}
