import type { CardWords } from './card-words.ts';

export const TURKISH: CardWords = {
  viewOn: '{platform} üzerinde gör',
  readAllOn: 'Gönderinin tamamını {platform} üzerinde oku',
  postBy: '{name} adlı hesabın {platform} gönderisi',
  postOn: '{platform} gönderisi',
  replyTo: 'Yanıtlanan: {name}',
  quoted: 'Alıntılanan gönderi',
  media: { image: 'Görsel', video: 'Video', gif: 'Hareketli görsel', audio: 'Ses' },
  undescribed: 'açıklama yok',
  watchOn: '{platform} üzerinde izle',
  listenOn: '{platform} üzerinde dinle',
  warning: 'İçerik uyarısı: {text}',
  sensitive: 'Hassas içerik',
  poll: 'Anket',
  pollFinal: 'Anketin kesin sonucu, {time}',
  pollInterim: 'Anket bitmeden önceki sonuç, {time}',
  note: 'Okurların {platform} notu',
  edited: 'Son düzenleme: {time}',
  state: {
    deleted: 'Bu gönderi silindi.',
    suspended: 'Bu gönderinin hesabı askıya alındı.',
    private: 'Bu gönderi artık herkese açık değil.',
    blocked: 'Bu gönderi herkese gösterilmiyor.',
    withdrawn: 'Bu gönderi buradan kaldırıldı.',
    unavailable: 'Bu gönderi artık mevcut değil.',
  },
  wordsMissing: 'Metni burada mevcut değil.',
  loggedInOnly:
    'Bu gönderinin yazarı, gönderinin yalnızca {platform} hesabıyla oturum açanlara gösterilmesini istiyor.',
  comma: ', ',
  colon: ': ',
};
