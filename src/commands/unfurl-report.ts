import type { PageFault } from '../unfurl/page-fault.ts';
import { type PageVisit, pictureBytes, type VisitAnswer } from '../unfurl/page-visit.ts';
import { kilobytes } from '../unfurl/picture-view.ts';
import type { PlatformView } from '../unfurl/platform-views.ts';

/** Columns of a terminal. */
const WIDTH = 80;
/** Where what belongs to a name begins. */
const INDENT = 13;
/** How sure a platform's rules are, after its name. */
const KNOWN = { source: '', documentation: '', reports: '*' };
const FOOTNOTE = '* by what others report and tried: its rules are not published.';

/** How words stand out. */
export interface Style {
  bold(text: string): string;
  warn(text: string): string;
}

/** For terminals (ECMA-48 §8.3.117). */
export const COLOURS: Style = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  warn: (text) => `\u001b[33m${text}\u001b[39m`,
};
export const PLAIN: Style = { bold: (text) => text, warn: (text) => text };

/** Tells what each platform shows of a page and what to change, in lines of 80 columns. */
export function unfurlReport(
  visit: PageVisit,
  views: readonly PlatformView[],
  faults: readonly PageFault[],
  style: Style,
): string {
  return [
    ...visited(visit),
    '',
    ...grouped(views).flatMap((group) => [...viewLines(group, style), '']),
    FOOTNOTE,
    '',
    ...faultLines(faults, style),
  ].join('\n');
}

function visited({ address, redirects, page, head, others }: PageVisit): string[] {
  const led = redirects > 0 ? `, after ${redirects} ${redirects > 1 ? 'redirects' : 'redirect'}` : '';
  return [
    ...entry('page', address + led),
    ...entry(
      '',
      `GET ${page.status}, HEAD ${head.status || 'without an answer'}, ${page.headers['content-type'] || 'no type'}, ${kilobytes(page.bytes.length)}`,
    ),
    ...picturesOf(others).flatMap(([url, answer]) => [
      ...entry('picture', url),
      ...entry('', pictureFacts(answer)),
    ]),
  ];
}

function picturesOf(others: PageVisit['others']): [url: string, answer: VisitAnswer][] {
  return [...others].filter(
    ([, { headers, format }]) => format || /^image\//.test(headers['content-type'] ?? ''),
  );
}

/** The pictures of a page as programs read them; sizes in pixels and bytes. */
export function pictureRecords({ others }: PageVisit): object[] {
  return picturesOf(others).map(([url, answer]) => {
    const { status, format, size } = answer;
    return { url, status, ...(format && { format }), ...size, bytes: pictureBytes(answer) };
  });
}

function pictureFacts(answer: VisitAnswer): string {
  const { status, size, format } = answer;
  const pixels = size ? `${size.width} × ${size.height} pixels` : 'a size that is not told';
  return [
    ...(status === 200 ? [] : [`answers ${status}`]),
    format ?? 'no picture',
    pixels,
    kilobytes(pictureBytes(answer)),
  ].join(', ');
}

/** Platforms that show the very same stand together. */
function grouped(views: readonly PlatformView[]): PlatformView[][] {
  const groups = new Map<string, PlatformView[]>();
  for (const view of views) {
    const { platform: _, known: __, ...shown } = view;
    const key = JSON.stringify(shown);
    groups.set(key, [...(groups.get(key) ?? []), view]);
  }
  return [...groups.values()];
}

function viewLines(group: readonly PlatformView[], style: Style): string[] {
  const [view] = group;
  if (!view) return [];
  const names = group.map(({ platform, known }) => platform + KNOWN[known]).join(', ');
  const heading = wrapped(names, WIDTH).map((line) => style.bold(line));
  if (view.nothing !== undefined) return [...heading, ...entry('  nothing', view.nothing, style.warn)];
  const { title, description, author, site, date, creator, alt, colour, picture, cut } = view;
  const cutMark = (field: 'title' | 'description') => (cut.includes(field) ? ' … (cut here)' : '');
  const lines: [string, string | undefined][] = [
    ['title', title && title + cutMark('title')],
    ['text', description && description + cutMark('description')],
    ['picture', picture && pictureWords(picture)],
    ['alt', picture?.refused ? undefined : alt],
    ['author', author],
    ['site', site],
    ['date', date],
    ['account', creator],
    ['colour', colour],
  ];
  return [
    ...heading,
    ...lines.flatMap(([name, value]) => (value === undefined ? [] : entry(`  ${name}`, value))),
  ];
}

function pictureWords({ url, refused, small, near }: NonNullable<PlatformView['picture']>): string {
  if (refused) return `none: ${refused}`;
  const name = URL.parse(url)?.pathname.split('/').at(-1) || url;
  return [small ? `small: ${small}` : `yes, ${name}`, ...(near ? [`near its limit: ${near}`] : [])].join(
    '; ',
  );
}

function faultLines(faults: readonly PageFault[], style: Style): string[] {
  const losses = faults.filter(({ isNote }) => !isNote);
  const notes = faults.filter(({ isNote }) => isNote);
  return [
    style.bold(losses.length > 0 ? `${losses.length} to change` : 'Nothing to change.'),
    ...losses.flatMap(({ fault, mend }, index) => [
      ...entry(`  ${index + 1}`, fault, style.warn),
      ...entry('', `→ ${mend}`),
    ]),
    ...notes.flatMap(({ fault, mend }) => [...entry('  to know', fault), ...entry('', `→ ${mend}`)]),
  ];
}

/** A name, and beside it what belongs to it, in as many lines as it takes. */
function entry(name: string, value: string, colour = PLAIN.warn): string[] {
  return wrapped(value, WIDTH - INDENT).map(
    (line, index) => (index === 0 ? name.padEnd(INDENT) : ' '.repeat(INDENT)) + colour(line),
  );
}

/** Of a text, in characters. */
const MAX_SHOWN = 1500;
/** Not shown: what would turn the letters after it around. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * Lines of no more than `width` characters, broken at spaces, or within a word that is longer. An address stays whole, to
 * be copied. Controls become spaces.
 */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .slice(0, MAX_SHOWN)
    .replace(TURNS, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .split(' ')) {
    if (line && line.length + 1 + word.length <= width) {
      line += ` ${word}`;
      continue;
    }
    if (line) lines.push(line);
    line = word;
    while (line.length > width && !/^https?:/.test(line)) {
      lines.push(line.slice(0, width));
      line = line.slice(width);
    }
  }
  return [...lines, line];
}
