import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "LRANGE looks up each element by its index",
  story:
    "The start is found without passing what lies before, as is right, and then the next is " +
    "found the same way. A page from the middle of a long list costs a walk for each of its " +
    "lines.",
  step: "collections",
  file: "list.ts",
  find: [
    "    let { node, offset } = this.#find(start) ?? { node: undefined, offset: 0 };",
    "    for (let left = end - start; left > 0 && node !== undefined; left--) {",
    "      yield node.elements[offset]!;",
    "      offset += 1;",
    "      if (offset === node.elements.length) {",
    "        node = node.next;",
    "        offset = 0;",
    "      }",
    "    }",
  ].join("\n"),
  replace: "    for (let index = start; index < end; index++) yield this.get(index)!;",
} satisfies Mutant;
