// The table of tasks. Rows are made some dozens at a time: a browser is slow with thousands of them.

import { buildDetails, sayMention } from "./details.js";
import { create, find } from "./elements.js";
import { splitWords } from "./folding.js";
import { markWords } from "./marking.js";
import { countNoun, formatDate, formatNumber } from "./wording.js";

const CHUNK = 30;

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
    this.visible = COLUMNS.length;
    this.body = find("tbody");
    this.more = find("more");
    this.body.addEventListener("click", (event) => this.click(event));
    this.body.addEventListener("keydown", (event) => this.press(event));
    this.more.addEventListener("click", () => this.append());
    this.observer = new IntersectionObserver((entries) => this.approach(entries), { rootMargin: "600px" });
    this.observer.observe(this.more);
    new ResizeObserver(() => this.spanColumns()).observe(find("rows"));
    find("columns").append(...COLUMNS.map(([name, label]) => create(
      "th", { scope: "col", role: "columnheader", class: `of-${name}`, "data-column": name },
      create("button", { type: "button", onclick: () => this.order(name) }, label, create("span", { class: "arrow", "aria-hidden": "true" })),
      create("span", { class: "print-only" }, label), // browsers do not repeat buttons at the top of each page
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
      this.grouped = state.sort === "order";
      this.fill(shown, opened, splitWords(state.q));
    }
    if (focused) this.restoreFocus(focused);
  }

  fill(shown, opened, words) {
    this.tasks = shown;
    this.words = words;
    this.made = 0;
    this.opened = null;
    this.pinned = null;
    this.body.replaceChildren();
    if (find("rows").classList.contains("by-document") !== this.grouped) {
      find("rows").classList.toggle("by-document", this.grouped);
      this.spanColumns();
    }
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
    const rows = [];
    for (let position = this.made; position < end; position += 1) {
      const task = this.tasks[position];
      if (this.grouped && task.document !== this.tasks[position - 1]?.document) rows.push(this.buildGroup(task.document));
      rows.push(this.buildRow(task));
    }
    this.made = end;
    this.body.append(...rows);
    const rest = this.tasks.length - this.made;
    this.more.hidden = rest <= 0;
    this.more.textContent = `Показать ещё (осталось ${formatNumber(rest)})`;
  }

  approach(entries) {
    if (!entries.at(-1).isIntersecting || this.more.hidden) return;
    this.append();
    // Looked at anew: where the end is still near, nothing would be reported.
    this.observer.unobserve(this.more);
    this.observer.observe(this.more);
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
    const cell = create("td", { colspan: this.visible, role: "cell" }, buildDetails(task, this.model, (mention) => this.jump(task, mention)));
    row.after(create("tr", { class: "open-details", role: "row" }, cell));
  }

  /** Lets what is wider than a column span those that are there: some go into the text's cell where room is scarce. */
  spanColumns({ printed = false } = {}) {
    const onPaper = COLUMNS.length - (this.grouped ? 1 : 0);
    this.visible = printed ? onPaper : [...find("columns").children].filter((header) => header.offsetWidth > 0).length || 1;
    for (const cell of this.body.querySelectorAll("[colspan]")) cell.colSpan = this.visible;
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
    const note = create("td", { colspan: this.visible, role: "cell" }, "Под фильтры не подходит; показана, потому что открыта:");
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

  /** In the order of the documents, each stands above its tasks, and the rows need not name it. */
  buildGroup(home) {
    const number = this.tasks.filter((task) => task.document === home).length;
    const facts = [home.date && formatDate(home.date), countNoun(number, this.model.words.counted.tasks)];
    const cell = create("th", { scope: "rowgroup", role: "rowheader", colspan: this.visible }, home.label, create("small", {}, ` · ${facts.filter(Boolean).join(" · ")}`));
    return create("tr", { class: "group", role: "row" }, cell);
  }

  buildRow(task) {
    const cell = (name, label, children) => create("td", { role: "cell", class: `of-${name}${children.length ? "" : " is-empty"}`, "data-label": label }, children.length ? children : create("span", { class: "muted" }, "–"));
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
