import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the first key of a region shares what it has in common with the key before",
  story:
    "The restart is noted and the prefix cut all the same. Reading forwards works; a search that begins at the restart puts together a key without its beginning.",
  step: "blocks",
  file: "block-builder.ts",
  find: "    } else {\n      const most = Math.min(last.length, key.length);\n      while (shared < most && last[shared] === key[shared]) shared++;\n    }",
  replace:
    "    }\n    const most = Math.min(last.length, key.length);\n    while (shared < most && last[shared] === key[shared]) shared++;",
} satisfies Mutant;
