import type { Mutant } from "@labs/grader/mutants";

export const mutant = {
  title: "all elements of a listpack are made before the first is handed on",
  story:
    "So nobody gets an element of a listpack that is damaged further on. It takes the memory of the value twice.",
  step: "rdb-decode",
  file: "listpack.ts",
  find: '  let found = 0;\n  let at = HEADER_BYTES;\n  while (at < last) {\n    const { headBytes, dataBytes } = sizesAt(view, at, fail);\n    const data = at + headBytes;\n    const end = data + dataBytes;\n    const next = end + backlenBytes(end - at);\n    if (next > last) fail(at, "an element reaches out of its listpack");\n    checkBacklen(bytes, end, next, end - at, fail);\n    yield isString(bytes[at]!) ? Uint8Array.from(bytes.subarray(data, end)) : integerAt(view, at);\n    at = next;\n    found += 1;\n  }\n  if (count !== found && count !== COUNT_UNKNOWN) {\n    fail(4, `a listpack of ${count} elements has ${found}`);\n  }\n',
  replace:
    '  const elements: Uint8Array[] = [];\n  let found = 0;\n  let at = HEADER_BYTES;\n  while (at < last) {\n    const { headBytes, dataBytes } = sizesAt(view, at, fail);\n    const data = at + headBytes;\n    const end = data + dataBytes;\n    const next = end + backlenBytes(end - at);\n    if (next > last) fail(at, "an element reaches out of its listpack");\n    checkBacklen(bytes, end, next, end - at, fail);\n    elements.push(\n      isString(bytes[at]!) ? Uint8Array.from(bytes.subarray(data, end)) : integerAt(view, at),\n    );\n    at = next;\n    found += 1;\n  }\n  if (count !== found && count !== COUNT_UNKNOWN) {\n    fail(4, `a listpack of ${count} elements has ${found}`);\n  }\n  yield* elements;\n',
} satisfies Mutant;
