// One row a language. A list has blanks between its places and '|' between words of one place; '-'
// is a place without a word. Words are written as folding leaves them: "dreissig".
//
// Left out on purpose: "un", "una", "ein", "um" (articles), "second" and other ordinals (other
// meanings), scale words of one letter (units).
#include "stem/number_words.h"

#include <array>
#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "xxhash.h"

namespace newsprint {
namespace {

// Scales as "POWER word|word". The lone ones are the singular forms.
struct Row {
  std::string_view language;
  std::string_view to_19;   // from zero
  std::string_view tens;    // from twenty
  std::string_view others;  // "VALUE word|word"
  std::string_view factors;
  std::string_view lone;
  std::string_view scales;
  std::string_view joins;
  std::string_view months;
  std::string_view of;
  std::string_view percent;
};

constexpr Row kRows[] = {
    {"en",
     "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
     "fifteen "
     "sixteen seventeen eighteen nineteen",
     "twenty thirty forty fifty sixty seventy eighty ninety", "", "2 hundred",
     "3 thousand 6 million 9 billion 12 trillion",
     "6 millions|mn|mln|mlns 9 billions|bn|bln|blns 12 trillions|tn|trn", "and",
     "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug "
     "september|sep|sept october|oct november|nov december|dec",
     "of", "percent|pct"},
    {"de",
     "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn "
     "fünfzehn sechzehn siebzehn achtzehn neunzehn",
     "zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", "", "2 hundert",
     "3 tausend 6 million 9 milliarde 12 billion",
     "6 millionen|mio|mill 9 milliarden|mrd|mia 12 billionen|bio 15 billiarden", "",
     "januar|jan|jänner februar|feb märz april|apr mai juni|jun juli|jul august|aug "
     "september|sep|sept oktober|okt november|nov dezember|dez",
     "", "prozent"},
    {"fr",
     "zéro - deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
     "vingt|vingts trente quarante cinquante soixante - - -", "70 septante 80 huitante 90 nonante",
     "2 cent|cents", "3 mille 6 million 9 milliard",
     "6 millions|mio 9 milliards|mds|mrd 12 billions", "",
     "janvier|janv février|févr mars avril|avr mai juin juillet|juil août septembre|sept "
     "octobre|oct novembre|nov décembre|déc",
     "", ""},
    {"es",
     "cero - dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
     "dieciséis diecisiete dieciocho diecinueve",
     "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
     "21 veintiuno|veintiún 22 veintidós 23 veintitrés 24 veinticuatro 25 veinticinco 26 "
     "veintiséis 27 veintisiete 28 veintiocho 29 veintinueve 100 cien|ciento 200 "
     "doscientos|doscientas "
     "300 trescientos|trescientas 400 cuatrocientos|cuatrocientas 500 quinientos|quinientas 600 "
     "seiscientos|seiscientas 700 setecientos|setecientas 800 ochocientos|ochocientas 900 "
     "novecientos|novecientas",
     "", "3 mil 6 millón 12 billón", "6 millones|mill|mdd 12 billones", "y",
     "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago "
     "septiembre|sept|setiembre octubre|oct noviembre|nov diciembre|dic",
     "de", ""},
    {"pt",
     "zero - dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze "
     "quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove",
     "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
     "100 cem|cento 200 duzentos|duzentas 300 trezentos|trezentas 400 quatrocentos|quatrocentas "
     "500 "
     "quinhentos|quinhentas",
     "", "3 mil 6 milhão 9 bilhão 12 trilhão", "6 milhões|mi 9 bilhões|bi|bn 12 trilhões|tri", "e",
     "janeiro|jan fevereiro|fev março|mar abril|abr maio junho|jun julho|jul agosto|ago "
     "setembro|set "
     "outubro|out novembro|nov dezembro|dez",
     "de", ""},
    {"it",
     "zero - due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
     "quindici sedici diciassette diciotto diciannove",
     "venti trenta quaranta cinquanta sessanta settanta ottanta novanta", "100 cento", "",
     "3 mille 6 milione 9 miliardo", "3 mila 6 milioni|mln|mio 9 miliardi|mld|mrd", "",
     "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago "
     "settembre|set|sett ottobre|ott novembre|nov dicembre|dic",
     "", ""},
    {"nl", "", "", "", "2 honderd", "3 duizend 6 miljoen 9 miljard", "6 mln|miljoenen 9 mld|mrd",
     "",
     "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug "
     "september|sep|sept oktober|okt november|nov december|dec",
     "", "procent"},
    {"pl", "", "", "", "", "3 tysiąc 6 milion 9 miliard",
     "3 tys|tysiące|tysięcy 6 mln|miliony|milionów|miliona 9 mld|miliardy|miliardów|miliarda", "",
     "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada "
     "grudnia",
     "", "procent|proc|procenta"},
    {"ru", "", "", "", "", "3 тысяча 6 миллион 9 миллиард",
     "3 тыс|тысячи|тысяч 6 млн|миллиона|миллионов 9 млрд|миллиарда|миллиардов 12 трлн|триллиона|"
     "триллионов",
     "", "января февраля марта апреля мая июня июля августа сентября октября ноября декабря", "",
     "процент|процента|процентов"},
    {"tr", "", "", "", "", "6 milyon 9 milyar 12 trilyon", "3 bin 6 mn 9 mr", "",
     "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık", "", ""},
    {"ar", "", "", "", "", "6 مليون 9 مليار", "3 ألف|آلاف|ألفا 6 ملايين|مليونا 9 مليارات|مليارا",
     "",
     "يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر "
     "ديسمبر",
     "", ""},
    {"he", "", "", "", "", "6 מיליון 9 מיליארד", "3 אלף|אלפים", "", "", "", "אחוז|אחוזים"},
    {"zh", "", "", "0 〇|零 1 一 2 二|两|兩 3 三 4 四 5 五 6 六 7 七 8 八 9 九", "1 十 2 百 3 千",
     "", "4 万|萬 8 亿|億 12 兆", "", "", "", ""},
    {"ja", "", "", "0 〇 1 一 2 二 3 三 4 四 5 五 6 六 7 七 8 八 9 九", "1 十 2 百 3 千", "",
     "4 万 8 億 12 兆", "", "", "", ""},
};

constexpr std::string_view kDecimalComma[] = {"de", "fr", "es", "pt", "it", "nl", "pl", "ru", "tr",
                                              "cs", "sv", "da", "nb", "no", "fi", "el", "uk", "ro",
                                              "hu", "id", "ca", "bg", "hr", "sr", "sk", "sl"};
constexpr std::string_view kBlankThousands[] = {"fr", "pl", "ru", "uk", "cs", "sk", "sv",
                                                "fi", "nb", "no", "bg", "hu", "pt"};

uint64_t HashOf(std::string_view word) { return XXH3_64bits(word.data(), word.size()); }

std::vector<std::string_view> Split(std::string_view list, char by) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const size_t end = list.find(by);
    parts.push_back(list.substr(0, end));
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
  }
  return parts;
}

