/**
 * What is pasted, as paragraphs: a text from elsewhere has line ends of its own, empty lines between its paragraphs and
 * blanks for their indents, and the page has styles for all of these. One line is taken as it is.
 */
export function paragraphs(pasted: string): string {
  const lines = pasted.replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n').split('\n');
  if (lines.length === 1) return pasted;
  const words = lines.map((line) => line.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')).filter((line) => line !== '');
  return words.join('\n');
}
