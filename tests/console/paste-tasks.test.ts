import { describe, expect, it } from 'vitest';
import { createSite, pageOf } from '../sources/page-site.ts';
import { quoting } from '../store/open-house.ts';
import { formFields } from './form-fields.ts';
import { type OpenConsole, openConsole } from './open-console.ts';

const paste = async (console: OpenConsole, fields: Record<string, string>) => {
  const answer = await console.send('/console/paste', '/console/paste', { step: 'read', ...fields });
  return { status: answer.status, html: await answer.text() };
};

describe('pasting', () => {
  const TEXT = `Home\nSubscribe\n\nTravel\n\nNight trains are back\n\nBy Ines Okafor\n\nThe 22:04 to the coast left on Monday with every berth taken, and nobody had expected it.\n\nBerth 14, and the sea at five in the morning.\n— Jonas (@jonas) June 3, 2024\n\nThree things came together, said the head of the division, and a fourth was luck.\n\nTerms of service`;

  it('a text is shown as understood, corrected, and published as it was seen', async () => {
    const console = await openConsole();
    const { status, html } = await paste(console, { source: TEXT });
    expect(status).toBe(200);
    expect(html).toContain('Berth 14, and the sea');
    expect(html).toContain('as text that lost its markup');
    expect(html).toContain('<li><bdi>Subscribe</bdi></li>');
    expect(html).toMatch(
      /<img src="\/previews\/preview\/[\w-]+\.png\?expires=\d+&amp;signature=[0-9a-f]{64}"/,
    );
    expect(html).toContain('Publishing this makes a new article.');
    expect(await console.rows('SELECT id FROM articles')).toEqual([]);

    const fields = formFields(html, 'Publish');
    expect(fields.title).toBe('Night trains are back');
    const changed = { ...fields, title: 'Night trains are full', tags: 'rail\nnight', id: 'trains', dek: '' };
    const again = await console.post('/console/paste', { ...changed, step: 'check' });
    expect(await again.text()).toContain('value="Night trains are full"');
    const done = await console.post('/console/paste', { ...changed, step: 'publish' });
    expect(done.headers.get('Location')).toBe('/console/articles/trains?done=created');
    const record = (await console.record('trains')) as unknown as {
      title: string;
      tags: string[];
      reading: Record<string, { source: string }>;
    };
    expect(record.title).toBe('Night trains are full');
    expect(record.tags).toEqual(['rail', 'night']);
    expect(record.reading.title?.source).toBe('given');
    expect(record.reading.language?.source).not.toBe('given');
    expect(await console.page('/articles/trains')).toContain('Berth 14, and the sea');
  });

  it.each<[string, string, string]>([
    ['HTML', '<h1>Of HTML</h1><p>One paragraph of it, long enough to be one.</p>', 'Of HTML'],
    [
      'Markdown',
      '# Of Markdown\n\nOne paragraph of it, with a [link](https://news.example/).',
      'Of Markdown',
    ],
    ['JSON', '{"id":"json-one","title":"Of JSON","html":"<p>One paragraph.</p>"}', 'Of JSON'],
  ])('%s is known by its looks', async (_, source, title) => {
    const console = await openConsole();
    const { html } = await paste(console, { source });
    expect(formFields(html, 'Publish').title).toBe(title);
    if (source.startsWith('{')) expect(formFields(html, 'Publish').id).toBe('json-one');
  });

  it('a page is fetched through the guarded way out, and published as it was seen', async () => {
    const address = 'https://site.example/boat';
    const site = createSite({
      [address]: pageOf('The boat is back', { body: quoting('Back at the quay.') }),
    });
    const console = await openConsole((ports) => ({ ...ports, fetch: site }));
    const { status, html } = await paste(console, { url: address });
    expect(status).toBe(200);
    expect(site.asked.map(({ url }) => url)).toEqual(['https://site.example/robots.txt', address]);
    const fields = formFields(html, 'Publish');
    expect([fields.title, fields.url]).toEqual(['The boat is back', address]);
    const done = await console.post('/console/paste', { ...fields, step: 'publish' });
    expect(done.status).toBe(303);
    expect(site.asked).toHaveLength(2);
    const [row] = await console.rows('SELECT url FROM articles');
    expect(row).toEqual({ url: address });
  });

  it.each<[string, number]>([
    ['http://site.example/', 502],
    ['https://127.0.0.1/', 502],
    ['https://site.example/none', 422],
    ['javascript:alert(1)', 400],
    ['not an address', 400],
  ])('an address that is not to be had says why: %s', async (url, expected) => {
    const console = await openConsole((ports) => ({ ...ports, fetch: createSite({}) }));
    const { status, html } = await paste(console, { url });
    expect([status, html.includes('id="errors"')]).toEqual([expected, true]);
  });

  it('what cannot be taken leads to its field, and nothing is published', async () => {
    const console = await openConsole();
    const fields = formFields((await paste(console, { source: TEXT })).html, 'Publish');
    const wrong = { ...fields, publishedAt: 'yesterday', url: 'nowhere', language: '???' };
    const answer = await console.post('/console/paste', { ...wrong, step: 'publish' });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    for (const name of ['publishedAt', 'url', 'language']) {
      expect(html).toContain(`<a href="#field-${name}">`);
      expect(html).toMatch(new RegExp(`id="field-${name}"[^>]* aria-invalid="true"`));
      expect(html).toContain(`id="field-${name}-error"`);
    }
    expect(html).toContain('value="yesterday"');
    expect(await console.rows('SELECT id FROM articles')).toEqual([]);
    expect((await paste(console, { source: '   ' })).status).toBe(400);
    expect((await paste(console, { source: '{"title":1', kind: 'json' })).status).toBe(400);
    const forged = await console.post('/console/paste', { ...fields, given: '[1]', step: 'publish' });
    expect(forged.status).toBe(400);
  });

  it('a text with a NUL, or none at all, and a wrong id are refused', async () => {
    const console = await openConsole();
    expect(
      (await paste(console, { source: 'A title\n\nA line with \u0000 in it.' })).status,
    ).toBeGreaterThanOrEqual(400);
    const fields = formFields((await paste(console, { source: TEXT })).html, 'Publish');
    const answer = await console.post('/console/paste', { ...fields, id: '../x', step: 'publish' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('href="#field-id"');
  });

  it('a version that came meanwhile is not replaced unseen', async () => {
    const console = await openConsole();
    await console.put('trains', { title: 'First' });
    const fields = { ...formFields((await paste(console, { source: TEXT })).html, 'Publish'), id: 'trains' };
    const seen = await (await console.post('/console/paste', { ...fields, step: 'check' })).text();
    expect(seen).toContain('Publishing this makes version 2 of');
    await console.put('trains', { title: 'Second' });
    const refused = await console.post('/console/paste', { ...formFields(seen, 'Publish'), step: 'publish' });
    expect(refused.status).toBe(412);
    expect((await console.record('trains')).title).toBe('Second');
    const anew = await console.post('/console/paste', { ...formFields(seen, 'Publish'), step: 'check' });
    const done = await console.post('/console/paste', {
      ...formFields(await anew.text(), 'Publish'),
      step: 'publish',
    });
    expect(done.headers.get('Location')).toBe('/console/articles/trains?done=updated');
    expect(await console.page('/console/articles/trains/versions/3')).toContain('<del>');
  });
});
