import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that fails after close is told that the file was closed",
  story:
    "The check that is right when a turn comes is made once more when the disk has " +
    "answered. Whoever closes says LOG_CLOSED, and that the device is broken nobody ever " +
    "hears.",
  step: "durable",
  file: "durable-file.ts",
  find: `      await this.#file.sync();
    } catch (error) {
`,
  replace: `      await this.#file.sync();
    } catch (error) {
      this.#check();
`,
} satisfies Mutant;
