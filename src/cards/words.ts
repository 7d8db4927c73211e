import type { Platform, PostMedia, TombstoneReason } from '../domain/post.ts';

/** What the card itself says. `{name}` and `{platform}` stand for what they say. */
export interface CardWords {
  viewOn: string;
  /** In place of `viewOn` where the card has only the beginning of the post. */
  readAllOn: string;
  postBy: string;
  postOn: string;
  media: Record<PostMedia['kind'], string>;
  /** After the kind of a medium, where its author gave no description. */
  undescribed: string;
  state: Record<TombstoneReason, string>;
  wordsMissing: string;
}

/** The platforms by their own names, the same in every language. */
export const PLATFORM_NAMES = {
  x: 'X',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  instagram: 'Instagram',
  threads: 'Threads',
  tiktok: 'TikTok',
  youtube: 'YouTube',
  facebook: 'Facebook',
  reddit: 'Reddit',
  telegram: 'Telegram',
  linkedin: 'LinkedIn',
} satisfies Record<Platform, string>;

/** The words of a language (BCP 47; only its first part counts), English where there are none. */
export function cardWords(language: string): CardWords {
  const primary = language.toLowerCase().split('-')[0] ?? '';
  return Object.hasOwn(WORDS, primary) ? WORDS[primary as keyof typeof WORDS] : WORDS.en;
}

