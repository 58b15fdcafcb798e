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
import { assert } from "@labs/machine";
import { majorityOf } from "./ballot.ts";
import { committedIndex } from "./commitment.ts";
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
    this.#log.append(entry);
    for (const [to, { isAwaited }] of this.#progress) if (!isAwaited) this.#sendAppend(to);
    if (this.#progress.size === 0) this.#commit();
  }

  /**
   * A tick of a leader: every `heartbeatTicks` ticks it speaks to all, awaited or not, and whatever else it sends; in
   * between nothing is due.
   * @step 2
   */
  tick(): void {
    this.#sinceCheck += 1;
    this.#sinceHeartbeat += 1;
    if (this.#sinceHeartbeat < this.#options.heartbeatTicks) return;
    this.#sinceHeartbeat = 0;
    for (const to of this.#progress.keys()) this.#sendAppend(to);
  }

  /**
   * A follower's answer, of this term. Whatever it says, it is a sign of life, and confirms that the sender followed
   * this leader in its round: step 6 counts that.
   * @step 3
   */
  onAppendReply(reply: AppendReply): void {
    const progress = this.#progress.get(reply.from);
    if (progress === undefined) return;
    progress.isActive = true;
    if (reply.ok) this.#onAccepted(reply.from, progress, reply.matchIndex);
    else this.#onRejected(progress, reply);
    if (reply.round <= progress.round) return;
    progress.round = reply.round;
    this.#confirm();
  }

  /**
   * Notes a question. It is confirmed when a majority, this machine among it, has answered an Append that left behind
   * it: questions that come before the next `ready` share a round.
   * @param id by which `takeConfirmed` tells of it
   * @step 6
   */
  read(id: number): void {
    if (this.#isRoundSent) {
      this.#round += 1;
      this.#isRoundSent = false;
      for (const to of this.#progress.keys()) this.#sendAppend(to);
    }
    const commitIndex = this.#options.commitIndex();
    const isKnown = this.#log.termAt(commitIndex) === this.#options.term;
    this.#reads.add(id, this.#round, isKnown ? commitIndex : undefined);
    this.#confirm();
  }

  /**
   * Looks whether a majority was heard of since it looked last, `electionTicks` ago or more; before that nothing is
   * looked at. Where there was none another may lead by now, and who waits for this one waits in vain (thesis §6.2).
   * @returns whether it should go on
   * @step 7
   */
  checkQuorum(): boolean {
    if (this.#sinceCheck < this.#options.electionTicks) return true;
    this.#sinceCheck = 0;
    const active = [...this.#progress.values()].filter(({ isActive }) => isActive).length;
    for (const progress of this.#progress.values()) progress.isActive = false;
    return active + 1 >= majorityOf(this.#progress.size + 1);
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
    const { id: from, term, appendEntriesMax } = this.#options;
    const progress = this.#progress.get(to);
    assert(progress !== undefined, `${from} knows of ${to}`);
    const { nextIndex } = progress;
    const entries = this.#log.slice(nextIndex, this.#log.lastIndex + 1, appendEntriesMax);
    progress.isAwaited = true;
    progress.sentIndex = nextIndex - 1 + entries.length;
    this.#options.send({
      kind: "append",
      ...{ term, from, to },
      prevLogIndex: nextIndex - 1,
      prevLogTerm: this.#log.termAt(nextIndex - 1) ?? 0,
      entries,
      leaderCommit: this.#options.commitIndex(),
      round: this.#round,
    });
  }

  /**
   * The follower has another log there, or a shorter one: the leader goes back to `conflictIndex`, past a whole term, and
   * tries at once. Where it has entries of the conflict's term itself, it goes on behind the last of them instead. Each
   * try is before the one that was rejected. A rejection of any other than that changes nothing, and nothing is sent.
   * @step 3
   */
  #onRejected(progress: Progress, reply: Extract<AppendReply, { ok: false }>): void {
    const { from, prevLogIndex, conflictTerm, conflictIndex } = reply;
    const ownLast = conflictTerm === undefined ? undefined : this.#log.lastIndexOf(conflictTerm);
    const before = progress.nextIndex;
    progress.rejected(prevLogIndex, ownLast === undefined ? conflictIndex : ownLast + 1);
    if (progress.nextIndex !== before) this.#sendAppend(from);
  }

  /**
   * The follower has everything up to an entry: more may be committed. Where the latest Append reached no further, it is
   * awaited no longer, and what it still lacks is sent at once; else that Append is on its way, or the next heartbeat
   * makes it good.
   * @step 4
   */
  #onAccepted(from: NodeId, progress: Progress, matchIndex: number): void {
    progress.accepted(matchIndex);
    this.#commit();
    if (matchIndex < progress.sentIndex) return;
    progress.isAwaited = false;
    if (progress.nextIndex <= this.#log.lastIndex) this.#sendAppend(from);
  }

  /**
   * Commits what a majority has.
   * @step 4
   */
  #commit(): void {
    const matches = [...this.#progress.values()].map(({ matchIndex }) => matchIndex);
    const index = committedIndex([this.#log.lastIndex, ...matches], this.#log, this.#options.term);
    if (index <= this.#options.commitIndex()) return;
    this.#options.commitUpTo(index);
    if (this.#reads.isEmpty) return;
    this.#reads.known(index);
    this.#confirm();
  }

  /**
   * Questions whose round a majority has answered are confirmed.
   * @step 6
   */
  #confirm(): void {
    const rounds = [this.#round, ...[...this.#progress.values()].map(({ round }) => round)];
    const answered = rounds.sort((a, b) => b - a)[majorityOf(rounds.length) - 1] ?? 0;
    this.#confirmed.push(...this.#reads.takeConfirmed(answered));
  }
}
