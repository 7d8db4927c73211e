/**
 * The months as they stand inside a long date (genitive where the language has one), January first, lower case.
 * One row for each interface language of X that names its months, from CLDR; `-` rows are further spellings
 * that older CLDR releases or other countries use. Chinese, Japanese, Korean and Vietnamese count their months.
 */
export const MONTH_NAMES: Record<string, string> = {
  en: 'january february march april may june july august september october november december',
  ar: 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر',
  'ar-levant': 'كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول',
  'ar-algeria': 'جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر',
  'ar-morocco': 'يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر',
  bn: 'জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর',
  'bn-older': 'জানুয়ারী ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর',
  cs: 'ledna února března dubna května června července srpna září října listopadu prosince',
  da: 'januar februar marts april maj juni juli august september oktober november december',
  de: 'januar februar märz april mai juni juli august september oktober november dezember',
  el: 'ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου',
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
  'es-peru': 'enero febrero marzo abril mayo junio julio agosto setiembre octubre noviembre diciembre',
  fa: 'ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر',
  fi: 'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
  fil: 'enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre',
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  he: 'ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר',
  hi: 'जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर',
  'hi-older': 'जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्तूबर नवम्बर दिसम्बर',
  hu: 'január február március április május június július augusztus szeptember október november december',
  id: 'januari februari maret april mei juni juli agustus september oktober november desember',
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  ms: 'januari februari mac april mei jun julai ogos september oktober november disember',
  nl: 'januari februari maart april mei juni juli augustus september oktober november december',
  no: 'januar februar mars april mai juni juli august september oktober november desember',
  pl: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  pt: 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
  ro: 'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie',
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  sv: 'januari februari mars april maj juni juli augusti september oktober november december',
  th: 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม',
  tr: 'ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık',
  uk: 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня',
  ur: 'جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر',
};

/** The months of the Solar Hijri calendar, Farvardin (from 20 or 21 March) first. */
export const SOLAR_HIJRI_MONTHS = 'فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند';
