import { publicFonts } from '../../src/adapters/node/font-folder.ts';
import { loadPreviewAssets } from '../../src/adapters/node/preview-assets.ts';
import { pictureOf, renderCard } from '../../src/cards/card-formats.ts';
import { readConfig } from '../../src/config.ts';
import type { Capture, PostTime } from '../../src/domain/post.ts';
import { createPreviewRenderer } from '../../src/previews/renderer.ts';
import { COMPARED_HEADS, comparedRows } from '../measure/compared-rows.ts';
import { inForm } from '../measure/form.ts';
import { type Contender, compare } from '../measure/interleaved.ts';
import { printTable } from '../measure/table.ts';
import { benchSettings } from '../publication.ts';
import { words } from '../words.ts';

const ROUNDS = inForm(400, 100);
const CAPTURES = 64;
const TEXT_FORMATS = ['html', 'mail.html', 'md', 'txt', 'json'] as const;

/** A post of thirty words in every form of its card, beside the same fields put together without escaping or looking. */
export async function benchCards(): Promise<void> {
  const config = readConfig(await benchSettings());
  const renderer = createPreviewRenderer(loadPreviewAssets(), publicFonts);
  const encoder = new TextEncoder();
  // Made before the clock starts.
  const captures = Array.from({ length: CAPTURES }, (_, index) => madeCapture(index));
  const capture = (round: number) => captures[round % CAPTURES] as Capture;
  // To bytes: until then a string may be no more than a list of its parts.
  const contenders: Contender[] = [
    {
      name: 'plain concatenation (no escaping: the floor)',
      run: (round) => encoder.encode(concatenated(capture(round))),
    },
    ...TEXT_FORMATS.map((format) => ({
      name: format,
      run: (round: number) => encoder.encode(renderCard(capture(round), format, config)),
    })),
    {
      name: 'png',
      run: (round) => renderer.quote({ ...pictureOf(capture(round), config), theme: config.theme }),
    },
  ];
  const figures = await compare(contenders, ROUNDS, { warmUp: 40 });
  printTable(
    `The card of a post of thirty words, every word random: ${ROUNDS} rounds, interleaved; milliseconds, kB`,
    COMPARED_HEADS,
    comparedRows(figures),
  );
}

function madeCapture(round: number): Capture {
  const id = String(1_790_309_205_070_239_367n + BigInt(round));
  const url = `https://x.com/handle/status/${id}`;
  const at = '2024-05-14T08:00:00.000Z';
  const created: PostTime = { at, precision: 'millisecond', source: 'id' };
  return {
    platform: 'x',
    id,
    url,
    state: 'unknown',
    handle: 'handle',
    created,
    post: {
      platform: 'x',
      id,
      url,
      author: { name: words(2), handle: 'handle', url: 'https://x.com/handle' },
      text: words(30),
      links: [],
      language: 'fr',
      direction: 'ltr',
      created,
      media: [],
      truncated: false,
    },
    sources: ['markup'],
    capturedAt: at,
  };
}

function concatenated({ url, post, created }: Capture): string {
  let out = `<figure class="quote-card" lang="${post?.language}" dir="${post?.direction}"><figcaption>`;
  out += `<a href="${post?.author.url}">${post?.author.name}</a> <span>@${post?.author.handle}</span></figcaption>`;
  out += `<blockquote cite="${url}"><p>${post?.text}</p></blockquote>`;
  out += `<a href="${url}"><time datetime="${created?.at}">${created?.at}</time></a></figure>`;
  return out;
}
