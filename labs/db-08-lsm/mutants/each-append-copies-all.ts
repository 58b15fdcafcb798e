import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "append makes room for exactly what is there now",
  story:
    "Right in every byte. A group of a thousand writers copies the first one a thousand " +
    "times.",
  step: "write-batch",
  file: "write-batch.ts",
  find: "    this.#bytes.append(Uint8Array.from(other.#bytes.contents()), BATCH_HEADER_BYTES);",
  replace: [
    "    const [mine, theirs] = [this.#bytes.contents(), Uint8Array.from(other.#bytes.contents())];",
    "    this.#bytes = new GrowingBytes();",
    "    this.#bytes.append(mine);",
    "    this.#bytes.append(theirs, BATCH_HEADER_BYTES);",
  ].join("\n"),
} satisfies Mutant;
