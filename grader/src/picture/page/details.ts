/**
 * A process's state as elements: what it is, and its details line by line, with those marked that
 * it did not have before.
 *
 *     ★ leader 3
 *       committed 4
 *     + 5: put x 1
 */

import { make } from "../../pages/browser/elements.ts";
import { type Lane, type Story, spellAt } from "../story.ts";
import { epochPlace } from "./theme.ts";

/**
 * What the process of `lane` is after the event of this index; what is new in the event's column is
 * marked.
 */
export function stateElements(
  lane: Lane,
  index: number,
  { columns }: Story,
): readonly HTMLElement[] {
  const spell = spellAt(lane, index);
  if (spell === undefined) return [make("p", { class: "none" }, "has not started")];
  if (spell.down !== undefined) {
    const why = spell.down === "power" ? "lost power" : "was killed";
    return [make("p", { class: "role is-down" }, `✕ down: ${why}`)];
  }
  const { state } = spell;
  if (state === undefined)
    return [make("p", { class: "none" }, "runs; nothing is said of its state")];
  const role = `${state.leads ? "★ " : ""}${state.role} ${state.epoch}`;
  const isFresh = columns[spell.start] === columns[index];
  const before = new Set(isFresh ? detailsBefore(lane, spell.start) : state.details);
  return [
    make("p", { class: `role epoch-${epochPlace(state.epoch)}` }, role),
    make(
      "ol",
      { class: "details" },
      ...state.details.map((line) =>
        before.has(line)
          ? make("li", {}, line)
          : make("li", { class: "new", title: "new with this event" }, line),
      ),
    ),
  ];
}

/**
 * The details last told before the spell that begins at this event; a crash in between takes none
 * away.
 */
function detailsBefore({ spells }: Lane, start: number): readonly string[] {
  return (
    spells.findLast((spell) => spell.start < start && spell.state !== undefined)?.state?.details ??
    []
  );
}
