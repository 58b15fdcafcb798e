/**
 * What a person can do: by buttons, by keys, and by the filters. Each has its key, and the list of
 * keys is made from it.
 */
import { button, find, make } from "../../pages/browser/elements.ts";
import type { Session } from "./session.ts";

interface Action {
  readonly keys: readonly string[];
  readonly says: string;
  /** On its button; no button where there is none. */
  readonly face?: string;
  readonly act: () => void;
}

const ZOOM = 1.5;
const PAN_PART = 0.2;

/** Fills the toolbar and the list of keys, and listens to keys on the whole page. */
export function showTools(session: Session): void {
  const seek = seekField(session);
  const actions = actionsOf(session, seek);
  const buttons = actions.flatMap(({ face, says, keys, act }) =>
    face === undefined ? [] : [button(face, `${says} (${keys[0]})`, act)],
  );
  const scale = make("span", { class: "scale" });
  session.watch(() => {
    scale.textContent = session.viewport.scale === "events" ? "axis: events" : "axis: time";
  });
  find("tools").append(...buttons, scale, ...nodeButtons(session), seek, countOf(session));
  find("keys").append(
    ...actions.flatMap(({ keys, says }) => [
      make("dt", {}, ...keys.map((key) => make("kbd", {}, key))),
      make("dd", {}, says),
    ]),
  );
  listen(actions, seek);
}

function actionsOf(session: Session, seek: HTMLInputElement): readonly Action[] {
  const help = () => find<HTMLDialogElement>("help").showModal();
  return [
    ...choices(session),
    ...movements(session),
    { keys: ["/"], says: "search: only events with these words", act: () => seek.focus() },
    { keys: ["?"], face: "?", says: "the list of keys", act: help },
  ];
}

/** What chooses another event. */
function choices(session: Session): readonly Action[] {
  const { events, violation } = session.story;
  const last = events.length - 1;
  const isState = (index: number) => events[index]?.kind === "state";
  const step = (by: 1 | -1) => () => void session.step(by);
  const stepState = (by: 1 | -1) => () => void session.step(by, isState);
  const law = () => session.choose(violation ?? last);
  return [
    { keys: ["k", "p"], face: "‹", says: "the event before", act: step(-1) },
    { keys: ["j", "n"], face: "›", says: "the next event", act: step(1) },
    { keys: ["["], face: "«", says: "the change of state before", act: stepState(-1) },
    { keys: ["]"], face: "»", says: "the next change of state", act: stepState(1) },
    { keys: ["Home"], says: "the first event", act: () => session.choose(0) },
    { keys: ["End"], says: "the last event", act: () => session.choose(last) },
    { keys: ["v"], says: "where the law was broken", act: law },
  ];
}

/** What shows another part of the run, or shows it otherwise. */
function movements(session: Session): readonly Action[] {
  const { viewport } = session;
  const changing = (act: () => void) => () => {
    act();
    session.changed();
  };
  const pan = (part: number) => changing(() => viewport.pan(viewport.width * part));
  const zoom = (factor: number) =>
    changing(() => {
      const x = viewport.x(session.chosen);
      viewport.zoom(factor, x >= 0 && x <= viewport.width ? x : viewport.width / 2);
    });
  const scale = changing(() => viewport.switchScale(session.chosen));
  return [
    { keys: ["-"], face: "−", says: "smaller", act: zoom(1 / ZOOM) },
    { keys: ["+", "="], face: "+", says: "larger", act: zoom(ZOOM) },
    { keys: ["0"], face: "all", says: "the whole run", act: changing(() => viewport.fit()) },
    { keys: ["t"], face: "events ⇄ time", says: "the axis counts events, or is time", act: scale },
    { keys: ["←"], says: "to the left", act: pan(-PAN_PART) },
    { keys: ["→"], says: "to the right", act: pan(PAN_PART) },
  ];
}

/**
 * Keys go to the page, but for those that an element needs for itself, or that the browser has with
 * ctrl.
 */
function listen(actions: readonly Action[], seek: HTMLInputElement): void {
  const named: Readonly<Record<string, string>> = { ArrowLeft: "←", ArrowRight: "→" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (find<HTMLDialogElement>("help").open || event.target === seek) return;
    const key = named[event.key] ?? event.key;
    const action = actions.find(({ keys }) => keys.includes(key));
    if (action === undefined) return;
    event.preventDefault();
    action.act();
  });
}

function nodeButtons(session: Session): readonly HTMLElement[] {
  const buttons = session.story.lanes.map(({ node }) => {
    const element = button(node, `show or hide ${node}`, () => session.toggle(node));
    element.classList.add("node");
    session.watch(() => element.setAttribute("aria-pressed", String(!session.isHidden(node))));
    return element;
  });
  return [
    make(
      "span",
      { class: "nodes", role: "group", "aria-label": "nodes shown" },
      "nodes",
      ...buttons,
    ),
  ];
}

/** Enter goes on to the next event that fits, and from the last to the first; Escape empties it. */
function seekField(session: Session): HTMLInputElement {
  const seek = make("input", {
    type: "search",
    placeholder: "words in messages  /",
    "aria-label": "only events with these words",
  });
  seek.addEventListener("input", () => session.seek(seek.value));
  seek.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const [by, edge] = event.shiftKey
        ? ([-1, session.story.events.length] as const)
        : ([1, -1] as const);
      if (!session.step(by)) session.step(by, undefined, edge);
    }
    if (event.key !== "Escape") return;
    seek.value = "";
    session.seek("");
    seek.blur();
  });
  return seek;
}

/** "14 of 300 events" while a filter is on. */
function countOf(session: Session): HTMLElement {
  const element = make("span", { class: "count", role: "status" });
  let counted = "";
  session.watch(() => {
    const filter = `${session.words}\n${session.lanes.length}`;
    if (filter === counted) return;
    counted = filter;
    const { length } = session.story.events;
    const isAll = session.words === "" && session.lanes.length === session.story.lanes.length;
    let passing = 0;
    for (let index = 0; !isAll && index < length; index++) if (session.passes(index)) passing++;
    const all = length.toLocaleString("en");
    element.textContent = isAll
      ? `${all} events`
      : `${passing.toLocaleString("en")} of ${all} events`;
  });
  return element;
}
