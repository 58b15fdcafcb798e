/**
 * Eviction: which key goes when memory is full.
 *
 *     policy = whom may it hit   +   who goes first
 *              allkeys               lru      the one unused for longest
 *              volatile              lfu      the one used least often
 *              (has a deadline)      random   any
 *                                    ttl      the one that dies soonest (volatile only)
 *
 * Exact LRU needs a list through all keys, two pointers each, relinked at every read. Here nothing is kept in order:
 * a few keys are drawn at random, and the best candidate goes.
 *
 *     sample 5 ──▶ pool of the 16 best seen so far, worst first ──▶ the best one that is still there and unused
 *                  ▲ what was drawn and not taken stays for the next time
 *
 * How often a key is used fits in a number of 0 to 255 because it grows by chance: the larger, the less likely to grow
 * further. It decays by one for each lfuDecayMinutes without use, or last year's favourites would stay for ever.
 *
 *     p(grow) = 1 / (max(0, frequency - 5) × lfuLogFactor + 1)
 *
 * Invariant: nothing but what the policy allows is ever evicted.
 *
 * Source: Redis 7.0's evict.c (evictionPoolPopulate, LFULogIncr, LFUDecrAndReturn); Salvatore Sanfilippo, "Random notes
 * on improving the Redis LRU algorithm", http://antirez.com/news/109 .
 *
 * Left out: eviction in slices of time, and in another thread; the size of clients' buffers.
 */
import type { Entry, Keyspace } from "./keyspace.ts";

/** Who goes when memory is full, by the names that CONFIG knows, in the order in which it lists them. */
export const EVICTION_POLICIES = [
  "volatile-lru",
  "volatile-lfu",
  "volatile-random",
  "volatile-ttl",
  "allkeys-lru",
  "allkeys-lfu",
  "allkeys-random",
  "noeviction",
] as const;

export type EvictionPolicy = (typeof EVICTION_POLICIES)[number];

/** The limit, and what happens at it. Set by CONFIG SET while the server runs. */
export type EvictionSettings = {
  /** In bytes, as memory.ts counts them; 0 for no limit. */
  maxMemoryBytes: number;
  policy: EvictionPolicy;
  /** How many keys are drawn for each one that goes. At least 1. */
  samples: number;
  /** How unlikely a frequency grows; 0 and it grows at every use. */
  lfuLogFactor: number;
  /** After how many minutes without use a frequency shrinks by one; 0 for never. */
  lfuDecayMinutes: number;
};

/** No limit; and Redis's defaults for the rest. */
export const DEFAULT_EVICTION: Readonly<EvictionSettings> = {
  maxMemoryBytes: 0,
  policy: "noeviction",
  samples: 5,
  lfuLogFactor: 10,
  lfuDecayMinutes: 1,
};

/** The frequency of a new key: not so low that it goes before it had a chance. */
export const NEW_FREQUENCY = 5;
/** A frequency is at most this. */
export const MAX_FREQUENCY = 255;

const MINUTE_MS = 60_000;
// @solution
const POOL_SIZE = 16;

/**
 * What an entry's frequency has decayed to at `now`: one less for each whole `lfuDecayMinutes` since it was last used,
 * but not below 0.
 *
 * Minutes are counted as the clock shows them: from 10:00:59 to 10:01:00 one has passed. None has if the clock was set
 * back since.
 *
 * @step 8
 */
export function decayedFrequency(
  entry: Entry,
  now: number,
  { lfuDecayMinutes }: EvictionSettings,
): number {
  if (lfuDecayMinutes === 0) return entry.frequency;
  const minutes = Math.floor(now / MINUTE_MS) - Math.floor(entry.usedAt / MINUTE_MS);
  return Math.max(0, entry.frequency - Math.max(0, Math.floor(minutes / lfuDecayMinutes)));
}

/**
 * The frequency of an entry after one more use at the keyspace's `now`: first it decays, then it grows by one with
 * the probability p(grow) of the frequency it decayed to. Never above MAX_FREQUENCY.
 *
 * @step 8
 */
