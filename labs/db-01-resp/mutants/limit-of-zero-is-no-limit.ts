import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a limit of zero bytes or elements is taken for none given",
  story:
    "|| gives the default for undefined, and for 0 too. Whoever wants only empty strings " +
    "from a peer gets 512 MB. ?? asks the right question; here it stands at one limit of " +
    "four, the one for which somebody had tried zero.",
  step: "decode",
  file: "decode.ts",
  find: "    this.#limits = { ...DEFAULT_LIMITS, ...limits };",
  replace: [
    "    this.#limits = {",
    "      maxBulkBytes: limits.maxBulkBytes || DEFAULT_LIMITS.maxBulkBytes,",
    "      maxElements: limits.maxElements || DEFAULT_LIMITS.maxElements,",
    "      maxInlineBytes: limits.maxInlineBytes || DEFAULT_LIMITS.maxInlineBytes,",
    "      maxDepth: limits.maxDepth ?? DEFAULT_LIMITS.maxDepth,",
    "    };",
  ].join("\n"),
} satisfies Mutant;
