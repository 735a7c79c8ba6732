// A row: {what, budget, measured, beside, ratio, met}, all text but `met`: true, false, or null for
// a figure without a budget, shown for comparison.
import { readFileSync, writeFileSync } from 'node:fs';

const COLUMNS = ['what', 'budget', 'measured', 'beside', 'ratio', 'met'];
const HEADINGS = { what: 'what', budget: 'budget', measured: 'measured', beside: 'beside',
  ratio: 'ratio', met: 'met?' };
const MET = new Map([[true, 'yes'], [false, 'NO'], [null, '']]);
const cells = (row) => ({ ...row, met: MET.get(row.met) });

// Chinese characters and the like take two columns of a terminal.
const width = (text) => [...text].reduce((sum, c) => sum + (c >= '\u2e80' ? 2 : 1), 0);
const pad = (text, to) => text + ' '.repeat(to - width(text));

export function plainTable(rows) {
  const lines = [HEADINGS, ...rows.map(cells)];
  const widths = COLUMNS.map((column) => Math.max(...lines.map((line) => width(line[column]))));
  return lines
    .map((line) => COLUMNS.map((column, i) => pad(line[column], widths[i])).join('  ').trimEnd())
    .join('\n');
}

export function markdownTable(rows) {
  const line = (row) => `| ${COLUMNS.map((column) => row[column]).join(' | ')} |`;
  return [line(HEADINGS), `|${' --- |'.repeat(COLUMNS.length)}`,
    ...rows.map((row) => line(cells(row)))].join('\n');
}

const BEGIN = '<!-- bench:begin (written by ./dev bench --write-docs) -->';
const END = '<!-- bench:end -->';

// Replaces the text between the two marks of a document.
export function writeBetweenMarks(file, text) {
  const document = readFileSync(file, 'utf8');
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`${file} does not have the marks of the table`);
  writeFileSync(file,
    `${document.slice(0, begin + BEGIN.length)}\n${text}\n${document.slice(end)}`);
}

// The format of numbers in rows.
export const count = (value) => Math.round(value).toLocaleString('en');
export const perSecond = (value, what = '') => `${count(value)}${what}/s`;
export const ms = (value) =>
  value < 0.1 ? `${(value * 1000).toFixed(1)} µs` : `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
export const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
export const times = (ratio) => `${ratio >= 3 ? ratio.toFixed(1) : ratio.toFixed(2)}×`;
