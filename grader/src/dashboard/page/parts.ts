/** What several parts of the dashboard are made of: a card, a bar, a link where there is one, a command to copy. */
import { make } from "../../pages/browser/elements.ts";

/** Where a path of the tree leads, `labs/db-01-resp/CONCEPTS.md#check-questions`; undefined: nowhere here. */
export type Href = (path: string) => string | undefined;

/** A part under a heading. */
export function card(
  name: string,
  title: string,
  ...children: readonly (Node | string)[]
): HTMLElement {
  return make(
    "section",
    { class: `card ${name}`, "data-key": name, "aria-labelledby": `dashboard-${name}` },
    make("h2", { id: `dashboard-${name}` }, title),
    ...children,
  );
}

/** How far something is; `of` is what it is that far. */
export function bar(percent: number, of: string): HTMLElement {
  const label = `${of}: ${percent} %`;
  return make("progress", { max: "100", value: String(percent), "aria-label": label }, label);
}

/** The text, as a link where the path leads anywhere. */
export function linked(
  path: string,
  href: Href | undefined,
  attributes: Readonly<Record<string, string>>,
  text: string,
): HTMLElement {
  const target = href?.(path);
  if (target === undefined) return make("span", attributes, text);
  return make("a", { ...attributes, href: target }, text);
}

/** A path in letters of one width. */
export function path(text: string, href: Href | undefined): HTMLElement {
  const target = href?.(text.replace(/:\d+$/, ""));
  const code = make("code", {}, text);
  return target === undefined ? code : make("a", { href: target }, code);
}

/** A command, and a button that copies it. */
export function command(text: string): HTMLElement {
  return make(
    "div",
    { class: "command" },
    make("code", {}, text),
    make("button", { type: "button", "data-copy": text, "aria-label": `Copy ${text}` }, "Copy"),
  );
}
