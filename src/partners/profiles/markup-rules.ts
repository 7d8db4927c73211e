/** Which HTML may stand in a body: whatever is not named is taken off, and its words stay. */
export interface MarkupRules {
  /** Elements, with their attributes by property name, besides `lang` and `dir`. */
  elements: ReadonlyMap<string, readonly string[]>;
  /** What stands in the place of an element that is not allowed. */
  instead: ReadonlyMap<string, string>;
  /** Elements within elements, the outermost counted as one. */
  maxDepth: number;
}

const TABLE: [string, string[]][] = [
  ['table', []],
  ['caption', []],
  ['thead', []],
  ['tbody', []],
  ['tfoot', []],
  ['tr', []],
  ['th', ['colSpan', 'rowSpan', 'scope']],
  ['td', ['colSpan', 'rowSpan']],
];

function plain(names: string): [string, string[]][] {
  return names.split(' ').map((name) => [name, []]);
}

/** What articles and reader cards are made of. */
export const FEED_RULES: MarkupRules = {
  elements: new Map([
    ...plain('p div span h2 h3 h4 ul li dl dt dd pre hr figure figcaption br'),
    ...plain('em strong b i s sub sup small cite code del ins mark kbd bdi bdo ruby rt rp'),
    ...TABLE,
    ['ol', ['start']],
    ['a', ['href', 'rel']],
    ['abbr', ['title']],
    ['blockquote', ['cite']],
    ['q', ['cite']],
    ['img', ['src', 'alt', 'width', 'height']],
    ['time', ['dateTime']],
  ]),
  instead: new Map([
    ['h1', 'h2'],
    ['h5', 'h4'],
    ['h6', 'h4'],
  ]),
  maxDepth: 100,
};

/** "MSN HTML guidelines and tag restrictions" (support.microsoft.com): no figure, and fewer than ten levels. */
export const MSN_RULES: MarkupRules = {
  elements: new Map([
    ...plain('p div span h2 h3 h4 h5 ul ol li br b i em strong sub sup small blockquote'),
    ...TABLE.map(([name]): [string, string[]] => [name, []]),
    ['a', ['href']],
    ['img', ['src', 'alt', 'width', 'height']],
  ]),
  instead: new Map([
    ['figure', 'div'],
    ['figcaption', 'p'],
    ['dl', 'ul'],
    ['dt', 'li'],
    ['dd', 'li'],
    ['pre', 'p'],
    ['cite', 'em'],
    ['mark', 'strong'],
    ['ins', 'em'],
  ]),
  maxDepth: 9,
};
