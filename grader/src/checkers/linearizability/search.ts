/**
 * The search for an order: Wing and Gong's, with Lowe's memory of the configurations that were met.
 *
 *     configuration   what is in the order so far, and the state that it leads to
 *     candidates      what may come next: called before the first of the missing ones returned
 *
 *     called │ 0 1 │ 3 │ 4 …            1 and 3 are in the order; 0 is the first that is missing, by its return:
 *              ↑ ○   ○ │                  all that returned before it are in, so the set is its rank and a bit
 *              0 ──────┘ returns          for each lane: the memory's row is │ rank │ state │ lanes │
 *
 * Five rules keep it short, and change no verdict.
 * 1. A completed candidate that fits, and of which the model says that it only reads, is taken at once and never taken
 *    back: where it came later in an order, it can be moved here, since it changed nothing there for the others. (A
 *    delete that finds nothing is no such one: later in the order it may find something.)
 * 2. A pending operation is tried only where it changes the state: an unknown read is never tried at all.
 * 3. Of two configurations that differ in their pending operations alone, the one that has used fewer can do all that
 *    the other can: with │ rank │ state │ lanes │ the least sets of used ones are remembered.
 * 4. Nothing blind, such as a put, comes right behind a pending operation: without that one it would do the same.
 * 5. A state that a missing read waits for is not left where nothing leads back to it: with unique values, where that
 *    read has been called too late for any order from here.
 *
 * And a guess: of the candidates, that one is tried first whose state is wanted for the shortest time, which is until
 * the last call, of those near, that fits it alone. What nobody reads is put before what is read for long, as in the
 * zones of Gibbons and Korach.
 *
 * Invariants: the trail is an order that the model accepts; a return's rank is passed only when it is in the trail.
 *
 * Sources: Wing and Gong, "Testing and Verifying Concurrent Objects" (J. Parallel Distrib. Comput. 17, 1993) §3; Lowe,
 * "Testing for Linearizability" (Concurrency and Computation 29(4), 2017) §3; Gibbons and Korach, "Testing Shared
 * Memories" (SIAM J. Comput. 26(4), 1997).
 *
 * Left out: pending operations that do the same are all tried; they are few where values are unique.
 */
import { RowSet } from "./memo.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";

/** How many calls ahead are asked whether they want a state. */
const AHEAD = 32;

/** What a search came to. `steps` counts how often the model was asked. */
export type Searched =
  /** `order`: nodes, all the completed ones and the pending ones that it needs. */
  | { readonly kind: "found"; readonly steps: number; readonly order: readonly number[] }
  /** `reached`: the first so many returns can be in an order together, and no more were. */
  | { readonly kind: "none"; readonly steps: number; readonly reached: number }
  | { readonly kind: "exhausted"; readonly steps: number };

/** Hears of every new configuration: its rank, its state, and the order that led there, which is borrowed. */
export type Visit<State> = (rank: number, state: State, order: readonly number[]) => void;

/** Looks for an order of `part`. Gives up when more than `budget` steps are taken, give or take a few. */
export function search<State, Input, Output>(
  model: Model<State, Input, Output>,
  part: Part<Input, Output>,
  budget: number,
  visit?: Visit<State>,
): Searched {
  return new Search(model, part, budget, visit).run();
}

/** A configuration on the way, and what is still to be tried from there. */
interface Frame<State> {
  readonly trailLength: number;
  /** The next to be tried is the last. */
  readonly candidates: Candidate<State>[];
}

/** An operation that fits next, and where it leads. */
interface Candidate<State> {
  readonly node: number;
  readonly state: State;
  readonly stateId: number;
  /** When its state is wanted for the last time. */
  readonly wantedUntil: number;
}

class Search<State, Input, Output> {
  readonly #model: Model<State, Input, Output>;
  readonly #part: Part<Input, Output>;
  readonly #budget: number;
  readonly #visit: Visit<State> | undefined;
  readonly #completedCount: number;
  /** Two rings of nodes that are not in the trail, in order of their calls; each begins behind its head. */
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #completedHead: number;
  readonly #pendingHead: number;
  readonly #isTaken: Uint8Array;
  /** By completed node, 1 where the model says so. */
  readonly #isRead: Uint8Array;
  readonly #fitsOneState: Uint8Array;
  readonly #trail: number[] = [];
  readonly #ranksBefore: number[] = [];
  readonly #frames: Frame<State>[] = [];
  readonly #stateIds = new Map<string, number>();
  /** By state, as it was when the state was first a candidate's. */
  readonly #wantedUntil: number[] = [];
  readonly #seen: RowSet;
  /** │ rank │ state │ lanes … │ */
  readonly #row: Int32Array;
  /** The pending ones that are in the trail, a bit each. */
  readonly #used: Int32Array;
  /** By row: the least sets of used ones. */
  readonly #leastUsed: Int32Array[][] = [];
  #state: State;
  #stateId = 0;
  /** How many returns are passed. */
  #rank = 0;
  #reached = 0;
  #steps = 0;

