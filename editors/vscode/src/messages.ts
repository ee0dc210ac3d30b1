// What the extension itself says. The server says the rest, in its own words.

export type Language = 'en' | 'fr';

const messages = {
  missing: {
    en: 'strates is not installed: there is no program `strates` beside the extension nor on PATH. Install it, or say in the setting `strates.path` where it is.',
    fr: "strates n'est pas installé\u00a0: il n'y a de programme `strates` ni avec l'extension ni dans PATH. Installez-le, ou indiquez où il est dans le réglage `strates.path`.",
  },
  missingAt: {
    en: 'The setting `strates.path` names `{0}`, and there is no program there. Correct it, or empty it to look on PATH.',
    fr: "Le réglage `strates.path` indique `{0}`, où il n'y a pas de programme. Corrigez-le, ou videz-le pour chercher dans PATH.",
  },
  old: {
    en: 'The program `{0}` is strates {1}; the extension was made for {2} or later. Install a newer one: some features are missing until then.',
    fr: "Le programme `{0}` est strates {1}\u00a0; l'extension est faite pour la version {2} ou une plus récente. Installez-en une\u00a0: d'ici là, certaines fonctions manquent.",
  },
  gaveUp: {
    en: 'The server of strates (`{0}`) ended {1} times in a row and is left alone. Its output says why; restart it when that is mended.',
    fr: "Le serveur de strates (`{0}`) s'est arrêté {1} fois de suite et n'est plus relancé. Sa sortie dit pourquoi\u00a0; redémarrez-le quand c'est corrigé.",
  },
  ended: {
    en: 'The server ended ({0}) and is started again ({1} of {2}).',
    fr: "Le serveur s'est arrêté ({0}) et est relancé ({1} sur {2}).",
  },
  notRunning: { en: 'The server of strates is not running.', fr: "Le serveur de strates n'est pas en marche." },
  openDockerfile: {
    en: 'Open a Dockerfile first.',
    fr: "Ouvrez d'abord un Dockerfile.",
  },
  failed: { en: 'strates could not do that: {0}', fr: "strates n'a pas pu le faire\u00a0: {0}" },
  copied: { en: 'Copied: {0}', fr: 'Copié\u00a0: {0}' },
  existsAlready: {
    en: '`{0}` exists already, and was left as it is.',
    fr: "`{0}` existe déjà\u00a0: rien n'y a été changé.",
  },
  nothingToFix: {
    en: 'There is nothing here that is safe to fix by itself.',
    fr: "Il n'y a rien ici qui se corrige sans risque.",
  },
  openSetting: { en: 'Open the setting', fr: 'Ouvrir le réglage' },
  openFile: { en: 'Open it', fr: "L'ouvrir" },
  restart: { en: 'Restart the server', fr: 'Redémarrer le serveur' },
  showOutput: { en: 'Show the output', fr: 'Afficher la sortie' },
  settings: { en: 'Settings', fr: 'Réglages' },
  explain: { en: 'Explain the layers', fr: 'Expliquer les couches' },
  show: { en: 'Show the layers', fr: 'Afficher les couches' },
  statusName: { en: 'strates: the language server', fr: 'strates\u00a0: le serveur de langage' },
  starting: { en: 'strates is starting', fr: 'strates démarre' },
  running: { en: 'strates {0}, in English', fr: 'strates {0}, en français' },
  restricted: {
    en: 'The folder is not trusted: no registry is asked, no other program is run.',
    fr: "Le dossier n'est pas approuvé\u00a0: aucun registre n'est interrogé, aucun autre programme n'est exécuté.",
  },
  stopped: { en: 'strates is not running', fr: "strates n'est pas en marche" },
  restarted: { en: 'strates {0} was started again.', fr: 'strates {0} a été redémarré.' },
  panelTitle: { en: 'Layers: {0}', fr: 'Couches\u00a0: {0}' },
  pageTitle: { en: 'layers', fr: 'couches' },
  step: { en: 'Step', fr: 'N°' },
  instruction: { en: 'Instruction', fr: 'Instruction' },
  makes: { en: 'Makes', fr: 'Produit' },
  does: { en: 'What it does', fr: "Ce qu'elle fait" },
  keys: {
    en: 'Arrow keys move, Enter goes to the line.',
    fr: 'Les flèches se déplacent, Entrée mène à la ligne.',
  },
  shipped: { en: 'a layer of the image', fr: "une couche de l'image" },
  thrownAway: { en: 'a layer that is thrown away', fr: 'une couche jetée' },
  notBuilt: { en: 'a layer that is not built', fr: 'une couche qui ne se construit pas' },
  metadata: { en: 'metadata: no files', fr: 'métadonnées\u00a0: aucun fichier' },
  emptyBase: { en: 'base: empty', fr: 'base\u00a0: vide' },
  imageBase: { en: 'base: its own layers', fr: 'base\u00a0: ses propres couches' },
  stageBase: { en: 'base: the layers of that stage', fr: 'base\u00a0: les couches de cette étape' },
  inherited: { en: 'from ONBUILD of the base', fr: "venu de l'ONBUILD de la base" },
  stagesLabel: { en: 'Stages and their layers', fr: 'Les étapes et leurs couches' },
  gone: { en: 'The file is closed. Open it to see its layers.', fr: 'Le fichier est fermé. Ouvrez-le pour voir ses couches.' },
} satisfies Record<string, Record<Language, string>>;

export type Message = keyof typeof messages;

export function say(language: Language, message: Message, ...values: (string | number)[]): string {
  const text = messages[message][language];
  return text.replace(/\{(\d)\}/g, (whole, place: string) => String(values[Number(place)] ?? whole));
}

/** What the setting asks for, else the language of the editor. */
export function languageOf(setting: string | undefined, editor: string): Language {
  if (setting === 'en' || setting === 'fr') return setting;
  return editor.toLowerCase().split(/[-_]/)[0] === 'fr' ? 'fr' : 'en';
}

export const allMessages: Record<string, Record<Language, string>> = messages;
