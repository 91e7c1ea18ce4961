import type { PortalRegistrationTexts } from './portal-registration.en'

export const portalRegistrationFr: PortalRegistrationTexts = {
  more: 'Autres réglages',
  moreIntro:
    'Bons tels quels pour la plupart des applications. Ce qui a été changé est nommé à côté de chaque titre.',
  algorithmUnset: 'l’un de ceux qui sont publiés',

  folds: {
    keys: {
      name: 'Clés et lien avec l’émetteur',
      means: 'Comment elle prouve qui elle est, et si un jeton volé sert à quelque chose.',
    },
    requests: { name: 'Demandes', means: 'Ce que doit être une demande de connexion.' },
    tokens: { name: 'Jetons', means: 'Leur durée, leur signature, leur destinataire.' },
    signOut: {
      name: 'Déconnexion',
      means: 'Où l’on va ensuite, et comment l’application l’apprend.',
    },
    exchange: {
      name: 'Échange de jetons',
      means:
        'De qui elle peut échanger les jetons. Pour l’autorisation «\u00a0Échange de jetons\u00a0».',
    },
    compatibility: {
      name: 'Compatibilité',
      means: 'Pour des clients faits pour d’autres serveurs. Une partie affaiblit la sécurité.',
    },
    pages: { name: 'Pages sur l’application', means: 'On peut les lire avant de décider.' },
  },

  authentication: 'Comment elle prouve qui elle est',
  authentications: {
    secret: { name: 'Par son secret', means: 'En Basic ou dans le corps. Les deux marchent.' },
    private_key_jwt: {
      name: 'Par une clé à elle',
      means: 'Elle signe une déclaration à chaque fois. La clé privée ne la quitte jamais.',
    },
  },
  authenticationNone:
    'Elle n’a pas de secret\u00a0: rien ne prouve qui elle est. PKCE prouve qu’un code est le sien.',
  jwks: 'Clés publiques',
  jwksHint:
    'Un JWK Set, en JSON\u00a0: RSA de 2048 bits au moins, P-256 ou Ed25519. Des clés publiques seulement\u00a0: une clé privée n’est jamais gardée ici.',
  jwksUri: 'Adresse des clés publiques',
  jwksUriHint: 'Au lieu des clés elles-mêmes\u00a0: un JWK Set que Portico va chercher, en https.',
  assertionAlgorithm: 'Ses preuves sont signées en',
  dpop: 'Lien avec l’émetteur (DPoP)',
  dpopPolicies: {
    optional: {
      name: 'À son gré',
      means: 'Un jeton demandé avec une preuve ne sert qu’avec cette clé.',
    },
    required: {
      name: 'Exigé',
      means: 'Pas de jeton sans preuve\u00a0: un jeton volé ne sert à rien.',
    },
    'required-with-nonce': {
      name: 'Exigé, avec un nonce',
      means:
        'Chaque preuve contient une valeur fraîche de Portico\u00a0: aucune ne se fait d’avance.',
    },
  },

  requiresPushedRequests: {
    name: 'Demandes déposées seulement',
    means:
      'L’application poste d’abord sa demande (PAR)\u00a0: personne ne la change dans le navigateur.',
  },
  requiresRequestObjects: {
    name: 'Demandes signées seulement',
    means: 'La demande est un JWT que l’application signe (JAR). Il faut des clés publiques.',
  },
  requestObjectAlgorithm: 'Ses demandes sont signées en',
  defaultMaxAge: 'Redemander le mot de passe après',
  defaultMaxAgeHint:
    'Quand une demande n’a pas de max_age. Vide\u00a0: jamais\u00a0; 0\u00a0: à chaque fois.',
  initiateLoginUri: 'Où commence une connexion',
  initiateLoginUriHint: 'Un autre site peut envoyer les gens ici, et l’application les connecte.',

  idTokenAlgorithm: 'Les jetons d’identité sont signés en',
  accessTokenAlgorithm: 'Les jetons d’accès sont signés en',
  userinfoAlgorithm: 'UserInfo répond en',
  userinfoPlain: 'JSON\u00a0: sans signature',
  refreshTokenMaxLifetime: 'Jeton de renouvellement, utilisé ou non',
  subjectType: 'Ce qu’est une personne pour l’application (sub)',
  subjectTypes: {
    public: {
      name: 'La même pour toutes',
      means: 'Les applications voient que c’est la même personne.',
    },
    pairwise: {
      name: 'Une pour celle-ci',
      means: 'Les applications ne peuvent pas comparer qui elles connaissent.',
    },
  },
  subjectTypeMeans:
    'Changer cela donne à chacun un autre sub ici\u00a0: l’application les prend pour de nouvelles personnes.',
  sectorIdentifier: 'Secteur',
  sectorIdentifierHint:
    'Un hôte. Les applications d’un secteur nomment une personne de la même façon. Vide\u00a0: l’hôte des URI de redirection.',
  resources: 'Ressources qu’elle peut demander',
  resourcesHint:
    'Des URI d’API, une par ligne. Un jeton qui en nomme une n’est que pour cette API.',
  audiences: 'Ressources dont elle répond',
  audiencesHint:
    'Les URI de ses propres API, une par ligne. Elle peut s’informer sur les jetons qui leur sont destinés.',

  backchannelLogoutUri: 'Adresse avertie d’une déconnexion',
  backchannelLogoutUriHint:
    'Portico y poste un jeton de déconnexion signé, en https, et réessaie quelque temps en cas d’échec.',

  subjectClients: 'Applications dont elle peut échanger les jetons',
  subjectClientsHint:
    'Des client id, un par ligne. Ses propres jetons, elle peut toujours les échanger.',
  delegation: {
    name: 'Agir pour la personne',
    means: 'Le nouveau jeton nomme les deux\u00a0: la personne et, dans act, cette application.',
  },
  impersonation: {
    name: 'Agir en tant que la personne',
    means: 'Le nouveau jeton ne nomme que la personne.',
  },
  impersonationWarning:
    'Avec un tel jeton, nul ne distingue cette application de la personne. Seulement si vous lui faites confiance comme à vous-même.',

  allowsQueryParameters: {
    name: 'Paramètres dans l’adresse d’un envoi',
    means:
      'Son secret aussi peut être dans l’adresse, comme l’envoient certains clients de serveurs Rails.',
  },
  queryParametersWarning:
    'Les adresses finissent dans les journaux de chaque relais, et le secret avec elles. Seulement pour un client qui ne sait rien faire d’autre.',
  railsPkce:
    'Une application à secret qui vient d’un serveur Rails se passe souvent de PKCE. Choisissez pour elle Facultatif, sous Demandes.',

  clientUri: 'Site web',
  policyUri: 'Politique de confidentialité',
  tosUri: 'Conditions d’utilisation',
  pageHint: 'En https.',

  selfRegistered: 'Enregistrée par elle-même',
  vouchedFor: {
    name: 'S’en porter garant',
    means:
      'Elle s’est enregistrée elle-même. Une fois que vous en répondez, une erreur lui revient aussitôt, comme aux applications que vous avez enregistrées.',
  },
  administrators: 'Seuls les administrateurs changent cela.',

  jwksProblems: {
    'too-long': 'Ce texte dépasse 20\u202f000 caractères. Donnez plutôt l’adresse des clés.',
    'not-json': 'Ce n’est pas du JSON. Commencez par une accolade et collez le JWK Set entier.',
    'not-a-jwk-set':
      'Ce n’est pas un JWK Set\u00a0: un objet avec une liste keys, où chaque clé a son kty.',
    'no-keys': 'La liste des clés est vide. Mettez-en une.',
    'too-many-keys': 'Au plus 20 clés. Retirez celles qui ne servent plus.',
    'private-key':
      'C’est une clé privée\u00a0: elle n’a pas été enregistrée. Créez une nouvelle paire, car celle-ci a été montrée, et collez seulement sa moitié publique.',
    'symmetric-key':
      'C’est un secret partagé\u00a0: il n’a pas été enregistré. Collez seulement des clés publiques.',
    'short-key': 'Une clé RSA fait ici moins de 2048 bits. Créez-en une plus longue.',
    'broken-key': 'L’une des clés est illisible. Exportez-la de nouveau.',
    'doubled-kid': 'Deux clés ont le même kid. Donnez à chacune le sien.',
    'no-usable-key':
      'Aucune clé ne vérifie RS256, PS256, ES256 ou EdDSA. Ajoutez-en une qui le fasse.',
    missing:
      'Collez ses clés publiques ou donnez leur adresse\u00a0: elle prouve qui elle est par une clé.',
    'needed-by-requests':
      'Collez ses clés publiques ou donnez leur adresse\u00a0: ses demandes sont signées.',
  },
  twoSources: 'Les clés sont aussi ci-dessus. Gardez l’un des deux.',
  uriProblems: {
    'too-long': 'Elle dépasse 2\u202f000 caractères.',
    'bad-character': 'Elle contient un caractère qu’une URI doit encoder.',
    'not-absolute': 'Elle n’est pas complète. Commencez par https://.',
    'not-https': 'Utilisez https.',
    'no-host': 'L’hôte manque ou est illisible.',
    userinfo: 'Retirez le nom d’utilisateur devant l’hôte.',
    fragment: 'Retirez le fragment\u00a0: ce qui suit #.',
    'not-called':
      'Portico n’appelle pas sa propre machine\u00a0: rien n’arriverait là. Laissez ce champ vide, ou demandez à qui gère le serveur d’activer PORTICO_ALLOW_PRIVATE_NETWORK.',
  },
  sectorProblems: {
    'not-a-host': 'Ce n’est pas un hôte. Écrivez-le seul, comme app.example.com.',
    needed: 'Les URI de redirection n’ont pas un seul hôte en commun\u00a0: nommez le secteur.',
  },
  subjectClientsProblems: {
    'too-many': 'Au plus 50.',
    'not-an-id': 'Ce n’est pas un client id. Copiez-le depuis la page de cette application.',
  },
  outOfBand:
    'Le code ne s’affiche sur une page que pour une application à qui l’on répond comme un serveur Rails. Activez-le sous Compatibilité.',
}
