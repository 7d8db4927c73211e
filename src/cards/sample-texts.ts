/** The languages of the sample posts: one Latin, one with its own spacing, one from right to left, one without spaces. */
export const SAMPLE_LANGUAGES = ['en', 'fr', 'ar', 'ja'] as const;
export type SampleLanguage = (typeof SAMPLE_LANGUAGES)[number];

/** What invented people say in one language. */
export interface SampleText {
  name: string;
  handle: string;
  words: string;
  tag: string;
  alt: string;
  warning: string;
  note: string;
  title: string;
  description: string;
  options: string[];
  other: Pick<SampleText, 'name' | 'handle' | 'words' | 'tag'>;
}

export const SAMPLE_TEXTS: Record<SampleLanguage, SampleText> = {
  en: {
    name: 'Fjord Ferries 🚢',
    handle: 'fjordferries',
    words:
      'The night boat is back on Friday, after three months in dock.\n\nThanks to everyone who waited, and to the crew who did not go home.',
    tag: '#nightboat',
    alt: 'A white ferry at the quay in the rain',
    warning: 'Flashing lights',
    note: 'The boat was in dock for ten weeks, according to the harbour office.',
    title: 'The winter timetable',
    description: 'All crossings from November to March, with the new night boat.',
    options: ['Berth', 'Armchair', 'I stay awake on deck'],
    other: {
      name: 'Harbour Office',
      handle: 'harbouroffice',
      words: 'Quay 3 is open again. The crane stays until Sunday.',
      tag: '#quay3',
    },
  },
  fr: {
    name: 'Lou Navarre',
    handle: 'lou_navarre',
    words:
      'Le dernier tram de nuit est parti à l’heure : 1 h 42, quai B.\n\nMerci aux conducteurs, et à ceux qui ont attendu sous la pluie !',
    tag: '#TramDeNuit',
    alt: 'Un tram blanc à quai, de nuit, sous la pluie',
    warning: 'lumières clignotantes',
    note: 'Selon la régie, le tram est parti à 1 h 47.',
    title: 'Les horaires d’hiver',
    description: 'Tous les départs de novembre à mars, avec le nouveau tram de nuit.',
    options: ['Tram', 'Vélo', 'Je rentre à pied, même en hiver'],
    other: {
      name: 'Matin des Villes',
      handle: 'matinvilles',
      words: 'Le pont sera rouvert avant Noël, promet la mairie.',
      tag: '#Pont',
    },
  },
  ar: {
    name: 'صحيفة الساحل',
    handle: 'sahilnews',
    words:
      'عاد القارب الليلي إلى الميناء بعد ثلاثة أشهر من الصيانة.\n\nشكرًا لكل من انتظر، وللطاقم الذي لم يعد إلى بيته.',
    tag: '#الميناء',
    alt: 'عبّارة بيضاء عند الرصيف تحت المطر',
    warning: 'أضواء وامضة',
    note: 'بقي القارب في الصيانة عشرة أسابيع بحسب مكتب الميناء.',
    title: 'جدول الشتاء',
    description: 'جميع الرحلات من نوفمبر إلى مارس، ومعها القارب الليلي الجديد.',
    options: ['سرير', 'مقعد', 'أبقى مستيقظًا على السطح'],
    other: {
      name: 'مكتب الميناء',
      handle: 'portoffice',
      words: 'فُتح الرصيف 3 من جديد، وتبقى الرافعة حتى الأحد.',
      tag: '#الرصيف',
    },
  },
  ja: {
    name: 'みなと工房　小口',
    handle: 'minatokobo',
    words:
      '夜行フェリーが三か月ぶりに戻ってきました。\n\n待っていてくださった皆さん、そして乗組員の皆さんに感謝します。',
    tag: '#夜行フェリー',
    alt: '雨の岸壁に停泊する白いフェリー',
    warning: '点滅する光',
    note: '港湾事務所によると、整備期間は十週間でした。',
    title: '冬の時刻表',
    description: '十一月から三月までの全便。新しい夜行便も掲載しています。',
    options: ['寝台', '座席', '甲板で起きている'],
    other: {
      name: '港湾事務所',
      handle: 'kowanjimusho',
      words: '第三岸壁は再開しました。クレーンは日曜日まで残ります。',
      tag: '#第三岸壁',
    },
  },
};
