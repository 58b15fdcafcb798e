import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "every property of what is thrown and returned is a text of a megabyte, or throws",
  story: "What is told of a failure is cut, and whatever cannot be read is said to be so.",
  files: {
    "src/encode.ts": encoder(
      'const big = "x\\u001b[2J".repeat(200_000); if (version === 3) throw Object.assign(new Error(big), { name: big, code: big, stack: big }); return new Proxy({}, { get: () => big, ownKeys: () => { throw new Error(big); } });',
    ),
  },
} satisfies Hostile;
