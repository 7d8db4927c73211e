import type { GivenFields } from '../../articles/given.ts';
import { readJsonArticle } from '../../articles/json-article.ts';
import type { Source } from '../../articles/source.ts';
import { webUrl } from '../../articles/web-url.ts';
import type { Ports } from '../../domain/ports.ts';
import { Problem } from '../../domain/problem.ts';
import { aloneAt } from '../../sources/pages/busy-hosts.ts';
import { visitPage } from '../../sources/pages/page-visit.ts';
import type { SentForm } from '../sent-form.ts';

export const PASTE_KINDS = ['auto', 'text', 'html', 'markdown', 'json'] as const;
type PasteKind = (typeof PASTE_KINDS)[number];

/** What was pasted, ready to be read, and the id that it names itself. */
export interface Pasted {
  source: Source;
  id?: string;
}

const ONE_ADDRESS = /^https?:\/\/\S{1,2040}$/;
const MARKDOWN = /^(?:---\n|#{1,6} |[*-] |> |```)|\n(?:#{1,6} |[*-] |> |```)|\]\(https?:/;

/**
 * Reads what was pasted; an address is fetched through the guarded way out, as the site's robots.txt lets us.
 * Throws the problems that reading JSON and fetching a page throw, `invalid-request`, and `empty-body`.
 */
export async function readPasted(ports: Ports, form: SentForm): Promise<Pasted> {
  const text = form.raw('source');
  const url = form.text('url');
  if (url !== '') return { source: await fetchedPage(ports, url, {}) };
  if (text.trim() === '') throw new Problem('empty-body', 'Nothing was pasted.');
  const asked = sentPaste(form).kind;
  const kind = asked === 'auto' ? kindOf(text) : asked;
  if (kind === 'page') return { source: await fetchedPage(ports, text.trim(), {}) };
  if (kind !== 'json') return { source: { type: kind, body: text, given: {} } };
  const { id, source } = readJsonArticle(text);
  const { type, given, address = '' } = source;
  return {
    ...(id !== undefined && { id }),
    source: type === 'page' ? await fetchedPage(ports, address, given) : source,
  };
}

/** What a text seems to be. */
export function kindOf(text: string): Exclude<PasteKind, 'auto'> | 'page' {
  const start = text.trim().slice(0, 20_000);
  if (ONE_ADDRESS.test(start)) return 'page';
  if (start.startsWith('{')) return 'json';
  if (/^<[a-z!]/i.test(start)) return 'html';
  return MARKDOWN.test(start) ? 'markdown' : 'text';
}

/** The source as it is carried from page to page in a form. */
export function carriedSource({ type, body, given, address = '' }: Source): Record<string, string> {
  return { type, source: body, address, given: JSON.stringify(given) };
}

/** What stands on the page to paste on. */
export interface PasteValues {
  source: string;
  kind: PasteKind;
  url: string;
}

/** What a form of that page was sent with. */
export function sentPaste(form: SentForm): PasteValues {
  const kind = PASTE_KINDS.find((name) => name === form.text('kind')) ?? 'auto';
  return { source: form.raw('source'), kind, url: form.text('url') };
}

/** A source as somebody would paste it, to change it once more; a page that was fetched is its address. */
export function pasteAgain({ type, body, given, address = '' }: Source): PasteValues {
  const isStated = Object.keys(given).length > 0;
  if (type === 'page' && !isStated) return { source: '', kind: 'auto', url: address };
  if (!isStated && type !== 'page') return { source: body, kind: type, url: '' };
  const article = type === 'page' ? { ...given, url: address } : { ...given, [type]: body };
  return { source: JSON.stringify(article, null, 2), kind: 'json', url: '' };
}

/** Reads what {@link carriedSource} wrote; what is stated in it is checked again when it is read. */
export function readCarried(form: SentForm): Source {
  const type = (['text', 'html', 'markdown', 'page'] as const).find((name) => name === form.text('type'));
  const address = webUrl(form.text('address'));
  const given = readGiven(form.raw('given'));
  if (!type || !given || (type === 'page' && !address)) {
    throw new Problem('invalid-request', 'The form is not whole; paste the article again.');
  }
  return { type, body: form.raw('source'), given, ...(address && { address }) };
}

function readGiven(text: string): GivenFields | undefined {
  try {
    const given: unknown = JSON.parse(text);
    return typeof given === 'object' && given !== null && !Array.isArray(given) ? given : undefined;
  } catch {
    return undefined;
  }
}

async function fetchedPage(ports: Ports, url: string, given: GivenFields): Promise<Source> {
  const asked = webUrl(url);
  if (!asked) {
    const errors = [{ field: 'url', detail: 'is not the https address of a page' }];
    throw new Problem('invalid-request', 'This is not the address of a page.', { errors });
  }
  const page = await aloneAt(ports, new URL(asked).host, () =>
    visitPage(ports, { url: asked, validators: {}, mayVisit: async () => true }),
  );
  if (page.outcome === 'unchanged') {
    throw new Problem('page-unreachable', 'The server says that a page it was not asked about is unchanged.');
  }
  return { type: 'page', body: page.html, given, address: page.address };
}
