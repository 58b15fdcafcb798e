/**
 * The states of all nodes at the chosen time, side by side: where a law speaks of two logs, both
 * are in sight.
 */

import { find, make } from "../../pages/browser/elements.ts";
import { isPausedAt } from "../story.ts";
import { stateElements } from "./details.ts";
import { whenText } from "./panel.ts";
import type { Session } from "./session.ts";

/** Keeps the cards up to date. */
export function showStates(session: Session): void {
  let shown = "";
  session.watch(() => {
    const { chosen, story } = session;
    const wanted = `${chosen} ${session.lanes.map(({ node }) => node).join(" ")}`;
    if (wanted === shown) return;
    shown = wanted;
    const at = lastOfColumn(session, chosen);
    const accused = story.events[chosen];
    const named = accused?.kind === "violation" ? accused.node : undefined;
    const cards = session.lanes.map((lane) =>
      make(
        "article",
        { class: lane.node === named ? "card named" : "card", "aria-label": lane.node },
        make("h3", {}, isPausedAt(lane, at) ? `${lane.node} ‖ stands still` : lane.node),
        ...stateElements(lane, at, story),
      ),
    );
    find("states").replaceChildren(
      make("h2", {}, `All nodes after ${whenText(session, chosen)}`),
      make("div", { class: "cards" }, ...cards),
    );
  });
}

/** What an event made of a process is told in the column of the event. */
function lastOfColumn({ story }: Session, index: number): number {
  let last = index;
  while (story.events[last + 1]?.kind === "state") last++;
  return last;
}
