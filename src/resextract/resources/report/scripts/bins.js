// Days sorted into months, quarters or years.

const MOST_BINS = 60;
export const DATED = ["past", "school_year", "later"];

const STEPS = [
  { months: 1, noun: "по месяцам" },
  { months: 3, noun: "по кварталам" },
  { months: 12, noun: "по годам" },
];

/** Returns the months between year 0 and the month of an ISO date. */
export function countMonths(iso) {
  return Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;
}

/**
 * Sorts days into bins of equal length, by months, quarters or years, whichever is the shortest that gives at most 60.
 *
 * Returns the step and the bins without gaps; each has its first and last day and the tasks that fall due in it, by
 * whether that is past, in the school year or later. No bins where no task has a day.
 */
export function sortIntoBins(tasks, today, schoolYearEnd) {
  const months = tasks.flatMap((task) => task.days.map(countMonths));
  if (!months.length) return { step: STEPS[0], bins: [] };
  const first = months.reduce((a, b) => Math.min(a, b));
  const last = months.reduce((a, b) => Math.max(a, b));
  const step = STEPS.find(({ months: size }) => Math.floor(last / size) - Math.floor(first / size) < MOST_BINS) ?? STEPS.at(-1);
  const offset = Math.floor(first / step.months);
  const bins = Array.from({ length: Math.floor(last / step.months) - offset + 1 }, (_, i) => makeBin(offset + i, step));
  for (const task of tasks) {
    const latest = new Map();
    for (const day of task.days) latest.set(Math.floor(countMonths(day) / step.months) - offset, day);
    for (const [position, day] of latest) bins[position].counts[placeDay(day, today, schoolYearEnd)] += 1;
  }
  for (const bin of bins) bin.total = DATED.reduce((sum, place) => sum + bin.counts[place], 0);
  return { step, bins };
}

function placeDay(day, today, schoolYearEnd) {
  if (day < today) return "past";
  return day <= schoolYearEnd ? "school_year" : "later";
}

function makeBin(position, step) {
  const begin = position * step.months;
  const [year, month] = [Math.floor(begin / 12), begin % 12];
  const end = new Date(Date.UTC(year, month + step.months, 0));
  if (year < 100) end.setUTCFullYear(year);
  const pad = (number, size = 2) => String(number).padStart(size, "0");
  return {
    year, month, begin,
    from: `${pad(year, 4)}-${pad(month + 1)}-01`,
    to: `${pad(end.getUTCFullYear(), 4)}-${pad(end.getUTCMonth() + 1)}-${pad(end.getUTCDate())}`,
    counts: { past: 0, school_year: 0, later: 0 },
    total: 0,
  };
}

/** Returns steps for an axis of whole numbers: at most four lines. */
export function chooseTicks(most) {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const step = Math.max(1, Math.ceil(size));
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}
