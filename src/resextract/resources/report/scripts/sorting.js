// The order of the rows. Tasks without a value come last in either direction.

const collator = new Intl.Collator("ru", { numeric: true });

const VALUES = {
  __proto__: null, // the names come from the address, which may say anything
  number: (task) => task.number || null,
  text: (task) => task.text,
  actor: (task) => chooseActor(task)?.normal ?? null,
  deadline: sortableDeadline,
  target: (task) => task.linked.targets[0]?.mention.value ?? null,
  program: (task) => task.linked.programs[0]?.mention.name ?? null,
  document: (task) => `${task.document.date ?? "9999"} ${task.document.label}`,
};

export const ORDERS = ["order", ...Object.keys(VALUES)];

/** Returns the actor to name first: the responsible one. */
export function chooseActor(task) {
  const actors = task.linked.actors.map(({ mention }) => mention);
  return actors.find((actor) => actor.role === "responsible") ?? actors[0];
}

// What has a day comes by its day, then what comes again, then what is open.
function sortableDeadline(task) {
  if (task.days.length) return task.days[0];
  if (task.places.has("recurring")) return "9998";
  return task.places.size ? "9999" : null;
}

/** Orders tasks, each order worked out once. */
export class Sorter {
  constructor(tasks) {
    this.tasks = tasks;
    this.orders = new Map();
  }

  /** Returns all tasks in an order: `order` is that of the documents. */
  sort(name, descending) {
    const key = `${name}${descending ? "-" : ""}`;
    if (!this.orders.has(key)) this.orders.set(key, this.work(name, descending));
    return this.orders.get(key);
  }

  work(name, descending) {
    const read = VALUES[name];
    if (!read) return descending ? [...this.tasks].reverse() : this.tasks;
    const pairs = this.tasks.map((task) => [task, read(task)]);
    const sign = descending ? -1 : 1;
    const compare = ([a, x], [b, y]) => {
      if (x === null || y === null) return (x === null) - (y === null) || a.index - b.index;
      const difference = typeof x === "number" ? x - y : collator.compare(x, y);
      return sign * difference || a.index - b.index;
    };
    return pairs.sort(compare).map(([task]) => task);
  }
}
