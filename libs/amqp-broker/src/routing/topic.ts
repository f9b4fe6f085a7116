/** Topic patterns: words between dots; `*` is exactly one word, `#` is any number of them, none included. */
export function topicMatches(pattern: string, routingKey: string): boolean {
  return wordsMatch(pattern.split('.'), routingKey === '' ? [] : routingKey.split('.'));
}

/**
 * Goes back to the last `#` only, as glob matchers do, so a pattern with many of them costs words × words at most,
 * where the recursive way costs exponentially (a client chooses both strings).
 */
function wordsMatch(pattern: string[], words: string[]): boolean {
  let p = 0;
  let w = 0;
  let hash = -1;
  let hashWord = 0;
  while (w < words.length) {
    if (pattern[p] === '#') {
      hash = p++;
      hashWord = w;
    } else if (p < pattern.length && (pattern[p] === '*' || pattern[p] === words[w])) {
      p++;
      w++;
    } else if (hash >= 0) {
      p = hash + 1;
      w = ++hashWord;
    } else {
      return false;
    }
  }
  while (pattern[p] === '#') p++;
  return p === pattern.length;
}
