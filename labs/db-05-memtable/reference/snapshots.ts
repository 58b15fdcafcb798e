/**
 * Snapshots: which sequence numbers somebody still reads at.
 *
 *     oldest ──▶ 12 ◀──▶ 12 ◀──▶ 40 ◀──▶ 97 ◀── newest
 *                        │
 *                        └ released: its neighbours join hands
 *
 * A snapshot is a number and nothing else: no byte is copied when it is taken. What it costs is
 * what may not be thrown away while it is held: every version that is the newest at or before it.
 * So whoever merges tables asks for the oldest one; below it, only the newest version of each key
 * is still to be seen by anybody.
 *
 * Invariant: from oldest to newest the numbers never become less, since each is taken at the last
 * sequence of a store.
 *
 * Source: LevelDB db/snapshot.h (SnapshotList).
 *
 * Left out: the snapshots between the oldest and now, of which RocksDB keeps all when it drops
 * versions.
 */
import { assert } from "@labs/machine";

/** A moment to read at. */
export interface Snapshot {
  /** Entries of a greater sequence do not exist for who reads here. */
  readonly sequence: number;
}

/**
 * A place in the list.
 * @solution
 */
type Held = {
  readonly sequence: number;
  older: Held | undefined;
  newer: Held | undefined;
  /** The list it is in; undefined when it was released. */
  list: Snapshots | undefined;
};

/** The snapshots that are held. Each call is O(1), however many there are. */
export class Snapshots {
  /** @solution */
  #oldest: Held | undefined;
  /** @solution */
  #newest: Held | undefined;

  /**
   * A new snapshot at `sequence`, which is not less than that of any snapshot that is held
   * (InvariantError). Two of the same sequence are two.
   *
   * @step 6
   */
  take(sequence: number): Snapshot {
    const older = this.#newest;
    assert(
      older === undefined || older.sequence <= sequence,
      `a snapshot in the past: ${sequence}`,
    );
    const held: Held = { sequence, older, newer: undefined, list: this };
    if (older === undefined) this.#oldest = held;
    else older.newer = held;
    this.#newest = held;
    return held;
  }

  /**
   * Lets go of a snapshot that `take` gave, in any order. One that is not held any more, or is none
   * of these, is a bug (InvariantError).
   *
   * @step 6
   */
  release(snapshot: Snapshot): void {
    const held = snapshot as Held;
    assert(held.list === this, `a snapshot that is not held: ${snapshot.sequence}`);
    held.list = undefined;
    if (held.older === undefined) this.#oldest = held.newer;
    else held.older.newer = held.newer;
    if (held.newer === undefined) this.#newest = held.older;
    else held.newer.older = held.older;
  }

  /**
   * The least sequence of a snapshot that is held; undefined where none is.
   *
   * @step 6
   */
  oldest(): number | undefined {
    return this.#oldest?.sequence;
  }
}
