// The table of tasks. Rows are made some dozens at a time: a browser is slow with thousands of them.

import { buildDetails, sayMention } from "./details.js";
import { create, find } from "./elements.js";
import { splitWords } from "./folding.js";
import { markWords } from "./marking.js";
import { formatDate, formatNumber } from "./wording.js";

const CHUNK = 50;

const COLUMNS = [
  ["number", "№"], ["text", "Что поручено"], ["actor", "Кто"], ["deadline", "К какому сроку"], ["target", "Показатель"],
  ["program", "Программа"], ["document", "Документ"],
];

export class TaskTable {
  constructor(model, store, jump) {
    this.model = model;
    this.store = store;
    this.jump = jump;
    this.tasks = [];
    this.made = 0;
    this.body = find("tbody");
    this.more = find("more");
    this.body.addEventListener("click", (event) => this.click(event));
    this.body.addEventListener("keydown", (event) => this.press(event));
    this.more.addEventListener("click", () => this.append());
    new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.append(), { rootMargin: "600px" }).observe(this.more);
    find("columns").append(...COLUMNS.map(([name, label]) => create(
      "th", { scope: "col", role: "columnheader", class: `of-${name}`, "data-column": name },
      create("button", { type: "button", onclick: () => this.order(name) }, label, create("span", { class: "arrow", "aria-hidden": "true" })),
    )));
  }

  /** A first click orders upwards, a second downwards, a third as in the documents. */
  order(name) {
    const { sort, desc } = this.store.state;
    if (sort !== name) this.store.set({ sort: name, desc: "" });
    else if (!desc) this.store.set({ desc: "1" });
    else this.store.set({ sort: "order", desc: "" });
  }

  update({ state, shown, changed }) {
    for (const header of find("columns").children) {
      const own = header.dataset.column === state.sort;
      if (own) header.setAttribute("aria-sort", state.desc ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    }
    const opened = this.model.tasks.find((task) => task.key === state.task);
    const focused = this.body.contains(document.activeElement) ? this.describeFocus() : null;
    if (changed.size && [...changed].every((name) => ["task", "src", "view", "off"].includes(name)) && this.tasks === shown) {
      if (changed.has("task")) this.open(opened);
    } else {
      this.fill(shown, opened, splitWords(state.q));
    }
    if (focused) this.restoreFocus(focused);
  }

  fill(shown, opened, words) {
    this.tasks = shown;
    this.words = words;
    this.made = 0;
    this.opened = null;
    this.body.replaceChildren();
    this.append();
    this.open(opened);
    find("rows").hidden = !shown.length && !opened;
    const nothing = find("nothing");
    nothing.hidden = shown.length > 0;
    nothing.replaceChildren(...(shown.length ? [] : [
      create("p", {}, create("b", {}, "Ничего не найдено.")),
      create("p", {}, "Уберите один из фильтров или ищите частью слова: «школ» найдёт и «школы», и «школьный»."),
    ]));
  }

  /** Makes the next rows; `all` makes all that are left, for printing. */
  append({ all = false } = {}) {
    const end = all ? this.tasks.length : Math.min(this.made + CHUNK, this.tasks.length);
    const rows = this.tasks.slice(this.made, end).filter((task) => task !== this.pinned).map((task) => this.buildRow(task));
    this.made = end;
    this.body.append(...rows);
    const rest = this.tasks.length - this.made;
    this.more.hidden = rest <= 0;
    this.more.textContent = `Показать ещё (осталось ${formatNumber(rest)})`;
  }

  open(task) {
    if (this.opened) {
      this.findRow(this.opened)?.querySelector(".toggle").setAttribute("aria-expanded", "false");
      this.findRow(this.opened)?.classList.remove("is-open");
      this.body.querySelector("tr.open-details")?.remove();
      if (this.pinned) {
        this.body.querySelector("tr.pin-note")?.remove();
        if (!this.tasks.includes(this.pinned)) this.findRow(this.pinned)?.remove();
        this.pinned = null;
      }
    }
    this.opened = task ?? null;
    if (!task) return;
    const row = this.reach(task);
    row.classList.add("is-open");
    row.querySelector(".toggle").setAttribute("aria-expanded", "true");
    const cell = create("td", { colspan: COLUMNS.length, role: "cell" }, buildDetails(task, this.model, (mention) => this.jump(task, mention)));
    row.after(create("tr", { class: "open-details", role: "row" }, cell));
  }

  /** Returns the row of a task, made if need be; one that the filters leave out stands on top with a word of why. */
  reach(task) {
    const there = this.findRow(task);
    if (there) return there;
    const position = this.tasks.indexOf(task);
    if (position >= 0) {
      while (this.made <= position) this.append();
      return this.findRow(task);
    }
    const row = this.buildRow(task);
    this.pinned = task;
    const note = create("td", { colspan: COLUMNS.length, role: "cell" }, "Под фильтры не подходит; показана, потому что открыта:");
    this.body.prepend(create("tr", { class: "pin-note", role: "row" }, note), row);
    find("rows").hidden = false;
    return row;
  }

  findRow(task) {
    return this.body.querySelector(`tr[data-task="${task.index}"]`);
  }

  /** Brings the row of a task into sight. */
  scrollTo(task) {
    const row = this.findRow(task);
    if (!row) return;
    const { top, bottom } = row.getBoundingClientRect();
    if (top < 100 || bottom > innerHeight) row.scrollIntoView({ block: "center" });
  }

  click(event) {
    const row = event.target.closest("tr[data-task]");
    if (!row || String(getSelection()).length > 0) return;
    const task = this.model.tasks[Number(row.dataset.task)];
    const value = event.target.closest("[data-mention]");
    if (value) this.jump(task, task.document.mentions[Number(value.dataset.mention)]);
    else if (this.store.state.task === task.key) this.store.set({ task: "" });
    else this.jump(task, null, { phone: false });
  }

  press(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.classList.contains("toggle")) return;
    event.preventDefault();
    const toggles = [...this.body.querySelectorAll(".toggle")];
    const position = toggles.indexOf(event.target) + step;
    if (position >= toggles.length) this.append();
    [...this.body.querySelectorAll(".toggle")][position]?.focus();
  }

  describeFocus() {
    const { activeElement } = document;
    return { task: activeElement.closest("tr[data-task]")?.dataset.task, key: activeElement.dataset.key };
  }

  restoreFocus({ task, key }) {
    if (this.body.contains(document.activeElement)) return;
    const inDetails = key && this.body.querySelector(`.open-details [data-key="${CSS.escape(key)}"]`);
    const toggle = this.body.querySelector(`tr[data-task="${task ?? this.opened?.index}"] .toggle`);
    (inDetails || toggle)?.focus({ preventScroll: true });
  }

  buildRow(task) {
    const cell = (name, label, children) => create("td", { role: "cell", class: `of-${name}${children.length ? "" : " is-empty"}`, "data-label": label }, children.length ? children : create("span", { class: "muted", "aria-label": "нет" }, "–"));
    const values = (slot) => limit(task.linked[slot]).map((link) => this.buildValue(link));
    const { document: home } = task;
    const label = [home.label, home.date ? `, ${formatDate(home.date)}` : ""].join("");
    const toggle = create(
      "button", { type: "button", class: "toggle", "aria-expanded": "false", "data-key": "toggle", "aria-label": `${task.number ? `Пункт ${task.number}` : "Пункт без номера"}: подробности` },
      create("span", { class: "arrow", "aria-hidden": "true" }), create("span", {}, task.number || "б/н"),
    );
    return create(
      "tr", { role: "row", "data-task": task.index },
      create("td", { role: "cell", class: "of-number" }, toggle),
      create("td", { role: "cell", class: "of-text" }, create("p", { class: "text" }, markWords(task.text, this.words)), this.buildMeta(task, label)),
      cell("actor", "Кто", values("actors")),
      cell("deadline", "Срок", values("deadlines")),
      cell("target", "Показатель", values("targets")),
      cell("program", "Программа", values("programs")),
      create("td", { role: "cell", class: "of-document", "data-label": "Документ" }, create("span", { class: "clamped", title: label }, label)),
    );
  }

  buildMeta(task, label) {
    const { words } = this.model;
    const programs = task.linked.programs.map((link) => this.buildValue(link));
    return create(
      "p", { class: "meta" },
      task.modality === "recommendation" ? create("span", { class: "tag" }, words.modality.recommendation) : null,
      task.warnings.map((code) => create("span", { class: "tag is-warning", title: words.warning_help[code] ?? code }, words.warning[code] ?? code)),
      programs.length ? create("span", { class: "folded" }, programs) : null,
      create("span", { class: "folded home", title: label }, label),
    );
  }

  buildValue(link) {
    if (typeof link === "number") return create("span", { class: "muted rest" }, `и ещё ${link}`);
    const { mention, inherited } = link;
    const role = mention.slot === "actors" && mention.role !== "responsible" ? `${this.model.words.role[mention.role] ?? mention.role}: ` : "";
    const passed = mention.place === "past" ? " is-past" : "";
    const attributes = {
      class: `value is-${mention.slot}${inherited ? " is-inherited" : ""}${passed}`, "data-mention": mention.position,
      title: `Показать в источнике: «${mention.text}»${inherited ? " – унаследовано из заголовка или вводных слов" : ""}`,
    };
    return create("span", attributes, role ? create("small", {}, role) : null, ...markWords(sayMention(mention), this.words));
  }
}

function limit(links) {
  return links.length > 4 ? [...links.slice(0, 3), links.length - 3] : links;
}
