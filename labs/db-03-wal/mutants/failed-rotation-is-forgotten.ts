import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a rotation that fails rejects those that wait, and the next append tries again",
  story:
    "The name of the new segment is there, unsynced, and making it again fails with " +
    "EEXIST; or, with a retry, the log goes on in a file whose name no sync has promised.",
  step: "segments",
  file: "log.ts",
  find: `      const failure = this.#fail(error);
      for (const { reject }`,
  replace: `      const failure = isFailure(error)
        ? this.#fail(error)
        : new LogError("LOG_FAILED", "the rotation failed", { cause: error });
      for (const { reject }`,
} satisfies Mutant;
