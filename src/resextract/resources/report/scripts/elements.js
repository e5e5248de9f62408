// Elements made of plain values. Text goes in as text nodes only, so nothing of a resolution is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** Creates an HTML element; `onclick` and the like are listeners, null and false attributes are left out. */
export function create(tag, attributes = {}, ...children) {
  return complete(document.createElement(tag), attributes, children);
}

/** Creates an SVG element. */
export function draw(tag, attributes = {}, ...children) {
  return complete(document.createElementNS(SVG, tag), attributes, children);
}

function complete(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replaces what a container holds; what had the focus there keeps it, known by its `data-key`, and lists their place. */
export function replaceContent(container, ...children) {
  const focused = container.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.dataset.key;
  const lists = [...container.querySelectorAll(".long")].map((list) => list.scrollTop);
  container.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (lists.length) container.querySelectorAll(".long").forEach((list, i) => { list.scrollTop = lists[i] ?? 0; });
  if (!focused || container.contains(document.activeElement)) return;
  const heir = key && [...container.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key);
  const fallback = heir || container.querySelector("button, a[href], input, select");
  fallback?.focus({ preventScroll: true });
}

/** Returns the element with an id. */
export function find(id) {
  return document.getElementById(id);
}
