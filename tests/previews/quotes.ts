import { DEFAULT_THEME } from '../../src/domain/theme.ts';
import type { QuotePicture } from '../../src/previews/renderer.ts';

const FRENCH = {
  textLanguage: 'fr',
  textDirection: 'auto',
  notices: [],
  name: 'Capitainerie de l’Anse',
  handle: '@capitainerie',
  platform: 'X',
  date: '3 janvier 2026',
  language: 'fr',
  direction: 'ltr',
  theme: DEFAULT_THEME,
} as const;

/** One quote per thing that must look right; each has its picture in expected/. */
export const QUOTES: Record<string, QuotePicture> = {
  'quote-french': {
    ...FRENCH,
    text: 'Le bac de 7 h 40 part ce matin avec vingt minutes de retard : brouillard dans la passe. « Patience », dit le capitaine, qui offre le café à bord.\n\n#bac #brouillard',
  },
  'quote-short': { ...FRENCH, text: 'Il neige sur le port.' },
  'quote-deleted': {
    ...FRENCH,
    text: 'La passerelle nord rouvre lundi. Merci à toutes celles et ceux qui ont fait le tour à pied pendant six semaines.',
    notices: ['Ce post a été supprimé depuis.'],
    name: 'Observatoire intercommunal des passerelles, des bacs et des chemins de halage',
    handle: '@observatoire-des-passerelles@social.exemple-de-rivage.example',
    platform: 'Mastodon',
  },
  'quote-long': {
    ...FRENCH,
    textLanguage: 'en',
    language: 'en',
    date: 'January 3, 2026, 8:12 AM UTC',
    name: 'Fjord Ferries 🚢',
    handle: '@fjordferries.example',
    platform: 'Bluesky',
    text: 'Since so many of you asked how a night boat is made ready in forty minutes, here is the whole of it, from the deck.\n\nFirst the cars leave, then the bicycles, then whoever slept through the call. Two of us walk every corridor with a bell. The galley is already on its second kettle.\nThen the cabins: eleven people, a hundred and six beds, and a trolley with one bad wheel that everybody knows by name.\n\nThe chief reads the weather aloud. If it is bad we tie down the chairs, and if it is good we tie down the chairs, because it was good in 1998 too: https://ferries.example/night/how-a-boat-is-made-ready-in-forty-minutes\nAt last the gate opens, and you come in and ask whether there is coffee.',
  },
  'quote-arabic': {
    ...FRENCH,
    textLanguage: 'ar',
    name: 'ميناء الخليج',
    handle: '@khalij_port',
    date: '3 janvier 2026',
    text: 'تعود العبّارة الليلية إلى رصيف 14 ابتداءً من الأحد، والتذاكر متاحة على ferries.example بسعر 20 درهمًا.\nأهلًا بكم على متنها!',
  },
  'quote-japanese': {
    ...FRENCH,
    textLanguage: 'ja',
    language: 'ja',
    name: '湾岸フェリー',
    handle: '@wangan_ferry',
    platform: 'Bluesky',
    date: '2026年1月3日 17:12',
    text: '始発の船は「霧のため」２０分遅れています。温かいお茶を用意してお待ちしております。\n#フェリー #霧の朝',
  },
  'quote-emoji': { ...FRENCH, name: undefined, handle: '@deux.rives.example', text: '🚢🌫️☕️\n👩‍👩‍👧 ❤️' },
  'quote-taken-down': {
    ...FRENCH,
    text: undefined,
    textLanguage: undefined,
    notices: ['Ce post a été retiré à la demande de son auteur.', 'Post sur X'],
    name: undefined,
    handle: undefined,
    date: undefined,
  },
  'quote-behind-a-warning': {
    ...FRENCH,
    text: undefined,
    notices: ['Avertissement : fin du feuilleton « Les Deux Rives »', 'Post de Capitainerie de l’Anse sur X'],
  },
  'quote-thai': {
    ...FRENCH,
    textLanguage: 'th',
    language: 'th',
    name: 'ท่าเรือกลางคืน',
    date: '3 มกราคม 2569',
    text: 'เรือข้ามฟากรอบแรกออกช้ากว่ากำหนดยี่สิบนาทีเพราะหมอกลงจัดในร่องน้ำ มีกาแฟร้อนแจกฟรีที่ท่าเรือ',
  },
};
