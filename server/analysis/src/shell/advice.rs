//! What ShellCheck says most often of a RUN, in French: it speaks English only.

/// What is wrong and what to do, for the number of a code: 2086 for `SC2086`.
pub fn in_french(code: u32) -> Option<&'static str> {
    Some(match code {
        1001 => {
            "Devant cette lettre, la barre oblique inverse n'a aucun effet. Supprimez-la, ou \
             doublez-la si elle doit rester."
        }
        1003 => {
            "Entre apostrophes, une barre oblique inverse n'échappe rien. Pour écrire une \
             apostrophe, fermez, échappez-la et rouvrez\u{a0}: `'\\''`."
        }
        1007 => {
            "À cause de l'espace après `=`, la variable reste vide et la suite est une commande. \
             Supprimez l'espace, ou écrivez `nom=''` pour une valeur vide."
        }
        1009 => "L'erreur de syntaxe signalée se trouve dans cette commande. Corrigez-la d'abord.",
        1012 => {
            "Hors des guillemets, la barre oblique inverse disparaît et seule la lettre reste. \
             Pour une tabulation ou un saut de ligne, utilisez `printf`."
        }
        1020 | 1035 => {
            "Il manque un espace ici\u{a0}: sans lui, le shell ne sépare pas ces mots. Il en faut \
             aussi à l'intérieur de `[ ]`."
        }
        1036 => {
            "Le shell n'attend pas de parenthèse ici. Échappez-la par une barre oblique inverse, \
             ou mettez le mot entre guillemets."
        }
        1044 => {
            "Le mot qui termine ce heredoc ne se trouve pas. Écrivez-le seul sur une ligne, sans \
             espace."
        }
        1046 | 1047 | 1061 | 1062 => {
            "Ce bloc n'est jamais fermé. Ajoutez le mot qui le termine\u{a0}: `fi` pour `if`, \
             `done` pour une boucle."
        }
        1064 | 1065 => {
            "Une fonction s'écrit `nom() { …; }`, sans rien entre les parenthèses. Si ce n'en est \
             pas une, mettez le mot entre guillemets."
        }
        1066 | 2281 => {
            "Le `$` lit une variable. Pour lui donner une valeur, écrivez son nom sans `$` devant \
             le `=`."
        }
        1070 | 1088 | 1089 => {
            "ShellCheck ne comprend plus le script à partir d'ici. Vérifiez les mots-clés et les \
             parenthèses qui précèdent."
        }
        1083 => {
            "Cette accolade n'est ici qu'un caractère ordinaire. Il manque peut-être un `;` avant \
             elle\u{a0}; sinon, mettez-la entre guillemets."
        }
        1101 => {
            "Des espaces suivent la barre oblique inverse, qui ne continue donc pas la ligne. \
             Supprimez-les."
        }
        1141 => {
            "Le shell n'attend pas ces mots après un bloc. Il manque peut-être `;`, `&&`, `||` ou \
             `|`."
        }
        2002 => {
            "Ce `cat` est inutile. Donnez le fichier à la commande qui suit, ou écrivez `commande \
             < fichier`."
        }
        2006 => {
            "Les accents graves sont une écriture ancienne, difficile à imbriquer. Écrivez \
             `$(commande)`."
        }
        2010 | 2012 => {
            "Un nom de fichier peut contenir des espaces ou des sauts de ligne, qui brouillent la \
             sortie de `ls`. Utilisez `find`, ou un motif comme `*`."
        }
        2015 => {
            "Ce n'est pas un «\u{a0}si, sinon\u{a0}»\u{a0}: ce qui suit `||` s'exécute aussi quand \
             la commande du milieu échoue. Écrivez `if`, `then` et `else`."
        }
        2016 => {
            "Entre apostrophes, le shell ne remplace ni les variables ni les commandes. Si vous en \
             voulez la valeur, mettez des guillemets droits doubles."
        }
        2027 => {
            "Ces guillemets ferment la chaîne au lieu de protéger la valeur. Supprimez-les ou \
             échappez-les."
        }
        2028 => {
            "Selon le shell, `echo` n'interprète pas les séquences comme `\\n`. Utilisez `printf`."
        }
        2034 => {
            "Rien dans ce script ne lit cette variable. Vérifiez son nom, supprimez-la, ou écrivez \
             `export` si un programme doit la lire."
        }
        2035 => {
            "Un fichier dont le nom commence par `-` serait pris pour une option. Écrivez `./` au \
             début du motif, ou `--` avant lui."
        }
        2038 => {
            "`xargs` coupe les noms de fichiers qui contiennent des espaces. Écrivez `find \
             -print0` et `xargs -0`, ou `find -exec`."
        }
        2044 => {
            "Cette boucle coupe les noms de fichiers qui contiennent des espaces. Utilisez plutôt \
             `find -exec`."
        }
        2045 => {
            "Cette boucle coupe les noms de fichiers qui contiennent des espaces. Écrivez un motif \
             plutôt que `ls`\u{a0}: `for fichier in *`."
        }
        2046 => {
            "Sans guillemets, le shell coupe le résultat de cette commande à chaque espace. \
             Mettez-la entre guillemets droits doubles, sauf si c'est voulu."
        }
        2048 | 2068 => {
            "Sans guillemets, chaque argument est coupé à ses espaces. Mettez des guillemets \
             droits doubles autour de la liste, comme dans `\"$@\"`."
        }
        2053 => {
            "Sans guillemets, le côté droit est lu comme un motif. Mettez-le entre guillemets \
             droits doubles pour comparer le texte tel quel."
        }
        2059 => {
            "Un `%` dans cette variable serait interprété par `printf`. Écrivez `printf '%s' \
             \"$variable\"`."
        }
        2061 => {
            "Le shell peut remplacer ce motif par des noms de fichiers avant que `find` ne le \
             reçoive. Mettez-le entre apostrophes."
        }
        2062 => {
            "Le shell peut remplacer ce motif par des noms de fichiers avant que `grep` ne le \
             reçoive. Mettez-le entre apostrophes."
        }
        2069 => {
            "L'ordre compte\u{a0}: ici, les erreurs ne vont pas dans le fichier. Écrivez `2>&1` \
             après la redirection vers le fichier."
        }
        2076 => {
            "Entre guillemets, le côté droit de `=~` n'est plus une expression régulière. \
             Supprimez les guillemets."
        }
        2086 => {
            "Sans guillemets, le shell coupe cette valeur à chaque espace et y remplace les motifs \
             comme `*`. Mettez-la entre guillemets droits doubles."
        }
        2088 => {
            "Entre guillemets, `~` n'est pas remplacé par le dossier personnel. Écrivez `$HOME`."
        }
        2115 => {
            "Si cette variable est vide, la commande s'attaque à la racine `/`. Écrivez \
             `\"${variable:?}\"`, qui arrête alors le script."
        }
        2116 => "Un `echo` dans `$( )` est inutile. Écrivez directement son texte.",
        2126 => "`wc -l` est inutile ici, car `grep -c` compte lui-même les lignes. Utilisez-le.",
        2129 => {
            "Ces commandes écrivent toutes dans le même fichier. Réunissez-les et redirigez une \
             seule fois\u{a0}: `{ …; } >> fichier`."
        }
        2140 => {
            "Ces guillemets s'arrêtent au milieu du mot. Mettez-les autour du mot entier, ou \
             échappez ceux de l'intérieur."
        }
        2143 => {
            "Pour savoir si `grep` trouve quelque chose, il suffit de `grep -q`. Inutile de \
             comparer sa sortie."
        }
        2153 => {
            "Cette variable n'a pas de valeur, mais une autre porte un nom très proche. Vérifiez \
             l'orthographe."
        }
        2154 => {
            "Rien ici ne donne de valeur à cette variable. Si elle ne vient pas de l'image de \
             base, corrigez son nom ou définissez-la avec `ARG` ou `ENV`."
        }
        2155 => {
            "Si la commande échoue, la déclaration réussit quand même et cache l'erreur. Donnez \
             d'abord sa valeur à la variable, puis déclarez-la."
        }
        2162 => "Sans `-r`, `read` fait disparaître les barres obliques inverses. Ajoutez `-r`.",
        2163 => "`export` attend le nom de la variable, et non sa valeur. Écrivez-le sans `$`.",
        2164 => {
            "Si `cd` échoue, la suite s'exécute dans un autre dossier. Ajoutez `|| exit` après \
             lui, ou reliez la suite par `&&`."
        }
        2166 => {
            "Dans `[ ]`, `-a` et `-o` peuvent être mal compris. Écrivez deux tests, reliés par \
             `&&` ou `||`."
        }
        2181 => {
            "`$?` peut déjà avoir changé. Testez la commande elle-même\u{a0}: `if commande; then`."
        }
        2185 => "Certains `find` exigent un dossier de départ. Écrivez-le, par exemple `.`.",
        2196 => "`egrep` est obsolète. Utilisez `grep -E`.",
        2197 => "`fgrep` est obsolète. Utilisez `grep -F`.",
        2215 => {
            "Le shell prend cette option pour une commande. Il manque peut-être une barre oblique \
             inverse à la fin de la ligne précédente."
        }
        2216 => {
            "Cette commande ne lit pas ce que le tube (pipe) lui envoie. Donnez-le-lui en \
             arguments, par exemple avec `xargs`."
        }
        2226 => {
            "Ce `ln` n'a pas de destination. Ajoutez-la, ou écrivez `.` pour le dossier courant."
        }
        2230 => "`which` n'existe pas partout. Utilisez `command -v`.",
        2283 | 2285 => {
            "Des espaces entourent ce `=`, et le shell y voit une commande. Supprimez-les pour \
             donner une valeur, ou écrivez `[ ]` pour comparer."
        }
        3009 => {
            "`sh` ne développe pas les accolades. Écrivez chaque mot en entier, ou choisissez bash \
             avec `SHELL`."
        }
        3010 => "`[[ ]]` n'existe pas dans `sh`. Écrivez `[ ]`, ou choisissez bash avec `SHELL`.",
        3011 => {
            "`<<<` n'existe pas dans `sh`. Envoyez le texte par un tube (pipe), ou choisissez bash \
             avec `SHELL`."
        }
        3014 => "`==` n'existe pas dans `sh`. Écrivez `=`.",
        3020 => "`&>` n'existe pas dans `sh`. Écrivez `> fichier 2>&1`.",
        3024 => {
            "`+=` n'existe pas dans `sh`. Écrivez `nom=\"${nom}suite\"`, ou choisissez bash avec \
             `SHELL`."
        }
        3028 => {
            "`sh` ne définit pas cette variable. Donnez-lui une valeur, ou choisissez bash avec \
             `SHELL`."
        }
        3030 | 3054 => {
            "Les tableaux n'existent pas dans `sh`. Écrivez les mots un par un, ou choisissez bash \
             avec `SHELL`."
        }
        3036 | 3037 => "Les options d'`echo` changent d'un `sh` à l'autre. Utilisez `printf`.",
        3040 => {
            "Cette option de `set` n'existe pas dans tous les `sh`. Pour `pipefail`, choisissez \
             bash avec `SHELL`."
        }
        3043 => {
            "`local` n'existe pas dans tous les `sh`. Passez-vous-en, ou choisissez bash avec \
             `SHELL`."
        }
        3045 => {
            "Cette option n'existe pas dans `sh`. Passez-vous-en, ou choisissez bash avec `SHELL`."
        }
        3046 => "`source` n'existe pas dans `sh`. Écrivez `.` à la place.",
        3057 => {
            "`sh` ne sait pas extraire une partie d'une variable. Utilisez `cut`, ou choisissez \
             bash avec `SHELL`."
        }
        3060 => {
            "`sh` ne sait pas remplacer du texte dans une variable. Utilisez `sed`, ou choisissez \
             bash avec `SHELL`."
        }
        2039 | 3001..=3999 => {
            "Cette écriture vient d'un autre shell et n'existe pas dans tous les `sh`. Écrivez-la \
             autrement, ou choisissez bash avec `SHELL`."
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO_BREAK_SPACE: char = '\u{a0}';

    fn sentences() -> impl Iterator<Item = (u32, &'static str)> {
        (1000..4000).filter_map(|code| Some((code, in_french(code)?)))
    }

    /// Without the code in it.
    fn prose(text: &str) -> String {
        text.split('`').step_by(2).collect()
    }

    #[test]
    fn frequent_codes_have_a_sentence_and_others_none() {
        for code in [1001, 2046, 2086, 2154, 2164, 3010, 3040, 3099] {
            assert!(in_french(code).is_some(), "{code}");
        }
        for code in [0, 1091, 2148, 2999, 4000] {
            assert_eq!(in_french(code), None);
        }
    }

    #[test]
    fn what_is_said_is_set_as_french_is() {
        for (code, text) in sentences() {
            assert!(text.ends_with('.'), "{code}: {text}");
            assert!(text.matches('`').count() % 2 == 0, "{code}: {text}");
            let prose = prose(text);
            assert!(!prose.contains(['"', '\u{2019}']), "{code}: {text}");
            for (at, mark) in prose.match_indices([':', ';', '?', '!', '»']) {
                let before = prose[..at].chars().next_back();
                assert_eq!(before, Some(NO_BREAK_SPACE), "{code}: {mark} in {text}");
            }
        }
    }
}
