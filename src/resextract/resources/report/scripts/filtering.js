// Which tasks are shown, and how many each filter would leave.

import { splitWords } from "./folding.js";
import { touchesPassage } from "./model.js";
import { listField } from "./state.js";

const HOLDS = {
  __proto__: null, // the names come from the address, which may say anything
  actors: (task) => task.linked.actors.length > 0,
  deadlines: (task) => task.linked.deadlines.length > 0,
  targets: (task) => task.linked.targets.length > 0,
  programs: (task) => task.linked.programs.length > 0,
  warnings: (task) => task.warnings.length > 0,
};

export const NO_DEADLINE = "none";

/** Tells whether a deadline falls between two days, both included. */
export function fallsBetween(days, from, to) {
  return days.some((day) => (!from || day >= from) && (!to || day <= to));
}

/** Returns the filters of a state: name and question, only those that are set. */
export function listFilters(state) {
  const words = splitWords(state.q);
  const filters = [
    ["q", words.length && ((task) => words.every((word) => task.haystack.includes(word)))],
    ["actor", state.actor && ((task) => task.actorKeys.has(state.actor))],
    ["program", state.program && ((task) => task.programKeys.has(state.program))],
    ["doc", state.doc && ((task) => task.document.key === state.doc)],
    ["modality", state.modality && ((task) => task.modality === state.modality)],
    ["kind", state.kind && ((task) => matchesSet(task.kinds, state.kind))],
    ["place", state.place && ((task) => matchesSet(task.places, state.place))],
    ["due", (state.from || state.to) && ((task) => fallsBetween(task.days, state.from, state.to))],
    ["warning", state.warning && ((task) => task.warnings.includes(state.warning))],
    ["figure", state.figure && ((task) => task.figures.has(state.figure))],
    ["passage", state.passage && ((task) => touchesPassage(task, state.passage))],
    ...listField(state.has).map((slot) => [`has-${slot}`, HOLDS[slot]]),
  ];
  return filters.filter(([, question]) => question);
}

function matchesSet(values, wanted) {
  return wanted === NO_DEADLINE ? values.size === 0 : values.has(wanted);
}

/** Tasks by the filters that leave them out. */
export class Selection {
  constructor(tasks, state) {
    const filters = listFilters(state);
    this.bits = new Map(filters.map(([name], position) => [name, 1 << position]));
    this.tasks = tasks;
    this.misses = tasks.map((task) => filters.reduce((miss, [, asks], i) => (asks(task) ? miss : miss | (1 << i)), 0));
    this.shown = tasks.filter((_, position) => this.misses[position] === 0);
  }

  /** Returns the tasks that all filters but the named ones let through: what a choice among these would show. */
  without(...names) {
    const ignored = names.reduce((bits, name) => bits | (this.bits.get(name) ?? 0), 0);
    if (!ignored) return this.shown;
    return this.tasks.filter((_, position) => (this.misses[position] & ~ignored) === 0);
  }
}
