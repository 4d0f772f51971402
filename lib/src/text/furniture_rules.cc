// Furniture by phrase, for the reasons given with each group. A rule sees only short units, so that
// prose which happens to begin like one survives; words that begin ordinary sentences ("Share",
// "Source") must be followed by a colon or be all there is.
#include "text/furniture_rules.h"

namespace newsprint {
namespace {

using How = FurnitureRule::How;
using Unit = FurnitureRule::Unit;
using Place = FurnitureRule::Place;
using Says = FurnitureRule::Says;

constexpr FurnitureRule kRules[] = {
    // Marks of advertising and of page machinery: nothing else is in the paragraph.
    {How::kIs, Unit::kParagraph, Place::kAnywhere, Says::kNothing, 8,
     "advertisement|advertising|ad|ads|sponsored|promoted|story continues below|"
     "story continued below|story continues below advertisement|article continues below|"
     "advertisement continue reading the main story|continue reading the main story|"
     "continue reading|read more|read more here|more|more on this|see also|watch|watch live|"
     "related|related articles|related stories|related coverage|recommended|most read|"
     "trending|share|share this|share this article|share this story|tweet|email|print|comments|"
     "close|photo|photos|video|videos|gallery|slideshow images|slideshow|loading|skip|"
     "toggle caption|pullquote|image|next|previous|file|listen to article|"
     "this article is more than year old|this article is more than years old|"
     "this article is more than months old|years ago|updated|"
     "anzeige|werbung|mehr|mehr zum thema|weiterlesen|lesen sie auch|lesen sie mehr|"
     "auch interessant|das konnte sie auch interessieren|teilen|drucken|kommentare|zur startseite|"
     "startseite|publicidad|publicidade|compartir|compartilhe|leer mas|leia mais|lee tambien|"
     "relacionado|publicite|lire aussi|a lire aussi|partager|pubblicita|leggi anche|condividi|"
     "реклама|читайте также|поделиться|広告|関連記事|関連リンク|おすすめ記事|广告|相关|回复|"
     "共享此文章|اقرأ أيضا|اعلان"},
    // Pointers to other articles.
    {How::kColon, Unit::kSentence, Place::kAnywhere, Says::kNothing, 30,
     "read|read more|read also|read next|also read|see also|more|related|watch|listen|"
     "recommended|photo gallery|gallery|in pictures|video|live|explainer|opinion|analysis|"
     "lesen sie auch|lesen sie mehr|lesen sie dazu|mehr zum thema|auch interessant|"
     "video|fotostrecke|zum thema|newsletter|podcast|lea tambien|lee tambien|leer mas|leia mais|"
     "leia tambem|veja tambem|ver tambien|te puede interesar|lire aussi|a lire aussi|voir aussi|"
     "leggi anche|vedi anche|читайте также|смотрите также|اقرأ أيضا|شاهد أيضا|"
     "延伸阅读|相关阅读|関連記事|あわせて読みたい"},
    // Requests to subscribe, follow, share.
    {How::kBegins, Unit::kSentence, Place::kAnywhere, Says::kNothing, 40,
     "sign up for|sign up to|sign up here|subscribe to|subscribe now|subscribe today|"
     "subscribe here|get our|get the monitor stories you care about|get breaking news|"
     "get all the stories you need|get the latest|join our newsletter|become a member|"
     "support our journalism|"
     "support independent journalism|follow us on|follow us|follow him on|follow her on|"
     "follow the author on|like us on|join us on|click here|tap here|download our|download the|"
     "share this|listen to article|want fox news|already a subscriber|this article is for|"
     "to continue reading|please log in|log in to|we use cookies|this website uses cookies|"
     "this site uses cookies|by signing up you agree|for more news|for more stories|"
     "send letters to|contact us at|email us at|follow on twitter|find us on|"
     "abonnieren sie|jetzt abonnieren|melden sie sich|newsletter abonnieren|folgen sie uns|"
     "folgen sie|klicken sie hier|hier klicken|hier geht's|jetzt anmelden|"
     "wir verwenden cookies|diese website verwendet cookies|"
     "bitte uberprufen sie ihre eingaben|ein fehler ist aufgetreten|vielen dank der beitrag wurde|"
     "beitrag per e mail versenden|suscribete|suscribase|siguenos|siga nos|siga o|inscreva se|"
     "assine|registrate|haz clic|clique aqui|abonnez vous|inscrivez vous|suivez nous|"
     "cliquez ici|iscriviti|abbonati|seguici|clicca qui|подписывайтесь|подпишитесь|"
     "اشترك في|تابعونا|点击关注|扫码关注|欢迎关注|この記事は会員限定です|会員登録"},
    // Photo credits and captions marked as such.
    {How::kColon, Unit::kSentence, Place::kAnywhere, Says::kNothing, 40,
     "photo|photos|photo by|photograph|picture|pictures|pictured|image|file photo|caption|photo "
     "credit|"
     "foto|fotos|bild|bilder|symbolbild|archivbild|archivfoto|foto de|imagen|imagem|photographie|"
     "credit photo|immagine|фото|صورة|تصوير|图片来源|图源|图|图片|写真|画像|撮影"},
    {How::kBegins, Unit::kParagraph, Place::kAnywhere, Says::kNothing, 30,
     "image copyright|image caption|media caption|media playback is|copyright image|"
     "enlarge this image|toggle caption|file in this|file photo|getty images|фото пресс службы|"
     "写真"},
    // Legal lines.
    {How::kBegins, Unit::kSentence, Place::kAnywhere, Says::kNothing, 40,
     "copyright 2|copyright 1|copyright c|copyright the|all rights reserved|"
     "our standards the|our standards|terms of use|privacy policy|"
     "the views expressed in this|the views expressed are|the opinions expressed|"
     "this material may not be|this is a rush transcript|alle rechte vorbehalten|"
     "todos los derechos reservados|todos os direitos reservados|tous droits reserves|"
     "tutti i diritti riservati|все права защищены|版权所有|無断転載"},
    {How::kContains, Unit::kSentence, Place::kAnywhere, Says::kNothing, 40,
     "all rights reserved|alle rechte vorbehalten|todos los derechos reservados|"
     "todos os direitos reservados|tous droits reserves|tutti i diritti riservati|"
     "may not be published broadcast rewritten or redistributed|for reprint permission|"
     "sign up for our newsletter|sign up for our free|thomson reuters trust principles|"
     "available without charge to any eligible news publisher|"
     "do not represent the views of|do not necessarily reflect"},
    // Where the text comes from.
    {How::kColon, Unit::kSentence, Place::kAnywhere, Says::kSourceBehind, 20,
     "source|sources|image credit|image source|via|originally published by|credit|"
     "quelle|quellen|fuente|fuentes|fonte|fonti|источник|المصدر|来源|文章来源|出典|ソース"},
    {How::kBegins, Unit::kSentence, Place::kAnywhere, Says::kSourceBehind, 24,
     "originally published by|originally published in|originally published on|"
     "first published by|first published in|this article was originally published by|"
     "this article was originally published in|this article was originally published on|"
     "this article first appeared in|this article first appeared on|"
     "this story was originally published by|dieser artikel erschien zuerst bei|"
     "dieser text erschien zuerst|republished from|reprinted with permission from|"
     "mit material von|mit material der|from our correspondents and"},
    {How::kBegins, Unit::kSentence, Place::kAnywhere, Says::kReportingBehind, 40,
     "reporting by|additional reporting by|reporting and writing by|writing by|editing by|"
     "compiled by|translated by|report by|bericht von|redaktion|reportage de|reporte de|"
     "informacion de|reportagem de|репортаж|редактор|إعداد|تحرير|取材|記者|记者"},
    {How::kColon, Unit::kParagraph, Place::kAnywhere, Says::kContributedBehind, 30,
     "contributing|with reporting by|with assistance from"},
    {How::kBegins, Unit::kParagraph, Place::kTail, Says::kContributedBehind, 30,
     "with reporting by|with assistance by|with assistance from|with files from|with material from|"
     "with contributions from|information from"},
    {How::kContains, Unit::kSentence, Place::kAnywhere, Says::kContributedBefore, 40,
     "contributed to this report|contributed to this story|contributed to this article|"
     "contributed reporting|contributed from|hat zu diesem bericht beigetragen|"
     "haben zu diesem bericht beigetragen|contribuyo a este reporte|contribuyeron a este reporte|"
     "contribuiu para esta reportagem|a contribue a ce reportage"},
};

}  // namespace

const char* const kAgencyWords =
    "reuters reuter ap afp dpa upi cnn epa efe ansa apa sda ats lusa anp belga tass xinhua kyodo "
    "jiji yonhap pti ians ani rtr rts afx sid kna epd rnd itar interfax ria ritzau tt ntb stt pap "
    "ctk mti hina tanjug anadolu bloomberg agerpres cp aap nzpa dow sputnik agencies agenturen "
    "agence agencias agencia рейтер тасс рейтерс رويترز وفا واس سانا 新华社 共同 時事 ロイター "
    "共同通信";

const char* const kConnectorWords =
    "the associated press press agency news agency agencies and with from by mit von der die den "
    "material nachrichtenagentur nachrichtenagenturen agentur und quelle quellen dow jones "
    "de la le des avec con y e et foreign staff wires wire service services infocom eigene "
    "recherche in an for presse france";

const char* const kByWords = "by von por par di da de от автор";
const char* const kNameWords = "and und y e et i of the for de da di von van der la del dos in";

std::span<const FurnitureRule> FurnitureRules() { return kRules; }

}  // namespace newsprint
