/**
 * Explore: every order of events to a depth, instead of some orders by chance.
 *
 *     depth 0                 ●                     a state that was met before is not gone on from:
 *                    ╱        │        ╲            two messages to two machines, in either order,
 *     depth 1       ●         ●         ●           lead to one state
 *                 ╱   ╲     ╱   ╲     ╱   ╲
 *     depth 2    ●      ◀─●─▶      ●       ●        breadth first: the first path that breaks a law
 *                                                   is a shortest one
 *
 * For small scopes: two or three machines, some acts, a few timers, a crash. Storms look deep and thin, this looks
 * shallow and leaves nothing out. Most bugs of protocols show in a small scope, if one looks at all of it.
 *
 * A process cannot be copied, so a state is reached again by taking its path from the beginning. With paths of d
 * choices a transition costs d events.
 *
 * Invariants: every state within the depth is visited, if fingerprints tell all and no two states have one hash; the
 * same options give the same result.
 *
 * Source: Holzmann, "The Model Checker SPIN" (IEEE TSE 23(5), 1997), for the search and hash compaction; Dill et
 * al., "Protocol Verification as a Hardware Design Aid" (ICCD 1992), Murphi; Killian et al., "Life, Death, and the
 * Critical Transition" (NSDI 2007), for searching real code by taking its paths again.
 *
 * Left out: partial order reduction, which would not visit all of the states between; symmetry among machines;
 * liveness.
 */
import { assert } from "../invariant.ts";
import { type Choice, Paths } from "./choices.ts";
import { Execution, type ExecutionOptions } from "./execution.ts";
import type { Failure } from "./laws.ts";
import type { SimEvent } from "./trace.ts";

/** What is searched, and how far. */
export interface ExploreOptions<Message, Process, What = never>
  extends ExecutionOptions<Message, Process, What> {
  /** How many choices a path has at most. */
  readonly depth: number;
  /** How many states are visited at most; 1,000,000 unless said. */
  readonly statesMax?: number;
}

/** What a search did: a search in which no machine crashed has shown nothing about crashes. */
export interface Searched {
  /** How many different states were met. */
  readonly states: number;
  /** How many choices were tried, of each kind. */
  readonly counts: Readonly<Record<Choice["kind"], number>>;
  readonly transitions: number;
}

/** How a search ended. */
export type Explored =
  /** No law was broken; `isComplete` where neither depth nor statesMax cut the search off. */
  | (Searched & { readonly kind: "held"; readonly isComplete: boolean })
  /** A law was broken, or a process threw, at the end of a shortest path. */
  | (Searched & Failure & { readonly path: readonly Choice[] });

const STATES_MAX = 1_000_000;

/** Searches every order of events. Takes about as many microseconds as transitions × the mean length of a path. */
export function explore<Message, Process, What = never>(
  options: ExploreOptions<Message, Process, What>,
): Explored {
  return new Search(options).run();
}

/** What happens on a path, drawn like a run: `at` is the number of the choice. */
export function replayPath<Message, Process, What = never>(
  options: ExecutionOptions<Message, Process, What>,
  path: readonly Choice[],
): SimEvent[] {
  const trace: SimEvent[] = [];
  const execution = new Execution(options, (event) => trace.push(event));
  for (const choice of path) execution.take(choice);
  return trace;
}

class Search<Message, Process, What> {
  readonly #options: ExploreOptions<Message, Process, What>;
  readonly #statesMax: number;
  readonly #paths: Paths;
  /** The hashes of all states that were met. */
  readonly #met = new Set<number>();
  readonly #counts = { act: 0, deliver: 0, lose: 0, repeat: 0, timer: 0, crash: 0 };

  constructor(options: ExploreOptions<Message, Process, What>) {
    const { depth, statesMax = STATES_MAX } = options;
    assert(depth >= 0 && statesMax >= 1, `to depth ${depth}, of ${statesMax} states`);
    this.#options = options;
    this.#statesMax = statesMax;
    this.#paths = new Paths(options.nodes);
  }

  run(): Explored {
    const { failure } = this.#arrive(new Execution(this.#options));
    if (failure !== undefined) return { ...failure, path: [], ...this.#searched() };
    let frontier = [0];
    for (let depth = 0; depth < this.#options.depth && frontier.length > 0; depth++) {
      const next: number[] = [];
      for (const state of frontier) {
        const failed = this.#expand(state, next);
        if (failed !== undefined) return { ...failed, ...this.#searched() };
        if (this.#met.size >= this.#statesMax) return this.#held(false);
      }
      frontier = next;
    }
    return this.#held(frontier.length === 0);
  }

  /** Tries every choice of a state, and adds the states that are new to `next`. */
  #expand(state: number, next: number[]): (Failure & { path: Choice[] }) | undefined {
    const path = this.#paths.to(state);
    const here = this.#reached(path);
    // The execution that told the choices takes the first of them.
    let spare: typeof here | undefined = here;
    for (const choice of here.choices()) {
      const execution = spare ?? this.#reached(path);
      spare = undefined;
      execution.take(choice);
      this.#counts[choice.kind] += 1;
      const { failure, isNew } = this.#arrive(execution);
      if (failure !== undefined) return { ...failure, path: [...path, choice] };
      if (isNew) next.push(this.#paths.add(state, choice));
      if (this.#met.size >= this.#statesMax) break;
    }
    return undefined;
  }

  #reached(path: readonly Choice[]): Execution<Message, Process, What> {
    const execution = new Execution(this.#options);
    for (const choice of path) execution.take(choice);
    return execution;
  }

  #arrive(execution: Execution<Message, Process, What>): {
    readonly failure: Failure | undefined;
    readonly isNew: boolean;
  } {
    const { failure } = execution;
    if (failure !== undefined) return { failure, isNew: false };
    const { size } = this.#met;
    this.#met.add(hashOf(execution.state()));
    return { failure, isNew: this.#met.size > size };
  }

  #held(isComplete: boolean): Explored {
    return { kind: "held", isComplete, ...this.#searched() };
  }

  #searched(): Searched {
    const counts = { ...this.#counts };
    const transitions = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return { states: this.#met.size, transitions, counts };
  }
}

/**
 * 53 bits of a text, two products of 32 bits mixed: of a million states, that any two have one hash is a chance of
 * 1 in 18,000.
 */
function hashOf(text: string): number {
  let [high, low] = [0x9e3779b9, 0x85ebca6b];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16) ^ low, 0x85ebca6b);
  low = Math.imul(low ^ (low >>> 13) ^ high, 0xc2b2ae35);
  return ((high ^ (high >>> 15)) >>> 11) * 2 ** 32 + ((low ^ (low >>> 16)) >>> 0);
}
