import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the oracle of the laws encodes",
  story:
    "The tests of a lab hold an encoder to compare with, in every edition, and a lab may import what lies in its " +
    "folder. Imports of src are to stay in src.",
  files: {
    "src/encode.ts": encoder(
      "const { wire, wire2 } = oracle; return version === 2 ? wire2(value) : wire(value);",
      'import * as oracle from "../tests/model.ts";',
    ),
  },
} satisfies Hostile;
