// When tasks fall due: a histogram, with a table that says the same.

import { DATED, chooseTicks, countMonths, sortIntoBins } from "./bins.js";
import { create, draw, find, replaceContent } from "./elements.js";
import { NO_DEADLINE } from "./filtering.js";
import { countNoun, formatDate, formatNumber } from "./wording.js";

const HEIGHT = 168;
const MARGIN = { top: 18, right: 10, bottom: 34, left: 30 };
const PLACES = [...DATED, "recurring", "open", NO_DEADLINE];
const ROMAN = ["I", "II", "III", "IV"];

export class Timeline {
  constructor(model, store) {
    this.model = model;
    this.store = store;
    this.container = find("timeline");
    this.open = false;
    this.width = this.container.clientWidth; // asked for again only when it changes: the question costs a layout
    new ResizeObserver(() => this.resize()).observe(this.container);
  }

  update({ state, selection }) {
    this.last = { state, selection };
    const tasks = selection.without("due", "place");
    const { step, bins } = sortIntoBins(tasks, this.model.today, this.model.schoolYear[1]);
    const filled = bins.filter((bin) => bin.total > 0);
    replaceContent(
      this.container,
      create("h2", {}, "Сроки ", create("span", { class: "muted" }, bins.length ? `${step.noun}, задач` : "")),
      create("ul", { class: "places" }, this.buildPlaces(state, tasks)),
      bins.length ? this.drawBins(bins, step, state) : create("p", { class: "muted" }, "У отобранных задач нет сроков с датой."),
      filled.length ? this.buildTable(filled, step, state) : null,
    );
  }

  resize() {
    const width = this.container.clientWidth;
    if (!this.last || !width || width === this.width) return;
    this.width = width;
    requestAnimationFrame(() => this.update(this.last));
  }

  buildPlaces(state, tasks) {
    const words = { ...this.model.words.schedule, [NO_DEADLINE]: "срок не указан" };
    const [begin, end] = this.model.schoolYear.map(formatDate);
    return PLACES.map((place) => {
      const number = tasks.filter((task) => (place === NO_DEADLINE ? !task.places.size : task.places.has(place))).length;
      const attributes = {
        type: "button", "data-key": place, "aria-pressed": String(state.place === place), class: `place is-${place}`,
        title: place === "school_year" ? `${begin} – ${end}` : null,
        onclick: () => this.store.set({ place: this.store.state.place === place ? "" : place }),
      };
      return create("li", {}, create("button", attributes, words[place], create("b", {}, ` ${formatNumber(number)}`)));
    });
  }

