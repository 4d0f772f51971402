// Furniture by phrase, for the reasons given with each group. A rule sees only short units, so that
// prose which happens to begin like one survives; words that begin ordinary sentences ("Share",
// "Source") must be followed by a colon or be all there is. Phrases are compared after folding.
#include "text/furniture_rules.h"

namespace newsprint {
namespace {

using How = FurnitureRule::How;
using Unit = FurnitureRule::Unit;
using Place = FurnitureRule::Place;
using Says = FurnitureRule::Says;

constexpr const char* kPhotoWords =
    "photo|photos|photo by|photograph|picture|pictures|pictured|image|file photo|caption|"
    "photo credit|foto|fotos|bild|bilder|symbolbild|archivbild|archivfoto|imagen|imagem|"
    "photographie|crédit photo|immagine|фото|صورة|تصوير|图片来源|图源|图|图片|写真|画像|撮影";

constexpr FurnitureRule kRules[] = {
    // Marks of advertising and of page machinery: nothing else is in the paragraph.
    {How::kIs, Unit::kParagraph, Place::kAnywhere, Says::kNothing, 10,
     "advertisement|advertising|ad|ads|sponsored|promoted|story continues below|"
     "story continued below|story continues below advertisement|article continues below|"
     "advertisement continue reading the main story|continue reading the main story|"
     "continue reading|read more|read more here|more|more on this|see also|watch|watch live|"
     "related|related articles|related stories|related coverage|related topics|recommended|"
     "most read|most popular|trending|share|share this|share this article|share this story|"
     "tweet|email|print|comments|close|photo|photos|video|videos|gallery|slideshow|"
     "slideshow images|loading|skip|toggle caption|pullquote|image|next|previous|file|"
     "this article is more than year old|this article is more than years old|"
     "this article is more than months old|years ago|analysis opinion|click here|"
     "anzeige|werbung|mehr|mehr zum thema|weiterlesen|lesen sie auch|lesen sie mehr|"
     "auch interessant|das könnte sie auch interessieren|teilen|drucken|kommentare|startseite|"
     "zur startseite|publicidad|publicidade|compartir|compartilhe|leer más|leia mais|lee también|"
     "relacionado|publicité|lire aussi|à lire aussi|partager|pubblicità|leggi anche|condividi|"
     "реклама|читайте также|поделиться|広告|関連記事|関連リンク|おすすめ記事|广告|相关|回复|"
     "共享此文章|اقرأ أيضا|إعلان"},
    // Pointers to other articles.
    {How::kColon, Unit::kSentence, Place::kAnywhere, Says::kNothing, 30,
     "read|read more|read also|read next|also read|see also|more|related|watch|listen|"
     "recommended|photo gallery|gallery|in pictures|video|live|explainer|opinion|"
     "lesen sie auch|lesen sie mehr|lesen sie dazu|mehr zum thema|auch interessant|"
     "fotostrecke|zum thema|newsletter|podcast|lea también|lee también|leer más|leia mais|"
     "leia também|veja também|ver también|te puede interesar|también te puede interesar|"
     "lire aussi|à lire aussi|voir aussi|leggi anche|vedi anche|читайте также|смотрите также|"
     "اقرأ أيضا|شاهد أيضا|延伸阅读|相关阅读|関連記事|あわせて読みたい"},
    {How::kBegins, Unit::kParagraph, Place::kTail, Says::kNothing, 30,
     "more from the|more stories from|関連記事|関連リンク|あわせて読みたい|延伸阅读|相关阅读"},
    // Boxes and players, taken from the page without a full stop before or behind.
    {How::kPhrase, Unit::kSentence, Place::kAnywhere, Says::kNothing, 0,
     "video loading video unavailable|video unavailable click to play|click to play tap to play|"
     "the video will start in cancel play now|play again the video will auto-play soon|"
     "directly to your inbox subscribe|straight to your inbox subscribe|"
     "see our privacy notice thank you for subscribing|"
     "thank you for subscribing could not subscribe|could not subscribe try again later|"
     "try again later invalid email|please re-enter you must select a newsletter|"
     "invalid email address please re-enter|you must select a newsletter to subscribe to|"
     "newsletter sign up continue reading the main story|please verify you're not a robot|"
     "this site is protected by recaptcha"},
    // What a form says.
    {How::kIs, Unit::kSentence, Place::kAnywhere, Says::kNothing, 10,
     "please try again later|please re-enter|invalid email|invalid email address|"
     "an error has occurred|thank you for subscribing|thank you for signing up|email sign up|"
     "newsletter sign up|you can unsubscribe at any time|you may opt-out at any time|"
     "you can opt out at any time|replay more videos|more on this|video unavailable|"
     "sie haben bereits ein abonnement|sie haben bereits ein digital-abonnement"},
    {How::kContains, Unit::kSentence, Place::kAnywhere, Says::kNothing, 40,
     "delivered straight to your inbox|delivered directly to your inbox|"
     "delivered to your inbox|delivered daily to your inbox|updates directly to your inbox|"
     "straight to your inbox|delivered straight to your phone|receive email newsletters|"
     "updates and promotions from|occasional updates and special offers"},
    // Requests to subscribe, follow, share.
    {How::kBegins, Unit::kSentence, Place::kAnywhere, Says::kNothing, 40,
     "sign up for|sign up to|sign up here|sign up now|sign up today|subscribe to|subscribe "
     "now|subscribe today|"
     "subscribe here|get our|get the monitor stories you care about|get breaking news|"
     "get all the stories you need|get the latest|get news|join our newsletter|become a member|"
     "support our journalism|support independent journalism|follow us on|follow us|"
     "follow him on|follow her on|follow the author on|like us on|like what you read|"
     "join us on|click here|tap here|download our|share this|listen to article|"
     "want stories like|want more stories like|join the conversation|log in to see|"
     "log in to read|log in to comment|log in or|for your security we've sent|"
     "click the link to confirm|if you don't get the confirmation|"
     "want fox news|already a subscriber|this article is for subscribers|to continue reading|"
     "please log in|we use cookies|this website uses cookies|this site uses cookies|"
     "by signing up you agree|send letters to|contact us at|email us at|find us on|"
     "abonnieren sie|jetzt abonnieren|melden sie sich hier|melden sie sich für|"
     "newsletter abonnieren|folgen sie uns|klicken sie hier|hier klicken|jetzt anmelden|"
     "wir verwenden cookies|diese website verwendet cookies|"
     "hier können sie die rechte an diesem artikel|mit dem kauf akzeptieren sie|"
     "wenn sie aktuelle nachrichten|wenn sie alle aktuellen nachrichten|"
     "wir freuen uns über ein like|mehr dazu lesen sie hier|"
     "bitte überprüfen sie ihre eingaben|ein fehler ist aufgetreten|"
     "vielen dank der beitrag wurde|beitrag per e-mail versenden|"
     "suscríbete|suscríbase|síguenos|síganos|siga-nos|inscreva-se|assine|regístrate|haz clic|"
     "clique aqui|abonnez-vous|inscrivez-vous|suivez-nous|cliquez ici|iscriviti|abbonati|"
     "seguici|clicca qui|подписывайтесь|подпишитесь|اشترك في|تابعونا|点击关注|扫码关注|欢迎关注|"
     "この記事は会員限定です|無料登録で|会員登録"},
    {How::kContains, Unit::kParagraph, Place::kTail, Says::kNothing, 25,
     "our newsletter|our free newsletter|free newsletter|newsletter every|newsletter here|"
     "daily newsletters|opinion newsletter|den newsletter|kostenlosen newsletter|"
     "newsletter bestellen|newsletter abonnieren|notre newsletter|nuestra newsletter"},
    // Photo credits and captions marked as such; within a paragraph the story may go on without a
    // full stop, so only the shortest are taken.
    {How::kColon, Unit::kParagraph, Place::kAnywhere, Says::kNothing, 40, kPhotoWords},
    {How::kColon, Unit::kSentence, Place::kAnywhere, Says::kNothing, 8, kPhotoWords},
    {How::kBegins, Unit::kParagraph, Place::kAnywhere, Says::kNothing, 40,
     "image copyright|image caption|media caption|media playback is|enlarge this image|"
     "toggle caption|file in this|file photo|фото пресс-службы|写真"},
    // Legal lines.
    {How::kBegins, Unit::kSentence, Place::kAnywhere, Says::kNothing, 40,
     "copyright c|copyright the|copyright by|all rights reserved|our standards the|"
     "our standards|terms of use|privacy policy|the views expressed in this|"
     "the views expressed are|the opinions expressed|this material may not be|"
     "this is a rush transcript|alle rechte vorbehalten|todos los derechos reservados|"
     "todos os direitos reservados|tous droits réservés|tutti i diritti riservati|"
     "все права защищены|版权所有|無断転載"},
    {How::kContains, Unit::kSentence, Place::kAnywhere, Says::kNothing, 40,
     "all rights reserved|alle rechte vorbehalten|todos los derechos reservados|"
     "todos os direitos reservados|tous droits réservés|tutti i diritti riservati|"
     "may not be published broadcast rewritten or redistributed|for reprint permission|"
     "sign up for our newsletter|sign up for our free|thomson reuters trust principles|"
     "available without charge to any eligible news publisher|"
     "do not represent the views of|do not necessarily reflect"},
    // Calls to readers.
    {How::kContains, Unit::kSentence, Place::kTail, Says::kNothing, 60,
     "if you are happy to be contacted by|if you are happy to speak|"
     "if you are willing to speak to|please include a contact number|"
     "please include a telephone number|please leave a telephone number|"
     "contact us in the following ways|a selection of your comments|"
     "share your experiences by emailing|share your experience by emailing|"
     "share your story by emailing|if you would like to comment on this|"
     "join the conversation in|see our editorial policy|see our complaints policy|"
     "schreiben sie uns ihre meinung|diskutieren sie mit"},
    {How::kIs, Unit::kSentence, Place::kTail, Says::kNothing, 8,
     "read the terms and conditions|read our terms and conditions|or use the form below|"
     "use the form below|have your say|what do you think|terms and conditions"},
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
     "republished from|reprinted with permission from|mit material von|"
     "from our correspondents and|the writer is with|par la rédaction avec|"
     "content created by"},
    {How::kBegins, Unit::kSentence, Place::kAnywhere, Says::kReportingBehind, 40,
     "reporting by|additional reporting by|reporting and writing by|writing by|editing by|"
     "compiled by|translated by|bericht von|redaktion|reportage de|reporte de|"
     "reportagem de|репортаж|редактор|إعداد|تحرير|取材|記者|记者"},
    {How::kColon, Unit::kParagraph, Place::kAnywhere, Says::kContributedBehind, 30,
     "contributing|with reporting by|with assistance from"},
    {How::kBegins, Unit::kParagraph, Place::kTail, Says::kContributedBehind, 30,
     "with reporting by|with assistance by|with assistance from|with files from|"
     "with material from|with contributions from|information from"},
    {How::kContains, Unit::kSentence, Place::kAnywhere, Says::kContributedBefore, 40,
     "contributed to this report|contributed to this story|contributed to this article|"
     "contributed reporting|hat zu diesem bericht beigetragen|"
     "haben zu diesem bericht beigetragen|contribuyó a este reporte|"
     "contribuyeron a este reporte|contribuiu para esta reportagem|"
     "a contribué à ce reportage"},
};

}  // namespace

const char* const kAgencyWords =
    "reuters reuter ap afp dpa upi cnn epa efe ansa apa sda ats lusa anp belga tass xinhua kyodo "
    "jiji yonhap pti ians ani rtr rts afx sid kna epd rnd itar interfax ritzau tt ntb stt pap "
    "ctk mti hina tanjug anadolu bloomberg agerpres aap nzpa sputnik associated agence dow "
    "рейтер тасс рейтерс رويترز وفا واس سانا";
const char* const kAgencyTails = "press france presse jones";
const char* const kConnectorWords =
    "the press news agency agencies and with from by mit von der die den material "
    "nachrichtenagentur nachrichtenagenturen agentur agenturen und quelle quellen jones de la le "
    "des avec con y e et foreign staff wires wire service services infocom eigene recherche for "
    "presse france";
const char* const kByWords = "by von por par di автор";
const char* const kNameWords = "and und y e et i of the for de da di von van der la del dos in";
const char* const kStaffWords =
    "staff correspondent correspondents reporter reporters writer writers editor news wire "
    "redaktion";

std::span<const FurnitureRule> FurnitureRules() { return kRules; }

}  // namespace newsprint
