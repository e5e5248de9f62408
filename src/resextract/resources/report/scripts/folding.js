// Texts as searches see them: the same as `fold_text` of resextract.digest.selections.

/** Returns a text in lower case, «ё» as «е», without quotes, with single spaces. */
export function foldText(text) {
  return foldLetters(text).replace(/\s+/g, " ").trim();
}

/** Folds letter by letter: the result has the length of the text, unless a letter has a longer lower case. */
export function foldLetters(text) {
  return text.toLowerCase().replace(/[ёѐ]/g, "е").replace(/[«»„“”"']/g, " ");
}

/** Returns the folded words of a query. */
export function splitWords(query) {
  return foldText(query).split(" ").filter(Boolean);
}
