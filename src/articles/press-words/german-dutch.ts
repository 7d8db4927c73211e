import { list, type PressWords } from './press-words.ts';

export const DUTCH: PressWords = {
  chrome: list(`
    laden / bezig met laden / geen reacties / # reactie / # reacties / reacties / reageer / reageren /
    plaats een reactie / delen / deel dit artikel / deel op facebook / deel via e-mail / link kopiëren /
    link gekopieerd / afdrukken / bewaren / leestijd # min / leestijd # minuten / # min leestijd /
    startpagina / zoeken / inloggen / registreren / abonneren / word abonnee / nieuwsbrief /
    advertentie / privacybeleid / cookie-instellingen / alles accepteren / alles weigeren / naar boven /
    vorig artikel / volgend artikel / toon meer / meer laden / volg ons / fout melden
  `),
  listHeadings: list('meest gelezen'),
  chromeOpenings: list(`
    alle rechten voorbehouden / wij gebruiken cookies / deze website gebruikt cookies /
    schrijf je in voor / volg ons op / foto: / beeld:
  `),
  related: list(`
    lees ook / lees meer / lees verder / zie ook / bekijk ook / meer over dit onderwerp / gerelateerd /
    gerelateerde artikelen
  `),
  sections: list(`
    buitenland / binnenland / politiek / economie / samenleving / cultuur / sport / wetenschap /
    gezondheid / klimaat / onderwijs / opinie / commentaar / analyse / reportage / media / tech /
    technologie / reizen / geld / regio / nieuws / nederland / vlaanderen / voetbal / wielrennen /
    achtergrond
  `),
  bylines: list('door / tekst: / auteur: / geschreven door'),
  and: list('en'),
  places: list('in'),
  particles: list(`
    van / de / der / den / het / ter / ten / 't
  `),
  dateWords: list(`
    gepubliceerd op / gepubliceerd / geplaatst op / op / om / uur / datum / maandag / dinsdag /
    woensdag / donderdag / vrijdag / zaterdag / zondag
  `),
  updateWords: list(`
    bijgewerkt / bijgewerkt op / laatst bijgewerkt / laatst gewijzigd / gewijzigd op / aangepast
  `),
  months: list(`
    januari = jan / februari = feb / maart = mrt / april = apr / mei / juni = jun / juli = jul /
    augustus = aug / september = sep / oktober = okt / november = nov / december = dec
  `).map((names) => names.split(' = ')),
};

export const GERMAN: PressWords = {
  chrome: list(`
    wird geladen / lädt / laden / keine kommentare / # kommentar / # kommentare / kommentare /
    kommentieren / kommentar schreiben / kommentar verfassen / kommentare anzeigen /
    zu den kommentaren / teilen / artikel teilen / auf facebook teilen / auf twitter teilen /
    auf x teilen / per e-mail teilen / per mail teilen / link kopieren / link kopiert / drucken /
    artikel drucken / merken / artikel merken / vorlesen / artikel anhören / lesezeit # min /
    lesezeit # minuten / # min lesezeit / # minuten lesezeit / startseite / menü / suche / suchen /
    anmelden / einloggen / registrieren / abonnieren / jetzt abonnieren / mein konto / newsletter /
    anzeige / werbung / impressum / datenschutz / datenschutzerklärung / cookie-einstellungen /
    alle akzeptieren / alle ablehnen / zustimmen / ablehnen / nach oben / zum seitenanfang /
    zum inhalt springen / kontakt / agb / vorheriger artikel / nächster artikel / mehr anzeigen /
    mehr laden / weiterlesen / folgen sie uns / fehler melden / schlagworte / themen /
    das könnte sie auch interessieren
  `),
  listHeadings: list('meistgelesen / am meisten gelesen / die meistgelesenen artikel'),
  chromeOpenings: list(`
    alle rechte vorbehalten / wir verwenden cookies / diese website verwendet cookies /
    abonnieren sie unseren newsletter / folgen sie uns auf / bildnachweis: / foto: / bild:
  `),
  related: list(`
    lesen sie auch / lesen sie hierzu / lesen sie dazu / lesen sie mehr / auch interessant /
    mehr zum thema / mehr dazu / siehe auch / zum thema / ähnliche beiträge / ähnliche artikel /
    das könnte sie auch interessieren / weiterlesen
  `),
  sections: list(`
    international / ausland / inland / politik / wirtschaft / gesellschaft / kultur / sport / wissen /
    wissenschaft / gesundheit / umwelt / klima / bildung / digital / netzwelt / technik / medien /
    meinung / kommentar / kolumne / leitartikel / analyse / reportage / interview / panorama /
    vermischtes / feuilleton / reise / leben / stil / finanzen / börse / geld / immobilien / recht /
    justiz / europa / deutschland / österreich / schweiz / welt / lokales / regional / berlin /
    hamburg / münchen / wien / fußball / geschichte / verkehr / wetter / nachrichten
  `),
  bylines: list('von / ein artikel von / ein gastbeitrag von / autor: / autorin: / text: / interview:'),
  and: list('und'),
  places: list('in / aus'),
  particles: list('von / zu / der / den / vom / zum'),
  dateWords: list(`
    veröffentlicht am / veröffentlicht / erschienen am / stand / am / um / uhr / den / datum / montag /
    dienstag / mittwoch / donnerstag / freitag / samstag / sonntag / mo / di / mi / do / fr / sa / so
  `),
  updateWords: list(`
    aktualisiert am / aktualisiert / zuletzt aktualisiert / zuletzt aktualisiert am / geändert am /
    update
  `),
  months: list(`
    januar = jänner = jan / februar = feber = feb / märz / april = apr / mai / juni / juli /
    august = aug / september = sept / oktober = okt / november = nov / dezember = dez
  `).map((names) => names.split(' = ')),
};
