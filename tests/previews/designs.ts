import { DEFAULT_THEME, themeOf } from '../../src/domain/theme.ts';
import type { CardQuote, PreviewCard } from '../../src/previews/card.ts';
import type { CardPictures } from '../../src/previews/renderer.ts';
import { CARDS } from './cards.ts';
import { banner, roundel } from './logos.ts';
import { night, plainPhoto, valley } from './photos.ts';
import { SCRIPT_CARDS } from './script-cards.ts';

export interface Design {
  card: PreviewCard;
  pictures?: CardPictures;
}

const INK = [20, 22, 26] as const;
const WHITE = [255, 255, 255] as const;
const VALLEY = valley();
const NIGHT = night();
const SERIF = themeOf({ scheme: 'light', font: 'serif' });
const SALMON = themeOf({ scheme: 'light', font: 'serif', background: '#fff1e5', accent: '#990f3d' });
const NAVY = themeOf({ scheme: 'dark', background: '#10233f', accent: '#f2b705' });

export const POST: CardQuote = {
  text: 'Le bac de 7 h 40 part ce matin avec vingt minutes de retard : brouillard dans la passe. « Patience », dit le capitaine, qui offre le café à bord.',
  textLanguage: 'fr',
  textDirection: 'auto',
  name: 'Capitainerie de l’Anse',
  handle: '@capitainerie',
  platform: 'X',
};
export const ARABIC_POST: CardQuote = {
  ...POST,
  text: 'تعود العبّارة الليلية إلى رصيف 14 ابتداءً من الأحد، والتذاكر متاحة على ferries.example بسعر 20 درهمًا.\nأهلًا بكم على متنها!',
  textLanguage: 'ar',
  name: 'ميناء الخليج',
  handle: '@khalij_port',
};
const JAPANESE_POST: CardQuote = {
  ...POST,
  text: '始発の船は「霧のため」２０分遅れています。温かいお茶を用意してお待ちしております。\n#フェリー #霧の朝',
  textLanguage: 'ja',
  name: '湾岸フェリー',
  handle: '@wangan_ferry',
  platform: 'Bluesky',
};
const LONG_POST: CardQuote = {
  ...POST,
  text: 'Since so many of you asked how a night boat is made ready in forty minutes, here is the whole of it, from the deck.\n\nFirst the cars leave, then the bicycles, then whoever slept through the call. Two of us walk every corridor with a bell. The galley is already on its second kettle.\nThen the cabins: eleven people, a hundred and six beds, and a trolley with one bad wheel.',
  textLanguage: 'en',
  name: 'Observatoire intercommunal des passerelles, des bacs et des chemins de halage',
  handle: '@observatoire-des-passerelles@social.exemple-de-rivage.example',
  platform: 'Mastodon',
};

function card(name: string, changes: Partial<PreviewCard> = {}): PreviewCard {
  const known = CARDS[name] ?? SCRIPT_CARDS[name];
  if (!known) throw new Error(`no card is named ${name}`);
  return { ...known, ...changes };
}

function hero(name: string, pictures: CardPictures, theme = DEFAULT_THEME): Design {
  return { card: card(name, { design: 'hero', photo: 'https://news.example/photo.jpg', theme }), pictures };
}

function quoting(name: string, quote: CardQuote, theme = DEFAULT_THEME): Design {
  return { card: card(name, { design: 'quote', quote, theme }) };
}

/** One card per thing of a design or a theme that must look right; each has its picture in expected/. */
export const DESIGNS: Record<string, Design> = {
  'hero-french': hero('french-with-everything', { photo: VALLEY }),
  'hero-arabic': hero('arabic', { photo: VALLEY }),
  'hero-japanese': hero('japanese', { photo: NIGHT }),
  'hero-long-title': hero('long-title', { photo: VALLEY }),
  'hero-white': hero('english-short', { photo: plainPhoto(WHITE) }),
  'hero-emoji': hero('emoji', { photo: NIGHT }),
  'hero-thai-with-logo': hero('thai', { photo: VALLEY, logo: roundel(WHITE) }),
  'hero-salmon': hero('title-alone', { photo: VALLEY }, SALMON),
  'hero-without-photo': hero('french-with-everything', {}, NAVY),
  'quoting-french': quoting('french-with-everything', POST),
  'quoting-arabic-in-english': quoting('english-short', ARABIC_POST),
  'quoting-french-in-arabic': quoting('arabic', POST),
  'quoting-japanese': quoting('japanese', JAPANESE_POST, themeOf({ scheme: 'dark' })),
  'quoting-long': quoting('long-title', LONG_POST, SERIF),
  'theme-dark': { card: card('french-with-everything', { theme: themeOf({ scheme: 'dark' }) }) },
  'theme-navy': { card: card('hebrew', { theme: NAVY }), pictures: { logo: roundel(WHITE) } },
  'theme-serif': { card: card('french-with-everything', { theme: SERIF }) },
  'theme-salmon': { card: card('greek', { theme: SALMON }) },
  'logo-outline': { card: card('without-dek'), pictures: { logo: roundel(INK) } },
  'logo-plate-and-emoji': { card: card('emoji'), pictures: { logo: banner() } },
};
