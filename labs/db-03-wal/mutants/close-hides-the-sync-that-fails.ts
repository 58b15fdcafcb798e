import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a sync that fails after close resolves",
  story:
    "We are closed, nobody cares any more. But somebody waits for that sync, to " +
    "acknowledge what it saves, and is told that all is well.",
  step: "durable",
  file: "durable-file.ts",
  find: `      await this.#file.sync();
    } catch (error) {
`,
  replace: `      await this.#file.sync();
    } catch (error) {
      if (this.#isClosed) return;
`,
} satisfies Mutant;
