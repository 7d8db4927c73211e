import type { CardWords } from './card-words.ts';

export const PORTUGUESE: CardWords = {
  viewOn: 'Ver no {platform}',
  readAllOn: 'Ler a publicação completa no {platform}',
  postBy: 'Publicação de {name} no {platform}',
  postOn: 'Publicação no {platform}',
  replyTo: 'Em resposta a {name}',
  quoted: 'Publicação citada',
  media: { image: 'Imagem', video: 'Vídeo', gif: 'Imagem animada', audio: 'Som' },
  undescribed: 'sem descrição',
  watchOn: 'ver no {platform}',
  listenOn: 'ouvir no {platform}',
  warning: 'Aviso de conteúdo: {text}',
  sensitive: 'Conteúdo sensível',
  poll: 'Sondagem',
  pollFinal: 'Resultado final da sondagem, {time}',
  pollInterim: 'Resultado antes do fim da sondagem, {time}',
  note: 'Nota de leitores no {platform}',
  edited: 'Última edição: {time}',
  state: {
    deleted: 'Esta publicação foi apagada.',
    suspended: 'A conta desta publicação foi suspensa.',
    private: 'Esta publicação já não é pública.',
    blocked: 'Esta publicação não é mostrada a todos.',
    withdrawn: 'Esta publicação foi retirada daqui.',
    unavailable: 'Esta publicação já não está disponível.',
  },
  wordsMissing: 'O seu texto não está disponível aqui.',
  loggedInOnly:
    'Quem escreveu esta publicação pede que só seja mostrada a quem tem sessão iniciada no {platform}.',
  comma: ', ',
  colon: ': ',
};
