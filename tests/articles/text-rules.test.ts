import { describe, expect, it } from 'vitest';
import { ALL_PRESS_WORDS } from '../../src/articles/press-words/all-press-words.ts';
import { readByline } from '../../src/articles/printed-lines/byline.ts';
import { isChrome, isSectionName, sectionOfBreadcrumb } from '../../src/articles/printed-lines/page-line.ts';
import { readDateLine } from '../../src/articles/printed-lines/printed-date.ts';
import { relatedTitle } from '../../src/articles/printed-lines/related-line.ts';
import { lineKey } from '../../src/articles/words.ts';

describe('lines of the page', () => {
  it.each([
    ...[
      'Loading',
      'Loading…',
      'LOADING...',
      'Aucun commentaire',
      '3 commentaires',
      'Share this article',
      '1 comment',
    ],
    ...[
      'Keine Kommentare',
      'Compartir',
      '5 min de lectura',
      'Condividi',
      'Compartilhar',
      'Geen reacties',
      'Brak komentarzy',
    ],
    ...[
      'コメントはありません',
      '3件のコメント',
      '暂无评论',
      '댓글 12',
      'لا توجد تعليقات',
      'Нет комментариев',
      'Yorum yok',
      'S’abonner',
    ],
    ...['© 2024 Le Quai', 'We use cookies to make this site better.', 'Photo : R. Vane', '→', '12'],
  ])('%s', (line) => {
    expect(isChrome(line)).toBe(true);
  });

  it.each([
    'Loading the ship took three days.',
    'Partager ne suffit pas',
    'Photographers were kept away.',
    'Comments from the minister drew laughter.',
    'A',
  ])('prose stays: %s', (line) => {
    expect(isChrome(line)).toBe(false);
  });

  it('every word in the lists can be found', () => {
    for (const words of ALL_PRESS_WORDS) {
      for (const line of words.chrome) expect(isChrome(line), line).toBe(true);
      for (const line of words.sections) expect(isSectionName(line), line).toBe(true);
      for (const related of words.related)
        expect(relatedTitle(`${related}: Xyz abc`), related).toBe('Xyz abc');
      for (const byline of words.bylines)
        expect(readByline(`${byline} Ada Lovelace`).names, byline).toEqual(['Ada Lovelace']);
      for (const names of words.months) for (const name of names) expect(lineKey(name)).not.toBe('');
      expect([0, 12]).toContain(words.months.length);
    }
  });
});

describe('related links', () => {
  it.each([
    ['À lire aussi : Le pont et son double', 'Le pont et son double'],
    ['A LIRE AUSSI | Le pont et son double', 'Le pont et son double'],
    ['Lire aussi Le pont et son double', 'Le pont et son double'],
    ['>> Read more: Who owns the pier?', 'Who owns the pier?'],
    ['Lesen Sie auch – Warum der Turm schief steht', 'Warum der Turm schief steht'],
    ['Lea también: El puente', 'El puente'],
    ['Leggi anche: Il ponte', 'Il ponte'],
    ['Czytaj także: Most', 'Most'],
    ['関連記事：橋の名前', '橋の名前'],
    ['اقرأ أيضاً: جسر المدينة', 'جسر المدينة'],
    ['إقرأ أيضًا : جسر المدينة', 'جسر المدينة'],
  ])('%s', (line, title) => {
    expect(relatedTitle(line)).toBe(title);
  });

  it.each([
    'Lire aussi bien que compter ne suffit plus.',
    'Read more into it than that and you miss the point',
    'Related charges were dropped in May.',
    'Watch this space',
    'See also what happened next, and why it happened to them.',
    `Read more: ${'the whole story goes on and on without an end in sight, '.repeat(6)}`,
  ])('a sentence that begins with such words is none: %s', (line) => {
    expect(relatedTitle(line)).toBeUndefined();
  });
});

