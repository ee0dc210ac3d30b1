use super::{Check, Example, Findings, InstructionView, Rule, Severity, Shown, Source};
use crate::lang::Text;
use crate::message::Message;
use crate::model::{Keyword, Source as CopySource};

pub const RULE: Rule = Rule {
    code: "secret-in-layer",
    also: &[],
    source: Source::Strates,
    severity: Severity::Warning,
    shown: Shown::Always(Severity::Warning),
    tag: None,
    title: Text {
        en: "Keep passwords, keys and tokens out of the image.",
        fr: "Garder les mots de passe, les clés et les jetons hors de l'image.",
    },
    why: Text {
        en: "What a `COPY` brings in, or a `RUN` is told, stays in a layer or in the history, even if \
             a later instruction deletes it: whoever has the image can read it. Give it to the `RUN` \
             that needs it with `--mount=type=secret`, which leaves no trace.",
        fr: "Ce qu'un `COPY` apporte, ou qu'un `RUN` reçoit, reste dans une couche ou dans \
             l'historique, même si une instruction ultérieure le supprime\u{a0}: qui a l'image peut \
             le lire. Donnez-le au `RUN` qui en a besoin avec `--mount=type=secret`, qui ne laisse \
             aucune trace.",
    },
    example: Example {
        bad: "
COPY .npmrc ./
RUN npm ci
",
        good: "RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci",
    },
    check: Check::Instruction(check),
};

const FILE: Text = Text {
    en: "`{0}` usually holds secrets, and stays in the image even if it is deleted later. Mount it with \
         `RUN --mount=type=secret` where it is needed.",
    fr: "`{0}` contient d'ordinaire des secrets, et reste dans l'image même s'il est supprimé ensuite. \
         Montez-le avec `RUN --mount=type=secret` là où il sert.",
};

const PASSWORD: Text = Text {
    en: "This address holds a password, which stays in the history of the image. Use `RUN \
         --mount=type=secret`.",
    fr: "Cette adresse contient un mot de passe, qui reste dans l'historique de l'image. Employez \
         `RUN --mount=type=secret`.",
};

const TOKEN: Text = Text {
    en: "This looks like a token or a key, which stays in the image. Revoke it, and use `RUN \
         --mount=type=secret`.",
    fr: "On dirait un jeton ou une clé, et l'image le gardera. Révoquez-le, et employez `RUN \
         --mount=type=secret`.",
};

/// Names of files that hold secrets and little else.
const FILES: [&str; 13] = [
    ".env",
    ".netrc",
    ".npmrc",
    ".pgpass",
    ".pypirc",
    ".git-credentials",
    ".htpasswd",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_rsa",
    "kubeconfig",
    ".dockercfg",
];

/// What tokens of well-known services start with, and how long they are at least.
const TOKENS: [(&str, usize); 9] = [
    ("AKIA", 20),
    ("ghp_", 40),
    ("gho_", 40),
    ("ghs_", 40),
    ("github_pat_", 60),
    ("glpat-", 26),
    ("npm_", 40),
    ("xoxb-", 40),
    ("sk_live_", 30),
];

fn check(view: &InstructionView, findings: &mut Findings) {
    if let Some(transfer) = view.transfer().filter(|_| view.flag("from").is_none()) {
        for source in &transfer.sources {
            if let CopySource::Path(word) = source
                && let Some(name) = secret_file(&word.text)
            {
                findings.add(word.span, Message::new(FILE).with(name));
            }
        }
    }
    let reads_text = matches!(
        view.keyword,
        Keyword::Run | Keyword::Env | Keyword::Arg | Keyword::Label | Keyword::Copy | Keyword::Add
    );
    if !reads_text || view.is_trigger {
        return;
    }
    for (start, end) in passwords(view.source) {
        findings.add(start..end, PASSWORD);
    }
    for (start, end) in tokens(view.source) {
        findings.add(start..end, TOKEN);
    }
}

fn secret_file(path: &str) -> Option<&str> {
    let name = path.trim_matches('"').rsplit(['/', '\\']).next()?;
    let stem = name.strip_suffix(".pub").is_none();
    let is_known = FILES.contains(&name) || name.ends_with(".p12") || name.ends_with(".pfx");
    let is_key =
        name.ends_with("-key.pem") || name.ends_with("private.key") || name == "privkey.pem";
    (stem && (is_known || is_key)).then_some(name)
}

/// The password of each `https://user:password@host` that is no variable.
fn passwords(source: &str) -> impl Iterator<Item = (usize, usize)> {
    source.match_indices("://").filter_map(move |(at, mark)| {
        let start = at + mark.len();
        let rest = &source[start..];
        let end = rest.find(|letter: char| letter.is_whitespace() || "/\"'`?#".contains(letter));
        let authority = &rest[..end.unwrap_or(rest.len())];
        let (login, _) = authority.rsplit_once('@')?;
        let (_, password) = login.split_once(':')?;
        let is_given = !password.is_empty() && !password.contains(['$', '{', '<', '*']);
        is_given.then_some((start, start + login.len()))
    })
}

fn tokens(source: &str) -> impl Iterator<Item = (usize, usize)> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let mut next = 0;
    let words = source.as_bytes().split(move |byte| !is_part(byte));
    words.filter_map(move |word| {
        let start = next;
        next += word.len() + 1;
        let is_token = |(prefix, least): &(&str, usize)| {
            word.len() >= *least && word.starts_with(prefix.as_bytes())
        };
        TOKENS
            .iter()
            .any(is_token)
            .then_some((start, start + word.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{fires, silent};
    use super::*;

    #[test]
    fn files_that_hold_secrets_are_found() {
        fires(
            &RULE,
            "FROM a\nCOPY ⟦.env⟧ ⟦config/id_rsa⟧ /b/\nADD [\"c\", ⟦\".npmrc\"⟧, \"/\"]\n",
        );
        silent(
            &RULE,
            "FROM a\nCOPY .env.example id_rsa.pub environment /b/\nCOPY --from=c .env /\n",
        );
    }

    #[test]
    fn passwords_and_tokens_are_found() {
        fires(&RULE, "FROM a\nRUN git clone https://⟦b:c0de⟧@d.e/f\n");
        fires(&RULE, &format!("FROM a\nENV B=⟦ghp_{}⟧\n", "a".repeat(36)));
        silent(
            &RULE,
            "FROM a\nRUN git clone https://b:${C}@d.e/f git@g.h:i\n",
        );
        silent(&RULE, "FROM a\nRUN npm_config_loglevel=silent npm ci\n");
    }
}
