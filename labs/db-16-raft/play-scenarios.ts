/**
 * The stories that `npm run play db-16` tells, each a script of commands and a sentence what to watch.
 *
 *     1  a leader dies                        4  figure 8
 *     2  the old leader comes back            5  a one-way cut
 *     3  split vote                           6  one link of three
 *
 * Machines are named by what they are (`leader`, `others`) where any may be it. Figure 8 needs certain ones to win: where
 * all ways but those of one machine are closed, only that one can have a majority. Two stories need the dice to fall in
 * one way, and name their seed.
 *
 * Source: Raft §5.2, §5.4.2 with Figure 8; the thesis §6.2; the story of one link is what befell Cloudflare's etcd on
 * 2 November 2020.
 */
import type { Scenario } from "@labs/grader/play";

const BEGIN = ["await leader", "step 25", "propose x", "step 25"];

/** In the order of their keys. */
export const SCENARIOS: readonly Scenario[] = [
  {
    title: "a leader dies",
    watch:
      "The bars: without heartbeats they run out, and whose runs out first asks for votes. What was committed stays.",
    machines: 5,
    script: [
      ...BEGIN,
      "say the leader dies",
      "kill leader",
      "await next",
      "step 25",
      "propose y",
      "step 25",
      "say it comes back, and follows",
      "restart abcde",
      "step 40",
    ],
  },
  {
    title: "the old leader comes back, with entries that nobody has",
    watch:
      "Two machines lead, in two terms, and one of them commits nothing. When the way is open its entries go.",
    machines: 5,
    script: [
      ...BEGIN,
      "say the leader is cut off, and goes on taking proposals",
      "propose y leader",
      "cut leader",
      "step 5",
      "propose z leader",
      "await next",
      "step 25",
      "propose u",
      "step 25",
      "say the way is open again",
      "heal",
      "step 40",
    ],
  },
  {
    title: "split vote",
    watch:
      "All lose patience at nearly the same time, and each votes for itself. What ends it is chance: the bars are drawn anew.",
    machines: 3,
    seed: 29,
    script: ["await leader", "step 30"],
  },
  {
    title: "figure 8",
    watch:
      "x comes to stand on three machines of five, and is overwritten all the same: a majority is not enough for an entry of an older term.",
    machines: 5,
    seed: 34,
    script: [
      "say only a can be elected, since only a reaches the others",
      "cut bcde bcde",
      "await a",
      "step 25",
      "await a",
      "heal",
      "say (a) a leads, and only b gets x",
      "split ab cde",
      "propose x a",
      "await b x",
      "step 5",
      "say (b) a dies, and e is elected by c and d, and its entry reaches nobody",
      "kill a",
      "cut c d",
      "cut d c",
      "await e",
      "cut e abcd",
      "propose y e",
      "step 10",
      "say (c) e dies, a is back, leads again, x reaches c: three have it",
      "kill e",
      "heal",
      "cut bcd bcd",
      "restart a",
      "await a",
      "cut d a",
      "await c x",
      "cut a bcd",
      "step 8",
      "show",
      "say (d) a dies before more of its own term is on c, and e is elected: its last entry is of a later term",
      "kill a",
      "heal",
      "cut cd cd",
      "cut b",
      "restart e",
      "await e",
      "step 30",
      "await e",
      "heal",
      "step 60",
      "show",
      "say x is gone everywhere, and nobody had called it committed",
    ],
  },
  {
    title: "a one-way cut",
    watch:
      "The leader speaks and hears nothing. Its heartbeats keep the others patient, so it goes on leading, and commits nothing: what checkQuorum is for (step 7).",
    machines: 3,
    script: [
      ...BEGIN,
      "say the leader hears nothing from now on",
      "cut others leader",
      "propose y",
      "step 100",
      "say the way is open again",
      "heal",
      "step 40",
    ],
  },
  {
    title: "one link of three",
    watch:
      "A follower and the leader cannot reach each other, though both reach the third. The follower's elections raise the term, and the leader loses its place, in turns.",
    machines: 3,
    script: [
      ...BEGIN,
      "say the link between the leader and one follower is cut, both ways",
      "cut leader follower",
      "cut follower leader",
      "step 150",
      "say the way is open again",
      "heal",
      "step 60",
    ],
  },
];
