// The source: a document's text with its tasks and mentions marked, and what a marked passage belongs to.

import { sayMention } from "./details.js";
import { create, find, replaceContent } from "./elements.js";
import { buildLegend, listVisible } from "./legend.js";
import { SLOTS, namePassage } from "./model.js";
import { cutSegments } from "./segments.js";
import { capitalise, countNoun, formatDate } from "./wording.js";

const MOST_TASKS = 40;

export class SourceView {
  constructor(model, store, table) {
    this.model = model;
    this.store = store;
    this.table = table;
    this.shown = null;
    this.chosen = null;
    this.text = create("div", { class: "text", tabindex: "0", role: "region", "aria-label": "Текст документа. Стрелки влево и вправо ведут по выделенным местам", onclick: (event) => this.click(event), onkeydown: (event) => this.press(event) });
    this.legend = create("div");
    this.facts = create("div", { class: "source-facts" });
    this.passage = create("div", { class: "passage", role: "status", hidden: true });
    this.back = create("button", { type: "button", class: "plain only-narrow", id: "back", onclick: () => this.goBack() }, "← К задачам");
    this.choice = create("select", { id: "choice", onchange: () => store.set({ src: this.choice.value, task: "" }) }, model.documents.map((document) => create("option", { value: document.key }, nameDocument(document))));
    const step = (label, by, key) => create("button", { type: "button", class: "plain step", "aria-label": label, title: label, "data-key": key, onclick: () => this.step(by) }, by < 0 ? "↑" : "↓");
    find("source").append(
      create(
        "div", { class: "source-head" }, this.back,
        create("label", { class: "choice" }, create("span", { class: "unseen" }, "Документ"), this.choice),
        step("Предыдущее выделенное место", -1, "up"), step("Следующее выделенное место", 1, "down"),
      ),
      this.facts, this.legend, this.text, this.passage,
    );
  }

  /** Keeps the lower edge in sight while the page above has not scrolled away. */
  fitHeight() {
    const pane = find("source");
    const top = Math.max(8, pane.getBoundingClientRect().top);
    pane.style.height = top > 8 && top < innerHeight ? `${innerHeight - top - 8}px` : "";
  }

  update({ state, changed }) {
    if (!["task", "src", "doc", "off"].some((name) => changed.has(name))) return;
    const task = this.model.tasks.find((candidate) => candidate.key === state.task);
    const wanted = this.model.documents.find((document) => document.key === (state.src || state.doc));
    const document = task?.document ?? wanted ?? this.shown ?? this.model.documents[0];
    replaceContent(this.legend, buildLegend(this.model, this.store));
    if (document !== this.shown) this.show(document);
    for (const kind of ["tasks", ...SLOTS]) this.text.classList.toggle(`without-${kind}`, !listVisible(state).includes(kind));
    this.outline(task);
    if (task && changed.has("task") && !this.jumping) this.flash(task, { flash: false });
    if (!task && changed.has("task")) this.forget();
  }

  show(document) {
    this.shown = document;
    this.choice.value = document.key;
    this.spans = listSpans(document);
    this.segments = cutSegments(document.text.length, this.spans);
    this.elements = this.segments.map((segment, position) => buildSegment(document.text.slice(segment.start, segment.end), segment, position));
    this.text.replaceChildren(...this.elements);
    this.text.scrollTop = 0;
    this.forget();
    replaceContent(this.facts, ...describeDocument(document, this.model));
  }

  /** Shows a place of a document: a mention's, or a task's; the marks there light up. */
  flash(place, { flash = true } = {}) {
    this.forget();
    const pieces = this.findPieces(place);
    const whole = place.kind === "tasks" || place.linked !== undefined;
    for (const piece of pieces) piece.classList.add("is-target", ...(whole ? ["is-whole"] : []));
    if (flash && pieces.length) {
      // Started anew for the same place, too.
      pieces[0].getBoundingClientRect();
      for (const piece of pieces) piece.classList.add("is-flashing");
    }
    if (pieces.length) this.scrollTo(pieces[0]);
    return pieces;
  }

  forget() {
    for (const piece of this.text.querySelectorAll(".is-target")) piece.classList.remove("is-target", "is-flashing", "is-whole");
    this.chosen = null;
    this.passage.hidden = true;
  }

  findPieces({ start, end }) {
    return this.elements.filter((_, position) => {
      const segment = this.segments[position];
      return segment.start >= start && segment.end <= end;
    });
  }

  outline(task) {
    for (const piece of this.text.querySelectorAll(".is-current")) piece.classList.remove("is-current");
    if (task) for (const piece of this.findPieces(task)) piece.classList.add("is-current");
  }

  scrollTo(element) {
    const inside = element.getBoundingClientRect().top - this.text.getBoundingClientRect().top;
    // A third from the top: what comes before says what the place is about.
    this.text.scrollTop += inside - this.text.clientHeight / 3;
  }

  click(event) {
    const piece = event.target.closest("[data-segment]");
    if (!piece || String(getSelection()).length > 0) return;
    const visible = listVisible(this.store.state);
    const spans = this.segments[Number(piece.dataset.segment)].spans.filter(({ kind }) => visible.includes(kind));
    if (spans.length) this.choosePassage(spans.at(-1));
  }

  press(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.step(by);
  }

