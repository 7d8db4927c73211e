import type { Element } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { directionOf } from '../domain/language.ts';
import type { Capture } from '../domain/post.ts';
import { type CardContext, type CardFacts, cardFacts } from './card-facts.ts';
import { quoteCard } from './quote-card.ts';
import { excerpt, webLink } from './shown-text.ts';

export interface CardPageContext extends CardContext {
  /** The address of the card's stylesheet. */
  stylesheet: string;
  /** Where the publication begins. */
  homeUrl: string;
  /** The page's own address, ending in `.html`: the other forms of the card are beside it. */
  address: string;
}

/** A whole page around one card. It has no script; its canonical address is the post itself, where that is known. */
export function renderCardPage(capture: Capture, context: CardPageContext): string {
  const { homeUrl } = context;
  const facts = cardFacts(capture, context);
  const { language } = facts;
  const home = URL.parse(homeUrl)?.host ?? homeUrl;
  const page = h('html', { lang: language, dir: directionOf(language) }, [
    h('head', head(facts, context)),
    h('body', { class: 'quote-card-page' }, [
      h('main', [quoteCard(capture, context)]),
      h('p', [h('a', { href: homeUrl }, home)]),
    ]),
  ]);
  const html = toHtml(
    { type: 'root', children: [{ type: 'doctype' }, page] },
    { characterReferences: { useNamedReferences: true } },
  );
  return `${html}\n`;
}

function head(facts: CardFacts, { stylesheet, address }: CardPageContext): Element[] {
  const title = excerpt(facts.label, 120);
  const description = facts.warning ?? (facts.post ? excerpt(facts.post.text) : (facts.status ?? ''));
  const other = (format: string) => address.replace(/\.html$/, `.${format}`);
  const canonical = facts.permalink ?? webLink(address);
  return [
    h('meta', { charset: 'utf-8' }),
    // In a frame, what is linked would open in its few lines, and most platforms refuse to.
    h('base', { target: '_top' }),
    h('title', title),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    ...(description ? [h('meta', { name: 'description', content: description })] : []),
    h('meta', { name: 'referrer', content: 'no-referrer' }),
    ...(canonical ? [h('link', { rel: 'canonical', href: canonical })] : []),
    h('link', { rel: 'alternate', type: 'application/json', href: other('json') }),
    h('link', { rel: 'alternate', type: 'text/markdown', href: other('md') }),
    h('link', { rel: 'alternate', type: 'text/plain', href: other('txt') }),
    h('link', { rel: 'stylesheet', href: stylesheet }),
  ];
}
