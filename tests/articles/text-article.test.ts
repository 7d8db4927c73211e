import { describe, expect, it } from 'vitest';
import { problemOf, read, shownBody } from './read-source.ts';

const DEK = 'The council voted on Monday to let the orchard stand for another ten years.';
const FIRST = 'Nobody in the hall expected it. The motion had been put off four times since the spring.';
const SECOND = 'The trees are older than the road, and the road has already been moved for them once.';
const lines = (...all: string[]) => all.join('\n');

describe('title, section and dek of a plain text', () => {
  it('are the lines above the body', async () => {
    const draft = await read('text', lines('Politics', 'The orchard stays', DEK, FIRST, SECOND));
    expect(draft).toMatchObject({ section: 'Politics', title: 'The orchard stays', dek: DEK });
    expect(shownBody(draft)).toBe(`<p>${FIRST}</p><p>${SECOND}</p>`);
  });

  it('a section no list knows is less sure', async () => {
    const known = await read('text', lines('Politics', 'The orchard by the old road stays', FIRST, SECOND));
    const unknown = await read(
      'text',
      lines('Hedgerows', 'The orchard by the old road stays', FIRST, SECOND),
    );
    expect(unknown.section).toBe('Hedgerows');
    expect(unknown.reading.section?.confidence).toBeLessThan(known.reading.section?.confidence ?? 0);
  });

  it('a menu of sections is no section', async () => {
    const draft = await read(
      'text',
      lines('World', 'Politics', 'Sport', 'The orchard stays', DEK, FIRST, SECOND),
    );
    expect(draft.title).toBe('The orchard stays');
    expect(draft.reading.section?.confidence).toBe(0.3);
  });

  it('a byline or a date above the title is neither section nor title', async () => {
    const draft = await read(
      'text',
      lines('By Wren Halloway', '12 May 2024', 'The orchard stays', DEK, FIRST, SECOND),
    );
    expect(draft).toMatchObject({ title: 'The orchard stays', authors: [{ name: 'Wren Halloway' }] });
    expect(draft.publishedAt).toBe('2024-05-12T00:00:00.000Z');
    expect(draft.section).toBeUndefined();
  });

  it('a paragraph that follows the byline is body', async () => {
    const draft = await read('text', lines('The orchard stays', 'By Wren Halloway', FIRST, SECOND));
    expect(draft.dek).toBeUndefined();
    expect(shownBody(draft)).toBe(`<p>${FIRST}</p><p>${SECOND}</p>`);
  });

  it('a dek that would leave no body stays body', async () => {
    const draft = await read('text', lines('The orchard stays', DEK));
    expect(draft.dek).toBeUndefined();
    expect(shownBody(draft)).toBe(`<p>${DEK}</p>`);
  });

  it('a given title and dek are taken out of the body where they stand there', async () => {
    const given = { title: 'THE ORCHARD STAYS', dek: DEK };
    const draft = await read('text', lines('Politics', 'The orchard stays', DEK, FIRST), given);
    expect(draft).toMatchObject({ title: 'THE ORCHARD STAYS', dek: DEK, section: 'Politics' });
    expect(draft.reading.title).toEqual({ source: 'given', confidence: 1 });
    expect(shownBody(draft)).toBe(`<p>${FIRST}</p>`);
  });

  it('one paragraph with a given title is an article', async () => {
    expect(shownBody(await read('text', FIRST, { title: 'The orchard stays' }))).toBe(`<p>${FIRST}</p>`);
  });

  it('given authors, even none, beat the byline, which still is no body', async () => {
    const text = lines('The orchard stays', 'By Wren Halloway', FIRST);
    expect(await read('text', text, { authors: [] })).toMatchObject({
      authors: [],
      body: [{ html: `<p>${FIRST}</p>` }],
    });
    expect((await read('text', text, { authors: ['Pia Osei'] })).authors).toEqual([{ name: 'Pia Osei' }]);
  });

  it('a long first paragraph is no title', async () => {
    const problem = await problemOf(read('text', lines(`${FIRST} ${SECOND}`, SECOND)));
    expect(problem.code).toBe('no-article-found');
    expect(problem.detail).toContain('it ends as a paragraph does');
  });

  it('a first line that is too long for a title is said to be', async () => {
    const problem = await problemOf(read('text', lines('word '.repeat(1000), FIRST)));
    expect(problem.code).toBe('no-article-found');
    expect(problem.detail).toBe(
      'The first line cannot be the title: it has 4999 characters, and the title of a text has 250 at most, in Chinese, Japanese and Korean half as many. Send the title with the text, as title=… or in a line of its own.',
    );
    expect((await read('text', lines('word '.repeat(1000), FIRST), { title: 'T' })).title).toBe('T');
  });
});

