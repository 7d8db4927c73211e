import { DEFAULT_THEME } from '../../src/domain/theme.ts';
import type { PreviewCard } from '../../src/previews/card.ts';

const COMMON = { design: 'flat', language: 'fr', direction: 'ltr', theme: DEFAULT_THEME } as const;

/** One card per thing that must look right; each has its picture in expected/. */
export const CARDS: Record<string, PreviewCard> = {
  'french-with-everything': {
    ...COMMON,
    publication: 'Le Quotidien',
    section: 'Société',
    title: 'Dans les lycées, « le téléphone est devenu l’ennemi » : enquête sur une interdiction',
    dek: 'Deux ans après la loi, professeurs et élèves racontent une règle que personne n’applique de la même façon.',
    byline: 'Zoé Lefèvre et Jean-Noël Œhmichen',
    date: '1ᵉʳ septembre 2026',
  },
  'english-short': {
    ...COMMON,
    language: 'en',
    publication: 'The Daily Tearsheet',
    section: 'World',
    title: 'The long way home',
    dek: 'A train, two ferries and a borrowed bicycle.',
    byline: 'Maya Okafor',
    date: '3 October 2026',
  },
  'without-dek': {
    ...COMMON,
    publication: 'Le Quotidien',
    section: 'Économie',
    title: 'La filière laitière face à la sécheresse : 12 000 exploitations en sursis',
    byline: 'Élodie Garçon',
    date: '12 mars 2026',
  },
  'title-alone': { ...COMMON, publication: 'Le Quotidien', title: 'Réouverture du pont' },
  'long-title': {
    ...COMMON,
    publication: 'Le Quotidien',
    section: 'International',
    title:
      'Après dix mois de négociations, les délégations de quarante-deux pays signent à Genève un accord sur la ' +
      'protection des câbles sous-marins, mais les trois principaux armateurs refusent d’en appliquer les clauses ' +
      'avant que les assureurs ne se soient prononcés sur la responsabilité en haute mer',
    dek: 'Le texte, attendu depuis des mois, doit encore être examiné par le Sénat avant la fin de l’année.',
    byline: 'Marie-Antoinette Delacroix-Fontanelle, François-Régis Dûmont et Anne-Sophie de La Rochebrochard',
    date: '30 novembre 2026',
  },
  'long-word': {
    ...COMMON,
    language: 'de',
    publication: 'Der Bogen',
    section: 'Recht',
    title: 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz aufgehoben',
    dek: 'Das längste Wort des Landes ist Geschichte.',
    byline: 'Jürgen Weiß',
    date: '18. März 2026',
  },
  'turkish-and-polish': {
    ...COMMON,
    language: 'tr',
    publication: 'İstanbul Gazetesi',
    section: 'Şehir ve şiir',
    title: 'İğneada’dan Łódź’a: iki şehrin hikâyesi',
    dek: 'Zażółć gęślą jaźń; şöyle büyük, ışıklı bir gökyüzü.',
    byline: 'Özgür Yıldız',
    date: '7 Mayıs 2026',
  },
  vietnamese: {
    ...COMMON,
    language: 'vi',
    publication: 'Nhật báo',
    section: 'Kinh tế',
    title: 'Giá gạo tăng lên mức cao nhất trong mười năm',
    dek: 'Nông dân đồng bằng sông Cửu Long vẫn chưa được hưởng lợi.',
    byline: 'Nguyễn Thị Hồng',
    date: '5 tháng 6, 2026',
  },
  'escapes-and-controls': {
    ...COMMON,
    language: 'en',
    publication: 'A&B <News>',
    section: '\u0007Tech\u200b\u202e',
    title: '\ud800“5 < 7 && \\n”\u0000 \u202eisn’t\u202c an 🙂 error;\n\tit’s <b>R&amp;D</b>\udfff',
    dek: 'Zero\u200bwidth, soft\u00adhyphen, a\u0301 composed é, \ufeffmark 👩‍👩‍👧 and 50\u202f% of 1\u00a0000\u00a0€.',
    byline: '  O’Neil  \r\n',
    date: '3/10/2026',
  },
};
