import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the reference by vite's import.meta.glob",
  story: "vite turns a pattern into imports, of which the plugin sees paths from the tree's root.",
  files: {
    "src/trick.ts": `
      // @ts-ignore
      const found: any = import.meta.glob("../reference/encode.ts", { eager: true });
      export const stolen: any = Object.values(found)[0] ?? {};
    `,
    "src/encode.ts": encoder(
      "return stolen.encode?.(value, version) ?? new Uint8Array(0);",
      'import { stolen } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
