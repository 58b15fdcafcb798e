/**
 * RaftServer: a RaftNode on a machine, with its disk, network and clock, and a state machine to apply entries to.
 *
 *     clock ──tick──▶ ┌──────────┐ ready ┌──────────────┐      ┌──────┐     ┌───────┐     ┌────────┐
 *     network ─step─▶ │ RaftNode │ ────▶ │ save, sync … │ ───▶ │ send │ ──▶ │ apply │ ──▶ │ answer │ ──▶ the next ready
 *     propose, read ▶ └──────────┘       └──────────────┘      └──────┘     └───────┘     └────────┘
 *
 * While a batch is being saved messages go on coming in; what follows from them is in the next Ready. So one sync is
 * shared by all that came during the one before: group commit.
 *
 * Invariants: one Ready is worked off at a time, in its order; nothing is sent or applied before what it rests on is
 * durable; a machine whose disk has failed says nothing any more.
 *
 * Source: Raft §5.1, §8; etcd-io/raft's README, "Usage", for the loop.
 */
import { type Machine, NotImplemented } from "@labs/machine";
import { RaftError } from "./errors.ts";
import type { Entry, Message } from "./messages.ts";
import { RaftNode, type RaftOptions } from "./node.ts";
import type { Ready } from "./ready.ts";
import type { Status } from "./status.ts";
import { RaftStorage } from "./storage.ts";

/** What the cluster replicates. Its state is what the commands, in order, have made of it, and nothing else. */
export interface StateMachine {
  /** Executes a command, which is borrowed. Deterministic. @returns the answer */
  apply(command: Uint8Array): Uint8Array;
}

export interface RaftServerOptions extends Partial<Omit<RaftOptions, "id" | "saved">> {
  /** Of a tick; 10 unless said. */
  readonly tickMs?: number;
  /** The file; `raft.log` unless said. */
  readonly path?: string;
}

interface Waiting {
  readonly term: number;
  resolve(answer: Uint8Array): void;
  reject(error: unknown): void;
}

interface Asked {
  answer(): void;
  reject(error: unknown): void;
}

const TICK_MS = 10;

/** One machine of a cluster. */
export class RaftServer {
  /** Resolves when it has read its file and takes part; rejects where it cannot. */
  readonly opened: Promise<void>;
  readonly #machine: Machine<Message>;
  readonly #stateMachine: StateMachine;
  readonly #tickMs: number;
  #node: RaftNode | undefined;
  #storage: RaftStorage | undefined;
  /** Why it takes part no longer. */
  #stopped: RaftError | undefined;
  #cancelTick = (): void => {};
  #isPumping = false;
  /** By index: who waits for what the entry there answers. Several, where it led before and leads again. */
  readonly #waiting = new Map<number, readonly Waiting[]>();
  /** By id: questions that wait to be confirmed. */
  readonly #asked = new Map<number, Asked>();

  /** Begins to open; until then what arrives is lost. */
  constructor(
    machine: Machine<Message>,
    stateMachine: StateMachine,
    options: RaftServerOptions = {},
  ) {
    const { tickMs = TICK_MS, path = "raft.log", ...raft } = options;
    this.#machine = machine;
    this.#stateMachine = stateMachine;
    this.#tickMs = tickMs;
    this.opened = this.#open(path, raft);
    // Whoever waits for it hears of a failure.
    this.opened.catch(() => {});
  }

  /** Undefined before it has opened. */
  get status(): Status | undefined {
    return this.#node?.status;
  }

  /**
   * Has a command executed by the whole cluster. Resolves, when it is committed and applied here, to the answer.
   *
   * Rejects with RaftError: NOT_LEADER, which says who leads, if that is known; REPLACED: another entry was committed in
   * its place, and it never will be; STOPPED: nobody knows.
   * @step 5
   */
  propose(command: Uint8Array): Promise<Uint8Array> {
    throw new NotImplemented("db-16 step 5: RaftServer.propose");
  }

  /**
   * Asks the state machine, without an entry in the log. `question` is called when the state has everything that was
   * answered before this call; resolves to what it returns.
   *
   * Rejects with RaftError NOT_LEADER, also where it led and leads no longer, and STOPPED; with what `question` throws.
   * @step 6
   */
  read<Answer>(question: () => Answer): Promise<Answer> {
    throw new NotImplemented("db-16 step 6: RaftServer.read");
  }

  /** Takes part no longer; who waits is told STOPPED. */
  stop(): void {
    this.#fail(new RaftError("STOPPED"));
  }

  async #open(path: string, raft: Omit<RaftServerOptions, "tickMs" | "path">): Promise<void> {
    const { id, peers, disk, random, network } = this.#machine;
    const storage = await RaftStorage.open(disk, path);
    if (this.#stopped !== undefined) {
      storage.close();
      return;
    }
    const voters = [id, ...peers].sort();
    this.#storage = storage;
    this.#node = new RaftNode({ voters, random, ...raft, id, saved: storage.saved });
    network.receive((message) => {
      this.#node?.step(message);
      void this.#pump();
    });
    this.#tick();
  }

  #tick(): void {
    this.#cancelTick = this.#machine.clock.after(this.#tickMs, () => {
      this.#node?.tick();
      void this.#pump();
      this.#tick();
    });
  }

  /**
   * Works off what the node wants done, one Ready after the other, until there is none: save, and wait until that is
   * durable; send; apply; answer. While it does so, another call has nothing to do. Where the disk fails the machine
   * stops: STOPPED.
   * @step 5
   */
  async #pump(): Promise<void> {
    throw new NotImplemented("db-16 step 5: RaftServer.#pump");
  }

  #next(): Ready | undefined {
    return this.#stopped === undefined ? this.#node?.ready() : undefined;
  }

  /**
   * Applies an entry. Who waits for its index gets the answer, if it is the entry that was proposed; else it was
   * replaced.
   * @step 5
   */
  #apply(entry: Entry): void {
    throw new NotImplemented("db-16 step 5: RaftServer.#apply");
  }

  /**
   * Answers the questions that are confirmed: what they must see was applied just now, or before. Those that are lost
   * are told so.
   * @step 6
   */
  #answerReads({ reads, lostReads }: Ready): void {
    throw new NotImplemented("db-16 step 6: RaftServer.#answerReads");
  }

  #fail(error: RaftError): void {
    if (this.#stopped !== undefined) return;
    this.#stopped = error;
    this.#cancelTick();
    this.#machine.network.receive(() => {});
    const all = [...this.#waiting.values()].flat();
    for (const { reject } of [...all, ...this.#asked.values()]) reject(error);
    this.#waiting.clear();
    this.#asked.clear();
    this.#storage?.close();
  }
}
