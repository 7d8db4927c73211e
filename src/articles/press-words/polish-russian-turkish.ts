import { list, type PressWords } from './press-words.ts';

export const POLISH: PressWords = {
  chrome: list(`
    ładowanie / wczytywanie / brak komentarzy / # komentarz / # komentarze / # komentarzy / komentarze /
    skomentuj / dodaj komentarz / zobacz komentarze / udostępnij / udostępnij artykuł /
    udostępnij na facebooku / kopiuj link / skopiowano link / drukuj / zapisz / posłuchaj /
    czas czytania # min / # min czytania / strona główna / szukaj / zaloguj się / zaloguj /
    zarejestruj się / subskrybuj / moje konto / reklama / polityka prywatności / ustawienia cookies /
    akceptuję / akceptuj wszystkie / odrzuć wszystkie / do góry / kontakt / poprzedni artykuł /
    następny artykuł / pokaż więcej / wczytaj więcej / obserwuj nas / zgłoś błąd / tagi
  `),
  listHeadings: list('najczęściej czytane'),
  chromeOpenings: list(`
    wszelkie prawa zastrzeżone / używamy plików cookie / ta strona używa plików cookie /
    zapisz się do newslettera / obserwuj nas na / fot: / zdjęcie:
  `),
  related: list(`
    czytaj także / czytaj też / czytaj również / czytaj więcej / przeczytaj także / przeczytaj też /
    zobacz także / zobacz też / zobacz również / powiązane artykuły / podobne artykuły / polecamy
  `),
  sections: list(`
    świat / kraj / polska / polityka / gospodarka / biznes / społeczeństwo / sport / kultura / nauka /
    zdrowie / środowisko / klimat / edukacja / technologie / opinie / felieton / komentarz / analiza /
    reportaż / wywiad / prawo / europa / warszawa / kraków / wiadomości / finanse / podróże / historia /
    piłka nożna
  `),
  bylines: list('autor: / autorka: / tekst: / opracowanie: / oprac: / rozmawiał / rozmawiała'),
  and: list('i / oraz'),
  dateWords: list(`
    opublikowano / data publikacji / publikacja / dodano / godz / o / r / data / poniedziałek / wtorek /
    środa / czwartek / piątek / sobota / niedziela
  `),
  updateWords: list('aktualizacja / zaktualizowano / ostatnia aktualizacja'),
  months: list(`
    stycznia = styczeń / lutego = luty / marca = marzec / kwietnia = kwiecień / maja /
    czerwca = czerwiec / lipca = lipiec / sierpnia = sierpień / września = wrzesień /
    października = październik / listopada = listopad / grudnia = grudzień
  `).map((names) => names.split(' = ')),
};

export const RUSSIAN: PressWords = {
  chrome: list(`
    загрузка / идёт загрузка / идет загрузка / нет комментариев / комментариев нет / # комментарий /
    # комментария / # комментариев / комментарии / комментировать / оставить комментарий /
    добавить комментарий / показать комментарии / поделиться / поделиться статьёй /
    поделиться в telegram / скопировать ссылку / ссылка скопирована / распечатать / печать / сохранить /
    слушать / время чтения # мин / # мин чтения / главная / меню / поиск / войти / регистрация /
    подписаться / подписка / личный кабинет / реклама / политика конфиденциальности / принять /
    принять все / наверх / контакты / предыдущая статья / следующая статья / показать ещё /
    показать еще / загрузить ещё / сообщить об ошибке / теги / вконтакте / одноклассники
  `),
  listHeadings: list('самое читаемое / популярное'),
  chromeOpenings: list(`
    все права защищены / мы используем файлы cookie / мы используем cookie /
    сайт использует файлы cookie / подпишитесь на / подписывайтесь на / фото:
  `),
  related: list(`
    читайте также / читать также / читайте ещё / читайте еще / подробнее / смотрите также / см. также /
    по теме / материалы по теме / похожие статьи / вам может быть интересно
  `),
  sections: list(`
    мир / в мире / политика / экономика / общество / спорт / культура / наука / здоровье / экология /
    климат / образование / технологии / мнение / мнения / колонка / аналитика / репортаж / интервью /
    происшествия / право / россия / европа / москва / новости / бизнес / финансы / путешествия /
    история / футбол / армия / авто
  `),
  bylines: list('автор: / авторы: / текст: / беседовал / беседовала / подготовил / подготовила'),
  and: list('и'),
  dateWords: list(`
    опубликовано / дата публикации / в / г / год / года / мск / понедельник / вторник / среда /
    четверг / пятница / суббота / воскресенье
  `),
  updateWords: list('обновлено / обновлён / обновлен / изменено / последнее обновление'),
  months: list(`
    января = январь = янв / февраля = февраль = фев / марта = март / апреля = апрель = апр / мая = май /
    июня = июнь / июля = июль / августа = август = авг / сентября = сентябрь = сен = сент /
    октября = октябрь = окт / ноября = ноябрь = ноя / декабря = декабрь = дек
  `).map((names) => names.split(' = ')),
};

export const TURKISH: PressWords = {
  chrome: list(`
    yükleniyor / yorum yok / henüz yorum yok / # yorum / yorumlar / yorum yap / yorum yaz /
    yorumları göster / paylaş / haberi paylaş / facebook'ta paylaş / twitter'da paylaş /
    whatsapp'ta paylaş / bağlantıyı kopyala / kopyalandı / yazdır / kaydet / dinle / okuma süresi # dk /
    okuma süresi # dakika / # dk okuma / ana sayfa / anasayfa / menü / ara / giriş yap / üye ol /
    kayıt ol / abone ol / hesabım / reklam / gizlilik politikası / çerez politikası / kabul et /
    tümünü kabul et / yukarı çık / başa dön / iletişim / önceki haber / sonraki haber /
    daha fazla göster / bizi takip edin / etiketler / son dakika
  `),
  listHeadings: list('en çok okunanlar'),
  chromeOpenings: list(`
    tüm hakları saklıdır / çerezleri kullanıyoruz / bu site çerez kullanır / bültenimize abone /
    fotoğraf:
  `),
  related: list(`
    bunu da oku / bunları da okuyun / ayrıca okuyun / ayrıca bakınız / ilgili haber / ilgili haberler /
    ilginizi çekebilir / devamını oku / benzer haberler
  `),
  sections: list(`
    dünya / gündem / siyaset / politika / ekonomi / toplum / spor / kültür / kültür sanat / sanat /
    bilim / sağlık / çevre / iklim / eğitim / teknoloji / görüş / yorum / analiz / röportaj / söyleşi /
    yaşam / magazin / hukuk / türkiye / avrupa / istanbul / ankara / haberler / finans / seyahat /
    tarih / futbol
  `),
  bylines: list('yazan: / yazar: / haber: / hazırlayan: / muhabir:'),
  and: list('ve'),
  dateWords: list(`
    yayınlanma / yayınlanma tarihi / yayın tarihi / yayımlanma / tarih / saat / pazartesi / salı /
    çarşamba / perşembe / cuma / cumartesi / pazar
  `),
  updateWords: list('güncelleme / güncellendi / güncelleme tarihi / son güncelleme'),
  months: list(`
    ocak / şubat / mart / nisan / mayıs / haziran / temmuz / ağustos / eylül / ekim / kasım / aralık
  `).map((names) => names.split(' = ')),
};
