import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all values that get gives are in one memory",
  story: "An allocation is spared, and the value that one kept becomes the next one.",
  step: "sorted-peer",
  file: "memory-store.ts",
  find: `      if (found !== undefined) return found.kind === "value" ? found.value : undefined;
    }
    return undefined;
  }
`,
  replace: `      if (found === undefined) continue;
      if (found.kind === "deleted") return undefined;
      if (found.value.length > this.#buffer.length) this.#buffer = new Uint8Array(2 * found.value.length);
      this.#buffer.set(found.value);
      return this.#buffer.subarray(0, found.value.length);
    }
    return undefined;
  }

  #buffer = new Uint8Array(64);
`,
} satisfies Mutant;
