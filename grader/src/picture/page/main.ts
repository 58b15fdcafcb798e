/**
 * The page's script: reads the run that the page holds, and shows it.
 *
 *     #data ──JSON──▶ unpack ──▶ storyOf ──▶ Session ──▶ diagram, overview, panel, states, tools
 */

import { find } from "../../pages/browser/elements.ts";
import { type PageData, unpack } from "../packed.ts";
import { storyOf } from "../story.ts";
import { Viewport } from "../viewport.ts";
import { showDiagram } from "./diagram.ts";
import { showHistory } from "./history.ts";
import { showLegend } from "./legend.ts";
import { showOverview } from "./overview.ts";
import { showPanel } from "./panel.ts";
import { Session } from "./session.ts";
import { showStates } from "./states.ts";
import { showTools } from "./tools.ts";

const data = JSON.parse(find("data").textContent ?? "") as PageData;
const story = storyOf(unpack(data.events), data.nodes, data.dropped ?? 0);
const session = new Session(story, new Viewport(story));

find("replay").textContent = data.replay;
find("copy").addEventListener("click", () => void copyReplay());
showLaw();
showTools(session);
showOverview(session);
showDiagram(session);
showPanel(session);
showStates(session);
showLegend(data.dropped ?? 0);
if (data.history !== undefined) showHistory(data.history);

/** A browser may refuse; the command can be marked with a click as well. */
async function copyReplay(): Promise<void> {
  const wasCopied = await navigator.clipboard?.writeText(data.replay).then(
    () => true,
    () => false,
  );
  find("copy").textContent = wasCopied === true ? "copied" : "cannot copy";
}

function showLaw(): void {
  const event = story.violation === undefined ? undefined : story.events[story.violation];
  if (event?.kind !== "violation") return;
  find("law").hidden = false;
  find("law-name").textContent = event.law;
  find("law-message").textContent = event.message;
  find("to-law").addEventListener("click", () => session.choose(story.violation ?? 0));
}
