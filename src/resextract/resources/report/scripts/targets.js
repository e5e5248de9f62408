// To what figures: percents on one axis, all other targets as a list.

import { create, draw, find, replaceContent } from "./elements.js";
import { nameFigure } from "./model.js";
import { noteRest } from "./overview.js";
import { capitalise, formatNumber } from "./wording.js";

const FEW_FIGURES = 5;
const WIDTH = 120;

/**
 * Groups the targets of tasks by their figure.
 *
 * Returns entries with key, target, the things measured and the tasks; percents first, each group from the highest
 * figure to the lowest.
 */
export function groupTargets(tasks) {
  const groups = new Map();
  for (const task of tasks) {
    for (const { mention: target } of task.linked.targets) {
      const key = nameFigure(target);
      const group = groups.get(key) ?? { key, target, indicators: new Set(), tasks: new Set() };
      if (target.indicator) group.indicators.add(target.indicator);
      group.tasks.add(task);
      groups.set(key, group);
    }
  }
  const units = ["percent", "percentage_point", "times", "count", "money"];
  return [...groups.values()].sort(
    ({ target: a }, { target: b }) => units.indexOf(a.unit) - units.indexOf(b.unit) || b.value - a.value || (a.said < b.said ? -1 : 1),
  );
}

export class Targets {
  constructor(model, store) {
    this.model = model;
    this.store = store;
    this.long = new Set();
  }

  update({ state, selection }) {
    this.last = { state, selection };
    const groups = groupTargets(selection.without("figure"));
    const percents = groups.filter(({ target }) => target.unit === "percent");
    const others = groups.filter(({ target }) => target.unit !== "percent");
    const axis = Math.max(100, ...percents.map(({ target }) => target.value));
    const total = new Set(groups.flatMap((group) => [...group.tasks])).size;
    replaceContent(
      find("targets"),
      create("h2", {}, "Показатели ", create("span", { class: "muted" }, total ? `задач ${formatNumber(total)}` : "")),
      groups.length ? null : create("p", { class: "muted" }, "Нет среди отобранных задач."),
      groups.length ? create(
        "div", { class: "pair" },
        this.buildList("percent", `Проценты, шкала от 0 до ${formatNumber(axis)}`, percents, state, axis),
        this.buildList("other", "Другие величины", others, state, null),
      ) : null,
    );
  }

  buildList(name, title, groups, state, axis) {
    if (!groups.length) return null;
    const long = this.long.has(name);
    const visible = groups.filter(({ key }, position) => long || position < FEW_FIGURES || key === state.figure);
    const toggle = groups.length > FEW_FIGURES && create(
      "button",
      { type: "button", class: "link", "data-key": `toggle-${name}`, "aria-expanded": String(long), onclick: () => this.lengthen(name) },
      long ? "Показать меньше" : `Показать ещё ${formatNumber(groups.length - FEW_FIGURES)}`,
    );
    const items = visible.map((group) => this.buildEntry(group, state, axis));
    return create("div", {}, create("h3", {}, title), create("ul", { class: `bars targets is-${name}${long ? " long" : ""}` }, items), toggle, noteRest(groups.length - visible.length));
  }

  buildEntry({ key, target, indicators, tasks }, state, axis) {
    const attributes = {
      type: "button", "data-key": key, "aria-pressed": String(state.figure === key), title: [...indicators].join("; "),
      onclick: () => this.store.set({ figure: this.store.state.figure === key ? "" : key }),
    };
    const measured = capitalise([...indicators].join("; ")) || "Что измеряется, не названо";
    return create(
      "li", {},
      create(
        "button", attributes,
        create("span", { class: "said" }, target.said), axis ? drawFigure(target, axis) : null,
        create("span", { class: "name" }, measured), create("span", { class: "number" }, formatNumber(tasks.size)),
      ),
    );
  }

  lengthen(name) {
    if (!this.long.delete(name)) this.long.add(name);
    this.update(this.last);
  }
}

/** Draws a figure on its axis: a bar up to it; a triangle shows to which side more is meant, a dot that it is exact. */
function drawFigure(target, axis) {
  const x = (value) => 6 + ((WIDTH - 12) * Math.max(0, value)) / axis;
  const [at, from] = [x(target.value), x(target.value_from ?? 0)];
  const shapes = { ge: `M${at - 2} 2 l8 5 l-8 5 z`, gt: `M${at - 2} 2 l8 5 l-8 5 z`, le: `M${at + 2} 2 l-8 5 l8 5 z`, lt: `M${at + 2} 2 l-8 5 l8 5 z` };
  const mark = shapes[target.comparator] ? draw("path", { class: "mark", d: shapes[target.comparator] }) : draw("circle", { class: "mark", cx: at, cy: 7, r: 4 });
  return draw(
    "svg", { class: "scale", viewBox: `0 0 ${WIDTH} 14`, "aria-hidden": "true" },
    draw("rect", { class: "track", x: 6, y: 5, width: WIDTH - 12, height: 4 }),
    draw("rect", { class: `fill is-${target.comparator}`, x: from, y: 5, width: Math.max(0, at - from), height: 4 }), mark,
  );
}