class Builder {
 public:
  using Role = NumberWord::Role;

  explicit Builder(NumberWords* to) : to_(*to) {}

  // Places count from `first` in steps of `step`.
  void AddPlaces(std::string_view list, uint32_t first, uint32_t step) {
    for (const std::string_view place : Split(list, ' ')) {
      Add(place, Role::kSmall, first);
      first += step;
    }
  }

  // Pairs "VALUE words".
  void AddPairs(std::string_view list, Role role) {
    const std::vector<std::string_view> parts = Split(list, ' ');
    for (size_t i = 0; i + 1 < parts.size(); i += 2) {
      uint32_t value = 0;
      for (const char c : parts[i]) value = value * 10 + static_cast<uint32_t>(c - '0');
      Add(parts[i + 1], role, value);
    }
  }

  void Add(std::string_view words, Role role, uint32_t value) {
    for (const std::string_view word : Split(words, '|')) {
      if (word == "-") continue;
      NumberWord& entry = to_.words[HashOf(word)];
      entry.role = role;
      entry.value = static_cast<uint16_t>(value);
    }
  }

  void AddMonths(std::string_view list) {
    uint8_t month = 0;
    for (const std::string_view place : Split(list, ' ')) {
      ++month;
      for (const std::string_view word : Split(place, '|')) {
        to_.words[HashOf(word)].month = month;
      }
    }
  }