  drawBins(bins, step, state) {
    const width = Math.max(280, this.width - 26);
    const inner = { width: width - MARGIN.left - MARGIN.right, height: HEIGHT - MARGIN.top - MARGIN.bottom };
    const most = Math.max(...bins.map((bin) => bin.total));
    const ticks = chooseTicks(most);
    const band = inner.width / bins.length;
    const x = (position) => MARGIN.left + position * band;
    const y = (number) => MARGIN.top + inner.height * (1 - number / most);
    const grid = ticks.map((tick) => [
      draw("line", { class: "grid", x1: MARGIN.left, x2: width - MARGIN.right, y1: y(tick), y2: y(tick) }),
      draw("text", { class: "tick", x: MARGIN.left - 6, y: y(tick) + 4, "text-anchor": "end" }, formatNumber(tick)),
    ]);
    const bars = bins.map((bin, position) => this.drawBin(bin, step, state, { x: x(position), band, y, base: y(0) }));
    const busiest = bins.reduce((a, b) => (b.total > a.total ? b : a));
    const label = `Столбцы: сколько задач истекает ${step.noun}, с ${formatDate(bins[0].from)} по ${formatDate(bins.at(-1).to)}. ` +
      `Больше всего – ${nameBin(busiest, step, this.model.words.months)}: ${countNoun(busiest.total, this.model.words.counted.tasks)}. Те же числа – в таблице ниже.`;
    return draw(
      "svg",
      { class: "histogram", viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": label },
      ...grid.flat(), ...bars, ...drawLabels(bins, step, x, band), ...this.drawToday(bins, step, x, band),
    );
  }

  drawBin(bin, step, state, { x, band, y, base }) {
    const width = Math.max(1, Math.min(band - 1, 36));
    const left = x + (band - width) / 2;
    const pieces = [];
    let sum = 0;
    for (const place of DATED) {
      if (!bin.counts[place]) continue;
      const bottom = y(sum);
      sum += bin.counts[place];
      pieces.push(draw("rect", { class: `bar is-${place}`, x: left, width, y: y(sum), height: bottom - y(sum) }));
    }
    if (!bin.total) return draw("g");
    const name = `${nameBin(bin, step, this.model.words.months)}: ${countNoun(bin.total, this.model.words.counted.tasks)}`;
    const chosen = isChosen(bin, state);
    const unchosen = (state.from || state.to) && !chosen;
    return draw(
      "g",
      { class: `bin${chosen ? " is-chosen" : ""}${unchosen ? " is-faded" : ""}`, "data-from": bin.from, onclick: () => this.choose(bin) },
      draw("title", {}, name),
      draw("rect", { class: "hit", x, width: band, y: MARGIN.top, height: base - MARGIN.top }),
      ...pieces,
    );
  }

  drawToday(bins, step, x, band) {
    const { today } = this.model;
    const day = Number(today.slice(8)) / 31;
    const position = (countMonths(today) + day - bins[0].begin) / step.months;
    if (position < 0 || position > bins.length) return [];
    const at = x(0) + position * band;
    const anchor = position > bins.length / 2 ? "end" : "start";
    return [
      draw("line", { class: "today", x1: at, x2: at, y1: 4, y2: HEIGHT - MARGIN.bottom }),
      draw("text", { class: "tick", x: at + (anchor === "end" ? -5 : 5), y: 12, "text-anchor": anchor }, formatDate(today)),
    ];
  }

  choose(bin) {
    const { state } = this.store;
    this.store.set(isChosen(bin, state) ? { from: "", to: "" } : { from: bin.from, to: bin.to });
  }

  buildTable(bins, step, state) {
    const words = this.model.words.schedule;
    const head = create("tr", {}, ["Когда", "Задач", ...DATED.map((place) => words[place])].map((text) => create("th", { scope: "col" }, text)));
    const rows = bins.map((bin) => {
      const attributes = {
        type: "button", class: "link", "data-key": bin.from, "aria-pressed": String(isChosen(bin, state)), onclick: () => this.choose(bin),
      };
      const name = create("th", { scope: "row" }, create("button", attributes, nameBin(bin, step, this.model.words.months)));
      return create("tr", {}, name, [bin.total, ...DATED.map((place) => bin.counts[place])].map((number) => create("td", {}, formatNumber(number))));
    });
    const table = create("table", { class: "figures-table" }, create("caption", { class: "unseen" }, `Сроки ${step.noun}`), create("thead", {}, head), create("tbody", {}, rows));
    const summary = create("summary", { "data-key": "table" }, "Таблицей");
    return create("details", { class: "as-table", open: this.open, ontoggle: (event) => { this.open = event.target.open; } }, summary, table);
  }
}

function isChosen(bin, state) {
  return state.from === bin.from && state.to === bin.to;
}

function nameBin(bin, step, months) {
  if (step.months === 12) return `${bin.year} год`;
  if (step.months === 3) return `${ROMAN[bin.month / 3]} квартал ${bin.year}`;
  return `${nominative(months[bin.month + 1])} ${bin.year}`;
}

// «января» → «январь», «марта» → «март»: the months are given in the genitive.
function nominative(month) {
  if (month === "мая") return "май";
  return month.endsWith("я") ? `${month.slice(0, -1)}ь` : month.slice(0, -1);
}

function drawLabels(bins, step, x, band) {
  const room = step.months === 1 ? 26 : 40;
  const base = HEIGHT - MARGIN.bottom + 14;
  const labels = [];
  let free = -Infinity;
  let year = null;
  bins.forEach((bin, position) => {
    const middle = x(position) + band / 2;
    const minor = step.months === 1 ? String(bin.month + 1).padStart(2, "0") : ROMAN[bin.month / 3];
    if (step.months !== 12 && band >= (step.months === 1 ? 16 : 22)) {
      labels.push(draw("text", { class: "tick", x: middle, y: base, "text-anchor": "middle" }, minor));
    }
    if (bin.year !== year && middle >= free) {
      labels.push(draw("text", { class: "tick year", x: Math.max(middle, MARGIN.left), y: base + (step.months === 12 ? 0 : 14), "text-anchor": "middle" }, String(bin.year)));
      free = middle + Math.max(room, 34);
      year = bin.year;
    }
  });
  return labels;
}
