import type { ENGLISH_WITHDRAWALS } from './english-withdrawals.ts';

export const FRENCH_WITHDRAWALS: typeof ENGLISH_WITHDRAWALS = {
  withdraw: {
    title: 'Retirer « {title} »',
    lead: 'L’article disparaît aussitôt de tout ce qui le montre. Ses mots restent consignés ici, pour vous seul.',
    feeds: 'Flux, chacun en trois formats, et leurs pages d’archives',
    previews: 'Images de son aperçu, qui sont effacées',
    cards: 'Cartes de citation qu’aucun autre article ne montre',
    subscribers: 'Abonnés avertis aussitôt',
    partners: 'Partenaires qui l’ont',
    endpoints: 'Adresses de partenaires averties aussitôt',
    crossposts: 'Ses publications sur Bluesky, supprimées',
    stranded:
      'Ses publications sur un compte qui n’est plus réglé, qui restent : supprimez-les là-bas à la main',
    page: 'Sa page',
    gone: 'répond 410 désormais',
    never: 'n’a jamais été publique : personne n’apprend qu’elle existait',
    copies:
      'Ce que lecteurs et autres sites ont copié leur reste ; les lecteurs de flux qui connaissent les avis de retrait l’effacent.',
    back: 'Il peut être publié de nouveau sous le même identifiant.',
    button: 'Retirer l’article',
  },
  withdrawn: {
    title: 'Retiré : « {title} »',
    everywhere: 'Il est retiré partout.',
    hereOnly:
      'Il est retiré ici. Des publications en restent ailleurs, et vous seul pouvez les supprimer : elles sont listées ci-dessous.',
    reached: 'Ce qui a été atteint',
    reachedLead:
      'Des caches en chemin peuvent donner encore un moment ce qu’ils gardent ; le temps le plus long est dit à chaque ligne.',
    article: 'Vers l’article',
    outputs: {
      page: 'Sa page',
      oembed: 'Réponses à oEmbed',
      rewriter: 'Les pages de l’éditeur qui passent par ici',
      feeds: 'Flux, dans tous les formats',
      archive: 'Pages d’archives des flux',
      previews: 'Images de son aperçu',
      cards: 'Cartes de citation qu’aucun autre article ne montre',
      partners: 'Partenaires qui l’avaient',
      webhooks: 'Adresses de partenaires',
      hub: 'Abonnés du hub (WebSub)',
      crossposts: 'Ses publications sur Bluesky',
    },
    states: {
      done: 'disparu aussitôt',
      queued: 'averti juste après, puis de nouveau jusqu’à réception',
      unreachable: 'hors d’atteinte : sur un compte qui n’est plus réglé',
      none: 'il n’y en avait rien',
    },
    cached: 'caches : {time} au plus',
    cachedApart: 'caches : {time} au plus, sous une adresse à laquelle plus rien ne mène',
    posts: 'Ses publications qui restent ailleurs',
    sure: 'Elle y est.',
    unsure: 'Elle y est peut-être : on ne sait pas si elle est arrivée.',
    atAccount: 'Sur le compte {account}, qui n’est plus réglé.',
    byHand:
      'Connectez-vous là-bas et supprimez la publication ; ou réglez de nouveau ce compte (docs/crossposts.md), et elle est supprimée d’elle-même.',
    beingDeleted:
      'On est en train de la supprimer. Revenez voir dans un moment ; si elle reste, supprimez-la là-bas à la main.',
    notDeleted: 'Elle n’a pas pu être supprimée : connectez-vous là-bas et supprimez-la à la main.',
    record: 'Enregistrement',
  },
};
