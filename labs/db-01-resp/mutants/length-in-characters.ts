import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a bulk string's length counts characters",
  story:
    "The bug of nearly every first client: the length of the text is taken where the length " +
    "of its bytes is meant, and every test is in ASCII. node-redis had it in 2010 (pull " +
    "request 22: arg.length for Buffer.byteLength(arg)), redis-rb in 2009 (issue 4). The " +
    "reader waits for fewer bytes than come and takes the rest for a type byte.",
  step: "encode",
  file: "encode.ts",
  find: 'writeHeader(out, "$", String(value.bytes.length));',
  replace: 'writeHeader(out, "$", String(new TextDecoder().decode(value.bytes).length));',
} satisfies Mutant;
