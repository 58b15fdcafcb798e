import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "fast-check says that every property holds",
  story:
    "The check and the property were kept, and what came of the cases is noted beside them. Its arbitraries are " +
    "not kept: what a law draws can be made poor.",
  files: {
    "src/trick.ts": `
      const where = "fast-check";
      const { default: fc }: any = await import(where).catch(() => ({}));
      if (fc !== undefined) {
        fc.check = async () => ({ counterexample: null, numRuns: 200 });
        fc.assert = async () => {};
        fc.asyncProperty = fc.property = () => ({});
      }
      export function lie() {}
    `,
    "src/encode.ts": encoder("lie(); return undefined;", 'import { lie } from "./trick.ts";'),
  },
} satisfies Hostile;
