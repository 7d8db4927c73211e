import { linkedDataFaults } from './linked-data-faults.ts';
import { faultsOf, type PageFault } from './page-fault.ts';
import { type PageTags, valueAt } from './page-tags.ts';
import { mediaType, type PageVisit, pageStart } from './page-visit.ts';
import { pictureFaults } from './picture-faults.ts';
import { kilobytes } from './picture-view.ts';
import { quotedTags } from './quoted-tags.ts';
import { openGraphBytes } from './room-rules.ts';

const REQUIRED = ['og:title', 'og:description', 'og:url', 'og:image'] as const;
/** Bytes of the page after which the first of them stops reading. */
const HEAD_BYTES = 250_000;
/** Synapse drops longer values. In characters. */
const MAX_VALUE = 1000;

/** What is wrong with a page that was visited, the worst first. Of what is no page, only that: it needs no tags. */
export function pageFaults(visit: PageVisit): PageFault[] {
  const { status } = visit.page;
  const type = mediaType(visit.page);
  const isPage = status === 200 && (type === 'text/html' || type === 'application/xhtml+xml');
  if (!isPage) return answerFaults(visit);
  const html = pageStart(visit, visit.page.bytes.length);
  const tags = visit.readTags(html);
  return [
    ...answerFaults(visit),
    ...missingTags(tags),
    ...doubledTags(tags),
    ...placeFaults(html, tags),
    ...pictureFaults(visit, tags),
    ...oembedFaults(visit, tags),
    ...linkedDataFaults(tags),
    ...lengthFaults(tags),
    ...addressFaults(visit, tags),
  ];
}

function answerFaults({ page, head, redirects }: PageVisit): PageFault[] {
  const type = page.headers['content-type'] ?? '';
  return faultsOf([
    [
      page.status !== 200,
      `The page answers ${page.status}: nobody shows anything of it.`,
      page.status === 404 || page.status === 410
        ? 'Name the address of a page that is there.'
        : 'Answer 200 to everyone, robots included, without a challenge.',
    ],
    [
      page.status === 200 && mediaType(page) !== 'text/html' && mediaType(page) !== 'application/xhtml+xml',
      `What is there is ${mediaType(page) || 'without a type'} and no page: it has no tags.`,
      'Name the address of a page, or send it as text/html; charset=utf-8.',
    ],
    [
      mediaType(page) === 'application/xhtml+xml',
      'The page is application/xhtml+xml, which Mastodon, Signal and Nextcloud do not read.',
      'Send it as text/html; charset=utf-8.',
    ],
    [
      page.status === 200 && mediaType(page) === 'text/html' && !/charset/i.test(type),
      'The Content-Type names no charset; some then read letters wrong.',
      'Send Content-Type: text/html; charset=utf-8.',
    ],
    [
      page.status === 200 && head.status !== 200,
      `HEAD answers ${head.status} where GET answers 200; Nextcloud asks by HEAD and then shows nothing.`,
      'Answer HEAD as GET, without the body.',
    ],
    [
      redirects > 1,
      `The address leads on ${redirects} times; Lemmy follows one redirect.`,
      'Share the last address, or lead to it at once.',
    ],
  ]);
}

function missingTags(tags: PageTags): PageFault[] {
  const missing = REQUIRED.filter((name) => valueAt(tags, [`property ${name}`]) === undefined);
  const asName = missing.filter((name) => valueAt(tags, [`name ${name}`]) !== undefined);
  const absent = missing.filter((name) => !asName.includes(name));
  return faultsOf([
    [
      absent.length > 0,
      `${absent.join(', ')} ${absent.length > 1 ? 'are' : 'is'} not there; WhatsApp shows nothing without title, description and url.`,
      `Add ${absent.map((name) => `<meta property="${name}" content="…">`).join(', ')}.`,
    ],
    [
      asName.length > 0,
      `${asName.join(', ')} ${asName.length > 1 ? 'stand' : 'stands'} in name=, which Signal, Matrix, Lemmy, Misskey and Nextcloud do not read.`,
      'Write property= for everything that begins with og:.',
    ],
    [
      valueAt(tags, ['name twitter:card', 'property twitter:card']) === undefined,
      'twitter:card is not there; X shows no large card.',
      'Add <meta name="twitter:card" content="summary_large_image">.',
    ],
  ]);
}

function doubledTags({ metas }: PageTags): PageFault[] {
  const counts = new Map<string, number>();
  for (const { property, name } of metas) {
    const key = (property ?? name ?? '').toLowerCase();
    if (
      /^(?:og:(?:title|description|url|image|site_name)|twitter:(?:card|title|description|image))$/.test(key)
    ) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([key, count]) => ({
      fault: `${key} is there ${count} times: Matrix takes the last one, most the first, and some mix them.`,
      mend: `Keep one ${key}; often a theme and a plugin write one each.`,
    }));
}

