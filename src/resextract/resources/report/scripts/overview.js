// The figures at the top and the lists beside the charts: each number is a button that sets a filter.

import { create, find, replaceContent } from "./elements.js";
import { NO_DEADLINE } from "./filtering.js";
import { foldText } from "./folding.js";
import { listField, toggleEntry } from "./state.js";
import { capitalise, chooseForm, formatDate, formatNumber } from "./wording.js";

const FEW_ENTRIES = 5;

const FIGURES = [
  ["actors", "с исполнителем"],
  ["deadlines", "со сроком"],
  ["targets", "с показателем"],
  ["programs", "с программой"],
  ["warnings", "с пометкой"],
];

/** Lists the facets: how to name an entry and which keys a task has. */
export function listFacets(model) {
  const { words } = model;
  return [
    { field: "actor", title: "Исполнители", all: "Все исполнители", keys: (task) => task.actorKeys, labels: nameActors(model) },
    { field: "program", title: "Программы и проекты", all: "Все программы", keys: (task) => task.programKeys, labels: namePrograms(model) },
    {
      field: "doc", title: "Документы", all: "Все документы", keys: (task) => [task.document.key], inOrder: true,
      labels: new Map(model.documents.map((document) => [document.key, document.label])),
      notes: new Map(model.documents.map((document) => [document.key, document.date ? formatDate(document.date) : ""])),
    },
    {
      field: "warning", title: "Пометки: проверить вручную", all: "Все пометки", keys: (task) => task.warnings,
      labels: new Map(Object.entries(words.warning)), help: words.warning_help,
    },
    {
      field: "kind", title: "Виды сроков", all: "Все виды", keys: (task) => (task.kinds.size ? task.kinds : [NO_DEADLINE]),
      labels: new Map([...Object.entries(words.deadline_kind), [NO_DEADLINE, "срок не указан"]]),
    },
  ];
}

function nameActors(model) {
  return nameMentions(model, "actors", (actor) => [foldText(actor.normal), actor.normal]);
}

function namePrograms(model) {
  return nameMentions(model, "programs", (program) => [program.program_id, program.name]);
}

function nameMentions(model, slot, read) {
  const labels = new Map();
  for (const task of model.tasks) {
    for (const { mention } of task.linked[slot]) {
      const [key, label] = read(mention);
      if (!labels.has(key)) labels.set(key, capitalise(label));
    }
  }
  return labels;
}

/** Counts tasks by the keys of a facet: [key, number], the most frequent first, or in the order of the labels. */
export function countKeys(tasks, facet) {
  const counts = new Map();
  for (const task of tasks) for (const key of facet.keys(task)) counts.set(key, (counts.get(key) ?? 0) + 1);
  if (facet.inOrder) return [...facet.labels.keys()].filter((key) => counts.has(key)).map((key) => [key, counts.get(key)]);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

/** Says on paper what is left out there. */
export function noteRest(number) {
  return number > 0 && create("p", { class: "print-only" }, `и ещё ${formatNumber(number)}`);
}

export class Overview {
  constructor(model, store, facets) {
    this.model = model;
    this.store = store;
    this.facets = facets;
    this.long = new Set();
  }

  update({ state, selection }) {
    this.showFigures(state, selection);
    for (const facet of this.facets) {
      const container = find(`facet-${facet.field === "doc" ? "document" : facet.field}`);
      replaceContent(container, ...this.buildFacet(facet, state, selection));
    }
    this.last = { state, selection };
  }

  showFigures(state, selection) {
    const { shown } = selection;
    const documents = new Set(shown.map((task) => task.document)).size;
    const plain = (number, noun, of) =>
      create("li", { class: "figure" }, create("b", {}, formatNumber(number)), create("span", {}, noun, of > number ? ` из ${formatNumber(of)}` : ""));
    const chosen = listField(state.has);
    const toggles = FIGURES.map(([slot, label]) => {
      const tasks = selection.without(`has-${slot}`);
      const number = tasks.filter((task) => (slot === "warnings" ? task.warnings : task.linked[slot]).length > 0).length;
      const share = tasks.length ? Math.round((100 * number) / tasks.length) : 0;
      const attributes = {
        type: "button", "data-key": slot, "aria-pressed": String(chosen.includes(slot)),
        onclick: () => this.store.set({ has: toggleEntry(this.store.state.has, slot) }),
      };
      const text = create("span", {}, label, create("small", {}, ` ${share}\u00a0%`));
      return create("li", { class: "figure" }, create("button", attributes, create("b", {}, formatNumber(number)), text));
    });
    replaceContent(
      find("figures"),
      plain(documents, chooseForm(documents, "документ", "документа", "документов"), this.model.documents.length),
      plain(shown.length, chooseForm(shown.length, "задача", "задачи", "задач"), this.model.tasks.length),
      ...toggles,
    );
  }

  buildFacet(facet, state, selection) {
    const counts = countKeys(selection.without(facet.field), facet);
    const chosen = state[facet.field];
    const most = Math.max(1, ...counts.map(([, number]) => number));
    const long = this.long.has(facet.field);
    const visible = counts.filter(([key], position) => long || position < FEW_ENTRIES || key === chosen);
    const heading = create("h2", {}, facet.title, create("span", { class: "muted" }, ` ${formatNumber(counts.length)}`));
    if (!counts.length) return [heading, create("p", { class: "muted" }, "Нет среди отобранных задач.")];
    const items = visible.map(([key, number]) => this.buildEntry(facet, key, number, most, chosen));
    const rest = counts.length - Math.min(FEW_ENTRIES, counts.length);
    const toggle = rest > 0 && create(
      "button",
      { type: "button", class: "link", "data-key": "toggle", "aria-expanded": String(long), onclick: () => this.lengthen(facet.field) },
      long ? "Показать меньше" : `Показать ещё ${formatNumber(rest)}`,
    );
    return [heading, create("ul", { class: long ? "bars long" : "bars" }, items), toggle, noteRest(counts.length - visible.length)];
  }

  buildEntry(facet, key, number, most, chosen) {
    const label = facet.labels.get(key) ?? key;
    const note = facet.notes?.get(key);
    const attributes = {
      type: "button", "data-key": key, "aria-pressed": String(key === chosen), title: facet.help?.[key] ?? label,
      onclick: () => this.store.set({ [facet.field]: this.store.state[facet.field] === key ? "" : key }),
    };
    const bar = create("progress", { max: most, value: number, "aria-hidden": "true" });
    const name = create("span", { class: "name" }, label, note ? create("small", {}, ` ${note}`) : null);
    return create("li", {}, create("button", attributes, name, create("span", { class: "number" }, formatNumber(number)), bar));
  }

  lengthen(field) {
    if (!this.long.delete(field)) this.long.add(field);
    this.update(this.last);
  }
}
