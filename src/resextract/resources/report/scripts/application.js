// The page: one state, one selection, and the views that show them.

import { Controls } from "./controls.js";
import { find } from "./elements.js";
import { Selection } from "./filtering.js";
import { buildModel } from "./model.js";
import { Overview, listFacets } from "./overview.js";
import { preparePrinting } from "./printing.js";
import { Sorter } from "./sorting.js";
import { SourceView } from "./source.js";
import { FILTERS, Store } from "./state.js";
import { TaskTable } from "./table.js";
import { Targets } from "./targets.js";
import { Timeline } from "./timeline.js";

const NARROW = matchMedia("(max-width: 1079px)");
// While somebody types, the table follows each letter and the charts the pauses.
const PAUSE = 120;
const SMALL = matchMedia("(max-width: 699px)");

function start() {
  const model = buildModel(JSON.parse(find("payload").textContent));
  if (!model.tasks.length) return;
  if (SMALL.matches) for (const id of ["overview", "filters"]) find(id).open = false;
  const facets = listFacets(model);
  const sorter = new Sorter(model.tasks);
  const store = new Store((changed, options) => render(changed, options));
  const table = new TaskTable(model, store, (task, mention, options) => jump(task, mention, options));
  const source = new SourceView(model, store, table);
  const controls = new Controls(model, store, facets);
  const charts = [new Overview(model, store, facets), new Timeline(model, store), new Targets(model, store)];
  let selection;
  let shown;
  let timer = 0;

  function render(changed, { typing }) {
    const { state } = store;
    const refiltered = !selection || FILTERS.some((name) => changed.has(name));
    const reordered = refiltered || changed.has("sort") || changed.has("desc");
    if (reordered) {
      if (refiltered) selection = new Selection(model.tasks, state);
      const there = new Set(selection.shown);
      shown = sorter.sort(state.sort, state.desc !== "").filter((task) => there.has(task));
    }
    if (reordered) controls.update({ state, selection });
    table.update({ state, shown, changed });
    source.update({ state, changed });
    if (refiltered) showCharts(typing);
    showSource(state.view === "source", changed.has("view"));
  }

  function showCharts(typing) {
    const show = () => charts.forEach((chart) => chart.update({ state: store.state, selection }));
    clearTimeout(timer);
    if (typing) timer = setTimeout(show, PAUSE);
    else show();
  }

  // The task is opened, and the place of its mention (or its own) is shown in the source.
  function jump(task, mention, { phone = true } = {}) {
    source.jumping = true;
    store.set({ task: task.key, src: task.document.key, view: phone && NARROW.matches ? "source" : "" });
    source.jumping = false;
    const place = mention && mention.start !== undefined ? mention : task;
    source.flash(place);
  }

  // On a narrow screen the source lies over the page, and what is beneath cannot be reached.
  function showSource(wanted, moved) {
    const over = wanted && NARROW.matches;
    document.documentElement.classList.toggle("source-over", over);
    for (const element of document.querySelectorAll(".skip, .head, .notice, .overview-frame, .tasks, .foot")) {
      if (!element.closest("#source")) element.inert = over;
    }
    if (!moved) return;
    if (over) source.back.focus({ preventScroll: true });
    else if (NARROW.matches && table.opened) {
      const row = table.findRow(table.opened);
      row?.querySelector(".toggle").focus({ preventScroll: true });
      table.scrollTo(table.opened);
    }
  }

  function fitSource() {
    if (NARROW.matches) find("source").style.height = "";
    else source.fitHeight();
  }

  for (const name of ["scroll", "resize"]) addEventListener(name, () => requestAnimationFrame(fitSource), { passive: true });
  NARROW.addEventListener("change", () => showSource(store.state.view === "source", false));
  find("toggle-source").addEventListener("click", (event) => {
    const hidden = find("workspace").classList.toggle("without-source");
    event.currentTarget.setAttribute("aria-pressed", String(!hidden));
  });
  find("skip").addEventListener("click", (event) => {
    // The address holds the state, so it cannot hold the place to skip to.
    event.preventDefault();
    find("tasks").focus();
    find("tasks").scrollIntoView();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) {
      event.preventDefault();
      find("search").focus();
    }
    if (event.key === "Escape") leave();
  });

  // Escape closes what was opened last: the source on a narrow screen, the passage, the details.
  function leave() {
    if (document.documentElement.classList.contains("source-over")) source.goBack();
    else if (!source.passage.hidden) source.forget();
    else if (store.state.task) {
      const { opened } = table;
      store.set({ task: "" });
      table.findRow(opened)?.querySelector(".toggle").focus({ preventScroll: true });
    }
  }

  preparePrinting(table, find("overview"));
  render(new Set(Object.keys(store.state)), { typing: false });
  fitSource();
  if (table.opened) table.scrollTo(table.opened);
  document.documentElement.dataset.ready = "1";
}

start();
