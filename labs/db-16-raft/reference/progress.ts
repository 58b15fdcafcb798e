/**
 * Progress: what a leader knows of one follower's log.
 *
 *     the leader's log    1  2  3  4  5  6  7  8
 *                               │        └ nextIndex 6: what is sent next
 *                               └ matchIndex 3: what the follower has, for certain
 *
 * `nextIndex` is a guess, and may move back; `matchIndex` is knowledge, and never does. Replies come late, twice and in
 * another order than they were sent: each says what it is about, and is held against what is known.
 *
 * While an Append is on its way to a follower, with entries or without, no command sends another: it goes with the next
 * one. A heartbeat goes out in any case, and carries what the follower lacks: so one that was lost is made good. If none was
 * lost there are two replies to the same entries, and one of them alone calls for the next Append; else each heartbeat
 * would add a conversation to those that go on.
 *
 * Source: Raft §5.3; the thesis (Ongaro, "Consensus: Bridging Theory and Practice", 2014) §10.2.2 on batching.
 *
 * Left out: several Appends on their way at once (pipelining).
 */

/** One follower's, in one term of the leader's. */
export class Progress {
  /** The next entry to send. */
  nextIndex: number;
  /** The follower has everything up to this entry. */
  matchIndex = 0;
  /** Whether an Append was sent that was not answered yet. */
  isAwaited = false;
  /** Up to which entry the latest Append went: a reply that says less is not the one that is awaited. */
  sentIndex = 0;
  /** The latest round that the follower has answered. */
  round = 0;
  /** Whether it was heard of since the leader looked last. */
  isActive = true;

  /** @param nextIndex the one behind the leader's last entry (Raft Figure 2) */
  constructor(nextIndex: number) {
    this.nextIndex = nextIndex;
  }

  /**
   * The follower has everything up to `matchIndex`. A reply that is late, or comes twice, may say less than is known,
   * and takes nothing back; nor is anything sent again for its sake.
   * @step 4
   */
  accepted(matchIndex: number): void {
    this.matchIndex = Math.max(this.matchIndex, matchIndex);
    this.nextIndex = Math.max(this.nextIndex, this.matchIndex + 1);
  }

  /**
   * An Append behind entry `prevLogIndex` did not fit. A reply to anything but the latest guess is late, and means
   * nothing: then nothing is changed.
   *
   * @param nextIndex where the leader would try next; taken between the entry behind `matchIndex` and the guess before
   * @step 3
   */
  rejected(prevLogIndex: number, nextIndex: number): void {
    if (prevLogIndex !== this.nextIndex - 1) return;
    this.nextIndex = Math.max(this.matchIndex + 1, Math.min(nextIndex, prevLogIndex));
  }
}