function placeFaults(html: string, { metas }: PageTags): PageFault[] {
  const graph = metas.filter(({ property, name }) => /^og:/.test(property ?? name ?? ''));
  const end = bytesUpToLastTag(html);
  const quoted = quotedTags(html, ['"', "'"]);
  const unquoted = REQUIRED.filter(
    (key) => !quoted.has(key) && metas.some(({ property }) => property === key),
  );
  return faultsOf([
    [
      end > HEAD_BYTES,
      `The last og: tag ends ${kilobytes(end)} into the page; ${lostAt(end)}.`,
      'Put the tags right after <head>, before styles and scripts.',
    ],
    [
      graph.some(({ inBody }) => inBody),
      'Some og: tags stand in the body, or after something that no head may hold; WhatsApp does not see them.',
      'Put them into <head>, before anything that is no tag of a head.',
    ],
    [
      unquoted.length > 0,
      `${unquoted.join(', ')} is not written name first in quotes; WhatsApp and Rocket.Chat do not see it.`,
      'Write <meta property="…" content="…">, in this order and in quotes.',
    ],
  ]);
}

function bytesUpToLastTag(html: string): number {
  const last = Math.max(...REQUIRED.map((name) => html.lastIndexOf(name)));
  const end = last < 0 ? -1 : html.indexOf('>', last);
  return end < 0 ? 0 : new TextEncoder().encode(html.slice(0, end)).length;
}

function lostAt(end: number): string {
  if (end > 1_000_000) return 'Mastodon, Signal, Lemmy, WhatsApp and Rocket.Chat stop reading before';
  return end > 300_000
    ? 'WhatsApp and Rocket.Chat stop reading before'
    : 'Rocket.Chat stops reading at 250 kB';
}

function oembedFaults({ others, address }: PageVisit, { links }: PageTags): PageFault[] {
  return links
    .filter(({ rel, type }) => /\balternate\b/i.test(rel) && type === 'application/json+oembed')
    .flatMap(({ href }) => {
      const answer = others.get(URL.parse(href, address)?.href ?? '');
      const type = answer?.status === 200 ? oembedType(answer.bytes) : undefined;
      return faultsOf([
        [
          !URL.canParse(href),
          'The oEmbed link is relative, which Matrix does not follow.',
          'Write its whole address.',
        ],
        [
          answer !== undefined && answer.status !== 200,
          `The oEmbed link answers ${answer?.status}.`,
          'Mend or remove it.',
        ],
        [
          type === 'link' || type === 'photo' || type === 'video',
          `The oEmbed answer is of the type ${type}: Mastodon shows it instead of the page, without description, author and date.`,
          'Answer the type rich, or remove the link.',
        ],
      ]);
    });
}

function oembedType(bytes: Uint8Array): string | undefined {
  try {
    const { type } = JSON.parse(new TextDecoder().decode(bytes)) as { type?: unknown };
    return typeof type === 'string' ? type : undefined;
  } catch {
    return undefined;
  }
}

function lengthFaults(tags: PageTags): PageFault[] {
  const long = tags.metas.filter(
    ({ property, content }) => property?.startsWith('og:') && content.length > MAX_VALUE,
  );
  const bytes = openGraphBytes(tags);
  const graph = tags.metas.filter(({ property }) => property?.startsWith('og:')).length;
  const site = new TextEncoder().encode(valueAt(tags, ['property og:site_name']) ?? '').length;
  return faultsOf([
    [
      long.length > 0,
      `${long.map(({ property }) => property).join(', ')} has over ${MAX_VALUE} characters; Matrix drops it.`,
      'Shorten it.',
    ],
    [graph > 50, `There are ${graph} og: tags; of more than 50 Matrix reads none.`, 'Remove some.'],
    [
      bytes > 5120,
      `Open Graph has ${bytes} bytes in all; over 5,120 Mattermost shows nothing.`,
      'Shorten the description and the address of the picture.',
    ],
    [
      site > 253,
      `og:site_name has ${site} bytes; over 253 Discord shows nothing.`,
      'Write the name of the publication alone.',
    ],
  ]);
}

function addressFaults({ address }: PageVisit, tags: PageTags): PageFault[] {
  const stated = valueAt(tags, ['property og:url']);
  const url = stated && URL.parse(stated, address);
  const own = URL.parse(address);
  const isSame = url && own && url.host === own.host && url.pathname === own.pathname;
  if (stated === undefined || isSame) return [];
  return [
    {
      fault: `og:url is ${stated}, another address than this: Facebook reads that page instead.`,
      mend: 'Where that is the page people share, see that it has these tags too; else state this one.',
      isNote: true,
    },
  ];
}
