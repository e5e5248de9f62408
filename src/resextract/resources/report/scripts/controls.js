// Search, filters, order, and the chips that say what is set.

import { Combobox } from "./combobox.js";
import { create, find, replaceContent } from "./elements.js";
import { NO_DEADLINE } from "./filtering.js";
import { nameFigure } from "./model.js";
import { ORDERS } from "./sorting.js";
import { countKeys } from "./overview.js";
import { FILTERS, INITIAL, listField, toggleEntry } from "./state.js";
import { capitalise, countNoun, formatDate, formatNumber } from "./wording.js";

export const ORDER_NAMES = {
  order: "как в документах", number: "по номеру", text: "по тексту", actor: "по исполнителю", deadline: "по сроку",
  target: "по показателю", program: "по программе", document: "по дате документа",
};

const HAS_NAMES = {
  __proto__: null, actors: "есть исполнитель", deadlines: "есть срок", targets: "есть показатель", programs: "есть программа", warnings: "есть пометка",
};

export class Controls {
  constructor(model, store, facets) {
    this.model = model;
    this.store = store;
    this.facets = new Map(facets.map((facet) => [facet.field, facet]));
    this.search = find("search");
    this.search.addEventListener("input", () => store.set({ q: this.search.value }, { typing: true }));
    find("reset").addEventListener("click", () => this.reset());
    find("controls").addEventListener("submit", (event) => event.preventDefault());
    find("controls").append(...this.buildFields());
  }

  reset() {
    this.store.set(Object.fromEntries(FILTERS.map((name) => [name, INITIAL[name]])));
    this.search.focus({ preventScroll: true });
  }

  buildFields() {
    const { words } = this.model;
    this.boxes = new Map([["actor", "Исполнитель"], ["program", "Программа"], ["doc", "Документ"]].map(([field, label]) => [
      field, new Combobox(label, () => this.listOptions(field), (key) => this.store.set({ [field]: key })),
    ]));
    const select = (name, label, options) => {
      const control = create("select", { name, onchange: () => this.store.set({ [name]: control.value }) }, options.map(([value, text]) => create("option", { value }, text)));
      this.inputs[name] = control;
      return create("label", {}, create("span", {}, label), control);
    };
    const day = (name, label) => {
      const control = create("input", { type: "date", name, onchange: () => this.store.set({ [name]: control.value }) });
      this.inputs[name] = control;
      return create("label", {}, create("span", {}, label), control);
    };
    const check = (slot, label) => {
      const control = create("input", { type: "checkbox", name: slot, onchange: () => this.store.set({ has: toggleEntry(this.store.state.has, slot) }) });
      this.checks[slot] = control;
      return create("label", { class: "check" }, control, create("span", {}, label));
    };
    this.inputs = {};
    this.checks = {};
    const any = [["", "любой"]];
    const none = [[NO_DEADLINE, "срок не указан"]];
    return [
      ...[...this.boxes.values()].map((box) => box.element),
      select("place", "Когда срок", [...any, ...Object.entries(words.schedule), ...none]),
      select("kind", "Вид срока", [...any, ...Object.entries(words.deadline_kind), ...none]),
      day("from", "Срок не раньше"),
      day("to", "Срок не позже"),
      select("modality", "Сила", [["", "любая"], ...Object.entries(words.modality)]),
      select("warning", "Пометка", [["", "любая или без неё"], ...this.listWarnings()]),
      select("sort", "Порядок", ORDERS.map((name) => [name, ORDER_NAMES[name]])),
      create("fieldset", { class: "checks" }, create("legend", { class: "unseen" }, "Что есть в задаче"), check("targets", "есть показатель"), check("warnings", "есть пометка")),
    ];
  }

  listWarnings() {
    const there = new Set(this.model.tasks.flatMap((task) => task.warnings));
    return [...there].map((code) => [code, this.model.words.warning[code] ?? code]);
  }

