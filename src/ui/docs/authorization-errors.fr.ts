import type { ErrorTexts } from './error-text'

/** What a request for signing in can be refused with. */
export const authorizationErrorsFr = {
  invalid_request: {
    means: 'Un paramètre manque, figure deux fois, ou porte une valeur impossible.',
    causes: [
      {
        what: '`code_challenge` manque, ou sa méthode est `plain`. Une méthode absente veut dire `plain`.',
        mend: 'Envoyez `code_challenge` et `code_challenge_method=S256`. Pour une bibliothèque qui n’en est pas capable\u00a0: {apps} › {settings} › {requests} › {pkce}.',
        example: 'pkce',
      },
      {
        what: 'Le corps est du JSON, ou les paramètres sont dans l’adresse d’un POST.',
        mend: 'Envoyez un formulaire. Seulement pour un client de serveur Rails qui ne sait rien faire d’autre\u00a0: {apps} › {settings} › {compatibility} › {queryParameters}.',
        example: 'form',
      },
      {
        what: 'Un paramètre figure deux fois, ou l’application prouve qui elle est de deux façons à la fois.',
        mend: 'Envoyez chaque paramètre une seule fois, et le secret soit dans `Authorization`, soit dans le corps.',
      },
      {
        what: '`code_verifier` accompagne un code demandé sans défi.',
        mend: 'Envoyez les deux, ou aucun. Sans défi, ce secret ne prouve rien.',
      },
      {
        what: '`prompt` a une valeur inconnue ou `none` à côté d’une autre, `max_age` n’est pas un nombre, ou `response_mode` n’est ni `query`, ni `fragment`, ni `form_post`.',
        mend: 'La phrase de `error_description` nomme le paramètre.',
      },
      {
        what: 'L’application doit déposer ses demandes à l’avance, ou les signer.',
        mend: 'Déposez d’abord la demande à `/oauth/par`, ou désactivez {apps} › {settings} › {requests} › {pushed}\u00a0; de même pour {signed}.',
        example: 'push',
      },
      {
        what: 'Un jeton à échanger a pris fin, a été révoqué, ou appartient à une application dont celle-ci ne peut pas échanger les jetons.',
        mend: 'Demandez-en un nouveau, et ajoutez cette application sous {apps} › {settings} › {exchange} › {subjectClients}.',
      },
    ],
  },
  unsupported_response_type: {
    means: '`response_type` est autre chose que `code`.',
    causes: [
      {
        what: 'L’application demande des jetons dans la redirection\u00a0: `token`, `id_token`, ou plusieurs à la fois.',
        mend: 'Demandez un code avec PKCE, puis échangez-le. Dans un navigateur, cela marche aussi sans secret.',
        example: 'responseType',
      },
    ],
  },
  access_denied: {
    means: 'La personne ne l’a pas permis.',
    causes: [
      {
        what: 'Elle a annulé, ou refusé l’appareil.',
        mend: 'Rien n’est cassé. Montrez votre propre page, dites que la connexion a été annulée et proposez de recommencer.',
      },
    ],
  },
  login_required: {
    means: 'Il faut que quelqu’un se connecte, et la demande ne permet pas de montrer une page.',
    causes: [
      {
        what: 'La demande porte `prompt=none`, et personne n’est connecté dans ce navigateur, ou pas assez récemment pour `max_age`.',
        mend: 'Envoyez la personne avec la même demande, sans `prompt=none`.',
        example: 'silent',
      },
      {
        what: 'La demande est faite dans un iframe d’un autre site, où les navigateurs retiennent les cookies.',
        mend: 'Renouvelez plutôt avec un jeton de renouvellement\u00a0: {apps} › {settings} › {grants} › {refreshToken}.',
      },
      {
        what: '`id_token_hint`, ou `sub` dans `claims`, désigne une personne, et c’est une autre qui s’est connectée.',
        mend: 'Demandez de qui il s’agit, ou n’envoyez pas cette indication.',
      },
    ],
  },
  consent_required: {
    means: 'La personne ne l’a pas encore permis, et la demande interdit de le lui demander.',
    causes: [
      {
        what: 'La demande porte `prompt=none`, et sa portée contient du nouveau, ou la personne a retiré sa permission.',
        mend: 'Envoyez la personne une fois sans `prompt=none`. Pour vos propres applications, il n’y a rien à demander\u00a0: {apps} › {settings} › {firstParty}.',
        example: 'silent',
      },
    ],
  },
  interaction_required: {
    means:
      'Il faudrait montrer une page. Portico dit plus exactement laquelle\u00a0: `login_required` ou `consent_required`.',
    causes: [
      {
        what: 'La demande porte `prompt=none`, et votre bibliothèque donne un seul nom à plusieurs erreurs.',
        mend: 'Traitez-la comme ces deux-là\u00a0: la même demande, sans `prompt=none`.',
        example: 'silent',
      },
    ],
  },
  unmet_authentication_requirements: {
    means: 'La demande exige une façon de se connecter qui n’existe pas ici, et aucune autre.',
    causes: [
      {
        what: '`claims` contient un `acr` essentiel qui vaut `pwd`, et la personne est venue par un autre service, sans avoir de mot de passe ici.',
        mend: 'Retirez `essential`\u00a0: le jeton d’identité n’a alors pas d’`acr` pour elle. Ou qu’elle choisisse un mot de passe sur sa page Sécurité.',
      },
      {
        what: '`claims` contient un `acr` essentiel qui n’est pas dans `acr_values_supported` du document de découverte.',
        mend: 'Demandez-en un qui y est, ou retirez `essential`\u00a0: la personne se connecte alors aussi bien que possible, et `acr` dans le jeton d’identité dit comment.',
      },
    ],
  },
  request_not_supported: {
    means:
      'Une demande signée est arrivée d’une application dont la signature ne peut être vérifiée.',
    causes: [
      {
        what: 'Le paramètre `request` a été envoyé, et l’application n’a pas de clés publiques ici.',
        mend: 'Enregistrez-les\u00a0: {apps} › {settings} › {keys} › {jwks}, ou {jwksUri}. Ou n’envoyez pas `request`.',
      },
    ],
  },
  request_uri_not_supported: {
    means:
      '`request_uri` désigne une demande à une adresse à vous, que Portico ne va pas chercher.',
    causes: [
      {
        what: 'Ce n’est pas une adresse que `/oauth/par` a donnée en réponse.',
        mend: 'Déposez la demande, puis envoyez le `request_uri` de la réponse.',
        example: 'push',
      },
    ],
  },
  registration_not_supported: {
    means:
      'Le paramètre `registration` s’adresse au serveur personnel de quelqu’un. Il n’y en a pas ici.',
    causes: [
      {
        what: 'On a dit à la bibliothèque que le serveur s’atteste lui-même.',
        mend: 'N’envoyez pas ce paramètre. Les applications s’enregistrent sous {apps}, ou à `/oauth/register`.',
      },
    ],
  },
  invalid_request_object: {
    means:
      'La demande signée n’est pas digne de confiance\u00a0: rien de ce qu’elle contient n’est lu.',
    causes: [
      {
        what: 'Elle est signée d’une autre clé, ou d’un autre algorithme que celui qui est enregistré.',
        mend: 'Comparez `kid` et `alg` avec {apps} › {settings} › {keys} › {jwks} et {requests} › {requestAlgorithm}.',
      },
      {
        what: '`aud` n’est pas l’émetteur, `client_id` ou `iss` n’est pas l’application, ou elle a pris fin.',
        mend: 'Faites-en une par demande\u00a0: `aud` est le `issuer` du document de découverte, `exp` au plus une heure après `nbf`.',
      },
      {
        what: 'Elle contient elle-même `request` ou `request_uri`, ou son `typ` est celui d’un autre jeton.',
        mend: 'Retirez-les\u00a0; `typ` vaut `oauth-authz-req+jwt`.',
      },
    ],
  },
  invalid_request_uri: {
    means:
      'La demande déposée est inconnue, déjà servie, trop ancienne, ou celle d’une autre application.',
    causes: [
      {
        what: 'Le navigateur est venu plus de 90 secondes après le dépôt, ou le même `request_uri` a servi deux fois.',
        mend: 'Déposez la demande à chaque connexion, et envoyez la personne aussitôt.',
        example: 'push',
      },
      {
        what: 'Le `client_id` à côté n’est pas celui qui a déposé la demande.',
        mend: 'Envoyez exactement deux paramètres\u00a0: `client_id` et `request_uri`.',
      },
    ],
  },
} satisfies Partial<ErrorTexts>
