/** The pages' own words, in the language of what they show. */
export interface PageWords {
  updated: string;
  related: string;
  articles: string;
  feeds: string;
  none: string;
}

const ENGLISH: PageWords = {
  updated: 'Updated',
  related: 'Related',
  articles: 'Latest articles',
  feeds: 'Feeds',
  none: 'Nothing has been published yet.',
};

const WORDS: Record<string, PageWords> = {
  en: ENGLISH,
  ar: {
    updated: 'آخر تحديث',
    related: 'مواد ذات صلة',
    articles: 'أحدث المقالات',
    feeds: 'الخلاصات',
    none: 'لم يُنشر شيء بعد.',
  },
  de: {
    updated: 'Aktualisiert',
    related: 'Mehr zum Thema',
    articles: 'Neueste Artikel',
    feeds: 'Feeds',
    none: 'Noch ist nichts erschienen.',
  },
  es: {
    updated: 'Actualizado',
    related: 'Lea también',
    articles: 'Últimos artículos',
    feeds: 'Canales',
    none: 'Aún no se ha publicado nada.',
  },
  fr: {
    updated: 'Mis à jour',
    related: 'À lire aussi',
    articles: 'Derniers articles',
    feeds: 'Flux',
    none: 'Rien n’a encore été publié.',
  },
  ja: {
    updated: '更新',
    related: '関連記事',
    articles: '最新記事',
    feeds: 'フィード',
    none: 'まだ記事はありません。',
  },
};

/** The words for a language, English where there are none. */
export function wordsFor(language: string): PageWords {
  return WORDS[language.split('-')[0] ?? ''] ?? ENGLISH;
}
