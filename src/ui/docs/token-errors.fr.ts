import type { ErrorTexts } from './error-text'

/** What the token endpoint refuses. */
export const tokenErrorsFr = {
  invalid_client: {
    means: 'Rien ne prouve quelle application appelle.',
    causes: [
      {
        what: 'L’identifiant ou le secret est faux, ou le secret a été retiré.',
        mend: 'Copiez l’identifiant depuis {apps}. Un secret ne se montre pas deux fois\u00a0: faites-en un sous {secrets} › {addSecret}.',
      },
      {
        what: 'L’en-tête n’est pas Basic, ou ses moitiés sont réunies sans être codées.',
        mend: 'Codez l’identifiant et le secret comme dans un formulaire, réunissez-les par deux-points, puis écrivez le tout en base64.',
        example: 'basic',
      },
      {
        what: 'L’application n’a pas de secret et en envoie un, ou en a un et n’envoie rien.',
        mend: 'Une application monopage ou mobile n’envoie que son `client_id`. C’est à l’enregistrement que se décide si elle a un secret.',
      },
      {
        what: 'L’application prouve qui elle est par une clé ({byKey}), et l’attestation n’est pas bonne\u00a0: déjà servie, expirée, ou destinée à un autre.',
        mend: 'Faites-en une par demande. La clé doit être sous {apps} › {settings} › {keys}, et l’algorithme celui de {assertionAlgorithm}.',
        example: 'assertion',
      },
      {
        what: 'L’application est désactivée.',
        mend: 'Sa page sous {apps} le dit, avec un bouton\u00a0: {enable}.',
      },
      {
        what: 'Une application publique demande une introspection.',
        mend: 'L’introspection est pour qui peut prouver son identité. Votre API en est capable\u00a0: enregistrez-la comme une application à part.',
      },
    ],
  },
  invalid_grant: {
    means: 'Le code ou le jeton de renouvellement n’est pas bon, ou ne l’est plus.',
    causes: [
      {
        what: 'Le code a plus de 60 secondes, ou a déjà servi.',
        mend: 'Échangez-le une fois, aussitôt, au retour. Après un second usage, ce que le premier a obtenu est révoqué\u00a0: l’un des deux était un voleur.',
      },
      {
        what: '`redirect_uri` n’est pas celui de la demande d’autorisation.',
        mend: 'Envoyez la même chaîne, avec le même port.',
      },
      {
        what: '`code_verifier` ne correspond pas au défi, ou manque.',
        mend: 'Faites-en un par connexion, de 43 à 128 caractères, et gardez-le là où le retour le retrouve\u00a0: dans la session, pas dans une variable.',
        example: 'redemption',
      },
      {
        what: 'Le jeton de renouvellement a pris fin, ou l’accès a été révoqué\u00a0: par la personne, par un nouveau mot de passe, par une déconnexion partout.',
        mend: 'Oubliez les jetons et faites se reconnecter la personne. Cela arrive à toute application.',
      },
      {
        what: 'Une application publique a montré un jeton de renouvellement remplacé depuis plus de dix secondes.',
        mend: 'Chaque réponse en apporte un nouveau. Enregistrez-le avant de vous en servir, et ne laissez renouveler qu’un onglet ou un processus à la fois.',
      },
      {
        what: 'Il a été donné à une autre application, ou par la redirection de connexion.',
        mend: 'Envoyez-le avec le `client_id` qui l’a reçu. Les jetons de `/login` se renouvellent à `/api/token`.',
      },
      {
        what: 'Il est lié à une clé, et la preuve DPoP vient d’une autre.',
        mend: 'Gardez la clé aussi longtemps que les jetons demandés avec elle.',
      },
    ],
  },
  unauthorized_client: {
    means: 'L’application est connue, et n’y est pas autorisée.',
    causes: [
      {
        what: 'Ce droit est désactivé pour elle, ou {oauth} en entier.',
        mend: 'Activez celui que nomme `error_description`\u00a0: {apps} › {settings} › {grants}.',
      },
      {
        what: 'Une application sans secret demande un jeton pour elle-même, ou échange un jeton.',
        mend: 'Elle ne peut pas prouver que c’est elle. Enregistrez le service comme une application à part, avec un secret ou une clé.',
      },
      {
        what: 'L’échange de jetons est activé, mais pas de cette façon.',
        mend: '{apps} › {settings} › {exchange}\u00a0: {delegation}, ou {impersonation}.',
      },
      {
        what: 'On a interrogé `/oauth/token/info` sur le jeton d’une application qui ne vient pas d’un serveur Rails.',
        mend: '{apps} › {settings} › {compatibility} › {rails}. Les autres ont `/oauth/introspect`.',
      },
      {
        what: 'L’application est désactivée, et quelqu’un a été envoyé ici pour s’y connecter.',
        mend: 'Sa page sous {apps} le dit, avec un bouton\u00a0: {enable}.',
      },
    ],
  },
  unsupported_grant_type: {
    means: 'Cette façon d’obtenir un jeton n’existe pas.',
    causes: [
      {
        what: '`grant_type` est mal écrit, ou vaut `password` ou `implicit`.',
        mend: 'Il y a `authorization_code`, `refresh_token`, `client_credentials`, `urn:ietf:params:oauth:grant-type:device_code` et `urn:ietf:params:oauth:grant-type:token-exchange`.',
      },
    ],
  },
  invalid_scope: {
    means:
      'La portée dépasse ce qui a été accordé. Un nom inconnu, ou que l’application ne peut pas demander, est laissé de côté sans erreur\u00a0: `scope` dans la réponse dit ce qui reste.',
    causes: [
      {
        what: 'Un renouvellement, ou un échange, demande un nom que l’accord initial n’a pas.',
        mend: 'N’envoyez pas `scope` pour tout recevoir. Pour en avoir davantage, renvoyez la personne au point d’autorisation.',
      },
      {
        what: 'À `/login`, la portée est un nombre qui n’est pas un masque de bits.',
        mend: 'Envoyez des noms, ou la somme de 1 profile, 2 email, 4 phone, 8 address et 16 offline_access.',
      },
    ],
  },
  invalid_target: {
    means:
      'L’API à laquelle le jeton doit servir n’est pas de celles que l’application peut nommer.',
    causes: [
      {
        what: '`resource` n’est pas enregistré pour l’application.',
        mend: 'Ajoutez-le, au caractère près\u00a0: {apps} › {settings} › {tokens} › {resources}.',
      },
      {
        what: 'Il n’était pas dans la demande d’autorisation.',
        mend: 'Nommez-y chaque API pour laquelle vous voulez des jetons. L’accord de la personne ne vaut que pour celles-là.',
      },
      {
        what: 'La demande en nomme deux. Un jeton n’en sert qu’une, pour qu’aucune ne s’en serve auprès d’une autre.',
        mend: 'Demandez-les l’une après l’autre, avec le même jeton de renouvellement.',
        example: 'resource',
      },
    ],
  },
  authorization_pending: {
    means: 'La personne n’a pas encore décidé. Ce n’est pas un échec.',
    causes: [
      {
        what: 'L’appareil interroge pendant que la personne saisit le code ou lit la page.',
        mend: 'Interrogez à nouveau après `interval` secondes, jusqu’à une autre réponse.',
        example: 'poll',
      },
    ],
  },
  slow_down: {
    means: 'L’appareil interroge trop souvent.',
    causes: [
      {
        what: 'Il n’a pas attendu `interval` secondes depuis la fois précédente.',
        mend: 'Attendez 5 secondes de plus, cette fois et toutes les suivantes. `interval` dans la réponse faite à l’appareil est le point de départ.',
        example: 'poll',
      },
    ],
  },
  expired_token: {
    means: 'Personne n’a saisi le code à temps.',
    causes: [
      {
        what: '10 minutes se sont écoulées depuis que l’appareil a demandé ses codes.',
        mend: 'Demandez-en d’autres et affichez-les. Commencez quand quelqu’un est là\u00a0: à l’appui sur une touche, pas au démarrage.',
      },
    ],
  },
  invalid_dpop_proof: {
    means: 'La preuve de l’en-tête `DPoP` manque, ou n’est pas faite pour cette demande.',
    causes: [
      {
        what: '`htm` ou `htu` est une autre méthode ou adresse, par exemple l’adresse interne d’un proxy.',
        mend: 'Écrivez l’adresse que vous avez appelée, sans la partie après «\u00a0?\u00a0» ni après «\u00a0#\u00a0».',
        example: 'proof',
      },
      {
        what: '`iat` s’écarte de plus de 60 secondes, ou `jti` a déjà servi.',
        mend: 'Faites une preuve par demande, même quand vous la renvoyez, et mettez l’horloge à l’heure.',
      },
      {
        what: 'Auprès d’une ressource, `ath` n’est pas l’empreinte du jeton d’accès, ou la preuve vient d’une autre clé que celle du jeton.',
        mend: '`ath` est le SHA-256 du jeton en base64url. Signez avec la clé qui a servi à demander le jeton.',
      },
      {
        what: '`typ` n’est pas `dpop+jwt`, `jwk` n’est pas une clé publique, ou l’algorithme n’est pas dans `dpop_signing_alg_values_supported`.',
        mend: 'Prenez ES256, PS256 ou EdDSA, et mettez la moitié publique dans l’en-tête. RS256 n’est pas accepté.',
        example: 'proof',
      },
      {
        what: 'Il n’y a pas de preuve, et l’application doit en envoyer une.',
        mend: 'Envoyez-la, ou choisissez autrement\u00a0: {apps} › {settings} › {keys} › {dpop}.',
      },
    ],
  },
  use_dpop_nonce: {
    means: 'La preuve doit contenir une valeur que Portico vient de donner. Rien n’est perdu.',
    causes: [
      {
        what: 'L’application doit envoyer un nonce et c’était sa première demande, ou le nonce a plus de quelques minutes.',
        mend: 'Prenez l’en-tête `DPoP-Nonce` de cette réponse, mettez-le dans `nonce`, et renvoyez la demande avec une nouvelle preuve.',
        example: 'proofNonce',
      },
      {
        what: 'Chaque demande reçoit cette réponse.',
        mend: 'La bibliothèque ne lit pas l’en-tête. Dans un navigateur, un script peut le lire. Ou choisissez autrement\u00a0: {apps} › {settings} › {keys} › {dpop}.',
      },
    ],
  },
} satisfies Partial<ErrorTexts>
