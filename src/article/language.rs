//! Which language a text is in: told by the input, or shown by the text.
use whatlang::{Lang, Script};

/// What is read of a text to tell its language, in characters: with it no English one of 6,000 news articles is taken for another.
const SAMPLE: usize = 2000;

/// Letters that a text needs for its language to be told from it: the first 300 characters of no English one of those articles look like
/// another language, the first 100 of six do.
const FEWEST_LATIN: usize = 200;

/// The same for scripts in which no English is written.
const FEWEST_OTHER: usize = 40;

/// The ISO 639-1 codes; what is none of them, such as a country's, tells no language.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu \
    fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv \
    kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru \
    rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// For each code the longer ones and the names that the detector does not know.
const LONGER: &str = "af afr;ak aka;am amh;ar ara;az aze;be bel;bg bul;bn ben;ca cat;cs ces cze;cy cym wel;da dan;de deu ger;el ell gre;en eng;eo epo;\
    es spa castilian;et est;fa pes fas per farsi;fi fin;fr fra fre;gu guj;he heb;hi hin;hr hrv;hu hun;hy hye arm;id ind;it ita;ja jpn;jv jav;\
    ka kat geo;km khm;kn kan;ko kor;la lat;lt lit;lv lav;mk mkd mac;ml mal;mr mar;my mya bur;ne nep;nl nld dut flemish;no nob nor norwegian;or ori;\
    pa pan;pl pol;pt por;ro ron rum;ru rus;si sin;sk slk slo;sl slv;sn sna;sr srp;sv swe;ta tam;te tel;th tha;tk tuk;tl tgl;tr tur;uk ukr;ur urd;\
    uz uzb;vi vie;yi yid;zh cmn zho chi chinese;zu zul";

/// A language that a text is surely in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Its ISO 639-1 code.
    pub code: &'static str,
    /// Its English name.
    pub name: &'static str,
}

/// The ISO 639-1 code that `text` names: itself such a code, a longer one, or the language's name, with what a country or a script adds
/// to it ("en-GB", "eng", "English"). `None` where it names no language that is known.
pub(super) fn code(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let word = text.split(|letter: char| !letter.is_alphabetic()).next().filter(|word| !word.is_empty())?;
    let known = CODES.split_whitespace().find(|code| *code == word).or_else(|| by_other_word(word));
    known.or_else(|| by_name(word)).map(String::from)
}

fn by_other_word(word: &str) -> Option<&'static str> {
    LONGER.split(';').find_map(|line| {
        let mut words = line.split_whitespace();
        let code = words.next()?;
        words.any(|other| other == word).then_some(code)
    })
}

fn by_name(word: &str) -> Option<&'static str> {
    let is_named = |lang: &&Lang| lang.eng_name().to_lowercase() == word || lang.name().to_lowercase() == word;
    Lang::all().iter().find(is_named).and_then(|lang| by_other_word(lang.code()))
}

/// The English name of a language, or its code where no name is known.
pub(super) fn name(code: &str) -> &str {
    let lang = Lang::all().iter().find(|lang| by_other_word(lang.code()) == Some(code));
    lang.map_or(code, |lang| lang.eng_name())
}

