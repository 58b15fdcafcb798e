import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LRANGE passes every element before the first that it answers",
  story:
    "An iterator over the list is there, and the elements before the start are skipped. " +
    "The newest ten lines of a log of a million cost a walk through all of it, on every " +
    "request for the page that shows them.",
  step: "collections",
  file: "list.ts",
  find: [
    "    let { node, offset } = this.#find(start) ?? { node: undefined, offset: 0 };",
    "",
  ].join("\n"),
  replace: [
    "    let node = start < this.#size ? this.#first : undefined;",
    "    let offset = 0;",
    "    for (let i = 0; i < start && node !== undefined; i++) {",
    "      offset += 1;",
    "      if (offset === node.elements.length) {",
    "        node = node.next;",
    "        offset = 0;",
    "      }",
    "    }",
    "",
  ].join("\n"),
} satisfies Mutant;