describe('the body of a plain text', () => {
  const head = lines('The orchard stays', 'By Wren Halloway');
  const body = async (...rest: string[]) => shownBody(await read('text', lines(head, ...rest)));

  it('short lines between paragraphs are headings, questions too', async () => {
    expect(await body(FIRST, 'Who was in the hall?', SECOND, 'A road moves', FIRST)).toBe(
      `<p>${FIRST}</p><h2>Who was in the hall?</h2><p>${SECOND}</p><h2>A road moves</h2><p>${FIRST}</p>`,
    );
  });

  it.each([
    ['the last line', [FIRST, SECOND, 'A road moves']],
    ['a short sentence', [FIRST, 'It stays.', SECOND]],
    ['a line in lower case', [FIRST, 'and so on', SECOND]],
    ['a quotation', [FIRST, '“We stay”', SECOND]],
    ['the lines of a poem', ['Apples fall', FIRST, 'Pears too', SECOND, 'Plums never', 'Figs never']],
  ])('%s is no heading', async (_, rest) => {
    expect(await body(...rest)).not.toContain('<h2>');
  });

  it('a post keeps its place', async () => {
    expect(await body(FIRST, 'POST 12', SECOND)).toBe(`<p>${FIRST}</p>[12]<p>${SECOND}</p>`);
  });

  it('markup in a text is text', async () => {
    expect(await body('<script>alert("1 & 2")</script> is what he typed, and nothing happened to him.')).toBe(
      '<p>&lt;script>alert("1 &amp; 2")&lt;/script> is what he typed, and nothing happened to him.</p>',
    );
  });

  it('lists of two items and more are lists', async () => {
    expect(await body(FIRST, '• apples', '• pears', '- said nobody')).toBe(
      `<p>${FIRST}</p><ul><li>apples</li><li>pears</li><li>said nobody</li></ul>`,
    );
    expect(await body(FIRST, '- said nobody at all in the hall that night.')).not.toContain('<ul>');
  });

  it.each(['\v', '\f', '\u0085', '\u2028', '\u2029', '\r', '\r\n', '\n\n\n'])(
    '%j ends a line',
    async (end) => {
      expect(await body([FIRST, SECOND].join(end))).toBe(`<p>${FIRST}</p><p>${SECOND}</p>`);
    },
  );

  it('paragraphs broken at a fixed width are joined, and those of Japanese without spaces', async () => {
    const wrapped = lines(
      ...[
        'The orchard stays',
        '',
        'Nobody in the hall expected it. The motion had',
        'been put off four times since the',
      ],
      ...[
        'spring, and once because of a wasp that had',
        'found its way in.',
        '',
        'The trees are older than the road, and the',
        'road was moved.',
      ],
    );
    expect(shownBody(await read('text', wrapped, { dek: DEK }))).toBe(
      '<p>Nobody in the hall expected it. The motion had been put off four times since the spring, and once because of a wasp that had found its way in.</p><p>The trees are older than the road, and the road was moved.</p>',
    );
    const japanese = [
      '島の灯台',
      '',
      '北の海に浮かぶ無人島の灯台で',
      '書かれた日記が百年ぶりに島へ',
      '戻ったと町が発表したその日に',
      '雪が降った。',
      '',
      '終わり。',
    ].join('\n');
    expect(shownBody(await read('text', japanese, { dek: DEK }))).toContain(
      '灯台で書かれた日記が百年ぶりに島へ戻った',
    );
  });

  it('related links are kept apart, at the end any number of them', async () => {
    const draft = await read(
      'text',
      lines(head, FIRST, 'Read more: The pier', SECOND, 'Related articles', 'The shed', 'The mill'),
    );
    expect(draft.related).toEqual([{ title: 'The pier' }, { title: 'The shed' }, { title: 'The mill' }]);
    expect(shownBody(draft)).toBe(`<p>${FIRST}</p><p>${SECOND}</p>`);
  });
});

