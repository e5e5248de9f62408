// The words of a query, marked where they stand.

import { create } from "./elements.js";
import { foldLetters } from "./folding.js";

/** Returns the nodes of a text in which the folded words are marked. */
export function markWords(text, words) {
  const folded = words.length ? foldLetters(text) : "";
  // A few letters have a longer lower case; places in the folded text would be wrong then.
  if (!words.length || folded.length !== text.length) return [text];
  const nodes = [];
  let position = 0;
  for (const [start, end] of findWords(folded, words)) {
    nodes.push(text.slice(position, start), create("mark", {}, text.slice(start, end)));
    position = end;
  }
  return [...nodes, text.slice(position)].filter((node) => node !== "");
}

function findWords(folded, words) {
  const found = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) found.push([at, at + word.length]);
  }
  found.sort(([a, b], [c, d]) => a - c || d - b);
  const merged = [];
  for (const [start, end] of found) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
