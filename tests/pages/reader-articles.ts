/** What an article of the tests says, in one language: the frame around it is the same for all. */
interface Words {
  language: string;
  title: string;
  dek: string;
  section: string;
  author: string;
  tag: string;
  heading: string;
  subheading: string;
  first: string;
  stressed: string;
  second: string;
  linked: string;
  quote: string;
  points: [string, string, string];
  caption: string;
  credit: string;
  columns: [string, string];
  rows: [string, string];
  note: string;
  post: string;
  poster: string;
  related: string;
  rights: string;
}

const WORDS: Words[] = [
  {
    language: 'en',
    title: 'The lighthouse that was moved by hand',
    dek: 'It took nine days, two hundred people and a great deal of soap. The keeper never left the lamp.',
    section: 'Coast',
    author: 'Ottilie Marsh',
    tag: 'Lighthouses',
    heading: 'Nine days on soaped planks',
    subheading: 'What it cost',
    first:
      'The sea had been taking a yard a year from under it, and nobody had ever asked the sea to stop. So in the spring the village did the other thing that could be done, and carried the lighthouse inland. “We did not think of it as',
    stressed: 'engineering',
    second:
      ',” says the harbour master, who was eleven at the time and held a lantern. “We thought of it as moving a neighbour.” The plans, which were drawn on the back of a tide table, are kept at',
    linked: 'the county museum',
    quote: 'Nobody shouted. You do not shout at something that is looking out for ships.',
    points: [
      'two hundred people in shifts of fifty',
      'eleven hundredweight of soft soap',
      'one goat, whose part in it is disputed',
    ],
    caption: 'The tower on the fourth day, seen from the old quay.',
    credit: 'Photograph: A. Person',
    columns: ['Day', 'Yards'],
    rows: ['First', 'Second'],
    note: 'The yard here is the old one of thirty-seven inches.',
    post: 'Walked up to the light this morning. It still leans a little, like somebody listening.',
    poster: 'Perpetua Quill',
    related: 'Why tide tables are printed on both sides',
    rights: '© 2026 The Example Times. All rights reserved.',
  },
  {
    language: 'ar',
    title: 'المنارة التي نُقلت بالأيدي',
    dek: 'استغرق الأمر تسعة أيام ومئتي شخص وكثيرًا من الصابون، ولم يغادر الحارس مصباحه قط.',
    section: 'الساحل',
    author: 'ليلى مرسي',
    tag: 'منارات',
    heading: 'تسعة أيام على ألواح مصوبنة',
    subheading: 'كم كلّف ذلك',
    first:
      'كان البحر يأخذ من تحتها ذراعًا كل عام، ولم يطلب أحد من البحر أن يتوقف. لذلك فعلت القرية في الربيع الشيء الآخر الممكن، وحملت المنارة إلى الداخل. يقول مدير الميناء: «لم نر في ذلك',
    stressed: 'هندسة',
    second: '، بل كنا ننقل جارًا لنا إلى بيت جديد». وما زالت المخططات التي رُسمت على ظهر جدول المد محفوظة في',
    linked: 'متحف المحافظة',
    quote: 'لم يصرخ أحد. لا تصرخ في وجه من يراقب السفن.',
    points: ['مئتا شخص في نوبات من خمسين', 'أحد عشر قنطارًا من الصابون', 'عنزة واحدة، دورها محل خلاف'],
    caption: 'البرج في اليوم الرابع كما يُرى من الرصيف القديم.',
    credit: 'تصوير: أ. شخص',
    columns: ['اليوم', 'الأذرع'],
    rows: ['الأول', 'الثاني'],
    note: 'الذراع هنا هي الذراع القديمة.',
    post: 'صعدت إلى المنارة هذا الصباح. ما زالت تميل قليلًا، كمن يصغي.',
    poster: 'سلمى القلم',
    related: 'لماذا تُطبع جداول المد على الوجهين',
    rights: '© 2026 جميع الحقوق محفوظة.',
  },
  {
    language: 'he',
    title: 'המגדלור שהועבר בידיים',
    dek: 'זה נמשך תשעה ימים, ונדרשו מאתיים איש והרבה סבון. השומר לא עזב את המנורה לרגע.',
    section: 'החוף',
    author: 'נועה ים',
    tag: 'מגדלורים',
    heading: 'תשעה ימים על קרשים מסובנים',
    subheading: 'כמה זה עלה',
    first:
      'הים לקח ממנו אמה בכל שנה, ואיש מעולם לא ביקש מהים להפסיק. לכן באביב עשה הכפר את הדבר האחר שאפשר היה לעשות, ונשא את המגדלור אל פנים הארץ. "לא חשבנו על זה כעל',
    stressed: 'הנדסה',
    second: '", אומר מנהל הנמל. "חשבנו שאנחנו מעבירים שכן." התוכניות, ששורטטו על גב לוח הגאות, שמורות',
    linked: 'במוזיאון המחוזי',
    quote: 'איש לא צעק. לא צועקים על מי ששומר על האוניות.',
    points: ['מאתיים איש במשמרות של חמישים', 'אחד־עשר ככרות סבון', 'עז אחת, שחלקה בעניין שנוי במחלוקת'],
    caption: 'המגדל ביום הרביעי, מבט מהרציף הישן.',
    credit: 'צילום: א. אדם',
    columns: ['יום', 'אמות'],
    rows: ['ראשון', 'שני'],
    note: 'האמה כאן היא האמה הישנה.',
    post: 'עליתי הבוקר אל המגדלור. הוא עדיין נוטה מעט, כמו מי שמקשיב.',
    poster: 'תמר עט',
    related: 'מדוע לוחות גאות מודפסים משני הצדדים',
    rights: '© 2026 כל הזכויות שמורות.',
  },
  {
    language: 'ja',
    title: '人の手で動かされた灯台',
    dek: '九日間、二百人、そして大量の石けん。灯台守は一度も灯を離れなかった。',
    section: '海辺',
    author: '岬ゆり',
    tag: '灯台',
    heading: '石けんを塗った板の上の九日間',
    subheading: 'かかった費用',
    first:
      '海は毎年少しずつ足もとの土を持ち去っていったが、海にやめてくれと頼んだ者はいなかった。そこで村はこの春、できるもう一つのことをした。灯台を内陸へ運んだのである。「私たちはそれを',
    stressed: '工事',
    second:
      'だとは思っていませんでした」と、当時十一歳で提灯を持っていた港長は語る。「隣人の引っ越しだと思っていたのです」。潮位表の裏に描かれた図面は、いまも',
    linked: '郷土資料館',
    quote: '誰も大声を出さなかった。船を見守っているものに向かって、大声は出さないものだ。',
    points: ['五十人ずつの交代で二百人', '十一俵の軟石けん', '山羊一頭、その役割には諸説ある'],
    caption: '四日目の塔、旧桟橋から。',
    credit: '撮影：何某',
    columns: ['日', '間'],
    rows: ['一日目', '二日目'],
    note: 'ここでの「間」は古い尺度による。',
    post: '今朝、灯台まで歩いた。まだ少し傾いていて、耳を澄ます人のようだった。',
    poster: '羽根ペン子',
    related: '潮位表が両面に刷られる理由',
    rights: '© 2026 無断転載を禁じます。',
  },
  {
    language: 'hi',
    title: 'हाथों से खिसकाया गया प्रकाशस्तंभ',
    dek: 'नौ दिन, दो सौ लोग और ढेर सारा साबुन लगा। रखवाले ने एक पल के लिए भी दीपक नहीं छोड़ा।',
    section: 'तट',
    author: 'मीरा सागर',
    tag: 'प्रकाशस्तंभ',
    heading: 'साबुन लगे तख़्तों पर नौ दिन',
    subheading: 'कितना ख़र्च हुआ',
    first:
      'समुद्र हर साल उसके नीचे से एक गज़ ज़मीन ले जाता था, और किसी ने समुद्र से रुकने को नहीं कहा। इसलिए वसंत में गाँव ने वह दूसरा काम किया जो हो सकता था, और प्रकाशस्तंभ को भीतर की ओर ले गया। “हमने इसे',
    stressed: 'निर्माण',
    second:
      ' नहीं समझा,” बंदरगाह के मुखिया कहते हैं। “हमारे लिए यह एक पड़ोसी का घर बदलना था।” ज्वार-सारणी की पीठ पर बने नक़्शे आज भी सुरक्षित हैं:',
    linked: 'ज़िला संग्रहालय',
    quote: 'कोई चिल्लाया नहीं। जो जहाज़ों की राह देख रहा हो, उस पर चिल्लाते नहीं।',
    points: ['पचास-पचास की पाली में दो सौ लोग', 'ग्यारह मन साबुन', 'एक बकरी, जिसकी भूमिका पर मतभेद है'],
    caption: 'चौथे दिन पुराने घाट से दिखता स्तंभ।',
    credit: 'चित्र: कोई व्यक्ति',
    columns: ['दिन', 'गज़'],
    rows: ['पहला', 'दूसरा'],
    note: 'यहाँ गज़ पुराना वाला है।',
    post: 'आज सुबह प्रकाशस्तंभ तक पैदल गया। वह अब भी थोड़ा झुका है, जैसे कोई सुन रहा हो।',
    poster: 'क़लम देवी',
    related: 'ज्वार-सारणियाँ दोनों ओर क्यों छपती हैं',
    rights: '© 2026 सर्वाधिकार सुरक्षित।',
  },
  {
    language: 'ru',
    title: 'Маяк, который передвинули руками',
    dek: 'Девять дней, двести человек и очень много мыла. Смотритель ни разу не отошёл от лампы.',
    section: 'Побережье',
    author: 'Вера Морская',
    tag: 'Маяки',
    heading: 'Девять дней на намыленных досках',
    subheading: 'Сколько это стоило',
    first:
      'Море каждый год забирало из-под него по аршину, и никто никогда не просил море остановиться. Поэтому весной деревня сделала то другое, что можно было сделать, и отнесла маяк вглубь берега. «Мы не думали, что это',
    stressed: 'строительство',
    second:
      ', — говорит начальник порта. — Мы думали, что помогаем переехать соседу». Чертежи, сделанные на обороте таблицы приливов, хранит',
    linked: 'краеведческий музей',
    quote: 'Никто не кричал. Не кричат на того, кто высматривает корабли.',
    points: [
      'двести человек в сменах по пятьдесят',
      'одиннадцать пудов мыла',
      'одна коза, чьё участие спорно',
    ],
    caption: 'Башня на четвёртый день, вид со старой пристани.',
    credit: 'Фото: Н. Некто',
    columns: ['День', 'Аршины'],
    rows: ['Первый', 'Второй'],
    note: 'Аршин здесь старый.',
    post: 'Утром поднялась к маяку. Он всё ещё немного наклонён, будто прислушивается.',
    poster: 'Агата Перо',
    related: 'Почему таблицы приливов печатают с двух сторон',
    rights: '© 2026 Все права защищены.',
  },
];

