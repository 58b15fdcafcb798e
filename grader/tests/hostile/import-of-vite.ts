import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title:
    "the loader's own function, which vite puts beside every module, loads the model of the laws",
  story:
    "It has a name, and eval sees what stands around it. Whoever imports is told to the loader, and it says no.",
  files: {
    "src/trick.ts": `
      const load = eval("__vite_ssr_import__");
      export const oracle: any = await load(new URL("../tests/model.ts", import.meta.url).pathname);
    `,
    "src/encode.ts": encoder(
      "const { wire, wire2 } = oracle; return version === 2 ? wire2(value) : wire(value);",
      'import { oracle } from "./trick.ts";',
    ),
  },
} satisfies Hostile;
