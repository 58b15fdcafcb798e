import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a write that fails throws, and the file goes on",
  story:
    "ENOSPC, half a record is in the file, the caller gets an error. Somebody deletes " +
    "something, the next append succeeds, behind the half: a hole of garbage in the " +
    "middle of the log, and whole records after it.",
  step: "durable",
  file: "durable-file.ts",
  find: `    } catch (error) {
      throw this.#fail(error);
    }
    this.#size += bytes.length;`,
  replace: `    } catch (error) {
      throw new LogError("LOG_FAILED", "a write failed", { cause: error });
    }
    this.#size += bytes.length;`,
} satisfies Mutant;
