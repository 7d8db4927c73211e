import { type Token, Tokenizer } from 'parse5';
import type { TextLink } from '../../domain/post.ts';
import { toTextLinks } from '../../embeds/markup-links.ts';
import { MarkupTextWriter } from '../../embeds/markup-text-writer.ts';

/** In UTF-16 code units of HTML. */
const MAX_CONTENT = 100_000;

const GAPS: Record<string, number> = { p: 2, blockquote: 2, ul: 2, ol: 2, pre: 2, li: 1, div: 1 };
for (const level of [1, 2, 3, 4, 5, 6]) GAPS[`h${level}`] = 2;
/** Nothing in them is for readers. */
const SILENT = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'svg',
  'math',
  'noscript',
  'textarea',
  'title',
  'rp',
]);
const VOID = new Set(['br', 'img', 'hr', 'input', 'wbr', 'link', 'meta']);

export interface ContentText {
  text: string;
  links: TextLink[];
  truncated: boolean;
}

interface OpenTag {
  name: string;
  silent: boolean;
  close?: () => void;
}

/**
 * The words and links of a post's HTML as Mastodon and its kin write it (Mastodon: lib/sanitize_ext/sanitize_config.rb). It
 * is read tag by tag, without a tree, so that misnested markup costs no more than any other. `invisible` spans are not
 * shown, `ellipsis` spans end in `…`; with `quoteShown` the line that stands for the quote (`quote-inline`) goes.
 */
export function readContent(html: string, quoteShown = false): ContentText {
  const writer = new MarkupTextWriter();
  const open: OpenTag[] = [];
  const isSilent = () => open.at(-1)?.silent === true;
  const close = () => {
    const tag = open.pop();
    if (!tag) return;
    tag.close?.();
    if (!tag.silent) writer.gap(GAPS[tag.name] ?? 0);
  };
  const text = ({ chars }: Token.CharacterToken) => {
    if (!isSilent()) writer.write(chars.replace(/[\t\n\f\r ]+/g, ' '));
  };
  const nothing = () => undefined;
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag({ tagName: name, attrs, selfClosing }) {
        const attribute = (wanted: string) => attrs.find((attr) => attr.name === wanted)?.value ?? '';
        if (name === 'br' && !isSilent()) writer.lineFeed();
        if (VOID.has(name) || (selfClosing && SILENT.has(name))) return;
        const classes = attribute('class').split(/\s+/);
        const silent =
          isSilent() ||
          SILENT.has(name) ||
          classes.includes('invisible') ||
          (quoteShown && classes.includes('quote-inline'));
        const tag: OpenTag = { name, silent };
        if (!silent) {
          writer.gap(GAPS[name] ?? 0);
          if (name === 'a') tag.close = writer.openLink(attribute('href'));
          else if (classes.includes('ellipsis')) tag.close = () => writer.write('…');
        }
        open.push(tag);
      },
      onEndTag({ tagName }) {
        const at = open.findLastIndex(({ name }) => name === tagName);
        // An end tag without a start is nothing; one that misses others' end tags ends them too.
        if (at >= 0) while (open.length > at) close();
      },
      onCharacter: text,
      onWhitespaceCharacter: text,
      onNullCharacter: nothing,
      onComment: nothing,
      onDoctype: nothing,
      onEof: nothing,
    },
  );
  tokenizer.write(html.slice(0, MAX_CONTENT), true);
  while (open.length > 0) close();
  const found = writer.finish();
  return {
    text: found.text,
    links: toTextLinks(found.links, found.text.length),
    truncated: found.incomplete || html.length > MAX_CONTENT,
  };
}
