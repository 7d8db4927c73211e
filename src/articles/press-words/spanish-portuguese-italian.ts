import { list, type PressWords } from './press-words.ts';

export const ITALIAN: PressWords = {
  chrome: list(`
    caricamento / caricamento in corso / nessun commento / # commento / # commenti / commenti /
    commenta / lascia un commento / condividi / condividi questo articolo / condividi su facebook /
    condividi su twitter / condividi su whatsapp / copia link / link copiato / stampa / salva /
    ascolta / tempo di lettura # min / tempo di lettura # minuti / # min di lettura / lettura # min /
    cerca / accedi / registrati / abbonati / il mio account / pubblicità / informativa sulla privacy /
    cookie policy / accetta / accetta tutto / rifiuta tutto / torna su / contatti /
    articolo precedente / articolo successivo / mostra altro / continua a leggere / seguici / tag
  `),
  listHeadings: list('più letti / i più letti'),
  chromeOpenings: list(`
    tutti i diritti riservati / riproduzione riservata / utilizziamo i cookie /
    questo sito utilizza cookie / iscriviti alla newsletter / seguici su / foto:
  `),
  related: list(`
    leggi anche / leggi di più / leggi pure / vedi anche / guarda anche / ti potrebbe interessare /
    potrebbe interessarti / articoli correlati / notizie correlate / per approfondire / approfondisci
  `),
  sections: list(`
    esteri / mondo / politica / economia / società / sport / cultura / scienza / scienze / salute /
    ambiente / clima / scuola / tecnologia / opinioni / editoriale / commenti / analisi / reportage /
    intervista / cronaca / cronache / giustizia / italia / europa / roma / milano / napoli / torino /
    finanza / spettacoli / televisione / viaggi / moda / cinema / musica / libri / calcio / ultima ora
  `),
  bylines: list('di / testo di / a cura di / articolo di / scritto da / autore:'),
  and: list('e / ed'),
  particles: list('di / de / del / della / dei / da / la / lo'),
  dateWords: list(`
    pubblicato il / pubblicato / il / alle / alle ore / ore / data / lunedì / martedì / mercoledì /
    giovedì / venerdì / sabato / domenica
  `),
  updateWords: list('aggiornato / aggiornato il / aggiornato alle / ultimo aggiornamento / modificato il'),
  months: list(`
    gennaio = gen / febbraio = feb / marzo = mar / aprile = apr / maggio = mag / giugno = giu /
    luglio = lug / agosto = ago / settembre = sett = set / ottobre = ott / novembre = nov /
    dicembre = dic
  `).map((names) => names.split(' = ')),
};

export const PORTUGUESE: PressWords = {
  chrome: list(`
    carregando / a carregar / sem comentários / nenhum comentário / # comentário / # comentários /
    comentários / comentar / deixe um comentário / deixe o seu comentário / ver comentários /
    compartilhar / compartilhe / partilhar / compartilhe este artigo / compartilhar no facebook /
    compartilhar no whatsapp / copiar link / link copiado / imprimir / salvar / guardar / ouvir /
    tempo de leitura # min / # min de leitura / início / buscar / pesquisar / entrar / iniciar sessão /
    cadastre-se / assine / assinar / minha conta / publicidade / continua depois da publicidade /
    política de privacidade / política de cookies / aceitar / aceitar todos / rejeitar todos /
    voltar ao topo / contato / ver mais / carregar mais / siga-nos / próximo artigo / artigo anterior /
    etiquetas
  `),
  listHeadings: list('mais lidas / mais lidos'),
  chromeOpenings: list(`
    todos os direitos reservados / utilizamos cookies / usamos cookies / este site utiliza cookies /
    assine nossa newsletter / siga-nos no / foto: / crédito:
  `),
  related: list(`
    leia também / leia mais / ler também / veja também / veja mais / saiba mais / você pode gostar /
    notícias relacionadas / artigos relacionados / conteúdo relacionado / relacionado
  `),
  sections: list(`
    internacional / mundo / política / economia / sociedade / esportes / esporte / desporto / cultura /
    ciência / saúde / meio ambiente / ambiente / clima / educação / tecnologia / opinião / editorial /
    coluna / análise / reportagem / entrevista / polícia / justiça / brasil / portugal / país /
    cidades / local / europa / negócios / finanças / televisão / viagem / moda / cinema / música /
    livros / futebol / últimas notícias
  `),
  bylines: list('por / texto: / autor: / autora: / escrito por'),
  and: list('e'),
  particles: list('de / da / do / das / dos / e'),
  dateWords: list(`
    publicado em / publicado / postado em / em / às / as / de / data / segunda-feira / terça-feira /
    quarta-feira / quinta-feira / sexta-feira / sábado / domingo / h
  `),
  updateWords: list('atualizado / atualizado em / atualizada em / última atualização / modificado em'),
  months: list(`
    janeiro = jan / fevereiro = fev / março = mar / abril = abr / maio = mai / junho = jun /
    julho = jul / agosto = ago / setembro = set / outubro = out / novembro = nov / dezembro = dez
  `).map((names) => names.split(' = ')),
};

