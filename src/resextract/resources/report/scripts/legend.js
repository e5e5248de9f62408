// What the marks in the source mean, each with a switch.

import { create } from "./elements.js";
import { SLOTS } from "./model.js";
import { listField, toggleEntry } from "./state.js";

export const KINDS = ["tasks", ...SLOTS];

/** Returns the kinds of marks that are switched on. */
export function listVisible(state) {
  const off = new Set(listField(state.off));
  return KINDS.filter((kind) => !off.has(kind));
}

export function buildLegend(model, store) {
  const visible = new Set(listVisible(store.state));
  const items = KINDS.map((kind) => {
    const toggle = () => store.set({ off: toggleEntry(store.state.off, kind) });
    const attributes = { type: "button", "aria-pressed": String(visible.has(kind)), "data-key": kind, title: visible.has(kind) ? "Не выделять" : "Выделять", onclick: toggle };
    const name = kind === "tasks" ? "Задачи" : model.words.slots[kind];
    return create("li", {}, create("button", attributes, create("span", { class: `mark is-${kind}` }, name)));
  });
  return create("ul", { class: "legend", "aria-label": "Что выделять в тексте" }, items);
}
