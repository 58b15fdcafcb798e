import { defineComponent, h } from "vue";
export const Dashboard = defineComponent({ setup: () => () => h("div") });