describe('bylines', () => {
  it.each<[string, string[]]>([
    ['Par Célestin Marchaud', ['Célestin Marchaud']],
    ['PAR CÉLESTIN MARCHAUD ET ODILE VANNIER', ['CÉLESTIN MARCHAUD', 'ODILE VANNIER']],
    ['Par Célestin Marchaud, Odile Vannier et AFP', ['Célestin Marchaud', 'Odile Vannier', 'AFP']],
    ['By Wren Halloway, science correspondent', ['Wren Halloway']],
    ['By Wren Halloway and J. R. Vane in London', ['Wren Halloway', 'J. R. Vane']],
    ['Von Jorinde Abelmann und Veit von der Osten', ['Jorinde Abelmann', 'Veit von der Osten']],
    ['Por María de la Cruz y José Ortega', ['María de la Cruz', 'José Ortega']],
    ['Di Lucia Dell’Acqua', ['Lucia Dell’Acqua']],
    ['Door Sanne van ’t Hof en Bram Kok', ['Sanne van ’t Hof', 'Bram Kok']],
    ['Por María López en Madrid', ['María López']],
    ['Autor: Zofia Wrona', ['Zofia Wrona']],
    ['Автор: Вера Лунина', ['Вера Лунина']],
    ['文：三枝かおる', ['三枝かおる']],
    ['三枝かおる記者', ['三枝かおる']],
    ['홍길동 기자', ['홍길동']],
    ['记者 王小明 报道', ['王小明']],
    ['بقلم: ليلى القاسمي', ['ليلى القاسمي']],
  ])('%s', (line, names) => {
    expect(readByline(line).names).toEqual(names);
  });

  it.each([
    'Par ailleurs, le ministre a refusé de répondre.',
    'Par temps de pluie',
    'By the river, nothing moved.',
    'Von Rüben allein könne keine Bahn leben.',
    'Text',
    'Parc national : la fermeture',
    'By',
  ])('is none: %s', (line) => {
    expect(readByline(line).names).toEqual([]);
  });
});

describe('date lines', () => {
  it.each([
    ['Publié le 6 mars 2024 à 18h04', '2024-03-06', undefined],
    ['Publié le 1er août 2023', '2023-08-01', undefined],
    ['Publié le 6 mars 2024, mis à jour le 7 mars 2024 à 9h00', '2024-03-06', '2024-03-07'],
    ['6 mars 2024, mis à jour le 7 mars 2024', '2024-03-06', '2024-03-07'],
    ['Mis à jour le 7 mars 2024', undefined, '2024-03-07'],
    ['Wednesday, 13 September 2023, 10:30 am', '2023-09-13', undefined],
    ['Published: September 13, 2023 at 10:30 GMT', '2023-09-13', undefined],
    ['Stand: 13.09.2023, 18:04 Uhr', '2023-09-13', undefined],
    ['13. September 2023', '2023-09-13', undefined],
    ['13 de septiembre de 2023', '2023-09-13', undefined],
    ['13/09/2023', '2023-09-13', undefined],
    ['Madrid - 12 de mayo de 2024', '2024-05-12', undefined],
    ['New York, May 12, 2024', '2024-05-12', undefined],
    ['09/13/2023', '2023-09-13', undefined],
    ['2023-09-13', '2023-09-13', undefined],
    ['2024年3月2日 10:30', '2024-03-02', undefined],
    ['2024年3月2日 午前10時30分 更新', undefined, '2024-03-02'],
    ['입력 2024.03.02 10:30', '2024-03-02', undefined],
    ['٢ مارس ٢٠٢٤', '2024-03-02', undefined],
    ['2 марта 2024 г.', '2024-03-02', undefined],
    ['2 Mart 2024 Cumartesi', '2024-03-02', undefined],
  ])('%s', (line, published, updated) => {
    const at = (day: string | undefined) => day && `${day}T00:00:00.000Z`;
    const dates = readDateLine(line);
    expect(dates?.publishedAt).toBe(at(published));
    expect(dates?.updatedAt).toBe(at(updated));
  });

  it.each([
    ['ambiguous', '03/04/2024'],
    ['no day of any calendar', '31.02.2024'],
    ['prose', 'Depuis le 6 mars 2024, la ministre négocie.'],
    ['a year alone', '2024'],
    ['no date', 'Publié le'],
    ['a match', 'Villaseca - Montalto, 12 May 2024'],
    ['a score', '13 09 2023 points'],
  ])('is none: %s', (_, line) => {
    expect(readDateLine(line)).toBeUndefined();
  });
});

describe('breadcrumbs', () => {
  it('give the last part that is a section', () => {
    expect(sectionOfBreadcrumb('Accueil › Monde › Asie')).toBe('Asie');
    expect(sectionOfBreadcrumb('Home / Politics')).toBe('Politics');
    expect(sectionOfBreadcrumb('Fish | chips | peas')).toBeUndefined();
    expect(sectionOfBreadcrumb('Politics')).toBeUndefined();
  });
});