describe('the language', () => {
  it.each([
    ['fr', 'Le conseil a voté lundi soir le maintien du verger pour dix ans, et personne ne s’y attendait.'],
    ['de', 'Der Gemeinderat hat am Montag beschlossen, dass die Obstwiese noch zehn Jahre stehen bleibt.'],
    ['es', 'El ayuntamiento votó el lunes que el huerto se quede diez años más, y nadie lo esperaba.'],
    ['pt', 'A câmara votou na segunda-feira que o pomar fica por mais dez anos, e ninguém esperava isso.'],
    [
      'it',
      'Il consiglio ha votato lunedì che il frutteto resti per altri dieci anni, e nessuno se lo aspettava.',
    ],
    [
      'nl',
      'De gemeenteraad besloot maandag dat de boomgaard nog tien jaar blijft staan, en niemand had dat verwacht.',
    ],
    [
      'pl',
      'Rada gminy zdecydowała w poniedziałek, że sad pozostanie jeszcze dziesięć lat, czego nikt się nie spodziewał.',
    ],
    ['ru', 'Совет решил в понедельник, что сад останется ещё на десять лет, чего никто не ожидал.'],
    ['uk', 'Рада вирішила в понеділок, що сад залишиться ще на десять років, і ніхто цього не очікував.'],
    [
      'tr',
      'Belediye meclisi pazartesi günü meyve bahçesinin on yıl daha kalmasına karar verdi ve bunu kimse beklemiyordu.',
    ],
    ['ja', '町議会は月曜日、果樹園をさらに十年残すことを決めた。誰も予想していなかった。'],
    ['zh', '议会星期一投票决定果园再保留十年，谁也没有料到。'],
    ['ko', '의회는 월요일 과수원을 십 년 더 남겨 두기로 표결했으며 아무도 예상하지 못했다.'],
    ['ar', 'صوّت المجلس يوم الاثنين على بقاء البستان عشر سنوات أخرى، ولم يكن أحد يتوقع ذلك.'],
    [
      'fa',
      'شورا روز دوشنبه رأی داد که باغ ده سال دیگر بماند و هیچ‌کس چنین چیزی را پیش‌بینی نمی‌کرد. گفتگو ادامه دارد.',
    ],
  ])('%s is told from the words', async (language, text) => {
    const draft = await read('text', text, { title: text.slice(0, 12) });
    expect(draft.language).toBe(language);
    expect(draft.direction).toBe(language === 'ar' || language === 'fa' ? 'rtl' : 'ltr');
    expect(draft.reading.language?.source).toBe('rule');
  });

  it('is undetermined where nothing can be told, and the direction is that of the letters', async () => {
    const draft = await read('text', '1 2 3 4', { title: '5' });
    expect(draft.language).toBe('und');
    expect(draft.reading.language).toEqual({ source: 'default', confidence: 0 });
    expect((await read('text', 'ܫܠܡܐ ܥܠܡܐ', { title: 'ܫܠܡܐ' })).direction).toBe('rtl');
  });

  it('that is given stands, in clean form', async () => {
    expect((await read('text', FIRST, { title: 'X', language: 'iw_IL' })).language).toBe('he-IL');
  });
});
