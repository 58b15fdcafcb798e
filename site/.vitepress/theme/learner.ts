/**
 * How far the learner is, where `npm run docs` serves the site: told at once and at every change, over one connection
 * for the whole page. On a published site nobody knows, and nothing is asked.
 *
 *     /-/events ──Dashboard──▶ learner     what the map, a lab's head and the dashboard show
 *     #edit=TOKEN ───────────▶ token       for this tab, and taken out of the address: a link that is copied tells nobody
 */
import { onMounted, type Ref, shallowRef } from "vue";
import type { Dashboard, DashboardLab } from "../../../grader/src/dashboard/data.ts";

declare const __LIVE__: boolean;

export const isLive = __LIVE__;
const TOKEN = "labs-edit";

const learner = shallowRef<Dashboard>();
let isListening = false;

/** Undefined until it is known, and for ever where it is not. */
export function useLearner(): Ref<Dashboard | undefined> {
  onMounted(() => {
    if (!isLive || isListening) return;
    isListening = true;
    new EventSource("/-/events").addEventListener("message", ({ data }) => {
      learner.value = JSON.parse(data);
    });
  });
  return learner;
}

export function labIn(dashboard: Dashboard | undefined, id: string): DashboardLab | undefined {
  return dashboard?.phases.flatMap(({ labs }) => labs).find((lab) => lab.id === id);
}

/** The token of who may mark things done; undefined for who may not. Only in a browser. */
export function readToken(): string | undefined {
  const [, given] = /^#edit=(\w+)$/.exec(location.hash) ?? [];
  if (given !== undefined) {
    sessionStorage.setItem(TOKEN, given);
    history.replaceState(history.state, "", location.pathname);
  }
  return sessionStorage.getItem(TOKEN) ?? undefined;
}

/** Keeps a mark, or takes it back. @throws Error that says why not */
export async function saveMark(
  token: string,
  lab: string,
  mark: string,
  isDone: boolean,
): Promise<void> {
  const answer = await fetch("/-/mark", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Labs-Token": token },
    body: JSON.stringify({ lab, mark, isDone }),
  });
  if (answer.ok) return;
  if (answer.status !== 403) throw new Error((await answer.text()).trim());
  sessionStorage.removeItem(TOKEN);
  throw new Error("This address may not mark things any more: npm run docs prints a new one.");
}
