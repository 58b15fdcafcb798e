/** The signs of the diagram, each with its word. */
import { find, make } from "../../pages/browser/elements.ts";

const SIGNS: readonly (readonly [sign: string, word: string])[] = [
  ["★", "leads"],
  ["●", "starts"],
  ["⚡\ufe0e", "power lost"],
  ["☒", "killed"],
  ["▨", "stands still"],
  ["╌", "repeated"],
  ["✕", "message lost"],
  ["◦", "on its way"],
  ["╵", "timer"],
  ["◆", "synced"],
  ["▸", "asked or answered"],
];

/** Fills the legend. */
export function showLegend(dropped: number): void {
  const items = SIGNS.map(([sign, word]) => make("li", {}, make("b", {}, sign), ` ${word}`));
  if (dropped > 0) {
    const count = dropped.toLocaleString("en");
    items.unshift(make("li", { class: "dropped" }, `${count} earlier events are not shown`));
  }
  find("legend").replaceChildren(...items);
}
