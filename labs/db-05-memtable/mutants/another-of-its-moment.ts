import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a second release lets go of another snapshot of the same moment",
  story: "The bug of one reader takes away what another one reads.",
  step: "snapshot-reads",
  file: "snapshots.ts",
  find: `    const held = snapshot as Held;
    assert(held.list === this, \`a snapshot that is not held: \${snapshot.sequence}\`);
`,
  replace: `    let held = snapshot as Held & { was?: Snapshots };
    if (held.list === undefined && held.was === this) {
      let other = this.#oldest;
      while (other !== undefined && other.sequence !== held.sequence) other = other.newer;
      if (other !== undefined) held = other;
    }
    assert(held.list === this, \`a snapshot that is not held: \${snapshot.sequence}\`);
    held.was = this;
`,
} satisfies Mutant;
