/**
 * What stands above each page of a lab: its steps with the learner's state, how long they take, and the command to type.
 */
import { useData, withBase } from "vitepress";
import { computed, defineComponent, h, ref } from "vue";
import { data as course } from "../course.data.ts";
import { labIn, useLearner } from "./learner.ts";

const SIGNS = { green: "●", begun: "◐", nothing: "○" } as const;

export const LabHead = defineComponent({
  name: "LabHead",
  setup() {
    const { page } = useData();
    const learner = useLearner();
    const hasCopied = ref(false);
    const lab = computed(() =>
      course.labs.find(({ built }) => page.value.relativePath.startsWith(`labs/${built?.folder}/`)),
    );
    const step = computed(() =>
      lab.value?.built?.steps.find(({ href }) => `/${page.value.relativePath}` === `${href}.md`),
    );
    return () => {
      const { id = "", built } = lab.value ?? {};
      if (built === undefined) return null;
      const state = labIn(learner.value, id);
      const command = `npm run grade ${id}${step.value === undefined ? "" : ` step ${step.value.number}`}`;
      const copy = async () => {
        await navigator.clipboard.writeText(command);
        hasCopied.value = true;
        setTimeout(() => {
          hasCopied.value = false;
        }, 1500);
      };
      const on = lab.value?.standsOn ?? [];
      const facts = [
        step.value === undefined ? `about ${built.hours} h` : `about ${step.value.minutes} minutes`,
        on.length === 0 ? "" : `stands on ${on.join(", ")}`,
        state === undefined ? "" : `${state.points} of ${state.pointsMax} points`,
      ];
      return h("aside", { class: "lab-head", "aria-label": `${id}: steps` }, [
        h("p", { class: "facts" }, facts.filter(Boolean).join(" · ")),
        h(
          "ol",
          built.steps.map(({ id: stepId, number, title, href }) => {
            const at = state?.steps.find((each) => each.id === stepId)?.sign ?? "nothing";
            const isHere = number === step.value?.number;
            return h("li", [
              h(
                "a",
                {
                  ...{ href: withBase(href), title, class: at },
                  "aria-current": isHere ? "page" : undefined,
                  "aria-label": `Step ${number}, ${title}${at === "nothing" ? "" : `, ${at}`}`,
                },
                state === undefined ? String(number) : `${SIGNS[at]} ${number}`,
              ),
            ]);
          }),
        ),
        h("p", { class: "command" }, [
          h("code", command),
          h("button", { type: "button", onClick: copy }, hasCopied.value ? "copied" : "copy"),
        ]),
      ]);
    };
  },
});
