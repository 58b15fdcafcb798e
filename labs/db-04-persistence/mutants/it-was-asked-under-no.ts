import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a reply that waits for its group leaves with it, though the policy is always by then",
  story:
    "CONFIG SET appendfsync always comes in the same turn, and is answered. What another client is told a moment later " +
    "is lost by a power cut: the policy that everybody was told of did not hold.",
  step: "fsync",
  file: "aof-file.ts",
  find: "resolve(isFlushed ? undefined : this.beforeSend());",
  replace: "resolve(isFlushed ? undefined : void this.beforeSend()?.catch(() => {}));",
} satisfies Mutant;
