// What the reader has chosen: filters, order, the open task. It lives in the address, so that a view can be kept or sent.

export const INITIAL = Object.freeze({
  q: "", actor: "", program: "", doc: "", modality: "", kind: "", place: "", from: "", to: "", warning: "",
  figure: "", passage: "", has: "", sort: "order", desc: "", task: "", src: "", view: "", off: "",
});

/** The fields that leave tasks out; the others only say how they are shown. */
export const FILTERS = [
  "q", "actor", "program", "doc", "modality", "kind", "place", "from", "to", "warning", "figure", "passage", "has",
];

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the state from a fragment such as `#q=школа&has=targets`; what is not known is passed over. */
export function parseState(fragment) {
  const state = { ...INITIAL };
  for (const [name, value] of new URLSearchParams(fragment.replace(/^#/, ""))) {
    if (Object.hasOwn(INITIAL, name)) state[name] = value;
  }
  for (const name of ["from", "to"]) if (!DATE.test(state[name])) state[name] = "";
  return state;
}

/** Writes a state as a fragment: only what differs from the initial one, in a fixed order. */
export function formatState(state) {
  const pairs = Object.keys(INITIAL).filter((name) => state[name] !== INITIAL[name]);
  return new URLSearchParams(pairs.map((name) => [name, state[name]])).toString();
}

/** Returns a list that a field holds: `targets,warnings`. */
export function listField(value) {
  return value ? value.split(",") : [];
}

/** Puts an entry into a list or takes it out. */
export function toggleEntry(value, entry) {
  const entries = listField(value);
  return (entries.includes(entry) ? entries.filter((other) => other !== entry) : [...entries, entry]).join(",");
}

/** The state of the page, in step with its address. */
export class Store {
  constructor(onchange) {
    this.onchange = onchange;
    this.state = parseState(location.hash);
    this.timer = 0;
    this.typing = false;
    addEventListener("popstate", () => this.follow());
    addEventListener("hashchange", () => this.follow());
  }

  /** Changes fields; all letters of a word that is being typed are one step of the history. */
  set(changes, { typing = false } = {}) {
    const before = this.state;
    this.state = { ...before, ...changes };
    const names = Object.keys(INITIAL).filter((name) => before[name] !== this.state[name]);
    if (!names.length) return;
    if (typing) this.writeSoon();
    else this.write("pushState");
    this.onchange(new Set(names), { typing });
  }

  // Browsers refuse more than some changes of the address in a second.
  writeSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.write(this.typing ? "replaceState" : "pushState");
      this.typing = true; // what writes otherwise ends the word
    }, 300);
  }

  write(method) {
    clearTimeout(this.timer);
    this.typing = false;
    const fragment = formatState(this.state);
    if (fragment === location.hash.slice(1)) return;
    try {
      history[method](null, "", `${location.pathname}${location.search}${fragment ? `#${fragment}` : ""}`);
    } catch {
      // A preview in a frame may have no address to change; the page works without.
    }
  }

  follow() {
    clearTimeout(this.timer);
    this.typing = false;
    const before = this.state;
    this.state = parseState(location.hash);
    const names = Object.keys(INITIAL).filter((name) => before[name] !== this.state[name]);
    if (names.length) this.onchange(new Set(names), { typing: false });
  }
}
