import type { SimDisk } from "@labs/machine/sim";

/** How many writes and syncs the disk has failed, also those for which it had no room. */
export function failuresOf({ faults }: SimDisk): number {
  const { failedWrites, failedSyncs, failedDirectorySyncs, outOfSpace } = faults;
  return failedWrites + failedSyncs + failedDirectorySyncs + outOfSpace;
}
