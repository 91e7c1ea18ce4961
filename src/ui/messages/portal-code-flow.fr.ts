import type { PortalCodeFlowTexts } from './portal-code-flow.en'

export const portalCodeFlowFr: PortalCodeFlowTexts = {
  tabs: 'Parcours',
  intro:
    'La même connexion, comme le veut OpenID Connect\u00a0: un code dans la redirection, et les jetons par une requête de l’application.',
  signedOutHere: 'Vous êtes déconnecté de Portico et revenu avec le state envoyé.',
  signedOutOther: 'Vous revenez d’une déconnexion, mais pas avec le state que cette page a envoyé.',

  valuesTitle: 'Les valeurs de cette connexion',
  valuesIntro:
    'Votre application les crée à chaque fois et les garde dans la session de la personne. Voilà ce que sont PKCE, state et nonce.',
  newValues: 'En créer d’autres',
  valuesInsecure:
    'Les navigateurs ne calculent l’empreinte que sur https ou localhost. Rechargez plutôt la page.',
  shownSent: 'Montrer ce qui a été envoyé',
  values: {
    code_verifier:
      'Un secret de l’application\u00a0: 256 bits au hasard. Elle le garde jusqu’au retour du code.',
    code_challenge:
      'Son SHA-256, en base64url. C’est lui qu’on envoie\u00a0; personne n’en tire le verifier.',
    state: 'Au hasard. Lie la réponse à ce navigateur.',
    nonce: 'Au hasard. Lie le jeton d’identité à cette connexion\u00a0: il revient dedans.',
  },

  linkTitle: 'Le lien',
  linkIntro: 'Votre application envoie la personne au point d’autorisation.',
  signIn: 'Se connecter pour un code',
  parameters: {
    response_type:
      'L’application reçoit un code. Les jetons ne passent pas par l’adresse du navigateur.',
    client_id: 'Quelle application demande.',
    redirect_uri: 'Où l’on revient. Elle est enregistrée, caractère par caractère.',
    scope:
      'Ce que l’application demande à voir. openid apporte le jeton d’identité\u00a0; offline_access, avec prompt=consent, le jeton de renouvellement.',
    prompt: 'Quelle page doit s’afficher. Sans lui, seulement ce qu’il faut.',
    state: 'Revient tel quel.',
    nonce: 'Revient dans le jeton d’identité.',
    code_challenge: 'L’empreinte ci-dessus. Le verifier reste dans l’application.',
    code_challenge_method:
      'SHA-256. Rien d’autre n’est admis, sauf si les réglages d’une application le disent.',
  },
  scopeChoices: {
    all: 'Tout\u00a0: openid profile email offline_access',
    some: 'openid profile email',
    least: 'openid\u00a0: seulement qui c’est',
    none: 'profile email\u00a0: OAuth seul, sans jeton d’identité',
  },
  promptChoices: {
    consent: 'consent\u00a0: demander si c’est permis',
    unset: 'absent\u00a0: n’afficher que ce qu’il faut',
    login: 'login\u00a0: redemander le mot de passe',
    none: 'none\u00a0: ne rien afficher, ou répondre une erreur',
  },

  answerTitle: 'La réponse',
  answerWaiting: 'Ce que Portico ajoute à l’URI de redirection apparaît ici.',
  answerIntro: 'Portico a renvoyé le navigateur à l’URI de redirection avec ces paramètres.',
  received: {
    code: 'Donne droit aux jetons\u00a0: une fois, dans les 60 secondes, et seulement avec le verifier.',
    state: 'La valeur envoyée, inchangée.',
    iss: 'Qui répond.',
    error: 'Pourquoi il n’y a pas de code.',
    error_description: 'La même chose en mots, pour le développeur.',
  },
  stateSame: 'C’est celle que cette page a envoyée.',
  stateOther: 'Ce n’est pas celle que cette page a envoyée. Une application s’arrête ici.',
  issSame: 'C’est ce portail\u00a0: aucun autre n’a glissé sa réponse.',
  issOther: 'Ce n’est pas ce portail. Une application s’arrête ici.',
  errorTitle: 'La réponse est une erreur',
  errors: {
    access_denied:
      'La personne a choisi Annuler. Affichez de nouveau votre page, dites que la connexion a été annulée et proposez de réessayer.',
    login_required:
      'Personne n’est connecté, et prompt=none ne permet aucune page. Renvoyez la personne sans lui.',
    consent_required:
      'La personne ne l’a pas encore permis, et prompt=none ne permet aucune page. Renvoyez-la sans lui.',
    other: 'La demande a été refusée. Votre application affiche sa propre page et note le code.',
  },

  exchangeTitle: 'Le code contre des jetons',
  exchangeWaiting: 'L’application échange ici le code.',
  exchangeIntro:
    'L’application prouve avec le verifier que le code est le sien. Celle qui a un secret l’ajoute.',
  exchange: 'Échanger le code',
  working: 'En cours',
  verifierGone:
    'Cet onglet n’a pas le verifier de ce code et ne peut donc pas s’en servir. Recommencez ici.',
  request: 'Requête',
  response: 'Réponse',
  shownInLines: 'Coupée en lignes pour la lecture.',
  unreachable: 'Le portail n’a pas pu être joint. Réessayez.',
  exchanged: 'Le code a servi. Montré une seconde fois, il mettrait fin à ce qu’il a donné.',

  idTokenTitle: 'Le jeton d’identité',
  idTokenWaiting: 'Dit à l’application qui s’est connecté.',
  idTokenIntro:
    'Pour votre application et rien d’autre\u00a0: il dit qui s’est connecté, quand et comment. Ne l’envoyez jamais à un autre serveur comme preuve.',
  noIdToken: 'La portée n’avait pas openid\u00a0: il n’y a pas de jeton d’identité.',
  idTokenChecks: { typ: 'typ vaut JWT', nonce: 'nonce est celui qui a été envoyé' },
  algorithms: {
    ES256: 'Comment il est signé\u00a0: ECDSA sur la courbe P-256 avec SHA-256.',
    RS256: 'Comment il est signé\u00a0: RSA avec SHA-256.',
    PS256: 'Comment il est signé\u00a0: RSA-PSS avec SHA-256.',
    EdDSA: 'Comment il est signé\u00a0: Ed25519.',
  },
  idTokenClaims: {
    typ: 'Un JSON Web Token, sans plus.',
    kid: 'Laquelle des clés publiées l’a signé.',
    iss: 'Qui l’a émis. Comparez avec le portail auquel vous faites confiance.',
    sub: 'La personne, toujours la même pour ce portail. Prenez-le pour clé.',
    aud: 'Votre client id. Refusez un jeton destiné à une autre application.',
    nonce: 'La valeur envoyée. Comparez-la.',
    sid: 'La session sur ce portail. La déconnexion la nomme.',
    acr: 'À quel point la connexion était sûre.',
    amr: 'Comment la personne a prouvé qui elle est\u00a0: pwd, un mot de passe.',
    auth_time: 'La personne a prouvé qui elle est {date}.',
    iat: 'Émis {date}.',
    exp: 'Prend fin {date}. Il ne sert qu’à cet instant.',
    other: 'Une déclaration que la demande voulait.',
  },

  accessTokenTitle: 'Le jeton d’accès',
  accessTokenWaiting: 'Ouvre les serveurs de l’application, et UserInfo.',
  accessTokenIntro:
    'Pour vos serveurs\u00a0: ils le vérifient avec les clés publiques. Une heure, sauf réglage contraire.',
  accessTokenSub: 'La personne\u00a0: la même valeur que dans le jeton d’identité.',

  userinfoTitle: 'Qui est-ce (UserInfo)',
  userinfoWaiting: 'Avec le jeton d’accès, l’application s’informe sur la personne.',
  userinfoIntro: 'Ce que la portée permet de voir vient d’ici, et non dans le jeton d’identité.',
  userinfo: 'Demander',
  userinfoSame: 'sub est celui du jeton d’identité, comme il se doit.',
  userinfoOther: 'sub n’est pas celui du jeton d’identité. Une application jette la réponse.',

  refreshTitle: 'Les jetons suivants',
  refreshWaiting: 'Avec un jeton de renouvellement, l’application obtient de nouveaux jetons.',
  refreshIntro:
    'Personne ne se connecte. Cette application n’a pas de secret\u00a0: chaque renouvellement répond un nouveau jeton de renouvellement, et l’ancien a servi.',
  refreshNone:
    'Il n’y a pas de jeton de renouvellement\u00a0: il faut offline_access dans la portée, et prompt=consent.',
  refresh: 'Renouveler les jetons',
  refreshed:
    'Les nouveaux jetons sont ci-dessus. Si l’ancien jeton de renouvellement est montré de nouveau, quelqu’un l’a volé, et tout ce qui en est venu prend fin.',

  revokeTitle: 'Rendre l’accès',
  revokeWaiting: 'L’application peut mettre fin à son propre accès.',
  revokeIntro:
    'Une application qui n’a plus besoin d’accès le dit. Le jeton de renouvellement et les jetons d’accès venus avec lui prennent fin aussitôt.',
  revoke: 'Révoquer',
  revoked: 'Interrogez UserInfo ou renouvelez encore\u00a0: les deux sont refusés maintenant.',

  endTitle: 'Se déconnecter',
  endWaiting: 'L’application peut aussi déconnecter la personne de Portico.',
  endIntro:
    'L’application envoie la personne au point de fin de session, avec le jeton d’identité pour indice. Portico la déconnecte et la renvoie à une URI enregistrée.',
  endNoIdToken: 'Sans jeton d’identité pour indice, Portico demande d’abord à la personne.',
  end: 'Se déconnecter de Portico et revenir',
  forget: 'Seulement oublier les jetons',
}
