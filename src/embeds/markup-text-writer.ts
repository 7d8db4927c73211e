/** A stretch of the text that was an `<a>`, in UTF-16 code units; empty where the link had no words. */
export interface MarkupLink {
  start: number;
  end: number;
  href: string;
  /** The text between. */
  words: string;
}

export interface MarkupText {
  /** Plain text: `<br>` is a line feed, a paragraph is set off by a blank line. */
  text: string;
  links: MarkupLink[];
  /** There is more text than any post has, or it lies too deep: not all of it was read. */
  incomplete: boolean;
}

/** In UTF-16 code units. X's longest posts have 25,000 characters; embed markup carries the first 280. */
const MAX_TEXT = 30_000;

/** Puts text together as a reader sees it: gaps between blocks, no spaces at the ends of lines. */
export class MarkupTextWriter {
  private text = '';
  private links: MarkupLink[] = [];
  private open: MarkupLink[] = [];
  private feeds = 0;
  private incomplete = false;

  write(words: string): void {
    let rest = words;
    if (this.text === '' || this.feeds > 0 || this.text.endsWith('\n'))
      rest = rest.replace(/^[ \t\n\f\r]+/, '');
    else if (/[ \n]$/.test(this.text)) rest = rest.replace(/^ +/, '');
    if (this.text.length > MAX_TEXT) this.incomplete = true;
    if (rest === '' || this.incomplete) return;
    if (this.feeds > 0) this.breakLine();
    for (const link of this.open) if (link.start < 0) link.start = this.text.length;
    this.text += rest;
  }

  /** Says that something was left out. */
  omit(): void {
    this.incomplete = true;
  }

  lineFeed(): void {
    if (this.text !== '') this.feeds += this.feeds > 3 ? 0 : 1;
  }

  gap(feeds: number): void {
    if (this.text !== '') this.feeds = Math.max(this.feeds, feeds);
  }

  openLink(href: string): () => void {
    const link = { start: -1, end: -1, href, words: '' };
    this.open.push(link);
    return () => {
      this.open.pop();
      if (link.start < 0) link.start = this.text.length;
      link.end = this.text.length;
      this.links.push(link);
    };
  }

  private breakLine(): void {
    const line = trimEnd(this.text);
    for (const link of this.open) link.start = Math.min(link.start, line.length);
    // Links are in the order in which they end, so only the last ones can reach into what was trimmed.
    for (let last = this.links.length - 1; last >= 0; last--) {
      const link = this.links[last];
      if (!link || link.end <= line.length) break;
      link.start = Math.min(link.start, line.length);
      link.end = line.length;
    }
    this.text = `${line}${'\n'.repeat(this.feeds)}`;
    this.feeds = 0;
  }

  finish(): MarkupText {
    const text = trimEnd(this.text);
    const links = this.links
      .map(({ href, ...link }) => {
        const start = Math.min(link.start, text.length);
        const end = Math.min(link.end, text.length);
        return { start, end, href, words: text.slice(start, end) };
      })
      .sort((a, b) => a.start - b.start || a.end - b.end);
    return { text, links, incomplete: this.incomplete || this.text.length > MAX_TEXT };
  }
}

// A pattern anchored at the end alone would be quadratic in long runs of spaces.
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\n'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
