/**
 * Sets that count how many members are passed by whoever goes through them: the cost of what a command does, seen from
 * outside. What a set's own methods do inside of it is not seen.
 */
import { MemberSet, type ScoredMember, SortedSet } from "@labs/db-02";

/** A set; counts the members that its iterators and scans hand out. */
export class CountedSet extends MemberSet {
  passed = 0;

  override *[Symbol.iterator](): IterableIterator<Uint8Array> {
    for (const member of super[Symbol.iterator]()) {
      this.passed += 1;
      yield member;
    }
  }

  override scan(cursor: number, visit: (member: Uint8Array) => void): number {
    return super.scan(cursor, (member) => {
      this.passed += 1;
      visit(member);
    });
  }
}

/** A sorted set; counts the members that it hands out, and those that a search asks about. */
export class CountedSortedSet extends SortedSet {
  passed = 0;

  override *forward(start = 0, end = this.size): IterableIterator<ScoredMember> {
    for (const item of super.forward(start, end)) yield this.#counted(item);
  }

  override *backward(start = 0, end = this.size): IterableIterator<ScoredMember> {
    for (const item of super.backward(start, end)) yield this.#counted(item);
  }

  override partitionPoint(isBefore: (item: ScoredMember) => boolean): number {
    return super.partitionPoint((item) => isBefore(this.#counted(item)));
  }

  override scan(cursor: number, visit: (item: ScoredMember) => void): number {
    return super.scan(cursor, (item) => visit(this.#counted(item)));
  }

  #counted(item: ScoredMember): ScoredMember {
    this.passed += 1;
    return item;
  }
}
