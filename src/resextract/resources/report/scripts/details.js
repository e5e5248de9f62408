// The details of a task: every field with what it means and what is printed.

import { create } from "./elements.js";
import { SLOTS } from "./model.js";
import { capitalise, formatDate, formatNumber } from "./wording.js";

/** What is said of a mention beside its main value: the key in the record, the words for it, how the value is read. */
const FACTS = {
  actions: [],
  actors: [["type", "actor_type", "actor_type"], ["person", "person"]],
  deadlines: [
    ["kind", "deadline_kind", "deadline_kind"], ["start_date", "start_date", "date"], ["end_date", "end_date", "date"],
    ["recurrence", "recurrence", "code"], ["duration", "duration", "code"], ["business_days", "business_days", "flag"],
  ],
  targets: [
    ["indicator", "indicator"], ["comparator", "comparator", "comparator"], ["value_from", "value_from", "number"],
    ["value", "value", "number"], ["unit", "unit", "unit"], ["unit_text", "unit_text"],
  ],
  programs: [["type", "program_type", "program_type"], ["level", "level", "level"], ["program_id", "program_id", "code"]],
  references: [["kind", "kind"], ["issuer", "issuer"], ["date", "date", "date"], ["number", "number"], ["title", "title"]],
};

/** Returns the main value of a mention in words. */
export function sayMention(mention) {
  return mention.said ?? mention.normal ?? mention.name ?? mention.lemma;
}

/** Builds the details; `jump(mention)` shows a place in the source, without a mention that of the task. */
export function buildDetails(task, model, jump) {
  const { document: home } = task;
  const links = SLOTS.flatMap((slot) => task.linked[slot]);
  return create(
    "div", { class: "details", id: `details-${task.index}` },
    task.section.length ? create("ol", { class: "path", "aria-label": "Где стоит задача" }, task.section.map((text) => create("li", {}, text))) : null,
    create("p", { class: "whole" }, task.text),
    create(
      "p", { class: "actions" },
      create("button", { type: "button", class: "primary", "data-key": "jump-task", onclick: () => jump(null) }, "Показать в источнике"),
      create("span", { class: "muted" }, describePlace(task, model)),
    ),
    task.warnings.length ? buildWarnings(task, model) : null,
    links.length ? buildTable(links, model, jump) : create("p", { class: "muted" }, "Кроме текста, в задаче ничего не распознано."),
    create("p", { class: "muted origin" }, [home.label, home.date && formatDate(home.date), home.place].filter(Boolean).join(" · "), create("br"), create("code", {}, task.id), " · ", create("code", {}, home.source)),
  );
}

function describePlace(task, model) {
  const level = task.level && `уровень: ${model.words.level[task.level] ?? task.level}`;
  return [model.words.modality[task.modality], level].filter(Boolean).join(" · ");
}

function buildWarnings(task, { words }) {
  const items = task.warnings.map((code) => [create("dt", {}, capitalise(words.warning[code] ?? code)), create("dd", {}, words.warning_help[code] ?? code)]);
  return create("dl", { class: "warnings" }, items);
}

function buildTable(links, model, jump) {
  const head = ["Что", "Как прочитано", "Как напечатано"].map((text) => create("th", { scope: "col", role: "columnheader" }, text));
  const rows = links.map((link) => buildRow(link, model, jump));
  return create(
    "table", { class: "fields", role: "table" }, create("caption", { class: "unseen" }, "Поля задачи"),
    create("thead", { role: "rowgroup" }, create("tr", { role: "row" }, head)), create("tbody", { role: "rowgroup" }, rows),
  );
}

function buildRow({ mention, inherited }, model, jump) {
  const { slot } = mention;
  const role = slot === "actors" && mention.role !== "responsible" ? model.words.role[mention.role] : model.words.slot[slot];
  const badge = inherited ? create("span", { class: "badge", title: "Стоит не в самой задаче, а в заголовке или вводных словах над ней" }, "унаследовано") : null;
  const printed = create(
    "button", { type: "button", class: "jump", "data-key": `jump-${mention.position}`, "data-mention": mention.position, onclick: () => jump(mention) },
    quote(mention.text),
  );
  return create(
    "tr", { role: "row" },
    create("th", { scope: "row", role: "rowheader" }, create("span", { class: `swatch is-${slot}` }, capitalise(role ?? mention.role))),
    create("td", { role: "cell" }, create("b", {}, sayMention(mention)), buildFacts(mention, model)),
    create("td", { role: "cell" }, printed, " ", badge),
  );
}

// What is printed in quotes keeps them.
function quote(text) {
  return /^«[^«»]*»$/.test(text) ? text : `«${text}»`;
}

function buildFacts(mention, { words }) {
  const facts = FACTS[mention.slot]
    .filter(([name]) => mention[name] !== undefined)
    .map(([name, label, form]) => create("li", {}, `${words.field[label]}: ${sayFact(mention[name], words[form], form)}`));
  return facts.length ? create("ul", { class: "facts" }, facts) : null;
}

function sayFact(value, group, form) {
  if (group) return group[value] ?? value;
  if (form === "date") return formatDate(value);
  if (form === "number") return formatNumber(value);
  return form === "flag" ? "да" : value;
}