  /** Goes to the next marked place, or the one before. */
  step(by) {
    const visible = listVisible(this.store.state);
    const places = this.spans.filter(({ kind }) => visible.includes(kind));
    if (!places.length) return;
    const at = places.indexOf(this.chosen);
    const next = at >= 0 ? at + by : this.findVisible(places, by);
    this.choosePassage(places[(next + places.length) % places.length], { open: false });
  }

  // Without a chosen place one starts from what is in sight.
  findVisible(places, by) {
    const { top } = this.text.getBoundingClientRect();
    const first = this.elements.findIndex((element) => element.getBoundingClientRect().bottom > top + 2);
    const start = this.segments[Math.max(first, 0)].start;
    const position = places.findIndex((place) => place.start >= start);
    if (position < 0) return by > 0 ? 0 : places.length - 1;
    return by > 0 ? position : position - 1;
  }

  /** Says what a place is and which tasks it belongs to; a single task is opened. */
  choosePassage(span, { open = true } = {}) {
    const tasks = span.kind === "tasks" ? [span.task] : this.shown.tasks.filter((task) => task.linked[span.kind].some(({ mention }) => isAt(mention, span)));
    if (open && tasks.length === 1 && this.store.state.task !== tasks[0].key) {
      this.jumping = true;
      this.store.set({ task: tasks[0].key, src: this.shown.key });
      this.jumping = false;
      this.table.scrollTo(tasks[0]);
    }
    this.flash(span);
    this.chosen = span;
    replaceContent(this.passage, ...this.describePassage(span, tasks));
    this.passage.hidden = false;
  }

  describePassage(span, tasks) {
    const { words } = this.model;
    const close = create("button", { type: "button", class: "close", "aria-label": "Закрыть", "data-key": "close", onclick: () => { this.forget(); this.text.focus({ preventScroll: true }); } }, "×");
    const name = span.kind === "tasks" ? "задача" : words.slot[span.kind];
    const said = span.mentions.length ? [...new Set(span.mentions.map(sayMention))].join("; ") : span.task.text;
    const lead = create("p", {}, create("span", { class: `swatch is-${span.kind}` }, capitalise(name)), " ", create("b", { class: "clamped" }, said));
    const buttons = tasks.slice(0, MOST_TASKS).map((task) => create("li", {}, create(
      "button", { type: "button", class: "plain", "data-key": task.key, title: task.text, "aria-pressed": String(this.store.state.task === task.key), onclick: () => this.openTask(task) },
      task.number || "б/н",
    )));
    const only = tasks.length > 1 && create("button", { type: "button", class: "link", "data-key": "only", onclick: () => this.store.set({ passage: namePassage(this.shown, span), view: "" }) }, "Оставить в таблице только их");
    const count = countNoun(tasks.length, words.counted.tasks);
    const belongs = tasks.length > 1 ? `Относится к нескольким пунктам – ${count}:` : "Пункт:";
    return [close, lead, create("div", { class: "belongs" }, create("span", { class: "muted" }, belongs), create("ul", {}, buttons), tasks.length > MOST_TASKS ? create("span", { class: "muted" }, "…") : null, only)];
  }

  openTask(task) {
    this.jumping = true;
    this.store.set({ task: task.key, src: this.shown.key, view: "" });
    this.jumping = false;
    this.table.scrollTo(task);
    this.table.findRow(task)?.querySelector(".toggle").focus({ preventScroll: true });
  }

  goBack() {
    this.store.set({ view: "" });
  }
}

function isAt(mention, { start, end }) {
  return mention.start === start && mention.end === end;
}

/** Lists the places to mark: tasks, and the mentions of each kind at one place together; in the order of the text. */
function listSpans(document) {
  const places = new Map();
  for (const mention of document.mentions) {
    if (mention.start === undefined) continue;
    const key = `${mention.slot} ${mention.start} ${mention.end}`;
    const place = places.get(key) ?? { start: mention.start, end: mention.end, kind: mention.slot, mentions: [] };
    place.mentions.push(mention);
    places.set(key, place);
  }
  const tasks = document.tasks.map((task) => ({ start: task.start, end: task.end, kind: "tasks", mentions: [], task }));
  return [...tasks, ...places.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** One piece of text inside marks of all its kinds, the widest outermost. */
function buildSegment(text, { start, spans }, position) {
  if (!spans.length) return create("span", {}, text);
  const kinds = new Map();
  for (const span of spans) kinds.set(span.kind, (kinds.get(span.kind) ?? false) || span.start === start);
  const marks = [...kinds].map(([kind, first]) => create("span", { class: `mark is-${kind}${first ? " is-first" : ""}` }));
  marks.reduce((outer, inner) => (outer.append(inner), inner)).append(text);
  marks[0].dataset.segment = position;
  return marks[0];
}

function nameDocument(document) {
  return document.date ? `${document.label}, ${formatDate(document.date)}` : document.label;
}

function describeDocument(document, { words }) {
  const control = document.controllers.map((person) => person.person ?? person.normal).join("; ");
  const facts = [document.date && formatDate(document.date), document.place, countNoun(document.tasks.length, words.counted.tasks), control && `контроль: ${control}`];
  return [
    create("p", { class: "muted" }, facts.filter(Boolean).join(" · "), " · ", create("code", {}, document.source)),
    document.problem ? create("p", { class: "notice" }, create("b", {}, "Исходного текста нет: "), `${words.source_problem[document.problem] ?? document.problem}. Ниже – тексты самих задач.`) : null,
  ];
}
