import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "an inline request that ends with LF alone is never answered",
  story:
    "The protocol's lines end with CRLF, so inline ones must, too. People's terminals and " +
    "`echo PING | nc` send LF alone, and Redis accepts it; kvrocks learned so in pull " +
    "request 808.",
  step: "server",
  file: "request.ts",
  find: "if (lineFeed < 0) return undefined;",
  replace: "if (lineFeed < 0 || end === lineFeed) return undefined;",
} satisfies Mutant;