/** An id of May 2024; each article quotes a post of its own. */
const POST = 1790309205070239367n;

/** Articles in six scripts, each with everything that an article may have, as they are sent to the service. */
export const READER_ARTICLES = WORDS.map((words) => ({
  id: `lighthouse-${words.language}`,
  fields: fieldsOf(words),
}));

function fieldsOf(words: Words) {
  const { language, title, dek, section, author, tag, credit, rights } = words;
  return {
    title,
    dek,
    section,
    language,
    authors: [{ name: author, url: 'https://times.example.org/by/author' }, 'Desmond Pike'],
    tags: [tag, 'Soap'],
    publishedAt: '2026-02-27T09:30:00Z',
    url: `https://times.example.org/coast/lighthouse-${language}`,
    image: { url: 'https://times.example.org/media/lighthouse.jpg', alt: words.caption, credit },
    rights,
    licence: 'https://creativecommons.org/licenses/by-nd/4.0/',
    source: { name: 'The Wire', url: 'https://wire.example/lighthouse' },
    html: bodyOf(words),
  };
}

function bodyOf(words: Words): string {
  const { first, stressed, second, linked, points, columns, rows } = words;
  const link = `<a href="https://museum.example/plans?tower=1&amp;sheet=2">${linked}</a>`;
  return [
    `<p>${first} <em>${stressed}</em>${second} ${link}.<sup>1</sup></p>`,
    `<h2>${words.heading}</h2>`,
    `<blockquote><p>${words.quote}</p></blockquote>`,
    `<p><strong>${points[0]}</strong>: <q lang="fr">Tout est dans le savon</q> <bdi lang="ja">灯台は動く</bdi> <bdi lang="ar">المنارة تتحرك</bdi></p>`,
    `<ul>${points.map((point) => `<li>${point}</li>`).join('')}</ul>`,
    `<figure><img src="https://times.example.org/media/tower.jpg" width="1200" height="800" alt="${words.caption}"><figcaption>${words.caption} <small>${words.credit}</small></figcaption></figure>`,
    `<p><img src="https://times.example.org/media/goat.jpg" alt="${points[2]}"></p>`,
    `<h3>${words.subheading}</h3>`,
    `<table><caption>${words.subheading}</caption><thead><tr><th scope="col">${columns[0]}</th><th scope="col">${columns[1]}</th><th scope="col">m</th><th scope="col">ft</th><th scope="col">soap/kg</th><th scope="col">σ</th></tr></thead><tbody>${rows
      .map(
        (row, index) =>
          `<tr><th scope="row">${row}</th><td>${30 + index}</td><td>28.35</td><td>93.01</td><td>1,204.5</td><td>0.071${index}</td></tr>`,
      )
      .join('')}</tbody></table>`,
    `<pre><code>for day in range(9):\n    move(tower, yards=0.5, soap=True)  # ${'never_more_than_half_a_yard_at_a_time_'.repeat(2)}</code></pre>`,
    `<blockquote class="twitter-tweet"><p lang="${words.language}">${words.post}</p>&mdash; ${words.poster} (@quill_example) <a href="https://twitter.com/quill_example/status/${POST + BigInt(WORDS.indexOf(words))}">May 14, 2024</a></blockquote>`,
    `<p>https://museum.example/${'a-very-long-path-without-any-break-'.repeat(4)} <kbd>Ctrl</kbd> <code>donaudampfschifffahrtsgesellschaftskapitaenswitwenrentenauszahlungsstelle</code></p>`,
    '<hr>',
    `<ol><li>${words.note}</li></ol>`,
  ].join('\n');
}
