import type { CardWords } from './card-words.ts';

export const DUTCH: CardWords = {
  viewOn: 'Bekijk op {platform}',
  readAllOn: 'Lees het hele bericht op {platform}',
  postBy: 'Bericht van {name} op {platform}',
  postOn: 'Bericht op {platform}',
  replyTo: 'In antwoord op {name}',
  quoted: 'Geciteerd bericht',
  media: { image: 'Afbeelding', video: 'Video', gif: 'Bewegende afbeelding', audio: 'Geluid' },
  undescribed: 'zonder beschrijving',
  watchOn: 'bekijk op {platform}',
  listenOn: 'beluister op {platform}',
  warning: 'Waarschuwing: {text}',
  sensitive: 'Gevoelige inhoud',
  poll: 'Peiling',
  pollFinal: 'Eindresultaat van de peiling, {time}',
  pollInterim: 'Resultaat vóór het einde van de peiling, {time}',
  note: 'Aantekening van lezers op {platform}',
  edited: 'Laatst bewerkt: {time}',
  state: {
    deleted: 'Dit bericht is verwijderd.',
    suspended: 'Het account van dit bericht is geschorst.',
    private: 'Dit bericht is niet meer openbaar.',
    blocked: 'Dit bericht is niet voor iedereen zichtbaar.',
    withdrawn: 'Dit bericht is hier weggehaald.',
    unavailable: 'Dit bericht is niet meer beschikbaar.',
  },
  wordsMissing: 'De tekst ervan is hier niet beschikbaar.',
  loggedInOnly:
    'De auteur van dit bericht vraagt het alleen te tonen aan mensen die zijn ingelogd bij {platform}.',
  comma: ', ',
  colon: ': ',
};
