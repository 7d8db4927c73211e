import { beforeEach, describe, expect, it } from 'vitest';
import { StorageFull } from '../../src/domain/problem.ts';
import { at, HOUR } from '../store/open-house.ts';
import { formFields } from './form-fields.ts';
import { type OpenConsole, openConsole } from './open-console.ts';

const PASTE = '/console/paste';
/** Nothing but a title and words. */
const BARE = `Night trains are back

The 22:04 to the coast left on Monday with every berth taken, and nobody had expected it.

Three things came together, said the head of the division, and a fourth was luck.`;
const WHOLE = {
  title: 'Night trains are back',
  dek: 'Filled in by hand.',
  section: 'Travel',
  authors: [{ name: 'Ines Okafor', url: 'https://news.example/ines' }, { name: 'Jo | Ann Bar' }],
  tags: ['rail', 'night'],
  language: 'en-GB',
  url: 'https://news.example/trains',
  publishedAt: '2026-02-01T09:00:00.000Z',
  image: { url: 'https://news.example/a.jpg', alt: 'A berth', credit: 'Ada Quay', width: 800, height: 600 },
  rights: '© The Example Times',
  licence: 'https://news.example/licence',
  pictureRights: 'syndicate',
  source: { name: 'The Herald', url: 'https://herald.example/' },
  html: '<p>The words of before.</p>',
};
/** What stands in a record besides what every version changes. */
const LASTING = Object.keys(WHOLE).filter((name) => name !== 'html');

let console: OpenConsole;
beforeEach(async () => {
  console = await openConsole();
});

const read = async (fields: Record<string, string>) =>
  (await console.send(PASTE, PASTE, { step: 'read', ...fields })).text();
const step = async (name: string, fields: Record<string, string>) =>
  console.post(PASTE, { ...fields, step: name });
const saidBy = async (id: string) => {
  const record = (await console.record(id)) as unknown as Record<string, unknown>;
  return Object.fromEntries(LASTING.map((name) => [name, record[name]]));
};
const hintOf = (html: string, field: string) =>
  new RegExp(`id="field-${field}-hint"[^>]*>(.*?)</p>`, 's').exec(html)?.[1]?.replace(/<[^>]+>/g, '') ?? '';

describe('a correction by paste', () => {
  it('keeps every field that the text does not say, with what is known of it', async () => {
    await console.put('trains', WHOLE);
    const [before, reading] = [await saidBy('trains'), await readingOf('trains')];
    const html = await read({ id: 'trains', source: BARE });
    const fields = formFields(html, 'Publish');
    expect(fields.section).toBe('Travel');
    expect(fields.authors?.trim()).toBe('Ines Okafor | https://news.example/ines\nJo | Ann Bar');
    expect(fields.imageCredit).toBe('Ada Quay');
    expect(hintOf(html, 'section')).toContain('kept as it is in version 1. Known from: as stated.');
    expect(hintOf(html, 'title')).not.toContain('kept as it is');
    const done = await step('publish', fields);
    expect(done.headers.get('Location')).toBe('/console/articles/trains?done=updated');
    expect(await saidBy('trains')).toEqual(before);
    expect({ ...(await readingOf('trains')), title: 0 }).toEqual({ ...reading, title: 0 });
    expect(await console.page('/articles/trains')).toContain('every berth taken');
    expect((await console.record('trains')).updatedAt).toBe(at(0));
  });

  it('takes what the text says otherwise, and shows what the article has now', async () => {
    await console.put('trains', WHOLE);
    const source = `---\ntitle: Night trains are full\nsection: Local\nauthor: Jonas Reed\n---\n\nWords of the correction.`;
    const html = await read({ id: 'trains', source });
    const fields = formFields(html, 'Publish');
    expect([fields.title, fields.section, fields.authors?.trim()]).toEqual([
      'Night trains are full',
      'Local',
      'Jonas Reed',
    ]);
    expect(hintOf(html, 'section')).toContain('The article has now: Travel.');
    expect(hintOf(html, 'authors')).toContain('Ines Okafor');
    expect(fields.tags?.trim()).toBe('rail\nnight');
    await step('publish', fields);
    expect(await saidBy('trains')).toMatchObject({ section: 'Local', tags: ['rail', 'night'] });
  });

  it('a language that was stated is not taken away by what the words look like', async () => {
    await console.put('trains', { ...WHOLE, language: 'fr' });
    const html = await read({ id: 'trains', source: BARE });
    expect(formFields(html, 'Publish').language).toBe('fr');
    expect(hintOf(html, 'language')).toContain('What was pasted seems to say: en.');
  });

  it('what is changed or emptied there is as it was sent, and nothing else of it goes', async () => {
    await console.put('trains', WHOLE);
    const fields = formFields(await read({ id: 'trains', source: BARE }), 'Publish');
    const sent = { ...fields, section: '', tags: '', imageAlt: 'Berth 14', dek: 'Another.' };
    const again = formFields(await (await step('check', sent)).text(), 'Publish');
    expect([again.section, again.tags?.trim(), again.dek?.trim()]).toEqual(['', '', 'Another.']);
    await step('publish', again);
    const { section, tags, dek, image, ...rest } = await saidBy('trains');
    expect([section, tags, dek]).toEqual([undefined, [], 'Another.']);
    expect(image).toEqual({ ...WHOLE.image, alt: 'Berth 14' });
    expect(rest).toMatchObject({ rights: WHOLE.rights, pictureRights: 'syndicate', source: WHOLE.source });
  });

  it('an id that is typed in later fills in what that article has, and what was typed stays', async () => {
    await console.put('trains', WHOLE);
    const fields = formFields(await read({ source: BARE }), 'Publish');
    expect(fields.section).toBe('');
    const html = await (await step('check', { ...fields, id: 'trains', dek: 'Typed.' })).text();
    const later = formFields(html, 'Publish');
    expect([later.section, later.dek?.trim()]).toEqual(['Travel', 'Typed.']);
    expect(hintOf(html, 'dek')).toContain('As you filled it in. The article has now: Filled in by hand.');
    const away = formFields(await (await step('check', { ...later, id: '' })).text(), 'Publish');
    expect([away.section, away.url, away.dek?.trim()]).toEqual(['', '', 'Typed.']);
  });

  it('an article without a headline in the text has the one it has', async () => {
    await console.put('trains', WHOLE);
    const html = await read({ id: 'trains', source: '<p>Only the words of the correction.</p>' });
    expect(formFields(html, 'Publish').title).toBe('Night trains are back');
  });

  it('an embargo stays, and ends where it is emptied', async () => {
    await console.put('trains', { ...WHOLE, publishedAt: undefined, embargoUntil: at(HOUR) });
    const fields = formFields(await read({ id: 'trains', source: BARE }), 'Publish');
    expect(fields.embargoUntil).toBe(at(HOUR));
    await step('publish', fields);
    expect(await console.record('trains')).toMatchObject({ state: 'embargoed', opensAt: at(HOUR) });
    const next = formFields(await read({ id: 'trains', source: `${BARE}\n\nMore.` }), 'Publish');
    await step('publish', { ...next, embargoUntil: '' });
    expect((await console.record('trains')).state).toBe('live');
  });

  it('what was withdrawn comes back with what it had', async () => {
    await console.put('trains', WHOLE);
    const before = await saidBy('trains');
    await console.withdraw('trains');
    await step('publish', formFields(await read({ id: 'trains', source: BARE }), 'Publish'));
    expect(await saidBy('trains')).toEqual(before);
    expect((await console.record('trains')).state).toBe('live');
  });
});

