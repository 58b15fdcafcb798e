import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a lease that is given back twice gives back somebody else's",
  story: "A double release goes unseen until a scan beside it meets ENOENT.",
  step: "iterators",
  file: "version-set.ts",
  find: [
    '        assert(isHeld, "the lease is held");',
    "        isHeld = false;",
    "        const left = this.#leases.get(version)! - 1;",
  ].join("\n"),
  replace: [
    "        const left = (this.#leases.get(version) ?? 1) - 1;",
    '        assert(isHeld || left >= 0, "the lease is held");',
    "        isHeld = false;",
  ].join("\n"),
} satisfies Mutant;