export const SPANISH: PressWords = {
  chrome: list(`
    cargando / sin comentarios / no hay comentarios / # comentario / # comentarios / comentarios /
    comentar / deja un comentario / deja tu comentario / ver comentarios / compartir /
    compartir este artículo / compartir noticia / compartir en facebook / compartir en twitter /
    compartir en x / compartir en whatsapp / compartir por correo / copiar enlace / enlace copiado /
    imprimir / guardar / escuchar / lectura # min / tiempo de lectura # min / # min de lectura /
    inicio / portada / menú / buscar / iniciar sesión / regístrate / suscríbete / suscribirse /
    mi cuenta / boletín / boletines / publicidad / aviso legal / política de privacidad /
    política de cookies / configurar cookies / aceptar todo / rechazar todo / aceptar / volver arriba /
    contacto / noticia anterior / noticia siguiente / ver más / cargar más / seguir leyendo / síguenos /
    etiquetas
  `),
  listHeadings: list('lo más leído / lo más visto / más noticias'),
  chromeOpenings: list(`
    todos los derechos reservados / utilizamos cookies / este sitio utiliza cookies /
    suscríbete a nuestra newsletter / suscríbete a nuestro boletín / síguenos en / foto:
  `),
  related: list(`
    lea también / lee también / leer también / lea además / leer más / te puede interesar /
    le puede interesar / también te puede interesar / ver también / vea también / más información /
    noticias relacionadas / artículos relacionados / contenido relacionado / relacionado /
    no te pierdas
  `),
  sections: list(`
    internacional / mundo / política / economía / sociedad / deportes / deporte / cultura / ciencia /
    salud / medio ambiente / clima / educación / tecnología / opinión / editorial / columna / análisis /
    reportaje / entrevista / sucesos / justicia / españa / nacional / local / europa / américa /
    méxico / argentina / colombia / chile / negocios / finanzas / televisión / gente / viajes / moda /
    cine / música / libros / fútbol / última hora
  `),
  bylines: list('por / texto: / autor: / autora: / escrito por / redactado por'),
  and: list('y / e'),
  places: list('en / desde'),
  particles: list('de / del / la / las / los / y'),
  dateWords: list(`
    publicado el / publicado / a las / a la / el / de / fecha / lunes / martes / miércoles / jueves /
    viernes / sábado / domingo / h / hrs / horas
  `),
  updateWords: list('actualizado / actualizado el / actualizada / última actualización / modificado el'),
  months: list(`
    enero = ene / febrero = feb / marzo = mar / abril = abr / mayo = may / junio = jun / julio = jul /
    agosto = ago / septiembre = setiembre = sept = sep / octubre = oct / noviembre = nov /
    diciembre = dic
  `).map((names) => names.split(' = ')),
};
