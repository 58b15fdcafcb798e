/**
 * Elements of the page: found by their id, and made. What a run says becomes text, never markup.
 */

/** What an element is made with: its attributes by name, and what a click on it does. */
export interface Options {
  readonly click?: () => void;
  readonly [attribute: string]: string | (() => void) | undefined;
}

/** The element of this id, which page.html has. */
export function find<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`page.html has no #${id}`);
  return element as T;
}

/** A new element with these children; a string is a text. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  { click, ...attributes }: Options = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  if (click !== undefined) element.addEventListener("click", click);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** A button that says what it does. */
export function button(text: string, title: string, click: () => void): HTMLButtonElement {
  const element = make("button", { type: "button", title, click }, text);
  if (text.length < 3) element.setAttribute("aria-label", title);
  return element;
}
