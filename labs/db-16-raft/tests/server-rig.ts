/**
 * A RaftServer on the bench: its disk, its clock and its network are in the test's hands, and the test plays all the
 * other machines.
 *
 *     hear(message) ──▶ ┌────────────┐ ──▶ sent        what it has sent, in order
 *     tick()        ──▶ │ RaftServer │ ──▶ applied     what its state machine was given
 *     propose       ──▶ └────────────┘ ──▶ disk        a SimDisk: held, failed, crashed
 *
 * Everything that is done is told to the trial.
 */
import { setImmediate } from "node:timers/promises";
import {
  type Append,
  type AppendReply,
  type Entry,
  type Message,
  messageText,
  type RaftError,
  RaftServer,
  type RaftServerOptions,
  type StateMachine,
} from "@labs/db-16";
import type { Trial } from "@labs/grader/testing";
import { type Watched, watched } from "@labs/grader/testing/promises";
import { seededRandom } from "@labs/machine";
import { SimClock, SimDisk } from "@labs/machine/sim";

export const TICK_MS = 10;
/** After so many ticks even the most patient follower has begun an election. */
export const PATIENCE_TICKS = 20;

/** Lets everything go on that waits for nothing but other promises. */
export async function turns(count = 8): Promise<void> {
  for (let i = 0; i < count; i++) await setImmediate();
}

/** Remembers what it was given, and answers. */
export class Recorder implements StateMachine {
  readonly applied: string[] = [];
  readonly #answerOf: (text: string, count: number) => string;

  /** @param answerOf what it answers to a command, its `count`th; `1:x` unless said */
  constructor(answerOf = (text: string, count: number) => `${count}:${text}`) {
    this.#answerOf = answerOf;
  }

  apply(command: Uint8Array): Uint8Array {
    const text = textOf(command);
    this.applied.push(text);
    return bytesOf(this.#answerOf(text, this.applied.length));
  }
}

export const bytesOf = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));
export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** What a promise was refused with: the error's code, and the leader that it names. */
export function refusalOf({ error }: Watched): [string | undefined, string | undefined] {
  const refusal = error as RaftError | undefined;
  return [refusal?.code, refusal?.leader];
}

export interface RigOptions extends RaftServerOptions {
  /** The others, in the order in which they are asked; b and c unless said. */
  readonly peers?: readonly string[];
  readonly disk?: SimDisk;
  readonly machine?: Recorder;
}

/** One machine, a, in one life. */
export class Rig {
  readonly disk: SimDisk;
  readonly clock = new SimClock();
  readonly machine: Recorder;
  readonly sent: Message[] = [];
  readonly server: RaftServer;
  readonly opened: Watched<void>;
  readonly #t: Trial;
  readonly #peers: readonly string[];
  #handler: (message: Message, from: string) => void = () => {};

  constructor(t: Trial, rig: RigOptions = {}) {
    const { peers = ["b", "c"], disk = new SimDisk(), machine = new Recorder(), ...options } = rig;
    this.#t = t;
    this.disk = disk;
    this.machine = machine;
    this.#peers = peers;
    const network = {
      send: (_: string, message: Message) => void this.sent.push(message),
      receive: (handler: (message: Message, from: string) => void) => {
        this.#handler = handler;
      },
    };
    this.server = new RaftServer(
      { id: "a", peers, clock: this.clock, random: seededRandom(t.seed), disk, network },
      this.machine,
      options,
    );
    this.opened = watched(this.server.opened);
    t.cleanup(() => this.server.stop());
  }

  /** A machine that has opened; its disk ends syncs by itself until `holdSyncs`. */
  static async open(t: Trial, options: RigOptions = {}): Promise<Rig> {
    const rig = new Rig(t, options);
    await turns();
    t.equal(rig.opened.state, "resolved", "what has become of `opened`");
    return rig;
  }

  /** A machine that leads, with its no-op committed; `sent` is empty. */
  static async leading(t: Trial, options: RigOptions = {}): Promise<Rig> {
    const rig = await Rig.open(t, options);
    await rig.campaign();
    await rig.acknowledge();
    rig.sent.length = 0;
    return rig;
  }

  /** From now on a sync ends when `endSyncs` is called. */
  holdSyncs(): void {
    this.disk.syncs = "held";
    this.#t.did("disk", "takes its time: a sync ends when this account says so");
  }

  /** @returns how many ended */
  async endSyncs(): Promise<number> {
    const ended = this.disk.completeSyncs();
    this.#t.did("ended", `${ended} sync${ended === 1 ? "" : "s"}`);
    await turns();
    return ended;
  }

  async tick(count = 1): Promise<void> {
    this.#t.did("passed", `${count} tick${count === 1 ? "" : "s"}`);
    for (let i = 0; i < count; i++) {
      this.clock.advance(TICK_MS);
      await turns(4);
    }
  }

  /** A message arrives. */
  async hear(message: Message): Promise<void> {
    this.#t.did("heard", `${message.from}: ${messageText(message)}`);
    this.#handler(message, message.from);
    await turns();
  }

  /** Ticks until it asks for votes, and grants it those of all. */
  async campaign(): Promise<void> {
    for (let i = 0; i < PATIENCE_TICKS && this.role === "follower"; i++) await this.tick();
    const { term } = this.status;
    for (const from of this.#peers) {
      if (this.role !== "leader") {
        await this.hear({ kind: "vote", term, from, to: "a", granted: true });
      }
    }
    this.#t.equal(this.role, "leader", "its role, when all have granted their votes");
  }

  /** All others accept everything that it has. */
  async acknowledge(round = 0): Promise<void> {
    const { lastIndex } = this.status;
    for (const from of this.#peers) await this.hear(this.accepted(from, lastIndex, round));
  }

  get status() {
    const { status } = this.server;
    if (status === undefined) throw new Error("status is undefined, and it has opened");
    return status;
  }

  get role() {
    return this.status.role;
  }

  /** The messages of a kind that were sent. */
  sentOf<Kind extends Message["kind"]>(kind: Kind): readonly Extract<Message, { kind: Kind }>[] {
    return this.sent.filter(
      (message): message is Extract<Message, { kind: Kind }> => message.kind === kind,
    );
  }

  /** A proposal, and what becomes of it. */
  propose(text: string): Watched<Uint8Array> {
    this.#t.did("proposed", JSON.stringify(text));
    return watched(this.server.propose(bytesOf(text)));
  }

  /** A follower's answer: it has everything up to `matchIndex`. */
  accepted(from: string, matchIndex: number, round = 0): AppendReply {
    const { term } = this.status;
    return { kind: "append-reply", term, from, to: "a", round, ok: true, matchIndex };
  }
}

/** b asks for a vote; its log is as long as can be. */
export function asksForVote(from: string, term: number): Message {
  return { kind: "request-vote", term, from, to: "a", lastLogIndex: 1_000, lastLogTerm: term };
}

/** b leads, and sends entries: all of its log from the first one on. */
export function appendOf(
  term: number,
  entries: readonly Entry[],
  leaderCommit = 0,
  prev: { readonly index: number; readonly term: number } = { index: 0, term: 0 },
): Append {
  return {
    ...{ kind: "append", term, from: "b", to: "a" },
    ...{ prevLogIndex: prev.index, prevLogTerm: prev.term, entries, leaderCommit, round: 0 },
  };
}
