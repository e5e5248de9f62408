// A field with a list of suggestions: the combobox of the ARIA Authoring Practices, with manual choice.

import { create } from "./elements.js";
import { foldText, splitWords } from "./folding.js";
import { formatNumber } from "./wording.js";

const MOST = 200;
let number = 0;

export class Combobox {
  /**
   * @param label what the field is called
   * @param options gives the entries when the list opens: [key, label, count]
   * @param choose is told the chosen key, or "" when the field is emptied
   */
  constructor(label, options, choose) {
    number += 1;
    this.options = options;
    this.choose = choose;
    this.value = "";
    this.label = "";
    this.active = -1;
    this.list = create("ul", { role: "listbox", id: `list-${number}`, "aria-label": label, hidden: true, onmousedown: (event) => event.preventDefault(), onclick: (event) => this.pick(event.target.closest("[role=option]")) });
    this.input = create("input", {
      type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": `list-${number}`, "aria-autocomplete": "list",
      autocomplete: "off", spellcheck: "false", placeholder: "любой", oninput: () => this.open(), onclick: () => this.open(),
      onkeydown: (event) => this.press(event), onblur: () => this.leave(),
    });
    this.element = create("div", { class: "combobox" }, create("label", {}, create("span", {}, label), this.input), this.list);
  }

  /** Shows a choice that was made elsewhere. */
  show(value, label) {
    [this.value, this.label] = [value, label];
    if (document.activeElement !== this.input || this.list.hidden) this.input.value = label;
    this.input.classList.toggle("is-set", value !== "");
  }

  open() {
    const typed = this.input.value === this.label ? "" : this.input.value;
    const words = splitWords(typed);
    const found = this.options().filter(([, label]) => words.every((word) => foldText(label).includes(word)));
    this.found = [...(this.value ? [["", "любой", null]] : []), ...found.slice(0, MOST)];
    const rest = found.length - MOST;
    const items = this.found.map(([key, label, count], position) => create(
      "li", { role: "option", id: `${this.list.id}-${position}`, "aria-selected": "false", "data-position": position, class: key === this.value ? "is-current" : null },
      create("span", {}, label), count === null ? null : create("small", {}, formatNumber(count)),
    ));
    if (!items.length || rest > 0) {
      const note = items.length ? `Ещё ${formatNumber(rest)}: уточните запрос` : "Такого нет среди отобранных задач";
      items.push(create("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "muted" }, note));
    }
    this.list.replaceChildren(...items);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.activate(words.length && this.found.length ? 0 : -1);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  leave() {
    if (this.input.value === "" && this.value) this.choose("");
    this.close();
    this.input.value = this.label;
  }

  press(event) {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.open();
      const step = key === "ArrowDown" ? 1 : -1;
      const size = this.found.length;
      if (size) this.activate(this.active < 0 ? (step > 0 ? 0 : size - 1) : (this.active + step + size) % size);
    } else if (key === "Enter") {
      event.preventDefault();
      if (this.active >= 0) this.pick(this.list.children[this.active]);
      else if (this.input.value === "" && this.value) this.choose("");
    } else if (key === "Escape") {
      if (this.list.hidden) return;
      event.stopPropagation();
      this.input.value = this.label;
      this.close();
    } else if (key === "Tab") {
      this.close();
    }
  }

  activate(position) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = position;
    const item = this.list.children[position];
    if (!item) return this.input.removeAttribute("aria-activedescendant");
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    return this.input.setAttribute("aria-activedescendant", item.id);
  }

  pick(item) {
    const chosen = item && this.found[Number(item.dataset.position)];
    if (!chosen) return;
    this.close();
    const [key, label] = chosen;
    this.show(key, key ? label : "");
    this.input.value = this.label;
    this.choose(key);
  }
}
