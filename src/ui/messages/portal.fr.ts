import { portalCodeFlowFr } from './portal-code-flow.fr'
import { portalFlowsFr } from './portal-flows.fr'
import { portalLogoutFr } from './portal-logout.fr'
import { portalOauthFr } from './portal-oauth.fr'
import { portalProfileFr } from './portal-profile.fr'
import { portalRegistrationFr } from './portal-registration.fr'
import { portalRegistrationTokensFr } from './portal-registration-tokens.fr'
import { portalUpstreamsFr } from './portal-upstreams.fr'
import type { PortalErrorTexts, PortalTexts } from './portal.en'

// In this file \u00a0 and \u202f are the spaces that French sets before a colon, a question mark and inside quotes.

export const portalErrorFr: PortalErrorTexts = {
  title: 'Cette page n’a pas pu s’afficher',
  why: 'Quelque chose a échoué sur le serveur. Vous n’y êtes pour rien.',
  todo: 'Réessayez dans un instant. Si cela se reproduit, prévenez un administrateur.',
  retry: 'Réessayer',
  home: 'Aller à votre page d’accueil',
  requestId: 'Identifiant de l’erreur',
}

export const portalFr: PortalTexts = {
  lang: 'fr',
  error: portalErrorFr,
  oauth: portalOauthFr,
  registration: portalRegistrationFr,
  registrationTokens: portalRegistrationTokensFr,
  upstreams: portalUpstreamsFr,
  profile: portalProfileFr,
  logout: portalLogoutFr,
  codeFlow: portalCodeFlowFr,
  flows: portalFlowsFr,

  notFound: {
    title: 'Il n’y a rien à cette adresse',
    why: 'Elle est peut-être mal recopiée, ou ce qui s’y trouvait a disparu, ou appartient à quelqu’un d’autre.',
    home: 'Aller à votre page d’accueil',
  },

  nav: {
    skip: 'Aller au contenu',
    label: 'Portail',
    menu: 'Menu',
    home: 'Accueil',
    profile: 'Profil',
    security: 'Sécurité',
    apps: 'Applications',
    registration: 'Enregistrement',
    upstreams: 'Services de connexion',
    playground: 'Bac à sable',
    signedInAs: 'Connecté en tant que',
    signOut: 'Se déconnecter',
    signIn: 'Se connecter',
  },

  copy: { copy: 'Copier', copied: 'Copié', failed: 'À copier à la main' },
  cancel: 'Annuler',
  utc: '{date} UTC',
  justNow: 'à l’instant',

  durations: {
    seconds: { one: '{count} seconde', other: '{count} secondes' },
    minutes: { one: '{count} minute', other: '{count} minutes' },
    hours: { one: '{count} heure', other: '{count} heures' },
    days: { one: '{count} jour', other: '{count} jours' },
  },

  home: {
    title: 'Vos applications',
    intro:
      'Les applications où vous vous connectez avec Portico. Vous décidez combien de temps elles y ont droit.',
    emptyTitle: 'Aucune application pour l’instant',
    empty:
      'Une application apparaît ici une fois que vous vous y êtes connecté avec Portico et que vous l’avez acceptée.',
    emptyPlayground: 'Essayer dans le bac à sable',
    emptyRegister: 'Enregistrer une application',
    since: 'Acceptée {date}',
    lastUsed: 'Dernière utilisation {date}',
    sees: 'Voit {list}',
    scopes: {
      openid: 'qui vous êtes',
      profile: 'votre profil',
      email: 'votre adresse e-mail',
      phone: 'votre numéro de téléphone',
      address: 'votre adresse postale',
      offline_access: '',
    },
    through: 'Vous connecte par {service} et voit ce qu’on y sait de vous',
    acts: 'Agit en votre nom, même en votre absence',
    offline: 'Garde son accès en votre absence',
    open: 'Ouvrir',
    openLabel: 'Ouvrir {app}',
    revoke: 'Retirer l’accès',
    revokeLabel: 'Retirer l’accès\u00a0: {app}',
    revokeText:
      'Dès cet instant, {app} ne peut plus renouveler votre connexion. Ce qu’elle a reçu avant prend fin tout seul, en {duration} au plus. La prochaine fois, elle doit vous redemander.',
    revokePlaceText:
      'Dès cet instant, {app} ne peut plus renouveler votre connexion. Ce qui a été reçu avant prend fin tout seul, en {duration} au plus. La prochaine fois, vous devez y repasser par {service}.',
    revokeAtOnceText:
      'Dès cet instant, {app} perd tout accès. La prochaine fois, vous devez vous y connecter de nouveau.',
  },

  security: {
    title: 'Sécurité',
    intro: 'Où vous êtes connecté, et votre mot de passe.',
    sessions: 'Sessions',
    sessionsIntro:
      'Les navigateurs où vous êtes connecté à Portico. Si l’un d’eux n’est pas à vous, déconnectez-le et changez de mot de passe.',
    address: 'Adresse',
    lastSeen: 'Vu',
    since: 'Connecté',
    thisDevice: 'Cet appareil',
    deviceName: '{browser} sur {system}',
    unknownDevice: 'Appareil inconnu',
    unknownAddress: 'Inconnue',
    signOut: 'Déconnecter',
    signOutLabel: 'Déconnecter {device}, connecté {date}',
    others: 'Déconnecter tous les autres',
    everywhere: 'Se déconnecter partout',
    everywhereText:
      'Met fin à toutes les sessions, celle-ci comprise. Toutes les applications que vous avez acceptées sont coupées\u00a0: elles ne peuvent plus renouveler votre connexion, et vous vous reconnectez la prochaine fois.',
    everywhereSubmit: 'Se déconnecter partout',
    password: 'Mot de passe',
    passwordIntro:
      'Un nouveau mot de passe met fin à vos autres sessions, et les applications que vous y avez ouvertes doivent vous redemander.',
    currentPassword: 'Mot de passe actuel',
    newPassword: 'Nouveau mot de passe',
    newPasswordHint:
      'Au moins 8 caractères. Quatre mots pris au hasard se retiennent bien et se devinent mal.',
    changePassword: 'Changer de mot de passe',
  },

  passwordField: { show: 'Afficher', hide: 'Masquer', capsLock: 'La touche Verr. maj est active.' },

  done: {
    'password-changed': 'Votre mot de passe a changé. Vos autres sessions ont pris fin.',
    'session-ended': 'Ce navigateur est déconnecté.',
    'others-ended': 'Tous les autres navigateurs sont déconnectés.',
    'access-revoked': 'L’accès est retiré.',
    created: 'L’application est enregistrée.',
    saved: 'Vos modifications sont enregistrées.',
    'secret-added':
      'Le nouveau secret est valable. L’ancien le reste jusqu’à ce que vous le retiriez.',
    'secret-removed': 'Le secret est retiré et n’est plus valable.',
    'logo-saved': 'Le logo est enregistré.',
    'logo-removed': 'Le logo est retiré.',
    disabled: 'L’application est désactivée. Personne ne peut s’y connecter.',
    enabled: 'L’application est réactivée.',
    deleted: 'L’application est supprimée.',
    'profile-saved': 'Votre profil est enregistré.',
    'registration-token-made': 'Le jeton fonctionne désormais.',
    'registration-token-removed': 'Le jeton est supprimé et ne fonctionne plus.',
    'upstream-created': 'Le service est ajouté. Essayez-le avant que d’autres s’en servent.',
    'upstream-disabled':
      'Le service est désactivé. Personne ne peut s’en servir pour se connecter.',
    'upstream-enabled': 'Le service est de nouveau activé.',
    'upstream-deleted': 'Le service est supprimé.',
    'upstream-linked': 'Le service est associé. Vous pouvez désormais vous connecter avec lui.',
    'upstream-unlinked': 'Le service est dissocié.',
  },

  problems: {
    'wrong-password': 'Ce n’est pas votre mot de passe actuel. Saisissez-le à nouveau.',
    'too-short': 'Ce mot de passe est trop court. Il faut au moins 8 caractères.',
    'too-long': 'Ce mot de passe est trop long. Il faut au plus 256 caractères.',
    'too-common': 'Ce mot de passe est de ceux que l’on essaie en premier. Choisissez-en un autre.',
    'same-as-username':
      'C’est votre nom d’utilisateur, la première chose que l’on essaie. Choisissez autre chose.',
    missing: 'Remplissez ce champ.',
    'form-expired':
      'Le formulaire est resté ouvert trop longtemps, rien n’a donc changé. Envoyez-le à nouveau.',
    'too-many-attempts': 'Il y a eu trop d’essais. Attendez quelques minutes et réessayez.',
    busy: 'Le serveur est très sollicité. Attendez quelques secondes et réessayez.',
    'two-secrets':
      'Cette application a déjà deux secrets. Retirez-en un avant d’en ajouter un autre.',
    'last-secret':
      'Le dernier secret d’une application ne se retire pas. Ajoutez-en un second, puis retirez celui-ci.',
    public: 'Ce type d’application n’a pas de secret.',
    'upstream-confirmation':
      'Ce que vous avez saisi n’est pas le nom affiché de ce service. Rien n’a été supprimé.',
    'upstream-denied': 'La connexion a été annulée là-bas, rien n’a donc été associé.',
    'last-way-in':
      'C’est votre dernier moyen d’entrer, il reste donc. Définissez d’abord un mot de passe ou associez un autre service.',
    'sign-in-again':
      'C’est trop ancien : un premier mot de passe se définit dans les dix minutes qui suivent la connexion. Déconnectez-vous, connectez-vous et réessayez.',
    confirmation: 'Le nom saisi n’est pas celui de cette application. Rien n’a été supprimé.',
    'logo-not-an-image': 'Ce n’est pas une image PNG, JPEG ou WebP. Choisissez un autre fichier.',
    'logo-too-large': 'Cette image dépasse 32 ko. Choisissez-en une plus simple.',
  },

  apps: {
    title: 'Applications',
    intro: 'Les applications qui connectent leurs utilisateurs avec Portico.',
    new: 'Nouvelle application',
    emptyTitle: 'Aucune application pour l’instant',
    empty:
      'Enregistrez votre première application pour obtenir son identifiant, des liens et des requêtes à essayer.',
    emptyAction: 'Enregistrer une application',
    emptyForOthers:
      'Ce sont les administrateurs qui enregistrent les applications. Quand l’une est à vous, elle apparaît ici.',
    name: 'Nom',
    clientId: 'Client id',
    created: 'Enregistrée',
    disabled: 'Désactivée',
    firstParty: 'Maison',
  },

  kinds: {
    'login-redirect': {
      name: 'Redirection de connexion',
      means:
        'Envoie les gens vers un lien\u00a0; ils reviennent avec les jetons. Pas de second appel.',
    },
    web: {
      name: 'Application web avec serveur',
      means: 'Son serveur garde un secret et échange un code contre des jetons.',
    },
    browser: {
      name: 'Application monopage ou mobile',
      means: 'Tourne là où chacun peut la lire\u00a0: elle n’a pas de secret et utilise PKCE.',
    },
    machine: {
      name: 'De machine à machine',
      means: 'Un service qui agit pour lui-même. Personne ne se connecte.',
    },
    device: {
      name: 'Télévision ou ligne de commande',
      means: 'Sans navigateur\u00a0: on saisit un code court sur un autre appareil.',
    },
  },

  newApp: {
    title: 'Nouvelle application',
    intro:
      'De quel type d’application s’agit-il\u202f? Le type règle des options sûres. Chacune se change plus tard.',
    introForm: 'Tout cela se change plus tard.',
    otherKind: 'Choisir un autre type',
    submit: 'Enregistrer l’application',
  },

  fields: {
    name: 'Nom',
    nameHint: 'On le voit en se connectant. Au plus 80 caractères.',
    redirectUris: 'URI de redirection',
    redirectUrisHint:
      'Une par ligne. Comparées caractère par caractère\u00a0: https, ou http sur localhost, ou un schéma à vous avec un point.',
    tooMuch:
      'Votre saisie était trop longue pour être rapportée ici. Le bouton Précédent du navigateur la retrouve.',
    fix: 'Rien n’a été enregistré. Corrigez ce qui est signalé ci-dessous.',
  },

  nameProblems: {
    missing: 'Donnez un nom à l’application.',
    'too-long': 'Ce nom est trop long. Il faut au plus 80 caractères.',
    'bad-character':
      'Ce nom contient un caractère invisible, ou qui retourne le sens du texte. Saisissez-le à nouveau.',
  },

  redirectUrisProblems: {
    missing: 'Indiquez au moins une URI de redirection.',
    'too-many': 'Au plus 50 lignes.',
    refused: {
      one: 'Une ligne ne peut pas être enregistrée.',
      other: '{count} lignes ne peuvent pas être enregistrées.',
    },
  },

  redirectUriReasons: {
    empty: 'La ligne est vide.',
    'too-long': 'Elle dépasse 2\u202f000 caractères.',
    'control-character': 'Elle contient un caractère de contrôle.',
    whitespace: 'Elle contient une espace. Écrivez %20.',
    backslash: 'Elle contient une barre oblique inverse. Utilisez une barre oblique.',
    'not-ascii':
      'Elle contient un caractère non ASCII. Écrivez-le avec des pour-cent, ou l’hôte en xn--….',
    'not-absolute': 'Elle n’est pas complète. Commencez par https://.',
    'forbidden-scheme':
      'Ce schéma peut exécuter un script ou lire des fichiers dans un navigateur.',
    'scheme-without-dot': 'Un schéma à vous contient un point, comme com.example.app:/callback.',
    wildcard: 'Pas de jokers. Enregistrez chaque adresse en entier.',
    fragment: 'Retirez le fragment\u00a0: ce qui suit #.',
    userinfo: 'Retirez le nom d’utilisateur devant l’hôte.',
    'no-host': 'Il manque l’hôte après //.',
    'bad-host': 'L’hôte est illisible.',
    'bad-port': 'Le port n’est pas un nombre de 0 à 65535.',
    'http-not-loopback': 'http n’est admis que pour localhost, 127.0.0.1 et [::1]. Utilisez https.',
    'bad-encoding': 'Un signe pour-cent n’est pas suivi de deux chiffres hexadécimaux d’UTF-8.',
    'dot-segment': 'Retirez . et .. du chemin.',
    'empty-query': 'Retirez le point d’interrogation à la fin.',
    'reserved-parameter':
      'Sa requête contient un paramètre que Portico ajoute lui-même. Renommez le vôtre.',
  },

  app: {
    overview: 'Aperçu',
    settings: 'Réglages',
    sections: 'Cette application',
    disabledNotice:
      'Cette application est désactivée. Personne ne peut s’y connecter et elle ne peut rien renouveler.',
    enable: 'Réactiver',

    secretOnceTitle: 'Conservez maintenant ce secret',
    secretOnce:
      'Il ne s’affiche que cette fois. Portico n’en garde que l’empreinte\u00a0: personne ne pourra vous le remontrer.',
    secretUnused:
      'La redirection de connexion elle-même ne l’envoie jamais. Gardez-le pour le jour où l’application utilise davantage.',
    secretDownload: 'Télécharger',
    secretStored: 'Je l’ai conservé',

    credentials: 'Identité',
    clientId: 'Client id',
    issuer: 'Émetteur',
    discovery: 'Document de découverte',
    redirectUris: 'URI de redirection',
    noRedirectUris:
      'Cette application n’a pas encore d’URI de redirection\u00a0: personne ne peut y être renvoyé.',
    addRedirectUri: 'En ajouter une dans les réglages',

    links: 'Liens de connexion',
    linksIntro:
      'Envoyez les gens ici. Ils se connectent et reviennent à l’URI de redirection avec access_token, refresh_token, expiration et user_id.',
    linksState:
      'Ajoutez à chaque lien un state à vous\u00a0: une valeur aléatoire que vous comparez au retour.',
    loginLink: 'Se connecter',
    registerLink: 'S’inscrire',
    tryLink: 'Essayer',

    requests: 'Requêtes',
    refresh: 'Renouveler un jeton d’accès',
    refreshText: 'Répond un nouveau jeton d’accès et le même jeton de renouvellement.',
    password: 'Connecter avec un nom d’utilisateur et un mot de passe',
    passwordText:
      'Répond des jetons pour une personne qui a saisi son mot de passe dans votre application.',
    passwordOff:
      'L’API JSON accepte aussi un nom d’utilisateur et un mot de passe. Pour cette application c’est désactivé\u00a0: activez «\u00a0Nom d’utilisateur et mot de passe\u00a0» dans ses réglages.',
    tokenApi: 'Demander un jeton à l’API de jetons',
    tokenApiText:
      'Répond un jeton opaque contre un nom d’utilisateur et un mot de passe, ou contre un jeton de renouvellement.',
    tokenApiOff:
      'L’API de jetons est activée pour cette application, mais pas sur ce serveur\u00a0: son exploitant peut définir PORTICO_TOKEN_API=on.',
    verify: 'Vérifier un jeton d’accès',
    verifyText:
      'Sur votre serveur, avec la bibliothèque jose et les clés publiques de Portico. Sans appel à Portico à chaque requête.',

    secrets: 'Secrets',
    secretsIntro:
      'Une application peut en avoir deux, pour en remplacer un sans coupure\u00a0: ajoutez le second, modifiez votre application, retirez le premier.',
    secretEnds: 'Se termine par',
    secretCreated: 'Créé',
    addSecret: 'Ajouter un second secret',
    removeSecret: 'Retirer',
    removeSecretLabel: 'Retirer le secret qui se termine par {hint}',
    removeSecretText: 'Qui utilise encore le secret terminé par {hint} est refusé aussitôt.',
    removeSecretSubmit: 'Retirer ce secret',
    noSecrets:
      'Cette application n’a pas de secret\u00a0: elle tourne là où chacun pourrait le lire.',
    keyNoSecrets:
      'Cette application prouve qui elle est par une clé à elle\u00a0: aucun secret n’est admis.',
    firstSecret: 'Créer un secret',
    secretMissing:
      'Cette application n’a pas encore de secret\u00a0: elle ne peut pas prouver qui elle est.',
  },

  settings: {
    general: 'Général',
    firstParty: 'Application maison',
    firstPartyMeans: 'Elle est à vous\u00a0: on ne demande pas aux gens s’ils l’acceptent.',
    firstPartyAdministrators: 'Seuls les administrateurs changent cela.',
    ways: 'Façons de se connecter',
    waysIntro: 'Ce qui est désactivé est refusé, et la réponse dit de quelle option il s’agit.',
    dialects: {
      'login-redirect': {
        name: 'Redirection de connexion',
        means: 'Les liens /login et /register, et l’API JSON à /api/token.',
      },
      oauth: {
        name: 'OAuth et OpenID Connect',
        means: 'Les points d’accès standard, tels que le document de découverte les énumère.',
      },
      rails: {
        name: 'Comme répond un serveur Rails',
        means:
          'Avec OAuth\u00a0: jetons de deux heures, created_at dans la réponse, le code affiché sur une page, /oauth/token/info.',
      },
      'token-api': {
        name: 'API de jetons',
        means:
          '/api/auth/0.1\u00a0: des jetons opaques contre un nom d’utilisateur et un mot de passe. L’application voit les mots de passe. Seulement si vous lui faites confiance comme à vous-même.',
      },
      broker: {
        name: 'Intermédiaire',
        means:
          '/api/auth/login\u00a0: on se connecte auprès d’un autre service, et l’on revient avec accessToken et refreshToken dans l’adresse.',
      },
    },
    grantTypes: 'Autorisations',
    grants: {
      login_redirect: { name: 'Jetons dans la redirection', means: 'Ce que répond /login.' },
      password: {
        name: 'Nom d’utilisateur et mot de passe',
        means:
          'L’application voit les mots de passe. Seulement si vous lui faites confiance comme à vous-même.',
      },
      authorization_code: {
        name: 'Code d’autorisation',
        means: 'Un code, échangé contre des jetons.',
      },
      refresh_token: {
        name: 'Jeton de renouvellement',
        means: 'De nouveaux jetons d’accès sans la personne.',
      },
      client_credentials: {
        name: 'Identité de l’application',
        means: 'L’application pour elle-même, au nom de personne.',
      },
      'urn:ietf:params:oauth:grant-type:device_code': {
        name: 'Code d’appareil',
        means: 'Un code court, saisi sur un autre appareil.',
      },
      'urn:ietf:params:oauth:grant-type:token-exchange': {
        name: 'Échange de jetons',
        means: 'Le jeton d’une personne, contre un autre pour appeler un service.',
      },
    },
    scopes: 'Portées',
    scopesIntro: 'Le plus qu’elle puisse demander. Les gens le voient en mots simples et décident.',
    scopeMeans: {
      openid: 'Qui est la personne.',
      profile: 'Nom, nom d’utilisateur, date de naissance, site web.',
      email: 'Adresse e-mail.',
      phone: 'Numéro de téléphone.',
      address: 'Adresse postale.',
      offline_access: 'L’accès survit à la session de la personne.',
    },
    lifetimes: 'Durées',
    lifetimesIntro: 'D’une minute à 365 jours. Vide\u00a0: la durée habituelle ici.',
    accessTokenLifetime: 'Jeton d’accès',
    refreshTokenLifetime: 'Jeton de renouvellement, depuis son dernier usage',
    usual: 'Habituellement\u00a0: {duration}',
    unit: 'Unité',
    units: { seconds: 'secondes', minutes: 'minutes', hours: 'heures', days: 'jours' },
    lifetimeProblems: {
      'not-a-number': 'Indiquez un nombre entier, ou rien.',
      'too-short': 'Le minimum est d’une minute.',
      'too-long': 'Le maximum est de 365 jours.',
    },
    save: 'Enregistrer les modifications',

    logo: 'Logo',
    logoIntro: 'On le voit en se connectant. Votre navigateur le réduit à 96 × 96 pixels.',
    logoChoose: 'Choisir une image',
    logoSave: 'Enregistrer le logo',
    logoRemove: 'Retirer le logo',
    logoNeedsScript: 'Changer le logo demande JavaScript, qui est désactivé dans ce navigateur.',
    logoUnreadable:
      'Ce navigateur ne peut pas lire cette image. Choisissez un fichier PNG, JPEG ou WebP.',

    disable: 'Désactiver {app}',
    disableText:
      'Dès sa prochaine requête, personne ne peut s’y connecter et elle ne peut rien renouveler, jusqu’à ce que vous la réactiviez. Rien n’est supprimé.',
    disableSubmit: 'Désactiver cette application',
    enable: 'Réactiver {app}',
    enableText:
      'On peut de nouveau s’y connecter, et ce qu’elle avait reçu est de nouveau valable.',
    enableSubmit: 'Réactiver cette application',

    delete: 'Supprimer {app}',
    deleteNobody: 'Personne ne l’utilise en ce moment.',
    deleteUsers: {
      one: 'Une personne l’utilise et ne pourra plus s’y connecter.',
      other: '{count} personnes l’utilisent et ne pourront plus s’y connecter.',
    },
    deleteText:
      'Son client id, ses secrets, ses URI de redirection et tout ce que les gens lui ont permis disparaissent pour de bon. Enregistrée à nouveau, elle reçoit un autre client id.',
    deleteConfirm: 'Saisissez {app} pour confirmer',
    deleteSubmit: 'Supprimer cette application',
  },

  playground: {
    title: 'Bac à sable',
    intro:
      'Soyez l’application un instant\u00a0: envoyez-vous vous connecter et voyez ce qui revient. Cette page est elle-même une application enregistrée.',
    reset: 'Recommencer',

    linkTitle: 'Le lien',
    linkIntro:
      'Votre application envoie les gens à cette adresse. Il ne faut rien d’autre pour commencer.',
    signIn: 'Se connecter',
    parameters: {
      client_id: 'Quelle application demande. Vous l’obtenez en l’enregistrant.',
      redirect_uri: 'Où l’on revient. Elle est enregistrée, caractère par caractère.',
      scope:
        'Ce que l’application demande à voir\u00a0: des noms séparés par des espaces, ou un masque de bits.',
      state:
        'Une valeur aléatoire à vous. Elle revient telle quelle\u00a0: vous savez que la réponse est la vôtre.',
      response_mode:
        'Où se place la réponse\u00a0: après ? ou, hors des journaux de votre serveur, après #.',
    },
    scopeChoices: {
      all: 'Tout\u00a0: openid profile email offline_access',
      some: 'openid profile email',
      least: 'openid\u00a0: seulement qui c’est',
      mask: '3\u00a0: profile (1) et email (2) en masque de bits',
    },

    answerTitle: 'La réponse',
    answerWaiting:
      'Connectez-vous ci-dessus. Ce que Portico ajoute à votre URI de redirection apparaît ici.',
    answerIntro: 'Portico a renvoyé le navigateur à l’URI de redirection avec ces paramètres.',
    answerCleaned:
      'Ils étaient dans la barre d’adresse jusqu’à ce que cette page les en retire. Faites de même\u00a0: les adresses finissent dans les historiques et les journaux.',
    received: {
      access_token:
        'Un jeton signé qui dit qui c’est. Envoyez-le à vos propres serveurs, en Bearer.',
      refresh_token:
        'Donne droit au prochain jeton d’accès. Gardez-le hors de portée des scripts des autres.',
      expiration: 'La fin du jeton d’accès, en secondes UNIX\u00a0: {date}.',
      user_id: 'La personne, toujours la même, pour ce portail. Prenez-le pour clé.',
      state: 'La valeur que vous avez envoyée, inchangée.',
      error: 'Pourquoi il n’y a pas de jetons.',
    },
    stateSame: 'C’est celle que cette page a envoyée.',
    stateOther: 'Ce n’est pas celle que cette page a envoyée. Une application s’arrête ici.',

    errorTitle: 'La réponse est une erreur',
    errors: {
      access_denied:
        'La personne a choisi Annuler. Affichez de nouveau votre page, dites que la connexion a été annulée et proposez de réessayer.',
      other: 'La demande a été refusée. Votre application affiche sa propre page et note le code.',
    },

    tokenTitle: 'Le jeton',
    tokenWaiting: 'Le jeton d’accès est démonté ici.',
    tokenIntro:
      'Un jeton d’accès, ce sont trois parties séparées par des points\u00a0: un en-tête, les déclarations, et une signature sur les deux.',
    tokenMalformed: 'Ce n’est pas un JSON Web Token\u00a0: il n’a pas trois parties en base64url.',
    header: 'En-tête',
    claims: 'Déclarations',
    claimTexts: {
      alg: 'Comment il est signé\u00a0: ECDSA sur la courbe P-256 avec SHA-256.',
      typ: 'Ce que c’est\u00a0: un jeton d’accès, et rien d’autre ne passe pour tel.',
      kid: 'Laquelle des clés publiées l’a signé.',
      iss: 'Qui l’a émis. Comparez avec le portail auquel vous faites confiance.',
      sub: 'La personne\u00a0: la même valeur que user_id.',
      aud: 'À qui il s’adresse. Vos serveurs refusent un jeton destiné à un autre.',
      client_id: 'L’application qui l’a demandé.',
      iat: 'Émis {date}.',
      exp: 'Prend fin {date}.',
      nbf: 'Pas valable avant {date}.',
      jti: 'Le nom de ce jeton-ci.',
      scope: 'Ce que la personne a permis.',
      grant_id: 'L’autorisation dont il vient. La retirer arrête son jeton de renouvellement.',
      auth_time: 'La personne a prouvé qui elle est {date}.',
      other: 'Une déclaration de ce portail.',
    },

    verify: 'Vérifier la signature',
    verifying: 'Vérification',
    verifyIntro: 'Dans ce navigateur, avec les clés publiques de {path}.',
    verifyChecks: {
      key: 'La clé de ce kid est publiée',
      signature: 'La signature est bonne',
      typ: 'typ est at+jwt',
      iss: 'iss est ce portail',
      aud: 'aud est cette application',
      exp: 'Il n’a pas pris fin',
    },
    verifyGood: 'réussi',
    verifyBad: 'échoué',
    verifyInsecure: 'Les navigateurs ne vérifient les signatures que sur https ou localhost.',
    verifyUnreachable: 'Les clés n’ont pas pu être obtenues. Réessayez.',

    refreshTitle: 'Le jeton suivant',
    refreshWaiting:
      'Avec le jeton de renouvellement, une application obtient ici un nouveau jeton d’accès.',
    refreshIntro:
      'Quand le jeton d’accès prend fin, votre application demande le suivant. Personne ne se connecte.',
    refresh: 'Renouveler',
    refreshed:
      'Le nouveau jeton d’accès est maintenant ci-dessus. Le jeton de renouvellement reste le même.',

    endTitle: 'Se déconnecter',
    endIntro:
      'Votre application oublie les jetons. La personne reste connectée à Portico, pour que les autres applications la reconnaissent.',
    forget: 'Oublier les jetons',
    signOutPortico: 'Se déconnecter de Portico',
    needsScript: 'Cette étape demande JavaScript, qui est désactivé dans ce navigateur.',
  },
}
