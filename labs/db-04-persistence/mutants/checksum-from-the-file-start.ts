import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "the checksum counts what stands before the file",
  story:
    "The checksum of a file is that of its bytes, and the RDB part does not begin at " +
    "its beginning. Until now it always did.",
  step: "rdb-decode",
  file: "rdb-input.ts",
  find: ["    this.#chunkOffset = offset;", "  }"].join("\n"),
  replace: [
    "    this.#chunkOffset = offset;",
    "    if (offset > 0) this.#crc = crc64(file.readExactly(0, offset));",
    "  }",
  ].join("\n"),
} satisfies Mutant;
