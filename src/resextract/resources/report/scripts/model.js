// What the page is given → documents and tasks with all that the views ask for.

import { foldText } from "./folding.js";

export const SLOTS = ["actions", "actors", "deadlines", "targets", "programs", "references"];

// Written out because `\s` is not the same in Python and here; writers/report/display.py has it too.
const SPACES = /[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

/** Builds the model: documents, tasks, words, the day and the school year. */
export function buildModel(payload) {
  const documents = payload.documents.map(buildDocument);
  nameKeys(documents);
  const tasks = payload.tasks.map((given, index) => buildTask(given, index, documents[given.document]));
  for (const task of tasks) task.document.tasks.push(task);
  return { documents, tasks, words: groupWords(payload.words), today: payload.today, schoolYear: payload.school_year };
}

// Without a prototype: a code such as `constructor` has no words, and is shown as it is.
function groupWords(words) {
  return Object.fromEntries(Object.entries(words).map(([group, entries]) => [group, { __proto__: null, ...entries }]));
}

function buildDocument(given, index) {
  const document = { controllers: [], sections: [], ...given, index, tasks: [] };
  document.mentions = (given.mentions ?? []).map((mention, position) => ({
    ...mention,
    position,
    text: mention.text ?? readText(given.text, mention),
  }));
  document.label = given.title ?? given.event ?? given.source;
  return document;
}

// Ids are unique in a run, though not in files that somebody has joined.
function nameKeys(documents) {
  const seen = new Map();
  for (const document of documents) {
    const times = (seen.get(document.id) ?? 0) + 1;
    seen.set(document.id, times);
    document.key = times === 1 ? document.id : `${document.id} (${times})`;
  }
}

function readText(text, { start, end }) {
  return text.slice(start, end).replace(SPACES, " ").trim();
}

function buildTask(given, index, document) {
  const linked = Object.fromEntries(SLOTS.map((slot) => [slot, []]));
  const link = (inherited) => (position) => {
    const mention = document.mentions[position];
    linked[mention.slot].push({ mention, inherited });
  };
  given.own?.forEach(link(false));
  given.inherited?.forEach(link(true));
  for (const slot of SLOTS) linked[slot].sort((a, b) => (a.mention.start ?? 0) - (b.mention.start ?? 0));
  const task = {
    index,
    key: document.key === document.id ? given.id : `${document.key}${given.id.slice(document.id.length)}`,
    id: given.id,
    document,
    number: given.number ?? "",
    section: given.section === undefined ? [] : document.sections[given.section],
    level: given.level ?? null,
    modality: given.modality,
    warnings: given.warnings ?? [],
    start: given.start,
    end: given.end,
    text: given.text ?? readText(document.text, given),
    linked,
  };
  return Object.assign(task, collectKeys(task));
}

/** What filters look at, once for all: keys of actors, programs and figures, days and places of deadlines. */
function collectKeys(task) {
  const { actors, deadlines, targets, programs } = task.linked;
  const of = (links, read) => new Set(links.map(({ mention }) => read(mention)).filter((key) => key !== undefined));
  return {
    actorKeys: of(actors, (actor) => foldText(actor.normal)),
    programKeys: of(programs, (program) => program.program_id),
    figures: of(targets, nameFigure),
    kinds: of(deadlines, (deadline) => deadline.kind),
    places: of(deadlines, (deadline) => deadline.place),
    days: [...of(deadlines, (deadline) => deadline.day)].sort(),
    haystack: foldText(listWords(task).join(" ")),
  };
}

function listWords(task) {
  const mentions = SLOTS.slice(1).flatMap((slot) => task.linked[slot].map(({ mention }) => mention));
  const words = mentions.flatMap((m) => [m.normal, m.person, m.name, m.said, m.indicator, m.title, m.text]);
  const { title, event, id, source } = task.document;
  return [task.number, task.text, ...words, ...task.section, title, event, id, source].filter(Boolean);
}

/** Returns the key under which equal figures are one: unit, comparator and values. */
export function nameFigure(target) {
  const unit = target.unit === "percent" ? "percent" : `${target.unit}/${target.unit_text}`;
  return [unit, target.comparator, target.value_from ?? "", target.value].join("|");
}

/** Returns the place that a mention or a task has in its document's text, as the key of a passage. */
export function namePassage(document, { start, end }) {
  return `${document.key}|${start}-${end}`;
}

/** Tells whether a task stands at a passage or has a mention there. */
export function touchesPassage(task, passage) {
  if (!passage.startsWith(`${task.document.key}|`)) return false;
  if (namePassage(task.document, task) === passage) return true;
  return SLOTS.some((slot) => task.linked[slot].some(({ mention }) => namePassage(task.document, mention) === passage));
}