const WORDS = {
  en: {
    viewOn: 'View on {platform}',
    readAllOn: 'Read the whole post on {platform}',
    postBy: 'Post by {name} on {platform}',
    postOn: 'Post on {platform}',
    media: { image: 'Picture', video: 'Video', gif: 'Animated picture', audio: 'Sound' },
    undescribed: 'no description',
    state: {
      deleted: 'This post was deleted.',
      suspended: 'The account of this post was suspended.',
      private: 'This post is no longer public.',
      blocked: 'This post is not shown to everyone.',
      withdrawn: 'This post was taken down here.',
      unavailable: 'This post is no longer available.',
    },
    wordsMissing: 'Its words are not available here.',
  },
  fr: {
    viewOn: 'Voir sur {platform}',
    readAllOn: 'Lire le message entier sur {platform}',
    postBy: 'Message de {name} sur {platform}',
    postOn: 'Message sur {platform}',
    media: { image: 'Image', video: 'Vidéo', gif: 'Image animée', audio: 'Son' },
    undescribed: 'sans description',
    state: {
      deleted: 'Ce message a été supprimé.',
      suspended: 'Le compte de ce message a été suspendu.',
      private: 'Ce message n’est plus public.',
      blocked: 'Ce message n’est pas visible par tous.',
      withdrawn: 'Ce message a été retiré d’ici.',
      unavailable: 'Ce message n’est plus disponible.',
    },
    wordsMissing: 'Son texte n’est pas disponible ici.',
  },
  de: {
    viewOn: 'Auf {platform} ansehen',
    readAllOn: 'Den ganzen Beitrag auf {platform} lesen',
    postBy: 'Beitrag von {name} auf {platform}',
    postOn: 'Beitrag auf {platform}',
    media: { image: 'Bild', video: 'Video', gif: 'Bewegtes Bild', audio: 'Ton' },
    undescribed: 'ohne Beschreibung',
    state: {
      deleted: 'Dieser Beitrag wurde gelöscht.',
      suspended: 'Das Konto dieses Beitrags wurde gesperrt.',
      private: 'Dieser Beitrag ist nicht mehr öffentlich.',
      blocked: 'Dieser Beitrag wird nicht allen gezeigt.',
      withdrawn: 'Dieser Beitrag wurde hier entfernt.',
      unavailable: 'Dieser Beitrag ist nicht mehr verfügbar.',
    },
    wordsMissing: 'Sein Wortlaut liegt hier nicht vor.',
  },
  es: {
    viewOn: 'Ver en {platform}',
    readAllOn: 'Leer la publicación completa en {platform}',
    postBy: 'Publicación de {name} en {platform}',
    postOn: 'Publicación en {platform}',
    media: { image: 'Imagen', video: 'Vídeo', gif: 'Imagen animada', audio: 'Sonido' },
    undescribed: 'sin descripción',
    state: {
      deleted: 'Esta publicación se eliminó.',
      suspended: 'La cuenta de esta publicación se suspendió.',
      private: 'Esta publicación ya no es pública.',
      blocked: 'Esta publicación no se muestra a todos.',
      withdrawn: 'Esta publicación se retiró de aquí.',
      unavailable: 'Esta publicación ya no está disponible.',
    },
    wordsMissing: 'Su texto no está disponible aquí.',
  },
  it: {
    viewOn: 'Vedi su {platform}',
    readAllOn: 'Leggi il post intero su {platform}',
    postBy: 'Post di {name} su {platform}',
    postOn: 'Post su {platform}',
    media: { image: 'Immagine', video: 'Video', gif: 'Immagine animata', audio: 'Audio' },
    undescribed: 'senza descrizione',
    state: {
      deleted: 'Questo post è stato eliminato.',
      suspended: 'L’account di questo post è stato sospeso.',
      private: 'Questo post non è più pubblico.',
      blocked: 'Questo post non è visibile a tutti.',
      withdrawn: 'Questo post è stato rimosso da qui.',
      unavailable: 'Questo post non è più disponibile.',
    },
    wordsMissing: 'Il suo testo non è disponibile qui.',
  },
  pt: {
    viewOn: 'Ver no {platform}',
    readAllOn: 'Ler a publicação completa no {platform}',
    postBy: 'Publicação de {name} no {platform}',
    postOn: 'Publicação no {platform}',
    media: { image: 'Imagem', video: 'Vídeo', gif: 'Imagem animada', audio: 'Som' },
    undescribed: 'sem descrição',
    state: {
      deleted: 'Esta publicação foi apagada.',
      suspended: 'A conta desta publicação foi suspensa.',
      private: 'Esta publicação já não é pública.',
      blocked: 'Esta publicação não é mostrada a todos.',
      withdrawn: 'Esta publicação foi retirada daqui.',
      unavailable: 'Esta publicação já não está disponível.',
    },
    wordsMissing: 'O seu texto não está disponível aqui.',
  },
  nl: {
    viewOn: 'Bekijk op {platform}',
    readAllOn: 'Lees het hele bericht op {platform}',
    postBy: 'Bericht van {name} op {platform}',
    postOn: 'Bericht op {platform}',
    media: { image: 'Afbeelding', video: 'Video', gif: 'Bewegende afbeelding', audio: 'Geluid' },
    undescribed: 'zonder beschrijving',
    state: {
      deleted: 'Dit bericht is verwijderd.',
      suspended: 'Het account van dit bericht is geschorst.',
      private: 'Dit bericht is niet meer openbaar.',
      blocked: 'Dit bericht is niet voor iedereen zichtbaar.',
      withdrawn: 'Dit bericht is hier weggehaald.',
      unavailable: 'Dit bericht is niet meer beschikbaar.',
    },
    wordsMissing: 'De tekst ervan is hier niet beschikbaar.',
  },
  pl: {
    viewOn: 'Zobacz na {platform}',
    readAllOn: 'Przeczytaj cały wpis na {platform}',
    postBy: 'Wpis {name} na {platform}',
    postOn: 'Wpis na {platform}',
    media: { image: 'Zdjęcie', video: 'Film', gif: 'Animacja', audio: 'Dźwięk' },
    undescribed: 'bez opisu',
    state: {
      deleted: 'Ten wpis został usunięty.',
      suspended: 'Konto tego wpisu zostało zawieszone.',
      private: 'Ten wpis nie jest już publiczny.',
      blocked: 'Ten wpis nie jest widoczny dla wszystkich.',
      withdrawn: 'Ten wpis został stąd wycofany.',
      unavailable: 'Ten wpis nie jest już dostępny.',
    },
    wordsMissing: 'Jego treść nie jest tu dostępna.',
  },
  tr: {
    viewOn: '{platform} üzerinde gör',
    readAllOn: 'Gönderinin tamamını {platform} üzerinde oku',
    postBy: '{name} adlı hesabın {platform} gönderisi',
    postOn: '{platform} gönderisi',
    media: { image: 'Görsel', video: 'Video', gif: 'Hareketli görsel', audio: 'Ses' },
    undescribed: 'açıklama yok',
    state: {
      deleted: 'Bu gönderi silindi.',
      suspended: 'Bu gönderinin hesabı askıya alındı.',
      private: 'Bu gönderi artık herkese açık değil.',
      blocked: 'Bu gönderi herkese gösterilmiyor.',
      withdrawn: 'Bu gönderi buradan kaldırıldı.',
      unavailable: 'Bu gönderi artık mevcut değil.',
    },
    wordsMissing: 'Metni burada mevcut değil.',
  },
  ru: {
    viewOn: 'Смотреть в {platform}',
    readAllOn: 'Читать запись целиком в {platform}',
    postBy: 'Запись {name} в {platform}',
    postOn: 'Запись в {platform}',
    media: { image: 'Изображение', video: 'Видео', gif: 'Анимация', audio: 'Звук' },
    undescribed: 'без описания',
    state: {
      deleted: 'Эта запись удалена.',
      suspended: 'Учётная запись её автора заблокирована.',
      private: 'Эта запись больше не общедоступна.',
      blocked: 'Эта запись видна не всем.',
      withdrawn: 'Эта запись отсюда убрана.',
      unavailable: 'Эта запись больше недоступна.',
    },
    wordsMissing: 'Её текст здесь недоступен.',
  },
  ar: {
    viewOn: 'عرض على {platform}',
    readAllOn: 'قراءة المنشور كاملًا على {platform}',
    postBy: 'منشور {name} على {platform}',
    postOn: 'منشور على {platform}',
    media: { image: 'صورة', video: 'فيديو', gif: 'صورة متحركة', audio: 'صوت' },
    undescribed: 'دون وصف',
    state: {
      deleted: 'حُذف هذا المنشور.',
      suspended: 'عُلّق حساب صاحب هذا المنشور.',
      private: 'لم يعد هذا المنشور عامًا.',
      blocked: 'هذا المنشور لا يظهر للجميع.',
      withdrawn: 'سُحب هذا المنشور من هنا.',
      unavailable: 'لم يعد هذا المنشور متاحًا.',
    },
    wordsMissing: 'نصه غير متاح هنا.',
  },
  he: {
    viewOn: 'לצפייה ב־{platform}',
    readAllOn: 'לקריאת הפוסט המלא ב־{platform}',
    postBy: 'פוסט של {name} ב־{platform}',
    postOn: 'פוסט ב־{platform}',
    media: { image: 'תמונה', video: 'סרטון', gif: 'תמונה נעה', audio: 'שמע' },
    undescribed: 'ללא תיאור',
    state: {
      deleted: 'הפוסט הזה נמחק.',
      suspended: 'החשבון של הפוסט הזה הושעה.',
      private: 'הפוסט הזה כבר אינו ציבורי.',
      blocked: 'הפוסט הזה אינו מוצג לכולם.',
      withdrawn: 'הפוסט הזה הוסר מכאן.',
      unavailable: 'הפוסט הזה כבר אינו זמין.',
    },
    wordsMissing: 'תוכנו אינו זמין כאן.',
  },
  ja: {
    viewOn: '{platform}で見る',
    readAllOn: '全文を{platform}で読む',
    postBy: '{name}の{platform}への投稿',
    postOn: '{platform}への投稿',
    media: { image: '画像', video: '動画', gif: 'アニメーション画像', audio: '音声' },
    undescribed: '説明なし',
    state: {
      deleted: 'この投稿は削除されました。',
      suspended: 'この投稿のアカウントは凍結されています。',
      private: 'この投稿は公開されなくなりました。',
      blocked: 'この投稿は一部の人には表示されません。',
      withdrawn: 'この投稿はここから取り下げられました。',
      unavailable: 'この投稿は表示できなくなりました。',
    },
    wordsMissing: '本文はここでは表示できません。',
  },
  zh: {
    viewOn: '在 {platform} 上查看',
    readAllOn: '在 {platform} 上阅读全文',
    postBy: '{name} 在 {platform} 上的帖子',
    postOn: '{platform} 上的帖子',
    media: { image: '图片', video: '视频', gif: '动图', audio: '音频' },
    undescribed: '无说明',
    state: {
      deleted: '此帖已被删除。',
      suspended: '此帖的账号已被冻结。',
      private: '此帖已不再公开。',
      blocked: '此帖不向所有人显示。',
      withdrawn: '此帖已从本站撤下。',
      unavailable: '此帖已无法查看。',
    },
    wordsMissing: '此处无法提供其内容。',
  },
  ko: {
    viewOn: '{platform}에서 보기',
    readAllOn: '{platform}에서 전체 글 읽기',
    postBy: '{name} 님의 {platform} 게시물',
    postOn: '{platform} 게시물',
    media: { image: '사진', video: '동영상', gif: '움직이는 사진', audio: '소리' },
    undescribed: '설명 없음',
    state: {
      deleted: '삭제된 게시물입니다.',
      suspended: '이 게시물의 계정이 정지되었습니다.',
      private: '이 게시물은 더 이상 공개되지 않습니다.',
      blocked: '이 게시물은 모두에게 표시되지 않습니다.',
      withdrawn: '이 게시물은 여기에서 내려졌습니다.',
      unavailable: '이 게시물은 더 이상 볼 수 없습니다.',
    },
    wordsMissing: '본문은 여기에서 볼 수 없습니다.',
  },
} satisfies Record<string, CardWords>;