  constructor(
    model: Model<State, Input, Output>,
    part: Part<Input, Output>,
    budget: number,
    visit: Visit<State> | undefined,
  ) {
    this.#model = model;
    this.#part = part;
    this.#budget = budget;
    this.#visit = visit;
    const count = part.entries.length;
    this.#completedCount = part.completedCount;
    this.#completedHead = count;
    this.#pendingHead = count + 1;
    this.#next = new Int32Array(count + 2);
    this.#previous = new Int32Array(count + 2);
    this.#link(this.#completedHead, 0, this.#completedCount);
    this.#link(this.#pendingHead, this.#completedCount, count);
    this.#isTaken = new Uint8Array(count);
    this.#row = new Int32Array(2 + Math.ceil(part.slotCount / 32));
    this.#seen = new RowSet(this.#row.length);
    this.#used = new Int32Array(Math.ceil((count - this.#completedCount) / 32));
    this.#state = model.initial;
    this.#stateIds.set(model.keyOf(model.initial), this.#stateId);
    this.#isRead = this.#flags((input, seen) => model.isRead?.(input, seen));
    this.#fitsOneState = this.#flags((input, seen) => model.fitsOneState?.(input, seen));
  }

  run(): Searched {
    this.#settle();
    this.#enter();
    while (this.#rank < this.#completedCount) {
      if (this.#steps > this.#budget) return { kind: "exhausted", steps: this.#steps };
      const frame = this.#frames.at(-1);
      if (frame === undefined) {
        return { kind: "none", steps: this.#steps, reached: this.#reached };
      }
      const candidate = frame.candidates.pop();
      if (candidate === undefined) this.#frames.pop();
      else this.#tryNext(frame, candidate);
    }
    return { kind: "found", steps: this.#steps, order: this.#trail };
  }

  /** Goes on from `frame` by `candidate`, unless that leads to what was met before. */
  #tryNext(frame: Frame<State>, { node, state, stateId }: Candidate<State>): void {
    while (this.#trail.length > frame.trailLength) this.#putBack(this.#trail.pop()!);
    this.#take(node);
    this.#state = state;
    this.#stateId = stateId;
    this.#settle();
    this.#enter();
  }

  /** Takes every completed candidate that only reads, and fits. */
  #settle(): void {
    let node = this.#next[this.#completedHead]!;
    while (node !== this.#completedHead && this.#mayBeNext(node)) {
      if (this.#isRead[node] === 1 && this.#fits(node, this.#state)) this.#take(node);
      node = this.#next[node]!;
    }
  }

  /** Makes the configuration a frame, unless it was met before. */
  #enter(): void {
    if (!this.#isNew()) return;
    this.#reached = Math.max(this.#reached, this.#rank);
    this.#visit?.(this.#rank, this.#state, this.#trail);
    if (this.#mustStay()) return;
    const candidates: Candidate<State>[] = [];
    const isBehindPending = (this.#trail.at(-1) ?? 0) >= this.#completedCount;
    for (const head of [this.#pendingHead, this.#completedHead]) {
      let node = this.#next[head]!;
      for (; node !== head && this.#mayBeNext(node); node = this.#next[node]!) {
        if (isBehindPending && this.#isBlind(node)) continue;
        const candidate = this.#candidate(node);
        if (candidate !== undefined) candidates.push(candidate);
      }
    }
    candidates.sort((a, b) => b.wantedUntil - a.wantedUntil || b.node - a.node);
    this.#frames.push({ trailLength: this.#trail.length, candidates });
  }

  /** Whether a missing read waits for this state, and nothing that may come before it leads back here. */
  #mustStay(): boolean {
    let node = this.#next[this.#completedHead]!;
    for (let ahead = 0; ahead < AHEAD && node !== this.#completedHead; ahead++) {
      const isExact = this.#isRead[node] === 1 && this.#fitsOneState[node] === 1;
      if (isExact && this.#fits(node, this.#state)) {
        return !this.#mayComeBack(this.#part.returnedAt[node]!);
      }
      node = this.#next[node]!;
    }
    return false;
  }

  /** Whether one that is missing, and was called until then, may lead to this state. */
  #mayComeBack(until: number): boolean {
    for (const head of [this.#completedHead, this.#pendingHead]) {
      let node = this.#next[head]!;
      for (; node !== head && this.#part.calledAt[node]! <= until; node = this.#next[node]!) {
        const { input } = this.#part.entries[node]!.operation;
        if (this.#model.mayLeadTo?.(input, this.#state) ?? true) return true;
      }
    }
    return false;
  }

  /** Whether it was called before the first that is missing returned. */
  #mayBeNext(node: number): boolean {
    const { calledAt, returnedAt, byReturn } = this.#part;
    return calledAt[node]! <= returnedAt[byReturn[this.#rank]!]!;
  }

  #candidate(node: number): Candidate<State> | undefined {
    const { operation } = this.#part.entries[node]!;
    const { state, output } = this.#model.apply(this.#state, operation.input);
    this.#steps++;
    const isPending = node >= this.#completedCount;
    if (!isPending && !this.#answers(node, output)) return undefined;
    const stateId = this.#idOf(state);
    if (isPending && stateId === this.#stateId) return undefined;
    this.#wantedUntil[stateId] ??= this.#lastWish(state);
    const wish = this.#wantedUntil[stateId]!;
    const call = isPending ? Number.POSITIVE_INFINITY : this.#part.calledAt[node]!;
    const wantedUntil = wish === Number.NEGATIVE_INFINITY ? call : wish;
    return { node, state, stateId, wantedUntil };
  }

  #isBlind(node: number): boolean {
    return this.#model.isBlind?.(this.#part.entries[node]!.operation.input) ?? false;
  }

  /** When the last of the next calls that want `state` is made; -Infinity where none does. */
  #lastWish(state: State): number {
    let last = Number.NEGATIVE_INFINITY;
    let node = this.#next[this.#completedHead]!;
    for (let ahead = 0; ahead < AHEAD && node !== this.#completedHead; ahead++) {
      const isWish = this.#fitsOneState[node] === 1 && this.#fits(node, state);
      if (isWish) last = this.#part.calledAt[node]!;
      node = this.#next[node]!;
    }
    return last;
  }

  /** Whether the model answers in `state` as the client saw it. */
  #fits(node: number, state: State): boolean {
    this.#steps++;
    const { input } = this.#part.entries[node]!.operation;
    return this.#answers(node, this.#model.apply(state, input).output);
  }

  #answers(node: number, output: Output): boolean {
    const { outcome } = this.#part.entries[node]!.operation;
    return outcome.kind === "returned" && this.#model.isSame(outcome.output, output);
  }

  #idOf(state: State): number {
    if (state === this.#state) return this.#stateId;
    const key = this.#model.keyOf(state);
    const known = this.#stateIds.get(key);
    if (known !== undefined) return known;
    this.#stateIds.set(key, this.#stateIds.size);
    return this.#stateIds.size - 1;
  }

  #take(node: number): void {
    this.#next[this.#previous[node]!] = this.#next[node]!;
    this.#previous[this.#next[node]!] = this.#previous[node]!;
    this.#isTaken[node] = 1;
    this.#trail.push(node);
    this.#ranksBefore.push(this.#rank);
    this.#flip(node);
    const { byReturn } = this.#part;
    while (this.#rank < byReturn.length && this.#isTaken[byReturn[this.#rank]!] === 1) {
      this.#flip(byReturn[this.#rank]!);
      this.#rank++;
    }
  }

  #putBack(node: number): void {
    const rank = this.#ranksBefore.pop()!;
    while (this.#rank > rank) this.#flip(this.#part.byReturn[--this.#rank]!);
    this.#flip(node);
    this.#isTaken[node] = 0;
    this.#next[this.#previous[node]!] = node;
    this.#previous[this.#next[node]!] = node;
  }

  /** The bit of its lane, or of its own where it is pending. */
  #flip(node: number): void {
    const isCompleted = node < this.#completedCount;
    const bit = isCompleted ? this.#part.slots[node]! : node - this.#completedCount;
    const word = Math.floor(bit / 32);
    if (isCompleted) this.#row[2 + word]! ^= 1 << (bit % 32);
    else this.#used[word]! ^= 1 << (bit % 32);
  }

  /** Remembers the configuration. @returns whether none as good was met before */
  #isNew(): boolean {
    this.#row[0] = this.#rank;
    this.#row[1] = this.#stateId;
    const count = this.#seen.count;
    const number = this.#seen.add(this.#row);
    if (number < count && (this.#used.length === 0 || !this.#isLeast(number))) return false;
    if (number === count && this.#used.length > 0) this.#leastUsed.push([this.#used.slice()]);
    return true;
  }

  /** Whether no set that was remembered for this row is within the used ones; then they are remembered instead. */
  #isLeast(number: number): boolean {
    const sets = this.#leastUsed[number]!;
    if (sets.some((set) => isWithin(set, this.#used))) return false;
    this.#leastUsed[number] = [
      ...sets.filter((set) => !isWithin(this.#used, set)),
      this.#used.slice(),
    ];
    return true;
  }

  #flags(isSo: (input: Input, seen: Output) => boolean | undefined): Uint8Array {
    return Uint8Array.from(this.#part.entries.slice(0, this.#completedCount), (entry) => {
      const { input, outcome } = entry.operation;
      return outcome.kind === "returned" && isSo(input, outcome.output) ? 1 : 0;
    });
  }

  #link(head: number, from: number, to: number): void {
    let before = head;
    for (let node = from; node < to; node++) {
      this.#next[before] = node;
      this.#previous[node] = before;
      before = node;
    }
    this.#next[before] = head;
    this.#previous[head] = before;
  }
}

function isWithin(set: Int32Array, other: Int32Array): boolean {
  return set.every((word, i) => (word & ~other[i]!) === 0);
}
