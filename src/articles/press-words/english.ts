import { list, type PressWords } from './press-words.ts';

export const ENGLISH: PressWords = {
  chrome: list(`
    loading / please wait / no comments / no comments yet / # comment / # comments / comment /
    comments / add a comment / leave a comment / leave a reply / post a comment / view comments /
    show comments / join the conversation / share / share this / share this article / share this story /
    share this post / share on facebook / share on twitter / share on x / share on linkedin /
    share on whatsapp / share via email / share by email / email this article / tweet / pin it /
    copy link / link copied / copied / print / print this article / save / save article /
    save for later / bookmark / listen / listen to this article / # min read / # minute read /
    # mins read / reading time # minutes / reading time # min / home / menu / search / sign in /
    log in / login / sign up / register / subscribe / subscribe now / my account / newsletter /
    newsletters / advertisement / advertising / ad / sponsored / story continues below advertisement /
    article continues below / skip to content / skip to main content / skip to navigation /
    back to top / top / terms of use / terms and conditions / privacy policy / cookie policy /
    cookie settings / manage cookies / accept all / reject all / accept cookies / accept / contact us /
    about us / site map / previous article / next article / previous / next / related articles /
    related stories / related topics / you may also like / recommended / recommended for you /
    show more / load more / view more / continue reading / read the full story / follow us /
    report an error / request a correction / tags / topics / facebook / twitter / x / linkedin /
    whatsapp / telegram / reddit / pinterest / instagram / youtube / tiktok / bluesky / mastodon /
    email / e-mail / messenger / flipboard / rss / #
  `),
  listHeadings: list(
    'most read / most popular / trending / trending now / top stories / more stories / latest stories',
  ),
  chromeOpenings: list(`
    copyright / all rights reserved / we use cookies / this site uses cookies /
    this website uses cookies / sign up for our / sign up to our / subscribe to our newsletter /
    by continuing to use this site / by signing up you agree / follow us on / photo credit: / photo: /
    image credit: / image source: / photograph:
  `),
  related: list(`
    read more / read also / also read / read next / related / related story / related stories /
    related article / related articles / see also / more on this / more on this story /
    more from this section / you may also like / recommended / further reading / watch / don't miss /
    in case you missed it
  `),
  sections: list(`
    international / world / world news / politics / business / economy / sport / sports / culture /
    arts / science / health / technology / tech / climate / environment / education / opinion /
    comment / editorial / analysis / investigation / feature / features / interview / letters /
    lifestyle / travel / food / fashion / style / books / music / film / movies / theatre / television /
    media / money / finance / markets / property / real estate / law / crime / society / local /
    local news / national / news / latest news / us / u.s / us news / uk / uk news / europe / asia /
    africa / americas / middle east / australia / canada / india / football / cricket / rugby / tennis /
    weather / obituaries / history / religion / transport / energy / agriculture / defence / defense /
    breaking news / entertainment / games
  `),
  bylines: list(`
    by / written by / words by / story by / reported by / text by / author: / authors: / interview by
  `),
  and: list('and / with'),
  places: list('in / at'),
  particles: list('al / bin / da / de / el / ibn / of / the / van / von'),
  dateWords: list(`
    published / published on / published at / posted / posted on / first published /
    first published on / on / at / date / mon / tue / wed / thu / fri / sat / sun / monday / tuesday /
    wednesday / thursday / friday / saturday / sunday / am / pm / gmt / utc / bst / est / edt / cst /
    cdt / pst / pdt / cet / cest / et / ist
  `),
  updateWords: list(`
    updated / updated on / updated at / last updated / last updated on / last modified / modified /
    modified on
  `),
  months: list(`
    january = jan / february = feb / march = mar / april = apr / may / june = jun / july = jul /
    august = aug / september = sep = sept / october = oct / november = nov / december = dec
  `).map((names) => names.split(' = ')),
};