export function frequencyAfterUse(keyspace: Keyspace, entry: Entry): number {
  const { eviction, now, random } = keyspace;
  const frequency = decayedFrequency(entry, now, eviction);
  if (frequency >= MAX_FREQUENCY) return frequency;
  const above = Math.max(0, frequency - NEW_FREQUENCY);
  return random.next() * (above * eviction.lfuLogFactor + 1) < 1 ? frequency + 1 : frequency;
}

/** Candidates for eviction, and the choice among them. */
export class EvictionPool {
  /** By score, lowest first. */
  // @solution
  #candidates: Candidate[] = [];
  // @solution
  #policy: EvictionPolicy = "noeviction";

  /**
   * The entry that the policy lets go next, or undefined where it lets none go: `noeviction`, or a volatile policy and
   * no key with a deadline.
   *
   * Under the random policies it is one sample. Else `samples` entries are drawn (`keyspace.sample`; the same one may
   * be drawn twice) and join those of earlier calls that are left; the best 16 are kept, and the best of them leaves the
   * pool and is returned. An entry takes one place, however often it is drawn. Whether one that waits and is drawn again
   * keeps its score or joins anew is open.
   *
   * The best is who was used longest ago (LRU), has the lowest frequency, decayed until now (LFU), or the earliest
   * deadline (TTL). Whether it still is a candidate is looked at when its turn comes: not one that was removed, that the
   * policy may not hit any more, or whose score is worse than when it joined: used since (LRU), used so that its
   * frequency grew (LFU), or given a later deadline (TTL, for which a use is nothing). It leaves the pool, and the next
   * best is looked at. When none is left, `samples` others are drawn: as long as the policy lets one go, one goes.
   * Candidates that joined under another policy are forgotten.
   *
   * @step 8
   */
  next(keyspace: Keyspace): Entry | undefined {
    const { policy, samples } = keyspace.eviction;
    if (policy === "noeviction") return undefined;
    const withDeadline = policy.startsWith("volatile");
    if (policy.endsWith("random")) return keyspace.sample(withDeadline);
    if (policy !== this.#policy) this.#candidates = [];
    this.#policy = policy;
    for (;;) {
      for (let i = 0; i < samples; i++) {
        const entry = keyspace.sample(withDeadline);
        if (entry === undefined) return undefined;
        this.#offer(entry, keyspace);
      }
      for (let best = this.#candidates.pop(); best !== undefined; best = this.#candidates.pop()) {
        if (isStill(best, withDeadline, keyspace)) return best.entry;
      }
    }
  }

  /**
   * Takes a candidate in at its place, and lets the worst go if there are too many.
   * @solution
   */
  #offer(entry: Entry, keyspace: Keyspace): void {
    if (this.#candidates.some((candidate) => candidate.entry === entry)) return;
    const score = scoreOf(entry, keyspace);
    let at = this.#candidates.length;
    while (at > 0 && this.#candidates[at - 1]!.score > score) at -= 1;
    this.#candidates.splice(at, 0, { entry, score });
    if (this.#candidates.length > POOL_SIZE) this.#candidates.shift();
  }
}

/** @solution */
type Candidate = { readonly entry: Entry; readonly score: number };

/** @solution */
function isStill({ entry, score }: Candidate, withDeadline: boolean, keyspace: Keyspace): boolean {
  if (!keyspace.holds(entry) || (withDeadline && entry.deadline === undefined)) return false;
  return scoreOf(entry, keyspace) >= score;
}

/**
 * How good a candidate an entry is under the policy: the higher, the sooner it goes. What waits in the pool is
 * compared with what joins later, so an LRU's score is not how long ago the use was, but when.
 * @solution
 */
function scoreOf(entry: Entry, { eviction, now }: Keyspace): number {
  if (eviction.policy === "volatile-ttl") return -(entry.deadline ?? Number.POSITIVE_INFINITY);
  if (eviction.policy.endsWith("lfu")) return -decayedFrequency(entry, now, eviction);
  return -entry.usedAt;
}
