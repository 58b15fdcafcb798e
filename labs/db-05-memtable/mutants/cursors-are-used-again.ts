import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a closed iterator's cursor is given to the next one",
  story: "It is still valid then; and after two closes two iterators have one cursor.",
  step: "iterators",
  file: "memtable.ts",
  find: `  iterator(): InternalIterator {
    return new MemTableIterator(this.#arena, this.#list.cursor());
  }`,
  replace: `  iterator(): InternalIterator {
    const cursor = this.#free.pop() ?? this.#list.cursor();
    const iterator = new MemTableIterator(this.#arena, cursor);
    iterator.close = () => void this.#free.push(cursor);
    return iterator;
  }

  readonly #free: SkipListCursor<number>[] = [];`,
} satisfies Mutant;