  listOptions(field) {
    const facet = this.facets.get(field);
    return countKeys(this.selection.without(field), facet).map(([key, count]) => [key, this.nameDocument(facet, key), count]);
  }

  nameDocument(facet, key) {
    const note = facet.notes?.get(key);
    return `${facet.labels.get(key) ?? key}${note ? `, ${note}` : ""}`;
  }

  update({ state, selection }) {
    this.selection = selection;
    if (this.search.value !== state.q) this.search.value = state.q;
    for (const [field, box] of this.boxes) box.show(state[field], state[field] && this.nameDocument(this.facets.get(field), state[field]));
    for (const [name, control] of Object.entries(this.inputs)) {
      control.value = state[name];
      control.classList.toggle("is-set", FILTERS.includes(name) && state[name] !== "");
    }
    for (const [slot, control] of Object.entries(this.checks)) control.checked = listField(state.has).includes(slot);
    this.showCount(selection);
    this.showChips(state);
  }

  showCount({ shown, tasks }) {
    const all = countNoun(tasks.length, this.model.words.counted.tasks);
    find("count").textContent = shown.length === tasks.length ? all : `Показано ${formatNumber(shown.length)} из ${formatNumber(tasks.length)}`;
  }

  showChips(state) {
    const chips = this.nameFilters(state);
    const build = ([label, changes, key]) => create("li", {}, create(
      "button", { type: "button", class: "chip", "data-key": key, title: "Убрать этот фильтр", onclick: () => this.store.set(changes) },
      create("span", { class: "chip-text" }, label), create("span", { "aria-hidden": "true" }, "×"), create("span", { class: "unseen" }, " – убрать"),
    ));
    const hadFocus = find("chips").contains(document.activeElement);
    replaceContent(find("chips"), ...chips.map(build));
    if (hadFocus && !chips.length) this.search.focus({ preventScroll: true });
    find("chips").hidden = chips.length === 0;
    find("reset").hidden = chips.length === 0;
    find("print-filters").textContent = chips.length ? `Отбор: ${chips.map(([label]) => label).join("; ")}.` : "Показаны все задачи.";
  }

  /** Says what is set: [words, how to unset it, key]. */
  nameFilters(state) {
    const { words } = this.model;
    const named = {
      q: () => `поиск «${state.q}»`,
      actor: () => `исполнитель: ${this.facets.get("actor").labels.get(state.actor) ?? state.actor}`,
      program: () => `программа: ${this.facets.get("program").labels.get(state.program) ?? state.program}`,
      doc: () => `документ: ${this.facets.get("doc").labels.get(state.doc) ?? state.doc}`,
      modality: () => words.modality[state.modality] ?? state.modality,
      kind: () => (state.kind === NO_DEADLINE ? "срок не указан" : `вид срока: ${words.deadline_kind[state.kind] ?? state.kind}`),
      place: () => (state.place === NO_DEADLINE ? "срок не указан" : `сроки: ${words.schedule[state.place] ?? state.place}`),
      from: () => `срок не раньше ${formatDate(state.from)}`,
      to: () => `срок не позже ${formatDate(state.to)}`,
      warning: () => `пометка: ${words.warning[state.warning] ?? state.warning}`,
      figure: () => `показатель: ${this.nameTarget(state.figure)}`,
      passage: () => "задачи одного места в тексте",
    };
    const chips = FILTERS.filter((name) => state[name] && named[name]).map((name) => [capitalise(named[name]()), { [name]: "" }, name]);
    const has = listField(state.has).filter((slot) => HAS_NAMES[slot]);
    return [...chips, ...has.map((slot) => [capitalise(HAS_NAMES[slot]), { has: toggleEntry(state.has, slot) }, `has-${slot}`])];
  }

  nameTarget(figure) {
    const task = this.model.tasks.find((candidate) => candidate.figures.has(figure));
    return task?.linked.targets.find(({ mention }) => nameFigure(mention) === figure).mention.said ?? figure;
  }
}
