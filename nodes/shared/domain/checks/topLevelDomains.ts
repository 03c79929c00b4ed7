/** Pairs of letters, by the first one. */
const COUNTRIES =
	'a[cdefgilmnoqrstuwxz]|b[abdefghijlmnoqrstvwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[ceghrstu]|f[ijkmor]|' +
	'g[abdefghilmnpqrstuwy]|h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]|l[abcikrstuvy]|' +
	'm[acdefghklmnopqrstuvwxyz]|n[acefgilopruz]|om|p[aefghklmnrstwy]|qa|r[eosuw]|' +
	's[abcdeghijklmnorstuvxyz]|t[cdfghjklmnoprtvwz]|u[agkmsyz]|v[aceginu]|w[fs]|y[et]|z[amw]';

/** The ones of three letters and more that most links have, and all with other Latin letters than those of ASCII. */
const COMMON =
	'com|org|net|info|biz|edu|gov|mil|int|name|pro|mobi|app|dev|xyz|online|shop|store|site|website|tech|blog|' +
	'cloud|club|top|vip|live|life|world|today|news|media|agency|digital|design|studio|space|page|link|click|' +
	'host|email|social|chat|group|team|work|works|jobs|careers|company|business|consulting|solutions|services|' +
	'support|systems|network|software|tools|finance|money|bank|fund|capital|insurance|health|care|clinic|' +
	'fitness|yoga|food|pizza|cafe|bar|restaurant|coffee|wine|beer|kitchen|travel|tours|house|homes|estate|land|' +
	'property|city|london|berlin|paris|nyc|tokyo|amsterdam|hamburg|wien|swiss|africa|asia|cat|aero|coop|museum|' +
	'academy|school|university|education|training|institute|science|guide|guru|expert|reviews|photo|photos|' +
	'photography|pics|gallery|art|video|film|band|audio|radio|show|tickets|events|wedding|party|fun|games|game|' +
	'play|football|run|bike|pet|dog|garden|green|eco|bio|energy|solar|earth|church|community|foundation|ngo|' +
	'charity|help|love|family|fashion|style|clothing|shoes|beauty|hair|salon|gift|gifts|toys|deals|sale|market|' +
	'marketing|exchange|trade|trading|buy|gold|auto|car|cars|taxi|express|engineering|construction|build|rocks|' +
	'ninja|zone|plus|one|cool|best|new|now|icu|buzz|ltd|llc|inc|gmbh|ventures|partners|holdings|management|' +
	'legal|law|tax|doctor|center|directory|international|global|google|youtube|' +
	'vermögensberater|vermögensberatung';

/** The ones in other letters than Latin, all of them; the longer one first where one begins like another. */
const NOT_LATIN =
	'삼성|닷컴|닷넷|香格里拉|餐厅|食品|飞利浦|電訊盈科|集团|通販|购物|谷歌|诺基亚|联通|网络|网站|网店|网址|组织机构|移动|珠宝|点看|游戏|淡马锡|机构|書籍|时尚|新闻|' +
	'政府|政务|招聘|手表|手机|我爱你|慈善|微博|广东|工行|家電|娱乐|天主教|大拿|大众汽车|在线|嘉里大酒店|嘉里|商标|商店|商城|公益|公司|八卦|健康|信息|佛山|企业|' +
	'中文网|中信|世界|ポイント|ファッション|セール|ストア|コム|グーグル|クラウド|みんな|คอม|संगठन|नेट|कॉम|همراه|موقع|موبايلي|كوم|' +
	'كاثوليك|عرب|شبكة|بيتك|بازار|العليان|ارامكو|اتصالات|ابوظبي|קום|сайт|рус|орг|онлайн|москва|ком|' +
	'католик|дети|한국|香港|澳門|新加坡|台灣|台湾|中國|中国|გე|ລາວ|ไทย|ලංකා|ഭാരതം|ಭಾರತ|భారత్|சிங்கப்பூர்|இலங்கை|' +
	'இந்தியா|ଭାରତ|ભારત|ਭਾਰਤ|ভাৰত|ভারত|বাংলা|भारोत|भारतम्|भारत|ڀارت|پاکستان|موريتانيا|مليسيا|مصر|' +
	'قطر|فلسطين|عمان|عراق|سورية|سودان|تونس|بھارت|بارت|ایران|امارات|المغرب|السعودية|الجزائر|' +
	'البحرين|الاردن|հայ|қаз|укр|срб|рф|мон|мкд|ею|бел|бг|ευ|ελ';

/** Alternatives of a regular expression: the top-level domains in Latin letters that are known here. */
export const KNOWN_IN_LATIN = `${COMMON}|${COUNTRIES}`;

/** Likewise: all that are known here, in ASCII form too. */
export const TOP_LEVEL_DOMAINS = `(?:${NOT_LATIN}|${KNOWN_IN_LATIN})(?![0-9a-z@+-])|xn--[-0-9a-z]+`;