describe('what was typed', () => {
  it.each<[string, string, RegExp]>([
    ['a text', BARE, /Night trains are back\n\nThe 22:04/],
    ['JSON', JSON.stringify({ title: 'Of JSON', tags: ['a'], html: '<p>Words.</p>' }), /"title": "Of JSON"/],
  ])('stays where one goes back to change %s', async (_, source, expected) => {
    const fields = formFields(await read({ source }), 'Publish');
    const back = await (
      await step('back', { ...fields, id: 'trains', dek: 'Typed.', url: 'https://news.example/typed' })
    ).text();
    expect(back).toContain('What you filled in by hand stays: Standfirst, Address on the publisher’s site.');
    const pasted = formFields(back, 'See what is understood');
    expect(pasted.source).toMatch(expected);
    const again = formFields(await (await step('read', pasted)).text(), 'Publish');
    expect([again.id, again.dek?.trim(), again.url]).toEqual([
      'trains',
      'Typed.',
      'https://news.example/typed',
    ]);
  });

  it('stays where what is pasted next cannot be read', async () => {
    const fields = formFields(await read({ source: BARE }), 'Publish');
    const back = formFields(
      await (await step('back', { ...fields, dek: 'Typed.' })).text(),
      'See what is understood',
    );
    const refused = await step('read', { ...back, source: '{"title":', kind: 'json' });
    expect(refused.status).toBe(400);
    const mended = { ...formFields(await refused.text(), 'See what is understood'), source: BARE };
    const html = await (await step('read', { ...mended, kind: 'text' })).text();
    expect(formFields(html, 'Publish').dek?.trim()).toBe('Typed.');
  });

  it('stays in an error answer, beside what is kept', async () => {
    await console.put('trains', WHOLE);
    const fields = formFields(await read({ id: 'trains', source: BARE }), 'Publish');
    const refused = await step('publish', { ...fields, publishedAt: 'yesterday', dek: 'Typed.' });
    expect(refused.status).toBe(422);
    const again = formFields(await refused.text(), 'Look again');
    expect([again.publishedAt, again.dek?.trim(), again.section]).toEqual(['yesterday', 'Typed.', 'Travel']);
  });

  it('stays where the storage is full', async () => {
    let isFull = false;
    const full = await openConsole((ports) => {
      const { database } = ports;
      const batch: typeof database.batch = async (statements) => {
        if (isFull) throw new StorageFull('no room');
        return database.batch(statements);
      };
      return { ...ports, database: { prepare: (sql) => database.prepare(sql), batch } };
    });
    const read = await full.send(PASTE, PASTE, { step: 'read', source: BARE });
    const fields = formFields(await read.text(), 'Publish');
    isFull = true;
    const refused = await full.post(PASTE, { ...fields, dek: 'Typed.', step: 'publish' });
    expect(refused.status).toBe(507);
    const html = await refused.text();
    expect(html).toContain('There is no room left');
    expect(formFields(html, 'Look again').dek?.trim()).toBe('Typed.');
  });

  it.each(['[1]', '{"title":7,"constructor":"x"}', 'nonsense', 'null'])(
    'a form that was tampered with is read all the same: %s',
    async (filled) => {
      const fields = formFields(await read({ source: BARE }), 'Publish');
      const answer = await step('check', { ...fields, filled });
      expect(answer.status).toBe(200);
      expect(formFields(await answer.text(), 'Publish').title).toBe('Night trains are back');
    },
  );
});

async function readingOf(id: string): Promise<Record<string, unknown>> {
  return ((await console.record(id)) as unknown as { reading: Record<string, unknown> }).reading;
}
