//! The built-in smilies: their names and codes.
//!
//! The codes are those of phpBB and MesDiscussions. `smiley_codes` recognises them in a text. Viewers provide the
//! drawings and the translated names.

/// A built-in smiley.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Smiley {
    /// `:)`
    Smile,
    /// `:D`
    Grin,
    /// `:lol:`
    Lol,
    /// `;)`
    Wink,
    /// `:p`
    Razz,
    /// `^^`
    Joy,
    /// `:(`
    Sad,
    /// `:'(`
    Cry,
    /// `:o`
    Eek,
    /// `:shock:`
    Shock,
    /// `:?`
    Confused,
    /// `8-)`
    Cool,
    /// `:x`
    Mad,
    /// `>:(`
    Angry,
    /// `:oops:`
    Oops,
    /// `:evil:`
    Evil,
    /// `:twisted:`
    Twisted,
    /// `:roll:`
    Roll,
    /// `:|`
    Neutral,
    /// `:/`
    Unsure,
    /// `:mrgreen:`
    Mrgreen,
    /// `:geek:`
    Geek,
    /// `:love:`
    Love,
    /// `<3`
    Heart,
    /// `:clap:`
    Clap,
    /// `:whistle:`
    Whistle,
    /// `:jap:`
    Bow,
    /// `:think:`
    Think,
    /// `:sleep:`
    Sleepy,
    /// `:sick:`
    Sick,
    /// `:party:`
    Party,
    /// `:hello:`
    Hello,
    /// `:pfff:`
    Pfff,
    /// `^^'`
    Sweat,
    /// `:-*`
    Kiss,
    /// `O:-)`
    Angel,
    /// `:+1:`
    Up,
    /// `:-1:`
    Down,
    /// `:idea:`
    Idea,
    /// `:arrow:`
    Arrow,
    /// `:!:`
    Exclaim,
    /// `:?:`
    Question,
}

/// Name and codes, in the order of [`Smiley::ALL`].
const TABLE: [(&str, &[&str]); 42] = [
    ("smile", &[":)", ":-)", ":smile:"]),
    ("grin", &[":D", ":-D", ":grin:"]),
    ("lol", &[":lol:"]),
    ("wink", &[";)", ";-)", ":wink:"]),
    ("razz", &[":p", ":P", ":-p", ":-P", ":razz:"]),
    ("joy", &["^^", ":joy:"]),
    ("sad", &[":(", ":-(", ":sad:"]),
    ("cry", &[":'(", ":cry:"]),
    ("eek", &[":o", ":O", ":-o", ":-O", ":eek:"]),
    ("shock", &[":shock:"]),
    ("confused", &[":?", ":-?", ":??:", ":???:"]),
    ("cool", &["8-)", "B-)", ":cool:"]),
    ("mad", &[":x", ":-x", ":mad:"]),
    ("angry", &[">:(", ":angry:"]),
    ("oops", &[":oops:"]),
    ("evil", &[":evil:"]),
    ("twisted", &[":twisted:"]),
    ("roll", &[":roll:"]),
    ("neutral", &[":|", ":-|", ":neutral:"]),
    ("unsure", &[":/", ":-/", ":unsure:"]),
    ("mrgreen", &[":mrgreen:"]),
    ("geek", &[":geek:"]),
    ("love", &[":love:"]),
    ("heart", &["<3", ":heart:"]),
    ("clap", &[":clap:", ":applause:", ":bravo:"]),
    ("whistle", &[":whistle:"]),
    ("bow", &[":jap:", ":bow:"]),
    ("think", &[":think:"]),
    ("sleepy", &[":sleep:", ":zzz:"]),
    ("sick", &[":sick:"]),
    ("party", &[":party:"]),
    ("hello", &[":hello:", ":hi:"]),
    ("pfff", &[":pfff:"]),
    ("sweat", &["^^'", ":sweat:"]),
    ("kiss", &[":-*", ":kiss:"]),
    ("angel", &["O:-)", ":angel:"]),
    ("up", &[":+1:", ":up:"]),
    ("down", &[":-1:", ":down:"]),
    ("idea", &[":idea:"]),
    ("arrow", &[":arrow:"]),
    ("exclaim", &[":!:"]),
    ("question", &[":?:"]),
];

impl Smiley {
    /// All smilies, in the order in which a picker shows them.
    pub const ALL: [Self; 42] = [
        Self::Smile,
        Self::Grin,
        Self::Lol,
        Self::Wink,
        Self::Razz,
        Self::Joy,
        Self::Sad,
        Self::Cry,
        Self::Eek,
        Self::Shock,
        Self::Confused,
        Self::Cool,
        Self::Mad,
        Self::Angry,
        Self::Oops,
        Self::Evil,
        Self::Twisted,
        Self::Roll,
        Self::Neutral,
        Self::Unsure,
        Self::Mrgreen,
        Self::Geek,
        Self::Love,
        Self::Heart,
        Self::Clap,
        Self::Whistle,
        Self::Bow,
        Self::Think,
        Self::Sleepy,
        Self::Sick,
        Self::Party,
        Self::Hello,
        Self::Pfff,
        Self::Sweat,
        Self::Kiss,
        Self::Angel,
        Self::Up,
        Self::Down,
        Self::Idea,
        Self::Arrow,
        Self::Exclaim,
        Self::Question,
    ];

    /// The name, in lower case. It is also the id of the drawing in the sprite `smilies.svg`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        TABLE[self as usize].0
    }

    /// The codes of this smiley. A picker inserts the first one.
    #[must_use]
    pub const fn codes(self) -> &'static [&'static str] {
        TABLE[self as usize].1
    }
}
