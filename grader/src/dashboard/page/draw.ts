/**
 * The dashboard, drawn into an element; and drawn again, where something has changed.
 *
 *   drawDashboard(root, data, { mark, href })
 *     data ──▶ elements, made anew ──▶ pages/browser/update.ts ──▶ what stands in root, changed where it differs
 *
 * Focus, scrolling and what is open stay. Listeners stand on root alone. Of a checkbox that was clicked, what the
 * reader wants is shown until `mark` has answered; where it refuses, why is said, and the data count again.
 */
import { make } from "../../pages/browser/elements.ts";
import { updateInside } from "../../pages/browser/update.ts";
import type { Dashboard } from "../data.ts";
import { calendarCard } from "./calendar.ts";
import { failuresCard } from "./failures.ts";
import { figures, nextCard } from "./head.ts";
import type { Href } from "./parts.ts";
import { road } from "./road.ts";

export interface DrawOptions {
  /** Keeps a mark, or takes it back; rejects with why not. Without it, nothing can be marked. */
  readonly mark?: (lab: string, mark: string, isDone: boolean) => Promise<void>;
  /** Where a path of the tree leads: a document (with an anchor), a file of src, a picture. Without it, nowhere. */
  readonly href?: Href;
}

interface Drawn {
  data: Dashboard;
  options: DrawOptions;
  /** By lab and mark: what is wanted, and not answered yet. */
  readonly pending: Map<string, boolean>;
  /** What is read out. */
  said: string;
  /** What could not be done, until the next thing is. */
  refused: string;
}

const COPIED_MS = 2_000;
const drawn = new WeakMap<HTMLElement, Drawn>();

/** Draws it, or brings what was drawn in `root` up to date. Once drawn, `root` belongs to it. */
export function drawDashboard(root: HTMLElement, data: Dashboard, options: DrawOptions = {}): void {
  const before = drawn.get(root);
  if (before !== undefined) {
    Object.assign(before, { data, options });
    draw(root, before);
    return;
  }
  const state = { data, options, pending: new Map(), said: "", refused: "" };
  drawn.set(root, state);
  root.classList.add("dashboard");
  root.replaceChildren();
  root.addEventListener("click", ({ target }) => copyOf(root, state, target));
  root.addEventListener("change", ({ target }) => markOf(root, state, target));
  draw(root, state);
  const calendar = root.querySelector(".days .box");
  if (calendar !== null) calendar.scrollLeft = calendar.scrollWidth;
}

function draw(root: HTMLElement, { data, options, pending, said, refused }: Drawn): void {
  const { href } = options;
  const marking = {
    isOpen: options.mark !== undefined,
    pending: (lab: string, mark: string) => pending.get(`${lab} ${mark}`),
  };
  const notes = [...data.notes, ...(refused === "" ? [] : [refused])];
  updateInside(
    root,
    make(
      "div",
      {},
      make("p", { class: "spoken", role: "status", "data-key": "status" }, said),
      ...(notes.length === 0
        ? []
        : [
            make(
              "div",
              { class: "notes", role: "alert", "data-key": "notes" },
              ...notes.map((note) => make("p", {}, note)),
            ),
          ]),
      figures(data),
      nextCard(data, href),
      make(
        "div",
        { class: "columns", "data-key": "columns" },
        road(data, href, marking),
        make(
          "div",
          { class: "beside", "data-key": "beside" },
          failuresCard(data, href),
          calendarCard(data),
        ),
      ),
    ),
  );
}

async function markOf(root: HTMLElement, state: Drawn, target: EventTarget | null): Promise<void> {
  if (!(target instanceof HTMLInputElement)) return;
  const { lab, mark } = target.dataset;
  const keep = state.options.mark;
  if (lab === undefined || mark === undefined || keep === undefined) return;
  const key = `${lab} ${mark}`;
  const isDone = target.checked;
  state.pending.set(key, isDone);
  state.refused = "";
  draw(root, state);
  try {
    await keep(lab, mark, isDone);
    if (state.pending.get(key) === isDone) {
      state.data = withMark(state.data, lab, mark, isDone);
      state.said = isDone ? "Marked as done" : "No longer marked";
    }
  } catch (error) {
    state.refused = `Not kept: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (state.pending.get(key) === isDone) state.pending.delete(key);
  draw(root, state);
}

/** Newer data may come before the answer, or after it: what was kept is in both. */
function withMark(data: Dashboard, lab: string, mark: string, isDone: boolean): Dashboard {
  const phases = data.phases.map((phase) => ({
    ...phase,
    labs: phase.labs.map((each) =>
      each.id !== lab
        ? each
        : {
            ...each,
            marks: each.marks.map((known) => (known.id === mark ? { ...known, isDone } : known)),
          },
    ),
  }));
  return { ...data, phases };
}

async function copyOf(root: HTMLElement, state: Drawn, target: EventTarget | null): Promise<void> {
  const button = target instanceof Element ? target.closest("[data-copy]") : null;
  if (!(button instanceof HTMLElement)) return;
  const done = await copied(button.dataset.copy ?? "");
  if (!done) select(button.previousElementSibling);
  state.said = done ? "Copied" : "Selected: copy it by keys";
  draw(root, state);
  button.textContent = done ? "Copied" : "Selected";
  setTimeout(() => {
    state.said = "";
    draw(root, state);
  }, COPIED_MS);
}

/** Whether it could: a page that was not loaded safely may not. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function select(element: Element | null): void {
  if (element !== null) getSelection()?.selectAllChildren(element);
}
