import { StringDecoder } from 'node:string_decoder';

/** A record as it stands in the file. `line` is the physical line, from 1, on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: string[];
}
/** A record that could not be read. `field` is where, from 0. */
export interface BrokenRecord {
  readonly line: number;
  readonly field: number;
  readonly fault: string;
}

/** Signs in one record; more than the longest honest row by far, and what an unclosed quote may cost. */
export const RECORD_LIMIT = 262_144;

/**
 * Reads RFC 4180 from a stream in flat memory: commas, quotes doubled inside quotes, lines ended by LF or CRLF (or CR throughout), a byte order
 * mark, empty lines between. What is not UTF-8 comes out as U+FFFD, for the validation to name the column.
 *
 * A broken quote costs its own row alone: reading goes on with the next physical line. (A parser that looks for the closing quote to the end
 * swallows every row up to the next quote, and charges would be missing without a word; that is why it is written here.)
 */
export async function* csvRecords(bytes: AsyncIterable<Buffer>): AsyncGenerator<CsvRecord | BrokenRecord> {
  const decoder = new StringDecoder('utf8');
  const reader = new RecordReader();
  for await (const chunk of bytes) {
    reader.add(decoder.write(chunk));
    yield* reader.take(false);
  }
  reader.add(decoder.end());
  yield* reader.take(true);
}

const INCOMPLETE = Symbol('the record goes on in what has not come yet');

class RecordReader {
  private text = '';
  private at = 0;
  private line = 1;
  private started = false;
  /** Old Macintosh files end lines with CR alone; decided by the first line's end. */
  private crOnly?: boolean;
  /** Inside a line beyond all bounds, which is dropped as it comes. */
  private dropping = false;

  add(more: string) {
    this.text = this.text.slice(this.at) + (this.crOnly ? more.replaceAll('\r', '\n') : more);
    this.at = 0;
  }

  *take(ended: boolean): Generator<CsvRecord | BrokenRecord> {
    if (!this.begin(ended)) return;
    while (this.at < this.text.length) {
      if (this.dropping && !this.dropLine(ended)) return;
      if (this.at >= this.text.length) return;
      const record = this.next(ended);
      if (record === INCOMPLETE) return;
      if (record) yield record;
    }
  }

  /** Looks at the beginning once: a byte order mark goes, and the first line's end decides what ends lines. */
  private begin(ended: boolean): boolean {
    if (!this.started && this.text.length > 0) {
      this.started = true;
      if (this.text.startsWith('\uFEFF')) this.at = 1;
    }
    if (this.crOnly !== undefined) return true;
    const end = this.text.search(/[\r\n]/);
    const undecided = end < 0 || (this.text[end] === '\r' && end + 1 === this.text.length);
    if (undecided && !ended && this.text.length <= RECORD_LIMIT) return false;
    this.crOnly = end >= 0 && this.text[end] === '\r' && this.text[end + 1] !== '\n';
    if (this.crOnly) this.text = this.text.replaceAll('\r', '\n');
    return true;
  }

  /** Undefined for an empty line. */
  private next(ended: boolean): CsvRecord | BrokenRecord | undefined | typeof INCOMPLETE {
    const { at, line } = this;
    // Never more than the limit is looked at, so that it does not matter in which portions the file comes.
    const beyond = this.text.length - at > RECORD_LIMIT;
    const parsed = beyond ? parseRecord(this.text.slice(at, at + RECORD_LIMIT), 0, false) : parseRecord(this.text, at, ended);
    if (parsed === INCOMPLETE) {
      if (!beyond) return INCOMPLETE;
      this.dropping = true;
      return { line, field: 0, fault: `the row is longer than ${RECORD_LIMIT} signs; expected less, and every quote closed` };
    }
    if ('fault' in parsed) {
      this.dropping = true;
      return { line, ...parsed };
    }
    this.at = beyond ? at + parsed.end : parsed.end;
    this.line += parsed.lines;
    return parsed.fields.length === 1 && parsed.fields[0] === '' ? undefined : { line, fields: parsed.fields };
  }

  /** False when the line's end has not come yet. */
  private dropLine(ended: boolean): boolean {
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end + 1;
    if (end < 0) return ended;
    this.dropping = false;
    this.line += 1;
    return true;
  }
}

interface Parsed {
  readonly fields: string[];
  /** Where the next record begins. */
  readonly end: number;
  /** Physical lines it took. */
  readonly lines: number;
}
interface Broken {
  readonly field: number;
  readonly fault: string;
}

function parseRecord(text: string, start: number, ended: boolean): Parsed | Broken | typeof INCOMPLETE {
  const lineEnd = text.indexOf('\n', start);
  if (lineEnd < 0 && !ended) return INCOMPLETE;
  const line = text.slice(start, lineEnd < 0 ? text.length : lineEnd);
  // Most rows have no quote, and need no more than this.
  if (!line.includes('"')) return { fields: withoutCr(line).split(','), end: start + line.length + 1, lines: 1 };
  return parseQuoted(text, start, ended);
}

function parseQuoted(text: string, start: number, ended: boolean): Parsed | Broken | typeof INCOMPLETE {
  const fields: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    const field = text[at] === '"' ? quotedField(text, at, ended) : plainField(text, at, ended);
    if (field === INCOMPLETE) return INCOMPLETE;
    if (typeof field === 'string') return { field: fields.length, fault: field };
    fields.push(field.value);
    lines += field.newlines;
    if (text[field.end] !== ',') return { fields, end: field.end + (text[field.end] === '\r' ? 2 : 1), lines };
    at = field.end + 1;
  }
}

interface Field {
  readonly value: string;
  /** Where the comma or line end after it stands, or the end of the text. */
  readonly end: number;
  readonly newlines: number;
}

/** A string says what is broken. */
function quotedField(text: string, start: number, ended: boolean): Field | string | typeof INCOMPLETE {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return ended ? 'a quote is opened and never closed; expected a closing quote' : INCOMPLETE;
    if (text.length - quote <= 2 && !ended) return INCOMPLETE;
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const after = text.slice(quote + 1, quote + 3);
      if (after !== '' && !/^(,|\n|\r\n|\r$)/.test(after))
        return 'signs follow a closing quote; expected a comma there, and quotes inside a value doubled';
      return { value, end: quote + 1, newlines: value.split('\n').length - 1 };
    }
    value += '"';
    at = quote + 2;
  }
}

function plainField(text: string, start: number, ended: boolean): Field | string | typeof INCOMPLETE {
  const lineEnd = text.indexOf('\n', start);
  if (lineEnd < 0 && !ended) return INCOMPLETE;
  const line = withoutCr(text.slice(start, lineEnd < 0 ? text.length : lineEnd));
  const comma = line.indexOf(',');
  const value = comma < 0 ? line : line.slice(0, comma);
  if (value.includes('"'))
    return 'a quote stands inside a value that is not quoted; expected the whole value in quotes, and quotes inside it doubled';
  return { value, end: start + value.length, newlines: 0 };
}

const withoutCr = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line);