  // "einundzwanzig" to "neunundneunzig".
  void AddGermanTens(const Row& row) {
    constexpr std::string_view kUnits[] = {"ein",   "zwei",   "drei", "vier", "fünf",
                                           "sechs", "sieben", "acht", "neun"};
    uint32_t value = 20;
    for (const std::string_view ten : Split(row.tens, ' ')) {
      for (uint32_t unit = 1; unit <= 9; ++unit) {
        Add(std::string(kUnits[unit - 1]) + "und" + std::string(ten), Role::kSmall, value + unit);
      }
      value += 10;
    }
  }

 private:
  NumberWords& to_;
};

NumberWords MakeWords(const Row& row) {
  using Role = NumberWord::Role;
  NumberWords words;
  Builder builder(&words);
  builder.AddPlaces(row.to_19, 0, 1);
  builder.AddPlaces(row.tens, 20, 10);
  builder.AddPairs(row.others, Role::kSmall);
  builder.AddPairs(row.factors, Role::kFactor);
  builder.AddPairs(row.lone, Role::kLoneScale);
  builder.AddPairs(row.scales, Role::kScale);
  builder.Add(row.joins, Role::kJoin, 0);
  builder.Add(row.of, Role::kOf, 0);
  builder.Add(row.percent, Role::kPercent, 0);
  builder.AddMonths(row.months);
  if (row.language == "de") builder.AddGermanTens(row);
  words.by_twenties = row.language == "fr";
  words.unspaced = row.language == "zh" || row.language == "ja";
  return words;
}

// Chinese and Japanese days, and percent in two words.
constexpr std::string_view kMoreWords[] = {"月",   "日",  "号",   "號",    "per",
                                           "pour", "por", "cent", "cento", "ciento"};

void AddHashes(NumberWords* words) {
  const auto add = [&](uint64_t hash) { words->hashes.set(hash % words->hashes.size()); };
  for (const auto& [hash, entry] : words->words) add(hash);
  for (const std::string_view word : kMoreWords) add(HashOf(word));
}

bool Contains(std::span<const std::string_view> list, std::string_view language) {
  for (const std::string_view l : list) {
    if (l == language) return true;
  }
  return false;
}

// Languages with words, then those that have only separators of their own, by what these are.
struct AllWords {
  std::array<NumberWords, std::size(kRows)> rows;
  std::array<NumberWords, 4> plain;  // bit 0 = decimal comma, bit 1 = blanks between thousands

  AllWords() {
    for (size_t i = 0; i < rows.size(); ++i) {
      rows[i] = MakeWords(kRows[i]);
      SetSeparators(kRows[i].language, &rows[i]);
      AddHashes(&rows[i]);
    }
    for (size_t i = 0; i < plain.size(); ++i) {
      plain[i].decimal_comma = (i & 1) != 0;
      plain[i].blank_thousands = (i & 2) != 0;
    }
  }

  static void SetSeparators(std::string_view language, NumberWords* words) {
    words->decimal_comma = Contains(kDecimalComma, language);
    words->blank_thousands = Contains(kBlankThousands, language);
  }
};

}  // namespace

NumberWord NumberWords::Find(uint64_t token_hash) const {
  if (!MayHave(token_hash)) return {};
  const auto found = words.find(token_hash);
  return found == words.end() ? NumberWord() : found->second;
}

NumberWord NumberWords::Find(std::string_view word) const { return Find(HashOf(word)); }

bool IsPer(std::string_view word) { return word == "per" || word == "pour" || word == "por"; }
bool IsCent(std::string_view word) { return word == "cent" || word == "cento" || word == "ciento"; }

const NumberWords& NumberWordsOf(std::string_view language) {
  static const AllWords& all = *new AllWords;  // never destroyed
  language = language.substr(0, language.find('-'));
  for (size_t i = 0; i < std::size(kRows); ++i) {
    if (kRows[i].language == language) return all.rows[i];
  }
  NumberWords separators;
  AllWords::SetSeparators(language, &separators);
  return all.plain[(separators.decimal_comma ? 1u : 0u) + (separators.blank_thousands ? 2u : 0u)];
}

}  // namespace newsprint
