import type { CardWords } from './card-words.ts';

export const FRENCH: CardWords = {
  viewOn: 'Voir sur {platform}',
  readAllOn: 'Lire le message entier sur {platform}',
  postBy: 'Message de {name} sur {platform}',
  postOn: 'Message sur {platform}',
  replyTo: 'En réponse à {name}',
  quoted: 'Message cité',
  media: { image: 'Image', video: 'Vidéo', gif: 'Image animée', audio: 'Son' },
  undescribed: 'sans description',
  watchOn: 'à voir sur {platform}',
  listenOn: 'à écouter sur {platform}',
  warning: 'Avertissement\u00a0: {text}',
  sensitive: 'Contenu sensible',
  poll: 'Sondage',
  pollFinal: 'Résultat final du sondage, {time}',
  pollInterim: 'Résultat avant la fin du sondage, {time}',
  note: 'Note de lecteurs sur {platform}',
  edited: 'Dernière modification\u00a0: {time}',
  state: {
    deleted: 'Ce message a été supprimé.',
    suspended: 'Le compte de ce message a été suspendu.',
    private: 'Ce message n’est plus public.',
    blocked: 'Ce message n’est pas visible par tous.',
    withdrawn: 'Ce message a été retiré d’ici.',
    unavailable: 'Ce message n’est plus disponible.',
  },
  wordsMissing: 'Son texte n’est pas disponible ici.',
  loggedInOnly:
    'L’auteur de ce message demande qu’il ne soit montré qu’aux personnes connectées à {platform}.',
  comma: ', ',
  colon: '\u00a0: ',
};
