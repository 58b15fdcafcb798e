/**
 * A sorted set as nobody would build it: a Map that is sorted anew for every question.
 *
 * Members are texts of which each character is a byte: JavaScript compares such texts as bytes.
 */
import type { RespValue } from "@labs/db-01";

/** A reply as plain data: bulk strings as texts of bytes, null for no value, errors as texts. */
export type Plain = string | number | null | readonly Plain[];

/** A bound of a range, as it is sent. */
export type ModelBound<T> = { readonly at: T; readonly isExclusive: boolean };

/** An entry of the model. */
export type Scored = readonly [member: string, score: number];

export class SortedModel {
  readonly scores = new Map<string, number>();

  /** All entries, by score and then by bytes. */
  get ordered(): Scored[] {
    return [...this.scores].sort(([a, scoreA], [b, scoreB]) => {
      if (scoreA !== scoreB) return scoreA < scoreB ? -1 : 1;
      return a < b ? -1 : 1;
    });
  }

  /** Removes these, and returns them. */
  remove(entries: readonly Scored[]): readonly Scored[] {
    for (const [member] of entries) this.scores.delete(member);
    return entries;
  }

  /** From rank `first` to `last`, negative ones from the end, of the order or of its reverse. */
  byRank(first: number, last: number, isReverse = false): Scored[] {
    const entries = isReverse ? this.ordered.reverse() : this.ordered;
    const size = entries.length;
    const from = first < 0 ? first + size : first;
    const to = last < 0 ? last + size : last;
    return entries.filter((_, rank) => rank >= from && rank <= to);
  }

  /** Those with a score between two bounds. */
  byScore(min: ModelBound<number>, max: ModelBound<number>): Scored[] {
    return this.ordered.filter(([, score]) => isBetween(score, min, max));
  }

  /** Those between two members. */
  byMember(min: ModelBound<string>, max: ModelBound<string>): Scored[] {
    return this.ordered.filter(([member]) => isBetween(member, min, max));
  }
}

function isBetween<T>(value: T, min: ModelBound<T>, max: ModelBound<T>): boolean {
  const isAbove = min.isExclusive ? value > min.at : value >= min.at;
  const isBelow = max.isExclusive ? value < max.at : value <= max.at;
  return isAbove && isBelow;
}

/** `reply`, which came over the wire. */
export function plain(reply: RespValue): Plain {
  switch (reply.kind) {
    case "bulkString":
      return Buffer.from(reply.bytes).toString("latin1");
    case "simpleString":
    case "simpleError":
      return reply.text;
    case "integer":
      return Number(reply.value);
    case "null":
      return null;
    case "array":
      return reply.items.map(plain);
    default:
      return JSON.stringify(reply);
  }
}

/** A score as it is written. */
export function scoreText(score: number): string {
  if (Number.isFinite(score)) return String(score);
  return score > 0 ? "inf" : "-inf";
}

/** Members, and scores after them, in one list. */
export function flat(entries: readonly Scored[], withScores: boolean): Plain {
  return entries.flatMap(([member, score]) => (withScores ? [member, scoreText(score)] : [member]));
}

/** The words of a request, as bytes. */
export function bytesOf(words: readonly string[]): Uint8Array[] {
  return words.map((word) => Uint8Array.from(Buffer.from(word, "latin1")));
}
