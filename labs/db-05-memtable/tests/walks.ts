/**
 * Walks: moves in both directions over something sorted, and over an array beside it.
 */
import type { Trial } from "@labs/grader/testing";
import fc from "fast-check";

/** One move. */
export type Move<Target> =
  | { readonly kind: "seekToFirst" | "seekToLast" | "next" | "prev" }
  | { readonly kind: "seek"; readonly target: Target };

/** What can be walked over. */
export type Walker<Target> = {
  readonly isValid: boolean;
  seekToFirst(): void;
  seekToLast(): void;
  seek(target: Target): void;
  next(): void;
  prev(): void;
};

/** How a walk is compared with the array. */
export type Track<Item, Target> = {
  readonly items: readonly Item[];
  /** Whether `item` is before `target`. */
  readonly isBefore: (item: Item, target: Target) => boolean;
  /** Holds that what is walked over stands at `item`. */
  readonly holdsAt: (item: Item) => void;
  readonly targetText: (target: Target) => string;
};

/** Moves that turn often and seek sometimes. */
export function moves<Target>(
  targets: fc.Arbitrary<Target>,
  maxLength = 30,
): fc.Arbitrary<Move<Target>[]> {
  const move = fc.oneof(
    { weight: 4, arbitrary: fc.constant({ kind: "next" as const }) },
    { weight: 4, arbitrary: fc.constant({ kind: "prev" as const }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("seek" as const), target: targets }) },
    { weight: 1, arbitrary: fc.constant({ kind: "seekToFirst" as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: "seekToLast" as const }) },
  );
  return fc.array(move, { minLength: 2, maxLength, size: "max" });
}

/** Where it stands in the array; -1 where it is not valid. */
export class Place<Item, Target> {
  readonly #track: Track<Item, Target>;
  at = -1;

  constructor(track: Track<Item, Target>) {
    this.#track = track;
  }

  move(move: Move<Target>): void {
    const { items, isBefore } = this.#track;
    if (move.kind === "seekToFirst") this.at = 0;
    if (move.kind === "seekToLast") this.at = items.length - 1;
    if (move.kind === "next") this.at += 1;
    if (move.kind === "prev") this.at -= 1;
    if (move.kind === "seek") this.at = items.findIndex((item) => !isBefore(item, move.target));
    if (this.at >= items.length) this.at = -1;
  }
}

/** Makes the moves; where there is nothing to step from, it goes to that end instead. How many it made. */
export function walks<Item, Target>(
  t: Trial,
  walker: Walker<Target>,
  all: readonly Move<Target>[],
  track: Track<Item, Target>,
): number {
  const place = new Place(track);
  for (const drawn of all) {
    const move = place.at < 0 ? fromNowhere(drawn) : drawn;
    t.did(move.kind, move.kind === "seek" ? track.targetText(move.target) : "");
    place.move(move);
    if (move.kind === "seek") walker.seek(move.target);
    else walker[move.kind]();
    t.equal(walker.isValid, place.at >= 0, "isValid");
    if (place.at >= 0) track.holdsAt(track.items[place.at]!);
  }
  return all.length;
}

function fromNowhere<Target>(move: Move<Target>): Move<Target> {
  if (move.kind === "next") return { kind: "seekToFirst" };
  return move.kind === "prev" ? { kind: "seekToLast" } : move;
}

/** Holds that `body` is a bug: that it throws InvariantError. */
export function isBug(t: Trial, what: string, body: () => unknown): void {
  t.did("did", what);
  t.isBug(body);
}

/** Holds that it is not valid, and that all but the seeks are bugs. */
export function isNowhere(
  t: Trial,
  where: string,
  walker: { readonly isValid: boolean; readonly key: unknown; next(): void; prev(): void },
): void {
  t.did("stood", where);
  t.equal(walker.isValid, false, "isValid");
  isBug(t, "read key", () => walker.key);
  isBug(t, "next", () => walker.next());
  isBug(t, "prev", () => walker.prev());
}
