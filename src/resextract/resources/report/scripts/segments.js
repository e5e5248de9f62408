// Overlapping and nested spans → pieces of text that follow one another.

/**
 * Cuts a text at the ends of spans.
 *
 * Returns pieces {start, end, spans} that together are the text; the spans of a piece are those that cover it, the
 * widest first. Spans that hold nothing or lie outside of the text are passed over.
 */
export function cutSegments(length, spans) {
  const inside = spans.filter(({ start, end }) => start >= 0 && start < end && end <= length);
  const cuts = [...new Set([0, length, ...inside.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const waiting = [...inside].sort((a, b) => a.start - b.start || b.end - a.end);
  const segments = [];
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i += 1) {
    const [start, end] = [cuts[i], cuts[i + 1]];
    open = open.filter((span) => span.end > start);
    while (next < waiting.length && waiting[next].start <= start) open.push(waiting[next++]);
    const covering = [...open].sort((a, b) => b.end - b.start - (a.end - a.start));
    segments.push({ start, end, spans: covering });
  }
  return segments;
}
