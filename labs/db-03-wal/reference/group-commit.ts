/**
 * GroupCommit: many commits, few syncs.
 *
 *     commit   a           b  c     d              e
 *              │           │  │     │              │
 *     sync     ├── for a ──┼──┼──┼──┤├── for b c d ─┼──┤├── for e ──┤
 *              │           └──┴─────┘│              └───┘│
 *              begins                b, c, d join the    waits for the one under way
 *                                    one that waits
 *
 * A sync saves what was written before it *began*. So a commit gains nothing from the one under
 * way, and one more is enough for all that come while it is: the slower the disk, the larger the
 * group.
 *
 * Invariants: at most one sync runs and at most one waits. The waiting one has not begun, so
 * whoever joins it is covered.
 *
 * Source: DeWitt et al. (SIGMOD 1984) §5; PostgreSQL's XLogFlush; LevelDB's queue of writers
 * (db/db_impl.cc, DBImpl::Write).
 *
 * Left out: waiting a while for company (PostgreSQL's `commit_delay`), which pays where those that
 * commit come in two groups that take turns.
 */

/** Lets everyone who commits while a sync is under way share the next one. */
export class GroupCommit {
  // @solution
  readonly #sync: () => Promise<void>;
  /**
   * Resolves when the sync that began last has ended, well or not. Undefined before the first.
   * @solution
   */
  #running: Promise<void> | undefined;
  /**
   * The sync that has not begun.
   * @solution
   */
  #next: Promise<void> | undefined;

  /**
   * @param sync makes durable what was written before it was called; called while it runs by nobody
   * else, as far as this object can help
   * @step 5
   */
  constructor(sync: () => Promise<void>) {
    this.#sync = sync;
  }

  /**
   * Resolves when a sync has ended well that began after this call.
   *
   * - Where a sync waits that has not begun, the commit joins it: it calls for no other.
   * - At most one sync is under way. The waiting one begins when that has ended, well or not. A
   *   commit waits for no more than the sync under way and its own: no commit that comes later can
   *   hold it up.
   * - n commits at once cost at most 2 syncs. Where no commit waits, none begins.
   * - If its sync rejects, or throws, the commit rejects with that very error (with `undefined`,
   *   where it was that), as does every commit that it covers, and no other. The next sync is tried
   *   all the same: whoever must stop after a failure (DurableFile) lets it reject.
   *
   * @step 5
   */
  commit(): Promise<void> {
    this.#next ??= this.#begin();
    return this.#next;
  }

  /**
   * Even with no sync under way it begins a moment later, after those who are about to commit in
   * this same turn have joined.
   * @solution
   */
  async #begin(): Promise<void> {
    await this.#running;
    let ended = () => {};
    this.#running = new Promise((resolve) => {
      ended = resolve;
    });
    this.#next = undefined;
    try {
      await this.#sync();
    } finally {
      ended();
    }
  }
}