/// The language that a text is surely in, judged by its beginning; `None` where it is short or leaves doubt.
pub(super) fn shown(text: &str) -> Option<Shown> {
    let sample = text.char_indices().nth(SAMPLE).map_or(text, |(end, _)| &text[..end]);
    let found = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    let fewest = if found.script() == Script::Latin { FEWEST_LATIN } else { FEWEST_OTHER };
    sample.chars().filter(|letter| letter.is_alphabetic()).nth(fewest - 1)?;
    Some(Shown { code: by_other_word(found.lang().code())?, name: found.lang().eng_name() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_normalised() {
        for text in ["en", "EN-us", "en_GB.UTF-8", "eng", "English", " english (UK)"] {
            assert_eq!(code(text).as_deref(), Some("en"), "{text}");
        }
        for (text, expected) in [("de-AT", "de"), ("ger", "de"), ("Deutsch", "de"), ("zh-Hans", "zh"), ("Chinese", "zh"), ("eu", "eu")] {
            assert_eq!(code(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "us", "und", "unknown", "42", "-"] {
            assert_eq!(code(text), None, "{text}");
        }
        assert_eq!((name("de"), name("eu")), ("German", "eu"));
    }

    #[test]
    fn every_language_of_the_detector_has_a_code() {
        for lang in Lang::all() {
            let code = by_other_word(lang.code()).unwrap_or_else(|| panic!("{}", lang.code()));
            assert!(CODES.split_whitespace().any(|known| known == code), "{code}");
        }
    }

    #[test]
    fn a_text_of_fifty_words_shows_its_language() {
        for (code, text) in FOREIGN {
            assert_eq!(shown(text).map(|shown| shown.code), Some(code), "{text}");
        }
    }

    #[test]
    fn short_texts_show_nothing() {
        assert_eq!(shown("Der Stadtrat hat gestern den Ausbau beschlossen."), None);
        assert_eq!(shown(&"12, 34; ".repeat(500)), None);
        assert_eq!(shown(""), None);
    }

    const FOREIGN: [(&str, &str); 7] = [
        (
            "en",
            "The council voted on Tuesday to enlarge the harbour after a long debate. The mayor said that the new berths were needed for the future of the town, and that the work would begin in spring. Opponents warned of what it would do to the bay, and said that they would go to court if the plan was not changed.",
        ),
        (
            "de",
            "Der Stadtrat hat am Dienstag nach langer Debatte den Ausbau des Hafens beschlossen. Die Bürgermeisterin sagte, die neuen Liegeplätze seien für die Zukunft der Stadt unverzichtbar. Gegner des Vorhabens warnten vor den Folgen für die Umwelt und kündigten an, vor Gericht zu ziehen, falls die Bauarbeiten wie geplant im Frühjahr beginnen sollten.",
        ),
        (
            "fr",
            "Le conseil municipal a voté mardi soir l'agrandissement du port après un long débat. La maire a déclaré que les nouveaux quais étaient indispensables à l'avenir de la ville. Les opposants au projet ont mis en garde contre ses conséquences pour l'environnement et ont annoncé qu'ils saisiraient la justice si les travaux commençaient au printemps.",
        ),
        (
            "es",
            "El ayuntamiento aprobó el martes la ampliación del puerto tras un largo debate. La alcaldesa dijo que los nuevos muelles son imprescindibles para el futuro de la ciudad. Los opositores advirtieron de las consecuencias para el medio ambiente y anunciaron que acudirán a los tribunales si las obras empiezan en primavera, tal como está previsto.",
        ),
        (
            "ru",
            "Городской совет во вторник после долгих споров одобрил расширение порта. Мэр заявила, что новые причалы необходимы для будущего города. Противники проекта предупредили о последствиях для окружающей среды и пообещали обратиться в суд, если работы начнутся весной, как запланировано.",
        ),
        (
            "zh",
            "市议会周二经过长时间辩论后批准了港口扩建计划。市长表示，新泊位对城市的未来不可或缺。反对者警告说，该项目将对环境造成严重后果，并宣布如果工程按计划在春季开工，他们将向法院提起诉讼。二十三名议员投了赞成票，九名议员投了反对票。商会对这一决定表示欢迎，认为它将带来数百个就业机会。",
        ),
        (
            "tr",
            "Belediye meclisi salı günü uzun bir tartışmanın ardından limanın genişletilmesini onayladı. Belediye başkanı yeni rıhtımların kentin geleceği için vazgeçilmez olduğunu söyledi. Projeye karşı çıkanlar çevreye vereceği zararlara dikkat çekti ve çalışmaların planlandığı gibi ilkbaharda başlaması halinde mahkemeye gideceklerini duyurdu.",
        ),
    ];
}
