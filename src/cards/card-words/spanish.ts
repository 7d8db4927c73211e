import type { CardWords } from './card-words.ts';

export const SPANISH: CardWords = {
  viewOn: 'Ver en {platform}',
  readAllOn: 'Leer la publicación completa en {platform}',
  postBy: 'Publicación de {name} en {platform}',
  postOn: 'Publicación en {platform}',
  replyTo: 'En respuesta a {name}',
  quoted: 'Publicación citada',
  media: { image: 'Imagen', video: 'Vídeo', gif: 'Imagen animada', audio: 'Sonido' },
  undescribed: 'sin descripción',
  watchOn: 'ver en {platform}',
  listenOn: 'escuchar en {platform}',
  warning: 'Advertencia: {text}',
  sensitive: 'Contenido sensible',
  poll: 'Encuesta',
  pollFinal: 'Resultado final de la encuesta, {time}',
  pollInterim: 'Resultado antes del final de la encuesta, {time}',
  note: 'Nota de lectores en {platform}',
  edited: 'Última edición: {time}',
  state: {
    deleted: 'Esta publicación se eliminó.',
    suspended: 'La cuenta de esta publicación se suspendió.',
    private: 'Esta publicación ya no es pública.',
    blocked: 'Esta publicación no se muestra a todos.',
    withdrawn: 'Esta publicación se retiró de aquí.',
    unavailable: 'Esta publicación ya no está disponible.',
  },
  wordsMissing: 'Su texto no está disponible aquí.',
  loggedInOnly:
    'Quien escribió esta publicación pide que solo se muestre a quienes han iniciado sesión en {platform}.',
  comma: ', ',
  colon: ': ',
};
