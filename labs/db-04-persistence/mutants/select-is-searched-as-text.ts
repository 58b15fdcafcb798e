import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "a redis-server is recognized by the text SELECT behind the last good line",
  story:
    "Redis begins with it, and to search is simpler than to follow requests. But a value may hold it too: then a group that a crash cut off is applied without its sum.",
  step: "fsync",
  file: "aof-sums.ts",
  find: "  const scanner = new AofScanner(file, start);\n",
  replace:
    '  if (Buffer.from(file.read(start, 65_536)).includes("\\r\\nSELECT\\r\\n")) return true;\n  const scanner = new AofScanner(file, start);\n',
} satisfies Mutant;
