// Words, dates and numbers as they are printed in Russian. The words for codes come with the records.

/** Returns «3 задачи»: the forms are those of one, two and five. */
export function countNoun(number, [one, few, many]) {
  return `${formatNumber(number)} ${chooseForm(number, one, few, many)}`;
}

export function chooseForm(number, one, few, many) {
  const tens = number % 100;
  const ones = number % 10;
  if (ones === 1 && tens !== 11) return one;
  return ones >= 2 && ones <= 4 && (tens < 12 || tens > 14) ? few : many;
}

/** Returns an ISO date as 30.11.2021. */
export function formatDate(iso) {
  return iso.split("-").reverse().join(".");
}

/** Returns a number with a decimal comma and its thousands apart. */
export function formatNumber(value) {
  const [whole, part] = String(value).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  return part ? `${grouped},${part}` : grouped;
}

export function capitalise(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
