interface HostileText {
  name: string;
  given: string;
  /** As a one-line field must read back. */
  line: string;
  /** As a body must read back. */
  body: string;
}

/** A text that must come back as it is, in every field. */
function same(name: string, given: string): HostileText {
  return { name, given, line: given, body: given };
}

/** Text that has broken a feed, somewhere, once. */
export const HOSTILE_TEXTS: HostileText[] = [
  {
    name: 'control characters',
    given: 'a\u0000b\u0001c\u0008d\u000Be\u000Cf\u001Fg',
    line: 'abcdefg',
    body: 'abcdefg',
  },
  {
    name: 'tabs and every kind of line break',
    given: 'a\tb\r\nc\rd\ne\u2028f\u2029g',
    line: 'a b c d e f g',
    body: 'a\tb\nc\nd\ne\u2028f\u2029g',
  },
  { name: 'a lone high surrogate', given: 'a\uD83Db', line: 'a\uFFFDb', body: 'a\uFFFDb' },
  { name: 'a lone low surrogate at the end', given: 'ab\uDE00', line: 'ab\uFFFD', body: 'ab\uFFFD' },
  {
    name: 'surrogates the wrong way round',
    given: 'a\uDE00\uD83D!',
    line: 'a\uFFFD\uFFFD!',
    body: 'a\uFFFD\uFFFD!',
  },
  { name: 'U+FFFE and U+FFFF', given: 'a\uFFFEb\uFFFFc', line: 'abc', body: 'abc' },
  { name: 'a forbidden character between brackets', given: 'a]]\u0001>b', line: 'a]]>b', body: 'a]]>b' },
  same('the end of CDATA', 'a]]>b]]]]>>c]]>'),
  same('the start of CDATA', '<![CDATA[a]]><![CDATA['),
  same('emoji of several code points', '👩‍👩‍👧 🇫🇷 👍🏽 🚲'),
  same('right-to-left text with an override', 'قال \u202Eabc\u202C ثم מַיִם'),
  same('a script', '<script>alert(1)</script><img src=x onerror=alert(1)>'),
  same('references twice escaped', '&amp;amp; &amp;lt; &lt; &eacute; &nosuch; &'),
  same('references to control characters', 'a&#1;b&#x0;c&#xFFFE;d'),
  same('quotes', `"a" 'b' «\u00A0c\u00A0» \`d\` =`),
  same('tags that close the document', '</title></item></channel></rss></entry></feed>"}]}'),
  same('the tag of a build date', '<lastBuildDate>Thu, 01 Jan 1970 00:00:00 GMT</lastBuildDate>'),
  same('an entity declaration', '<!DOCTYPE a [<!ENTITY b "c">]>&b;<!-- d --><?e f?>'),
  same('discouraged and private characters', 'a\u0085b\uFDD0c\uE000d\u{1FFFE}e\u{10FFFF}f'),
  same('a name from every prototype', '__proto__'),
  same('a replacement pattern', "$& $1 $` $' $$"),
];
