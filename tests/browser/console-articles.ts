/**
 * An article as somebody copies it off a page, with what stood around it and a tweet that lost its markup; `boat` makes
 * it another article with another post.
 */
export function pasted(boat: string): string {
  return `Menu
Subscribe
The ${boat} that waits for nobody
By Ada Quay
June 4, 2024
The last ${boat} of the day leaves a minute early, and nobody knows why. Since May some forty people have been left behind at the pier.
${words(boat)} pic.twitter.com/k2Lm9Qx7Rt
— Harbour Walks (@harbourwalks) June 3, 2024
The company says that its clock is right.
Share this article
`;
}

/** What the post in it says. */
export function words(boat: string): string {
  return `I have run for this ${boat} for thirty years. Today it ran from me.`;
}

const POST =
  '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The first goods train in twenty years left on time.</p>&mdash; Slow Road (@slowgoods) <a href="https://twitter.com/slowgoods/status/1797753265873129096">June 3, 2024</a></blockquote>';

/** An article with a post. */
export const TRAINS = {
  title: 'Goods trains are back',
  language: 'en',
  section: 'Travel',
  authors: [{ name: 'Ada Quay' }],
  html: `<p>They are full for weeks.</p>${POST}<h2>Where to</h2><ul><li>North</li></ul>`,
};

/** The same in its second version. */
export const LATER_TRAINS = { ...TRAINS, html: TRAINS.html.replace('weeks', 'months') };

/** One from right to left, with the same post. */
export const LIBRARY = {
  title: 'مكتبة الحي تفتح أبوابها ليلاً',
  language: 'ar',
  section: 'ثقافة',
  html: `<p>فتحت المكتبة أبوابها أمس.</p>${POST}`,
};

/** The post of both. */
export const POST_ID = '1797753265873129096';
