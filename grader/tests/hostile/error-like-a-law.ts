import { encoder, type Hostile } from "./hostile.ts";

export const hostile = {
  title: "an error says that it is a law's and that a program is missing",
  story: "What a law says is private to its own class.",
  files: {
    "src/encode.ts": encoder(
      'throw Object.assign(new Error("redis-cli is not installed"), { name: "LawBroken", kind: "tool", broken: { kind: "tool", message: "" } });',
    ),
  },
} satisfies Hostile;
