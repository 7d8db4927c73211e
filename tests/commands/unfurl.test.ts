import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tearsheet } from './command-run.ts';

const og = (name: string, content: string) => `<meta property="og:${name}" content="${content}">`;
const CARD = '<meta name="twitter:card" content="summary_large_image">';

interface Site {
  head(address: string): string;
  oembed?: object;
  headStatus?: number;
  type?: string;
}

const good = (address: string) =>
  og('title', 'The harbour at five') +
  og('description', 'Boats leave at five.') +
  og('url', `${address}/page`) +
  og('image', `${address}/picture.png`) +
  og('image:width', '1200') +
  og('image:height', '630') +
  og('image:alt', 'A boat') +
  CARD;

/** Each page with what is wrong about it, and the words that say so. */
const FAULTS: [string, Site, RegExp][] = [
  [
    'two pictures',
    { head: (at) => good(at) + og('image', `${at}/other.png`) },
    /og:image is there 2 times: Matrix takes the last/,
  ],
  [
    'a relative picture',
    { head: (at) => good(at).replace(`${at}/picture.png`, '/picture.png') },
    /picture is relative.*→ Write http:\S+\/picture\.png\./,
  ],
  [
    'a heavy picture',
    { head: (at) => good(at).replace('picture.png', 'heavy.png') },
    /picture weighs 1,1\d\d kB.*WhatsApp 600 kB/,
  ],
  [
    'no size',
    { head: (at) => good(at).replace(/<meta property="og:image:(?:width|height)[^>]+>/g, '') },
    /size of the picture is not stated.*content="1200"/,
  ],
  [
    'another size',
    { head: (at) => good(at).replace('"1200"', '"1000"') },
    /tags say 1000 × 630, the picture has 1200 × 630/,
  ],
  [
    'late tags',
    { head: (at) => `<style>${'a{}'.repeat(100_000)}</style>${good(at)}` },
    /last og: tag ends 301 kB into the page; WhatsApp and Rocket\.Chat/,
  ],
  [
    'names for properties',
    { head: (at) => good(at).replaceAll('property=', 'name=') },
    /og:title, og:description, og:url, og:image stand in name=/,
  ],
  [
    'oEmbed of type link',
    {
      head: (at) => `${good(at)}<link rel="alternate" type="application/json+oembed" href="${at}/oembed">`,
      oembed: { version: '1.0', type: 'link', title: 'O' },
    },
    /oEmbed answer is of the type link: Mastodon/,
  ],
  [
    'linked data in a graph',
    {
      head: (at) =>
        `${good(at)}<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle"}]}</script>`,
    },
    /JSON-LD lies in @graph/,
  ],
  [
    'linked data in a list',
    { head: (at) => `${good(at)}<script type="application/ld+json">{"@type":["NewsArticle"]}</script>` },
    /@type of the JSON-LD is a list/,
  ],
  [
    'linked data that is none',
    { head: (at) => `${good(at)}<script type="application/ld+json">{"@type":}</script>` },
    /JSON-LD is no JSON/,
  ],
  ['no tags', { head: () => '<title>T</title>' }, /og:title, og:description, og:url, og:image are not there/],
  ['no HEAD', { head: good, headStatus: 405 }, /HEAD answers 405 where GET answers 200/],
  [
    'a picture where nobody may look',
    { head: (at) => good(at).replace(`${at}/picture.png`, 'http://10.0.0.1/a.png') },
    /picture could not be fetched/,
  ],
  ['no charset', { head: good, type: 'text/html' }, /names no charset/],
  [
    'attributes without quotes',
    { head: (at) => good(at).replace(/"og:title" content="[^"]+"/, 'og:title content=T') },
    /og:title is not written name first in quotes/,
  ],
];

describe('tearsheet unfurl', () => {
  let site: Server;
  let address = '';
  let shown: Site = { head: good };
  beforeAll(async () => {
    const picture = { create: { width: 1200, height: 630, channels: 3, background: '#346' } } as const;
    const png = await sharp(picture).png().toBuffer();
    const heavy = Buffer.concat([png, Buffer.alloc(1_100_000)]);
    const pictures: Record<string, Buffer> = { '/picture.png': png, '/other.png': png, '/heavy.png': heavy };
    const answer = ({ url = '', method }: IncomingMessage, response: ServerResponse) => {
      const { head, oembed = {}, headStatus = 200, type = 'text/html; charset=utf-8' } = shown;
      const bytes = pictures[url];
      if (bytes)
        response.writeHead(200, { 'Content-Type': 'image/png', 'Content-Length': bytes.length }).end(bytes);
      else if (url === '/oembed')
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(oembed));
      else if (url === '/page')
        response
          .writeHead(method === 'HEAD' ? headStatus : 200, { 'Content-Type': type })
          .end(`<!doctype html><html><head>${head(address)}</head><body><p>Words.</p></body></html>`);
      else if (url === '/away') response.writeHead(302, { Location: '/page' }).end();
      else if (url === '/inside') response.writeHead(302, { Location: 'http://10.0.0.1/' }).end();
      else response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end('nothing');
    };
    site = createServer(answer);
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  });
  afterAll(() => void site.close());

  const unfurl = async (page: Site, ...args: string[]) => {
    shown = page;
    return tearsheet(['unfurl', ...(args.length > 0 ? args : [`${address}/page`])]);
  };
  const oneLine = (text: string) => text.replace(/\s+/g, ' ');

  it('shows what each platform shows, and that there is nothing to change', async () => {
    const { code, stdout } = await unfurl({ head: good });
    expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing to change.')]);
    expect(stdout).toMatch(/png, 1200 × 630 pixels, \d+ kB\n/);
    expect(stdout).toMatch(/^This page is on this machine/);
    for (const name of [
      'X',
      'Facebook',
      'LinkedIn*',
      'WhatsApp',
      'Slack*',
      'Discord*',
      'Telegram*',
      'iMessage*',
      'Signal',
      'Mastodon',
      'Bluesky*',
      'Teams*',
    ]) {
      expect(stdout.split(/[\n,] ?/)).toContain(name);
    }
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).not.toContain('\u001b');
  });

  it.each(FAULTS)('names %s, with what to change', async (_, page, words) => {
    const { code, stdout } = await unfurl(page);
    expect([code, oneLine(stdout)]).toEqual([1, expect.stringMatching(words)]);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('says of each platform whose limit a picture is near or over', async () => {
    const { stdout } = await unfurl({ head: (at) => good(at).replace('picture.png', 'heavy.png') });
    expect(oneLine(stdout)).toMatch(
      /Bluesky\* title .{1,200} picture none: it weighs 1,1\d\d kB, over 1,000 kB/,
    );
    expect(oneLine(stdout)).toMatch(/Facebook, .{1,200} picture yes, heavy\.png/);
  });

  it('writes a JSON object a line', async () => {
    const { stdout } = await unfurl({ head: good }, `${address}/page`, `${address}/away`, '--json');
    const [first, second] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(first).toMatchObject({ redirects: 0, faults: [], pictures: [{ width: 1200, height: 630 }] });
    expect(first.platforms.length).toBeGreaterThan(12);
    expect(second).toMatchObject({ redirects: 1, page: `${address}/page` });
  });

  it.each([
    [
      '/gone',
      1,
      /1 to change 1 The page answers 404: nobody shows .{1,40} → Name the address of a page that is/,
    ],
    ['/picture.png', 1, /1 to change 1 What is there is image\/png and no page/],
    ['/inside', 2, /http:\/\/10\.0\.0\.1\/ is not asked: only public servers .{1,60} usual port\. $/],
  ])('%s ends with %i', async (path, end, words) => {
    const { code, stdout, stderr } = await unfurl({ head: good }, address + path);
    expect([code, oneLine(stdout + stderr)]).toEqual([end, expect.stringMatching(words)]);
  });

  it.each([
    [['unfurl'], /Name the address of a page/],
    [['unfurl', 'page.html'], /page\.html is no address of a page/],
    [['unfurl', 'http://paper.example/'], /only https is, or http on this machine/],
    [['unfurl', 'https://10.0.0.1/'], /only public servers/],
    [['unfurl', 'http://127.0.0.1:9/'], /could not be reached/],
    [['unfurl', '--colour', 'https://paper.example/'], /no option --colour/],
  ])('%j cannot begin, and says why', async (args, words) => {
    const { code, stderr } = await tearsheet(args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
  });
});
