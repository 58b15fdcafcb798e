import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "removing a range by rank removes every other member",
  story:
    "Members are removed from the first rank of the range to the last. After the first is " +
    "gone the others have moved up, and the next rank is that of the one after the next.",
  step: "sorted-sets",
  file: "sorted-set-commands.ts",
  find: ["  removeItems(keyspace, key, set, [...set.forward(start, end)]);", ""].join("\n"),
  replace: [
    "  const items: ScoredMember[] = [];",
    "  for (let rank = start; rank < end; rank++) {",
    "    for (const item of set.forward(rank, rank + 1)) {",
    "      set.delete(item.member);",
    "      items.push(item);",
    "    }",
    "  }",
    "  removeItems(keyspace, key, set, items);",
    "",
  ].join("\n"),
} satisfies Mutant;
