import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "those that wait for the next sync are told the failure of the one before",
  story:
    "They wait for the promise of the sync under way, and it rejects. Nothing of theirs " +
    "was tried; and the promise that they share is never taken away, so that every later " +
    "commit is told the same old error.",
  step: "group-commit",
  file: "group-commit.ts",
  find: `    } finally {
      ended();
    }`,
  replace: `    } catch (error) {
      this.#running = Promise.reject(error);
      this.#running.catch(() => {});
      throw error;
    } finally {
      ended();
    }`,
} satisfies Mutant;
