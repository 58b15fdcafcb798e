/**
 * A RaftNode that leads, on the bench: the test plays all the others, and holds each message in its hand.
 *
 *     read, propose, tick, hear ──▶ RaftNode ──ready()──▶ sent       Appends, to be answered, late or never
 *                                                    ├──▶ reads      confirmed, in order
 *                                                    ├──▶ lost       reads that nobody confirms
 *                                                    └──▶ applied    up to where it was told to apply
 *
 * Everything that is done is told to the trial.
 */
import {
  type Append,
  type AppendReply,
  type Message,
  messageText,
  RaftNode,
  type RaftOptions,
} from "@labs/db-16";
import type { Trial } from "@labs/grader/testing";
import { seededRandom } from "@labs/machine";

export const ELECTION_TICKS = 10;

export interface LeaderOptions extends Partial<RaftOptions> {
  /** All machines; a, b and c unless said. It is a that leads. */
  readonly voters?: readonly string[];
}

/** Machine a, which leads. */
export class LeaderRig {
  readonly raft: RaftNode;
  /** Appends that were sent and not looked at. */
  sent: Append[] = [];
  readonly reads: number[] = [];
  readonly lost: number[] = [];
  /** By id of a read: the index of its confirmation. */
  readonly indexes = new Map<number, number>();
  applied = 0;
  readonly #t: Trial;
  readonly #others: readonly string[];

  constructor(t: Trial, { voters = ["a", "b", "c"], ...options }: LeaderOptions = {}) {
    this.#t = t;
    this.#others = voters.filter((voter) => voter !== "a");
    const random = seededRandom(t.seed);
    this.raft = new RaftNode({
      id: "a",
      voters,
      random,
      electionTicks: ELECTION_TICKS,
      ...options,
    });
    while (this.raft.status.role === "follower") this.raft.tick();
    this.#work();
    for (const from of this.#others) {
      if (this.raft.status.role === "leader") break;
      this.raft.step({ kind: "vote", term: this.raft.status.term, from, to: "a", granted: true });
    }
    this.#work();
    t.equal(this.raft.status.role, "leader", "the role of a, when its votes are counted");
  }

  /** A leader whose no-op all have, and all know to be committed; nothing is on its way. */
  static settled(t: Trial, options: LeaderOptions = {}): LeaderRig {
    const rig = new LeaderRig(t, options);
    rig.answerAll();
    rig.tick();
    rig.answerAll();
    t.given("leader", `a, of term ${rig.raft.status.term}; its no-op is committed`);
    return rig;
  }

  /** Asks for a read. @returns its id */
  read(): number {
    const request = this.raft.read();
    if (request.kind !== "waiting") throw new Error("a leads, and read says not-leader");
    this.#t.did("asked", `read ${request.id}`);
    return request.id;
  }

  /** Does what the node wants done. @returns the Appends that were sent by it */
  work(): readonly Append[] {
    const before = this.sent.length;
    this.#work();
    return this.sent.slice(before);
  }

  tick(count = 1): void {
    this.#t.did("passed", `${count} tick${count === 1 ? "" : "s"}`);
    for (let i = 0; i < count; i++) this.raft.tick();
    this.#work();
  }

  hear(message: Message): void {
    this.#t.did("heard", `${message.from}: ${messageText(message)}`);
    this.raft.step(message);
    this.#work();
  }

  /** The receiver of an Append has accepted it. */
  answer(append: Append): void {
    this.hear(replyTo(append));
  }

  /** Every Append on its way is answered, by these machines, and so are those that follow from that. */
  answerAll(from: readonly string[] = this.#others): void {
    for (let left = this.sent.splice(0); left.length > 0; left = this.sent.splice(0)) {
      for (const append of left) if (from.includes(append.to)) this.raft.step(replyTo(append));
      this.#work();
    }
  }

  #work(): void {
    for (let ready = this.raft.ready(); ready !== undefined; ready = this.raft.ready()) {
      for (const message of ready.messages) if (message.kind === "append") this.sent.push(message);
      this.applied = ready.committed.at(-1)?.index ?? this.applied;
      for (const { id, index } of ready.reads) {
        this.reads.push(id);
        this.indexes.set(id, index);
        this.#t.did("confirmed", `read ${id}, of entry ${index}`);
        this.#t.holds(
          index <= this.applied,
          `read ${id} waits for entry ${index}, and ${this.applied} is committed`,
        );
      }
      for (const id of ready.lostReads) {
        this.lost.push(id);
        this.#t.did("lost", `read ${id}`);
      }
    }
  }
}

/** What a follower says that accepts an Append. */
export function replyTo({ term, from, to, round, prevLogIndex, entries }: Append): AppendReply {
  const matchIndex = prevLogIndex + entries.length;
  return { kind: "append-reply", term, from: to, to: from, round, ok: true, matchIndex };
}
