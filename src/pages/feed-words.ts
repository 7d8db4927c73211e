/** The words of the page that a feed is in a browser. */
export interface FeedWords {
  about: string;
  subscribe: string;
  newest: string;
  none: string;
  older: string;
  every: string;
}

const ENGLISH: FeedWords = {
  about: 'This is a feed: a page for programs that tell you when something new appears.',
  subscribe: 'To subscribe, copy one of these addresses into your feed reader. No account is needed.',
  newest: 'In this feed',
  none: 'There is nothing in this feed yet.',
  older: 'Older articles',
  every: 'All feeds, for import (OPML)',
};

const WORDS: Record<string, FeedWords> = {
  en: ENGLISH,
  ar: {
    about: 'هذه خلاصة: صفحة لبرامج تخبرك بكل جديد.',
    subscribe: 'للاشتراك، انسخ أحد هذه العناوين إلى قارئ الخلاصات لديك. لا حاجة إلى حساب.',
    newest: 'في هذه الخلاصة',
    none: 'لا شيء في هذه الخلاصة بعد.',
    older: 'مقالات أقدم',
    every: 'كل الخلاصات، للاستيراد (OPML)',
  },
  de: {
    about: 'Das ist ein Feed: eine Seite für Programme, die melden, wenn etwas Neues erscheint.',
    subscribe: 'Zum Abonnieren eine dieser Adressen in einen Feedreader kopieren. Ein Konto ist nicht nötig.',
    newest: 'In diesem Feed',
    none: 'In diesem Feed steht noch nichts.',
    older: 'Ältere Artikel',
    every: 'Alle Feeds, zum Importieren (OPML)',
  },
  es: {
    about: 'Esto es un canal: una página para programas que avisan cuando aparece algo nuevo.',
    subscribe:
      'Para suscribirse, copie una de estas direcciones en su lector de canales. No hace falta cuenta.',
    newest: 'En este canal',
    none: 'Todavía no hay nada en este canal.',
    older: 'Artículos anteriores',
    every: 'Todos los canales, para importar (OPML)',
  },
  fr: {
    about: 'Ceci est un flux : une page pour les programmes qui signalent chaque nouveauté.',
    subscribe:
      'Pour s’abonner, copiez une de ces adresses dans un lecteur de flux. Aucun compte n’est nécessaire.',
    newest: 'Dans ce flux',
    none: 'Il n’y a encore rien dans ce flux.',
    older: 'Articles plus anciens',
    every: 'Tous les flux, à importer (OPML)',
  },
  ja: {
    about: 'これはフィードです。新着を知らせるプログラムのためのページです。',
    subscribe:
      '購読するには、次のアドレスのいずれかをフィードリーダーに登録してください。アカウントは不要です。',
    newest: 'このフィードの記事',
    none: 'このフィードにはまだ何もありません。',
    older: '以前の記事',
    every: 'すべてのフィード（OPML）',
  },
};

/** The words for a language, English where there are none. */
export function feedWordsFor(language: string): FeedWords {
  return WORDS[language.split('-')[0] ?? ''] ?? ENGLISH;
}
