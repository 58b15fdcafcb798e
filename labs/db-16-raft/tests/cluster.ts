/**
 * Several machines on one bench, and the messages that are between them.
 *
 *     a ──┐              ┌──▶ a      tick(a)          a's messages begin to fly
 *     b ──┼──▶ flying ───┼──▶ b      arrive(i)        the i-th of them arrives, first or last, once or twice
 *     c ──┘              └──▶ c      flying.splice    is lost
 *
 * Who plays on it says what happens next: nothing happens by itself, and nothing by chance. What has happened is kept,
 * and told to the trial when something is wrong: of a long run the end.
 */
import type { Message, NodeId, RaftOptions } from "@labs/db-16";
import type { Trial } from "@labs/grader/testing";
import { type Random, seededRandom } from "@labs/machine";
import { names, type Setup, Watched } from "./rig.ts";

/** Of a run that went wrong so many events are told. */
const TOLD = 30;

export interface ClusterOptions extends Partial<RaftOptions> {
  /** Which messages the network takes at all; every one unless said. */
  carries?(message: Message): boolean;
}

/** Machines `a`, `b`, `c` and so on, each with what `logs` says; and what flies between them. */
export class Cluster {
  readonly machines: readonly Watched[];
  /** Sent, and not arrived yet. */
  readonly flying: Message[] = [];
  readonly #t: Trial;
  readonly #carries: (message: Message) => boolean;
  readonly #events: (readonly [who: string, what: string])[] = [];

  constructor(t: Trial, setups: readonly Setup[], options: ClusterOptions = {}) {
    const { carries = () => true, ...raft } = options;
    this.#t = t;
    this.#carries = carries;
    const voters = names(setups.length);
    const tell = (who: string, what: string): void => void this.#events.push([who, what]);
    this.machines = setups.map(
      (setup, at) => new Watched(t, { ...raft, ...setup, id: voters[at]!, voters, tell }),
    );
  }

  /** The machine of this name. */
  machine(id: NodeId): Watched {
    return this.machines.find((machine) => machine.id === id)!;
  }

  /** The machines that lead, of however different terms. */
  get leaders(): readonly Watched[] {
    return this.machines.filter(({ role }) => role === "leader");
  }

  /** These messages begin to fly, if the network carries their kind. */
  post(messages: readonly Message[]): void {
    this.flying.push(...messages.filter((message) => this.#carries(message)));
  }

  /** A machine ticks. */
  tick(machine: Watched): void {
    this.post(machine.tick());
  }

  /** The message at `at` arrives; `isTwice`: and will again. */
  arrive(at: number, isTwice = false): void {
    const [message] = isTwice ? [this.flying[at]] : this.flying.splice(at, 1);
    if (message !== undefined) this.post(this.machine(message.to).hear(message));
  }

  /** All arrive that fly, and those that are sent on that, in the order in which they were sent. */
  settle(): void {
    for (let count = 0; this.flying.length > 0; count++) {
      this.holds(count < 10_000, "messages are sent on messages, without an end");
      this.arrive(0);
    }
  }

  /** `condition` is true; else the law breaks, and the end of what happened is told. */
  holds(condition: boolean, message: string): void {
    if (condition) return;
    const left = this.#events.length - TOLD;
    if (left > 0) this.#t.did("before", `${left} other events`);
    for (const [who, what] of this.#events.slice(-TOLD)) this.#t.did(who, what);
    this.#t.holds(false, message);
  }
}

/** What may happen next, as likely as the numbers are to each other. */
export interface Weather {
  readonly ticks: number;
  readonly arrivals: number;
  readonly losses: number;
  readonly repeats: number;
  readonly restarts: number;
}

/** One event of a run by chance. */
export function chance(cluster: Cluster, random: Random, weather: Weather): void {
  const { ticks, arrivals, losses, repeats, restarts } = weather;
  const machine = cluster.machines[random.below(cluster.machines.length)]!;
  const at = random.below(Math.max(1, cluster.flying.length));
  let drawn = random.below(ticks + arrivals + losses + repeats + restarts);
  const isIt = (weight: number): boolean => {
    drawn -= weight;
    return drawn < 0;
  };
  if (isIt(ticks)) cluster.tick(machine);
  else if (isIt(arrivals)) cluster.arrive(at);
  else if (isIt(losses)) cluster.flying.splice(at, 1);
  else if (isIt(repeats)) cluster.arrive(at, true);
  else machine.restart();
}

/** Machines with nothing saved, each with timeouts of its own. */
export function freshCluster(
  t: Trial,
  size: number,
  seed: number,
  options: ClusterOptions = {},
): Cluster {
  const setups = names(size).map((_, at) => ({ random: seededRandom(seed * 31 + at) }));
  return new Cluster(t, setups, options);
}
