/** VitePress's own theme, and what the labs add to it. */
import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { h } from "vue";
import { LearnerDashboard } from "./dashboard.ts";
import { LabHead } from "./lab-head.ts";
import { LabMap } from "./lab-map.ts";
import "./style.css";

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { "doc-before": () => h(LabHead) }),
  enhanceApp({ app }) {
    app.component("LabMap", LabMap);
    app.component("LearnerDashboard", LearnerDashboard);
  },
} satisfies Theme;
