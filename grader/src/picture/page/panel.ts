/**
 * The panel: all that is known of one event, the one under the pointer or else the one that is
 * chosen.
 *
 *     event 412 · 3,051 ms
 *     a → b  got #93                     what happened
 *     append 4:put x, after 3            the message, whole
 *     sent at event 410                  and where the rest of its way is
 *     b  follower 3                      the state of the nodes to which it happened
 */
import type { SimEvent } from "@labs/machine/sim";
import { find, make } from "../../pages/browser/elements.ts";
import { causeOf, nodesOf } from "../story.ts";
import { reasonWords, wordsOf } from "../words.ts";
import { stateElements } from "./details.ts";
import type { Session } from "./session.ts";

/** Keeps the panel, and what is read aloud, up to date. */
export function showPanel(session: Session): void {
  let shown: number | undefined;
  session.watch(() => {
    const index = session.hovered ?? session.chosen;
    if (index !== shown) find("panel").replaceChildren(...panelOf(session, index));
    shown = index;
    if (session.hovered === undefined) find("spoken").textContent = spoken(session, index);
  });
}

/** "event 412 · 3,051 ms" */
export function whenText({ story }: Session, index: number): string {
  const number = (story.firstNumber + index).toLocaleString("en");
  return `event ${number} · ${(story.events[index]?.at ?? 0).toLocaleString("en")} ms`;
}

function spoken(session: Session, index: number): string {
  const event = session.story.events[index];
  if (event === undefined) return "no events";
  const { where, what } = wordsOf(event, session.story.findSend);
  return `${whenText(session, index)}: ${where} ${what}`;
}

function panelOf(session: Session, index: number): readonly HTMLElement[] {
  const event = session.story.events[index];
  if (event === undefined) return [make("p", {}, "Nothing happened.")];
  return [
    make("p", { class: "when" }, whenText(session, index)),
    ...headOf(session, event),
    ...linksOf(session, event, index),
    ...nodesOf(session.story, index).flatMap((node) => {
      const lane = session.story.lanes.find((each) => each.node === node);
      if (lane === undefined || event.kind === "cut") return [];
      return [
        make("h3", {}, node),
        ...stateElements(lane, shownAt(session, event, index), session.story),
      ];
    }),
  ];
}

/** What an event made of a process is told right after it, in the same column. */
function shownAt({ story }: Session, event: SimEvent, index: number): number {
  const [node] = nodesOf(story, index);
  const next = story.events[index + 1];
  const isTold = next?.kind === "state" && next.node === node && next.at === event.at;
  return isTold && event.kind !== "state" ? index + 1 : index;
}

function headOf({ story }: Session, event: SimEvent): readonly HTMLElement[] {
  const { where, what } = wordsOf(event, story.findSend);
  if (event.kind === "violation") {
    return [make("h2", { class: "broken" }, `✗ ${event.law}`), make("p", {}, event.message)];
  }
  if (event.kind !== "send" && event.kind !== "deliver" && event.kind !== "lose") {
    return [make("h2", {}, where === "" ? what : `${where} ${what}`)];
  }
  const send = event.kind === "send" ? event : story.findSend(event.message);
  const again = event.kind !== "send" && event.copy > 1 ? " again: the network repeated it" : "";
  const verb = { send: "is sent", deliver: "arrives", lose: "is lost" }[event.kind];
  const why = event.kind === "lose" ? `: ${reasonWords(event.why)}` : "";
  return [
    make("h2", {}, `${where} #${event.message} ${verb}${why}${again}`),
    make("pre", { class: "message" }, send?.text ?? "sent before the first event shown"),
  ];
}

/** The other ends of a message; the event that broke a law. */
function linksOf(session: Session, event: SimEvent, index: number): readonly HTMLElement[] {
  const { story } = session;
  const link = (to: number, text: string) =>
    make(
      "button",
      { type: "button", class: "link", click: () => session.choose(to) },
      `${text} ${whenText(session, to)}`,
    );
  if (event.kind === "violation") {
    const cause = causeOf(story);
    if (cause === undefined) return [];
    const { where, what } = wordsOf(story.events[cause]!, story.findSend);
    return [link(cause, "broken by"), make("pre", { class: "message" }, `${where} ${what}`.trim())];
  }
  if (event.kind !== "send" && event.kind !== "deliver" && event.kind !== "lose") return [];
  return story.flights
    .filter(({ message }) => message === event.message)
    .flatMap(({ sent, ended, why, copy }, at) => [
      ...(at === 0 && sent !== index ? [link(sent, "sent")] : []),
      ...(ended === undefined || ended === index
        ? []
        : [link(ended, `${copy > 1 ? "copy 2 " : ""}${why === undefined ? "arrives" : "lost"}`)]),
    ]);
}
