import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalServer, openLocalServer } from '../local-server.ts';
import { describeRuntimes, PUBLIC_URL, type Service, TOKEN } from './services.ts';

/** Files that a publisher's own server has. */
async function makeFiles(): Promise<Record<string, Buffer>> {
  const sky = sharp({ create: { width: 1600, height: 900, channels: 3, background: '#2f6f9f' } });
  return {
    'harbour.jpg': await sky.clone().jpeg().toBuffer(),
    'harbour.webp': await sky.clone().webp().toBuffer(),
    'harbour.png': await sky.clone().png().toBuffer(),
    'cut.jpg': (await sky.clone().jpeg().toBuffer()).subarray(0, 600),
    'page.jpg': Buffer.from('<!doctype html><script>alert(1)</script>'),
    'drawing.jpg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  };
}

function suite(service: Service): void {
  let server: LocalServer;
  let photos: string;
  const asked: string[] = [];
  beforeAll(async () => {
    const files = await makeFiles();
    server = await openLocalServer((request, response) => {
      const name = (request.url ?? '').slice(1);
      asked.push(name);
      const file = files[name];
      response.writeHead(file ? 200 : 404, { 'Content-Type': 'image/jpeg' }).end(file);
    });
    photos = server.origin;
  });
  afterAll(() => server.close());

  const publish = async (id: string, fields: Record<string, unknown>) => {
    const body = JSON.stringify({
      title: 'The harbour at five',
      language: 'en',
      html: '<p>Words.</p>',
      ...fields,
    });
    const answer = await service.publish(`/articles/${id}`, 'application/json', body);
    expect([200, 201]).toContain(answer.status);
    await service.settle();
  };
  const newest = async (id: string) => {
    const answer = await service.fetch(`/previews/${id}`);
    return (answer.headers.get('Location') ?? '').slice(PUBLIC_URL.length);
  };
  const trial = (fields: unknown, headers: Record<string, string> = {}) =>
    service.fetch('/previews/preview', {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(fields),
    });
  const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
  const meanOf = async (bytes: Buffer) => (await sharp(bytes).stats()).channels.map(({ mean }) => mean);

  it.each(['harbour.jpg', 'harbour.webp', 'harbour.png'])(
    'an article with the photo %s has it on its preview, a JPEG kept for ever',
    async (file) => {
      await publish(file, { image: { url: `${photos}/${file}` } });
      const path = await newest(file);
      expect(path).toMatch(/\.jpg$/);
      const [get, head] = [await service.fetch(path), await service.fetch(path, { method: 'HEAD' })];
      const bytes = await bytesOf(get);
      expect((await sharp(bytes).metadata()).format).toBe('jpeg');
      const [red = 0, , blue = 0] = await meanOf(bytes);
      expect(blue - red).toBeGreaterThan(20);
      expect(bytes.byteLength).toBeLessThan(300_000);
      for (const { headers } of [get, head]) {
        expect(headers.get('Content-Type')).toBe('image/jpeg');
        expect(headers.get('Content-Length')).toBe(String(bytes.byteLength));
        expect(headers.get('Cache-Control')).toContain('immutable');
        expect(headers.get('Tearsheet-Preview')).toBeNull();
      }
      const page = await (await service.fetch(`/articles/${file}`)).text();
      expect(page).toContain(`<meta property="og:image" content="${PUBLIC_URL}${path}">`);
      expect(page).toContain('<meta property="og:image:type" content="image/jpeg">');
      expect((await service.fetch(path.replace('.jpg', '.png'))).status).toBe(404);
    },
  );

  it.each([
    ['cut.jpg', 'photo-damaged'],
    ['page.jpg', 'photo-format'],
    ['drawing.jpg', 'photo-format'],
  ])(
    'a photo that is none (%s) leaves the card without it, and the answer says why',
    async (file, reason) => {
      await publish(file, { image: { url: `${photos}/${file}` } });
      const path = await newest(file);
      for (const answer of [await service.fetch(path), await service.fetch(path)]) {
        expect(answer.headers.get('Tearsheet-Preview')).toBe(`fallback; reason=${reason}`);
        expect(answer.headers.get('Cache-Control')).toContain('immutable');
        expect((await sharp(await bytesOf(answer)).metadata()).format).toBe('jpeg');
      }
    },
  );

  it('a photo that cannot be had leaves a picture for now', async () => {
    await publish('lost', { image: { url: `${photos}/lost.jpg` } });
    const answer = await service.fetch(await newest('lost'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Tearsheet-Preview')).toBe('incomplete; reason=photo-pending');
    expect(answer.headers.get('Cache-Control')).toBe('public, max-age=60');
    expect((await sharp(await bytesOf(answer)).metadata()).format).toBe('jpeg');
  });

  it('drawing asks nobody', async () => {
    const path = await newest('harbour.jpg');
    const before = asked.length;
    await service.fetch(path);
    await service.fetch(path);
    expect(asked).toHaveLength(before);
  });

  it('a preview of unpublished fields is for the publisher alone, and kept by nobody', async () => {
    const fields = { title: 'Not yet', dek: 'A line below', section: 'Sea', language: 'fr' };
    const answer = await trial(fields);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('image/png');
    expect(answer.headers.get('Cache-Control')).toBe('private, no-store');
    expect((await sharp(await bytesOf(answer)).metadata()).width).toBe(1200);
    const stranger = await trial(fields, { Authorization: 'Bearer guess' });
    expect(stranger.status).toBe(401);
    expect(
      (await bytesOf(await trial({ image: `${photos}/harbour.jpg`, title: '' }))).subarray(0, 2),
    ).toEqual(Buffer.from([0xff, 0xd8]));
  });

  it.each([
    [{ title: 3 }, 'title'],
    [{ colour: 'red' }, 'colour'],
    [{ image: 'javascript:alert(1)' }, 'image'],
    [{ title: 'x'.repeat(1001) }, 'title'],
    [{ theme: { accent: 'red' } }, 'theme.accent'],
    [{ theme: { scheme: 'light', background: '#777777' } }, 'theme.background'],
    [[], 'body'],
  ])('fields that cannot be taken are named: %j', async (fields, field) => {
    const answer = await trial(fields);
    expect(answer.status).toBe(422);
    const { type, errors } = await answer.json();
    expect(type).toMatch(/invalid-preview$/);
    expect(errors[0].field).toBe(field);
  });

  it('a signed link shows the picture to whoever has it, until it is changed or over', async () => {
    const made = await trial(
      { title: 'Écrit à l’instant 🌊', language: 'fr' },
      { Accept: 'application/json' },
    );
    const { url, expiresInSeconds } = await made.json();
    expect(expiresInSeconds).toBe(3600);
    const path = url.slice(PUBLIC_URL.length);
    const shown = await service.fetch(path);
    expect(shown.status).toBe(200);
    expect(await bytesOf(shown)).toEqual(
      await bytesOf(await trial({ title: 'Écrit à l’instant 🌊', language: 'fr' })),
    );
    const [address = '', query = ''] = path.split('?');
    const forged = [
      `${address.replace(/.(\.png)$/, 'A$1')}?${query}`,
      `${address}?${query.replace(/expires=\d/, 'expires=9')}`,
      `${address}?${query.replace(/.$/, query.endsWith('0') ? '1' : '0')}`,
      `${address}?signature=`,
      `${address}?expires=99999999999&signature=${'0'.repeat(64)}`,
      `/previews/preview/AAAA.png?expires=9999999999&signature=zz`,
    ];
    for (const one of forged) {
      const answer = await service.fetch(one);
      expect(answer.status, one).toBe(403);
      expect(await answer.text()).toContain('forbidden-link');
    }
  });

  it('an address refuses what it does not answer, and says what it does', async () => {
    for (const [path, allow] of [
      ['/previews/preview', 'GET, HEAD, POST'],
      ['/previews/other', 'GET, HEAD'],
    ] as const) {
      const answer = await service.fetch(path, { method: 'DELETE' });
      expect([answer.status, answer.headers.get('Allow')]).toEqual([405, allow]);
    }
  });

  it('fields that no address can hold get no link', async () => {
    const answer = await trial({ title: 'x', dek: '語'.repeat(2000) }, { Accept: 'application/json' });
    expect(answer.status).toBe(422);
  });
}

describeRuntimes('previews with photos', suite, { HUB_CALLBACKS: 'loopback' });
