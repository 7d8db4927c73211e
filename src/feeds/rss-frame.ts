import RSS from 'rss';

/** Writes an element, on a line of its own, around values that are escaped for their places already. */
type Line = (...values: string[]) => string;

/** The elements of an item. */
export interface RssFrame {
  title: Line;
  description: Line;
  link: Line;
  guid: Line;
  category: Line;
  pubDate: Line;
  /** Takes address, length and media type. */
  enclosure: Line;
  creator: Line;
  language: Line;
  updated: Line;
  content: Line;
}

/** Stands for a value, and is nowhere else in the document. */
const MARK = '@';
const EPOCH = new Date(0);

let frame: RssFrame | undefined;

/**
 * What `rss` writes around the values of an item: it is given one of nothing but marks. It is asked once, since it takes
 * longer over an item than all else that a feed is made of, and leaves work to the event loop each time.
 */
export function rssFrame(): RssFrame {
  frame ??= readFrame(itemOfMarks());
  return frame;
}

function itemOfMarks(): string {
  const document = new RSS({ title: '-', feed_url: '', site_url: '-' }).item({
    title: MARK,
    description: MARK,
    url: MARK,
    guid: MARK,
    categories: [MARK],
    date: EPOCH,
    // Length and type are given, so that the package asks neither the file system nor its table of types.
    enclosure: { url: MARK, size: 1, type: MARK },
    custom_elements: [
      { 'dc:creator': MARK },
      { 'dc:language': MARK },
      { 'atom:updated': MARK },
      { 'content:encoded': { _cdata: MARK } },
    ],
  });
  const xml = document.xml({ indent: '\t' });
  return xml
    .slice(xml.indexOf('<item>'))
    .replace(EPOCH.toUTCString(), MARK)
    .replace('length="1"', `length="${MARK}"`);
}

function readFrame(item: string): RssFrame {
  const lines = item.split(/(?<=\n)/);
  const element = (name: string): Line => {
    const line = lines.find((line) => line.trimStart().startsWith(`<${name}`)) ?? '';
    const [start = '', ...parts] = line.split(MARK);
    const [end = '', ...more] = parts;
    if (more.length === 0) return (value) => start + value + end;
    return (...values) => parts.reduce((out, part, at) => out + values[at] + part, start);
  };
  return {
    title: element('title'),
    description: element('description'),
    link: element('link'),
    guid: element('guid'),
    category: element('category'),
    pubDate: element('pubDate'),
    enclosure: element('enclosure'),
    creator: element('dc:creator'),
    language: element('dc:language'),
    updated: element('atom:updated'),
    content: element('content:encoded'),
  };
}
