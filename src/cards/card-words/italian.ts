import type { CardWords } from './card-words.ts';

export const ITALIAN: CardWords = {
  viewOn: 'Vedi su {platform}',
  readAllOn: 'Leggi il post intero su {platform}',
  postBy: 'Post di {name} su {platform}',
  postOn: 'Post su {platform}',
  replyTo: 'In risposta a {name}',
  quoted: 'Post citato',
  media: { image: 'Immagine', video: 'Video', gif: 'Immagine animata', audio: 'Audio' },
  undescribed: 'senza descrizione',
  watchOn: 'da vedere su {platform}',
  listenOn: 'da ascoltare su {platform}',
  warning: 'Avvertenza: {text}',
  sensitive: 'Contenuto sensibile',
  poll: 'Sondaggio',
  pollFinal: 'Risultato finale del sondaggio, {time}',
  pollInterim: 'Risultato prima della fine del sondaggio, {time}',
  note: 'Nota di lettori su {platform}',
  edited: 'Ultima modifica: {time}',
  state: {
    deleted: 'Questo post è stato eliminato.',
    suspended: 'L’account di questo post è stato sospeso.',
    private: 'Questo post non è più pubblico.',
    blocked: 'Questo post non è visibile a tutti.',
    withdrawn: 'Questo post è stato rimosso da qui.',
    unavailable: 'Questo post non è più disponibile.',
  },
  wordsMissing: 'Il suo testo non è disponibile qui.',
  loggedInOnly:
    'Chi ha scritto questo post chiede che sia mostrato solo a chi ha effettuato l’accesso a {platform}.',
  comma: ', ',
  colon: ': ',
};
