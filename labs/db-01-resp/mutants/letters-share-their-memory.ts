import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "equal bulk strings of one byte share their memory",
  story:
    "Flags and small numbers come again and again, so each of them is made once, as engines " +
    "do with strings. Strings cannot be written to, and bytes can: whoever masks or reuses " +
    "the bytes of one value changes others, those to come too.",
  step: "decode",
  file: "input-buffer.ts",
  find: ["    return new Uint8Array(this.#memory, end - length, length);", "  }"].join("\n"),
  replace: [
    "    if (length === 1) {",
    "      const letter = this.bytes[end - 1]!;",
    "      return (this.#letters[letter] ??= Uint8Array.of(letter));",
    "    }",
    "    return new Uint8Array(this.#memory, end - length, length);",
    "  }",
    "",
    "  readonly #letters: Uint8Array[] = [];",
  ].join("\n"),
} satisfies Mutant;
