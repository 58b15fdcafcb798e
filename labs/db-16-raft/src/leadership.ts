/**
 * Leadership: what a leader does in its one term.
 *
 *     propose ──▶ own log ──append──▶ followers ──append-reply──▶ Progress ──▶ a majority has it: commit
 *     read    ──▶ round r ──append──▶ followers ──append-reply──▶ a majority answered r: confirmed
 *     tick    ──▶ heartbeat: an append to each, whatever it waits for
 *
 * It begins with an entry of its own, a no-op: only by an entry of its term it learns what is committed (Raft §5.4.2,
 * §8). It ends with the term; the next leadership is another object, and knows nothing of this one.
 *
 * Invariants: it never removes an entry of its log; `round` never falls; what it commits is of its term, or stands
 * before such an entry.
 *
 * Source: Raft §5.3, §5.4.2, §8; the thesis §6.2, §6.4.
 */
import { NotImplemented } from "@labs/machine";
import type { RaftLog } from "./log.ts";
import type { AppendReply, Entry, Message, NodeId } from "./messages.ts";
import { Progress } from "./progress.ts";
import { type ConfirmedRead, PendingReads } from "./reads.ts";

/** What a leadership needs of its node. */
export interface LeadershipOptions {
  readonly id: NodeId;
  readonly others: readonly NodeId[];
  readonly term: number;
  readonly log: RaftLog;
  readonly electionTicks: number;
  readonly heartbeatTicks: number;
  readonly appendEntriesMax: number;
  /** The node's commit index, now. */
  commitIndex(): number;
  /** Everything up to `index` is committed. */
  commitUpTo(index: number): void;
  /** Puts a message into the next Ready. */
  send(message: Message): void;
}

/** A leader's work, in one term. */
export class Leadership {
  readonly #options: LeadershipOptions;
  readonly #log: RaftLog;
  readonly #progress: ReadonlyMap<NodeId, Progress>;
  readonly #reads = new PendingReads();
  /** The latest round that began; 0 before the first. */
  #round = 0;
  /** Whether Appends of that round were handed out. */
  #isRoundSent = true;
  /** Ticks since the last heartbeat, and since it looked last whether a majority answers. */
  #sinceHeartbeat = 0;
  #sinceCheck = 0;
  #confirmed: ConfirmedRead[] = [];

  constructor(options: LeadershipOptions) {
    this.#options = options;
    this.#log = options.log;
    const nextIndex = options.log.lastIndex + 1;
    this.#progress = new Map(options.others.map((other) => [other, new Progress(nextIndex)]));
  }

  /**
   * Appends an entry of the leader's own, and sends it to all that are not about to answer: to those it goes with what
   * comes next.
   * @param entry the next of the log, of this term
   * @step 2
   */
  append(entry: Entry): void {
    throw new NotImplemented("db-16 step 2: Leadership.append");
  }

  /**
   * A tick of a leader: every `heartbeatTicks` ticks it speaks to all, awaited or not, and whatever else it sends; in
   * between nothing is due.
   * @step 2
   */
  tick(): void {
    throw new NotImplemented("db-16 step 2: Leadership.tick");
  }

  /**
   * A follower's answer, of this term. Whatever it says, it is a sign of life, and confirms that the sender followed
   * this leader in its round: step 6 counts that.
   * @step 3
   */
  onAppendReply(reply: AppendReply): void {
    throw new NotImplemented("db-16 step 3: Leadership.onAppendReply");
  }

  /**
   * Notes a question. It is confirmed when a majority, this machine among it, has answered an Append that left behind
   * it: questions that come before the next `ready` share a round.
   * @param id by which `takeConfirmed` tells of it
   * @step 6
   */
  read(id: number): void {
    throw new NotImplemented("db-16 step 6: Leadership.read");
  }

  /**
   * Looks whether a majority was heard of since it looked last, `electionTicks` ago or more; before that nothing is
   * looked at. Where there was none another may lead by now, and who waits for this one waits in vain (thesis §6.2).
   * @returns whether it should go on
   * @step 7
   */
  checkQuorum(): boolean {
    throw new NotImplemented("db-16 step 7: Leadership.checkQuorum");
  }

  /** Takes out what was confirmed since the last call; what was sent until now is on its way. */
  takeConfirmed(): readonly ConfirmedRead[] {
    this.#isRoundSent = true;
    const confirmed = this.#confirmed;
    this.#confirmed = [];
    return confirmed;
  }

  /** It ends. @returns the questions that nobody was told of, confirmed ones among them: nobody will be */
  end(): readonly number[] {
    return [...this.#confirmed.map(({ id }) => id), ...this.#reads.takeAll()];
  }

  /**
   * Sends a follower what it lacks, as far as is known, `appendEntriesMax` entries at most; none where it lacks none:
   * then it hears that there is a leader.
   * @step 2
   */
  #sendAppend(to: NodeId): void {
    throw new NotImplemented("db-16 step 2: Leadership.#sendAppend");
  }

  /**
   * The follower has another log there, or a shorter one: the leader goes back to `conflictIndex`, past a whole term, and
   * tries at once. Where it has entries of the conflict's term itself, it goes on behind the last of them instead. Each
   * try is before the one that was rejected. A rejection of any other than that changes nothing, and nothing is sent.
   * @step 3
   */
  #onRejected(progress: Progress, reply: Extract<AppendReply, { ok: false }>): void {
    throw new NotImplemented("db-16 step 3: Leadership.#onRejected");
  }

  /**
   * The follower has everything up to an entry: more may be committed. Where the latest Append reached no further, it is
   * awaited no longer, and what it still lacks is sent at once; else that Append is on its way, or the next heartbeat
   * makes it good.
   * @step 4
   */
  #onAccepted(from: NodeId, progress: Progress, matchIndex: number): void {
    throw new NotImplemented("db-16 step 4: Leadership.#onAccepted");
  }

  /**
   * Commits what a majority has.
   * @step 4
   */
  #commit(): void {
    throw new NotImplemented("db-16 step 4: Leadership.#commit");
  }

  /**
   * Questions whose round a majority has answered are confirmed.
   * @step 6
   */
  #confirm(): void {
    throw new NotImplemented("db-16 step 6: Leadership.#confirm");
  }
}
