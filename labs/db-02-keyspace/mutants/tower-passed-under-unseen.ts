import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a link that passes over a new item does not become longer",
  story:
    "Insert repairs the links that it cuts and forgets those above the new tower, which " +
    "cut nothing and still span one item more. Order, search and iteration are right; " +
    "ranks are too small by one for each low tower on the way. Redis has a line for it: " +
    "increment span for untouched levels.",
  step: "sorted-sets",
  file: "sorted-index.ts",
  find: [
    "      link.span += 1;",
    "      if (level >= height) continue;",
    "      const spanBefore = position - turn.position;",
    "      tower.links.push({ next: link.next, span: link.span - spanBefore });",
    "",
  ].join("\n"),
  replace: [
    "      if (level >= height) continue;",
    "      const spanBefore = position - turn.position;",
    "      tower.links.push({ next: link.next, span: link.span + 1 - spanBefore });",
    "",
  ].join("\n"),
} satisfies Mutant;
