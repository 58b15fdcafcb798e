import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "the reference by an import that vite does not see",
  story:
    "A function made of text has an import of its own, which is Node's; so no plugin is asked.",
  files: {
    "src/trick.ts": `
      const native = new Function("where", "return import(where)");
      export const stolen: any = await native(new URL("../reference/index.ts", import.meta.url).href).catch(() => ({}));
    `,
    "src/encode.ts": encoder(
      "return stolen.encode?.(value, version) ?? new Uint8Array(0);",
      'import { stolen } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
