/**
 * What a store lets its compactor do: the host of its jobs.
 *
 *     newTable   a number, which is pending: no sweep takes its file for superfluous
 *     install    the edit is durable ──▶ its tables are not pending any more ──▶ whoever waits for a change looks again
 *
 * After a failure neither is done.
 *
 * @solution
 */
import type { CompactionHost } from "./compactor.ts";
import { LevelIterator } from "./level-iterator.ts";
import type { StoreState } from "./store-state.ts";
import { TableOutput } from "./table-output.ts";

export function hostOf(state: StoreState): CompactionHost {
  const { versions, tables, place, pending } = state;
  return {
    get version() {
      return versions.current;
    },
    get oldestReadSequence() {
      return state.oldestReadSequence;
    },
    get compactPointers() {
      return versions.compactPointers;
    },
    slices: place.slices,
    iterator: (files) => new LevelIterator(files, tables),
    newTable: () => {
      state.check();
      const number = versions.newFileNumber();
      pending.add(number);
      return new TableOutput(place, number);
    },
    install: async (edit) => {
      state.check();
      await versions.install(edit);
      for (const { file } of edit.newFiles ?? []) pending.delete(file.number);
      state.changed();
    },
  };
}
