import { list, type PressWords } from './press-words.ts';

export const FRENCH: PressWords = {
  chrome: list(`
    loading / chargement / chargement en cours / aucun commentaire / pas de commentaire /
    # commentaire / # commentaires / commentaires / commenter / commenter cet article /
    laisser un commentaire / laissez un commentaire / ajouter un commentaire / réagir /
    réagir à cet article / voir les commentaires / partager / partager cet article /
    partager l'article / partager sur facebook / partager sur twitter / partager sur x /
    partager sur whatsapp / partager par e-mail / envoyer par e-mail / envoyer par mail /
    copier le lien / lien copié / imprimer / imprimer l'article / enregistrer / sauvegarder / écouter /
    écouter l'article / lecture # min / temps de lecture # min / temps de lecture # minutes /
    # min de lecture / accueil / menu / rechercher / recherche / se connecter / connexion / s'inscrire /
    s'abonner / je m'abonne / abonnez-vous / mon compte / newsletter / newsletters / publicité /
    la suite après cette publicité / mentions légales / politique de confidentialité /
    gestion des cookies / gérer les cookies / tout accepter / tout refuser / accepter / refuser /
    haut de page / retour en haut / retour à l'accueil / contact / nous contacter / plan du site /
    article précédent / article suivant / sur le même sujet / voir plus / afficher plus /
    lire la suite / lire l'article complet / article réservé aux abonnés / réservé aux abonnés /
    suivez-nous / nous suivre / signaler une erreur / tags / mots-clés
  `),
  listHeadings: list('articles les plus lus / les plus lus / dans la même rubrique / à la une'),
  chromeOpenings: list(`
    copyright / tous droits réservés / nous utilisons des cookies / ce site utilise des cookies /
    en poursuivant votre navigation / inscrivez-vous à notre newsletter /
    abonnez-vous à notre newsletter / cet article est réservé / suivez-nous sur / crédit photo: /
    crédits photo: / photo: / photos:
  `),
  related: list(`
    à lire aussi / a lire aussi / lire aussi / à lire également / lire également / à lire /
    à voir aussi / voir aussi / voir également / à relire / relire / sur le même thème /
    sur le même sujet / notre dossier / pour aller plus loin / à découvrir aussi / à écouter aussi /
    lire notre enquête / lire notre analyse
  `),
  sections: list(`
    international / monde / politique / société / économie / sport / sports / culture / sciences /
    science / santé / planète / environnement / climat / éducation / justice / faits divers / europe /
    france / afrique / asie / amériques / proche-orient / moyen-orient / médias / tech / technologies /
    numérique / high-tech / entreprises / finance / bourse / immobilier / opinion / opinions / idées /
    débats / tribune / éditorial / édito / chronique / analyse / enquête / reportage / portrait /
    entretien / musique / cinéma / livres / arts / télévision / people / mode / gastronomie / voyage /
    football / rugby / cyclisme / tennis / régions / paris / lyon / marseille / bretagne / météo /
    agriculture / transports / défense / histoire / religion / insolite / actualités / actualité /
    belgique / suisse / québec / canada
  `),
  bylines: list(`
    par / texte: / textes: / propos recueillis par / recueilli par / un article de / écrit par /
    auteur: / rédigé par
  `),
  and: list('et / avec'),
  places: list('à / au / en'),
  particles: list(`
    de / du / des / la / le / les / d'
  `),
  dateWords: list(`
    publié le / publiée le / publié / paru le / le / à / lundi / mardi / mercredi / jeudi / vendredi /
    samedi / dimanche / posté le / date / heure de paris
  `),
  updateWords: list(`
    mis à jour le / mise à jour le / mis à jour / mise à jour / modifié le / modifié / actualisé le /
    maj le / maj
  `),
  months: list(`
    janvier = janv / février = févr = fév / mars / avril = avr / mai / juin / juillet = juil / août /
    septembre = sept / octobre = oct / novembre = nov / décembre = déc
  `).map((names) => names.split(' = ')),
};
