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
const isConnected = shallowRef(true);
let isListening = false;

/** Undefined until it is known, and for ever where it is not. */
export function useLearner(): Ref<Dashboard | undefined> {
  onMounted(() => {
    if (!isLive || isListening) return;
    isListening = true;
    const events = new EventSource("/-/events");
    events.addEventListener("message", ({ data }) => {
      learner.value = JSON.parse(data);
      isConnected.value = true;
    });
    // The browser goes on trying.
    events.addEventListener("error", () => {
      isConnected.value = false;
    });
  });
  return learner;
}

/** Whether what is known is told by a server that is still there. */
export function useConnection(): Readonly<Ref<boolean>> {
  return isConnected;
}

export function labIn(dashboard: Dashboard | undefined, id: string): DashboardLab | undefined {
  return dashboard?.phases.flatMap(({ labs }) => labs).find((lab) => lab.id === id);
}

/** The token of who wants to mark things done; undefined for who does not. Only in a browser. */
export function readToken(): string | undefined {
  const [, given] = /^#edit=(\w+)$/.exec(location.hash) ?? [];
  if (given !== undefined) {
    sessionStorage.setItem(TOKEN, given);
    history.replaceState(history.state, "", location.pathname);
  }
  return sessionStorage.getItem(TOKEN) ?? undefined;
}

/** Forgets a token that is not, or no longer, the server's. @throws Error that says so */
export async function checkToken(token: string): Promise<void> {
  const answer = await fetch("/-/token", { headers: { "X-Labs-Token": token } });
  if ((await answer.text()) !== "yes") forgetToken();
}

function forgetToken(): never {
  sessionStorage.removeItem(TOKEN);
  throw new Error("This address may not mark things any more: npm run docs prints a new one.");
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
  if (answer.status === 403) forgetToken();
  throw new Error((await answer.text()).trim());
}
