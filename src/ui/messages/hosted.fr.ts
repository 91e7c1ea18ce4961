import { brokerFr } from './broker.fr'
import type { HostedTexts } from './hosted.en'
import { upstreamsFr } from './upstreams.fr'

// In this file \u00a0 and \u202f are the spaces that French sets before a colon, a question mark and inside quotes.

const prevenirLEquipe =
  'Revenez à l’application et recommencez. Si cela se reproduit, signalez-le à ceux qui la développent.'

export const hostedFr: HostedTexts = {
  lang: 'fr',
  upstreams: upstreamsFr,
  securedBy: 'Sécurisé par {portico}',
  continueTo: 'Continuer vers {app}',

  fields: {
    identifier: 'Nom d’utilisateur ou e-mail',
    username: 'Nom d’utilisateur',
    email: 'E-mail',
    password: 'Mot de passe',
    newPassword: 'Nouveau mot de passe',
  },
  passwordHint:
    'Au moins 8 caractères. Quatre mots pris au hasard se retiennent bien et se devinent mal.',

  fieldProblems: {
    any: {
      missing: 'Remplissez ce champ.',
      'too-short': 'C’est trop court.',
      'too-long': 'C’est trop long.',
      'too-common':
        'Ce mot de passe est de ceux que l’on essaie en premier. Choisissez-en un autre.',
      'same-as-username':
        'C’est votre nom d’utilisateur, la première chose que l’on essaie. Choisissez autre chose.',
      taken: 'C’est déjà pris. Choisissez autre chose.',
      'not-a-username':
        'Employez les lettres et chiffres d’un seul alphabet, puis «\u00a0.\u00a0», «\u00a0_\u00a0» ou «\u00a0-\u00a0» après le premier.',
      'not-an-email': 'Cette adresse e-mail est incomplète. Elle ressemble à nom@example.com.',
      wrong: 'Ce n’est pas exact. Saisissez-le à nouveau.',
      'not-the-same': 'Les deux saisies sont différentes. Recommencez.',
    },
    username: {
      missing: 'Choisissez un nom d’utilisateur.',
      'too-short': 'Ce nom d’utilisateur est trop court. Il faut au moins 2 caractères.',
      'too-long': 'Ce nom d’utilisateur est trop long. Il faut au plus 64 caractères.',
      taken: 'Quelqu’un porte déjà ce nom d’utilisateur. Choisissez-en un autre.',
    },
    email: {
      missing: 'Indiquez votre adresse e-mail.',
      'too-long': 'Cette adresse e-mail est trop longue. Indiquez-en une plus courte.',
      taken: 'Cette adresse e-mail est déjà inscrite. Connectez-vous ou indiquez-en une autre.',
    },
    password: {
      missing: 'Choisissez un mot de passe.',
      'too-short': 'Ce mot de passe est trop court. Il faut au moins 8 caractères.',
      'too-long': 'Ce mot de passe est trop long. Il faut au plus 256 caractères.',
    },
  },

  signIn: {
    title: 'Se connecter',
    submit: 'Se connecter',
    newHere: 'Pas encore inscrit\u202f?',
    register: 'S’inscrire',
    problems: {
      'wrong-credentials':
        'Le nom d’utilisateur ou le mot de passe n’est pas le bon. Vérifiez les deux, puis saisissez à nouveau le mot de passe.',
      missing: 'Indiquez votre nom d’utilisateur ou votre e-mail, et votre mot de passe.',
      'form-expired':
        'Ce formulaire est resté ouvert trop longtemps. Saisissez à nouveau votre mot de passe.',
      busy: 'Beaucoup de monde se connecte en ce moment. Attendez quelques secondes et réessayez.',
      'too-many-attempts':
        'Il y a eu trop d’essais, la connexion est donc suspendue. Réessayez dans {duration}.',
    },
    notices: {
      registered: 'Vous êtes inscrit. Connectez-vous avec votre nouveau mot de passe.',
      'signed-out': 'Vous êtes déconnecté.',
      'password-changed': 'Votre mot de passe a changé. Connectez-vous avec le nouveau.',
      'upstream-denied': 'La connexion a été annulée. Réessayez, ou choisissez un autre moyen.',
      'password-needed':
        'Cette application exige que vous vous connectiez avec votre mot de passe, et non par un autre service.',
    },
  },

  register: {
    title: 'S’inscrire',
    titleForApp: 'S’inscrire pour {app}',
    submit: 'S’inscrire',
    knownHere: 'Déjà inscrit\u202f?',
    signIn: 'Se connecter',
    problems: {
      'form-expired':
        'Ce formulaire est resté ouvert trop longtemps. Saisissez à nouveau votre mot de passe.',
      busy: 'Beaucoup de monde s’inscrit en ce moment. Attendez quelques secondes et réessayez.',
      'too-many-attempts': 'Il y a eu trop d’essais. Attendez quelques minutes et réessayez.',
    },
  },

  setup: {
    title: 'Mettre Portico en service',
    intro: 'Vous êtes la première personne ici. Vous en devenez l’administrateur.',
    once: 'Cette page ne sert qu’une fois.',
    submit: 'Devenir administrateur',
  },

  recover: {
    title: 'Choisir un nouveau mot de passe',
    intro: 'L’ancien mot de passe cessera aussitôt de fonctionner.',
    submit: 'Changer le mot de passe',
    problems: {
      'form-expired':
        'Ce formulaire est resté ouvert trop longtemps. Saisissez encore une fois le nouveau mot de passe.',
      busy: 'Le serveur est très occupé en ce moment. Attendez quelques secondes et réessayez.',
    },
  },

  consent: {
    title: '{app} demande un accès',
    signedInAs: 'Vous êtes connecté en tant que {user}.',
    selfRegistered:
      'Cette application s’est enregistrée elle-même. Personne ici n’a vérifié qui en est l’auteur.',
    intro: 'Si vous acceptez, {app} pourra\u00a0:',
    items: {
      openid: 'Vous reconnaître à votre retour',
      profile: 'Voir votre profil\u00a0: vos noms, date de naissance, site web',
      email: 'Voir votre adresse e-mail',
      phone: 'Voir votre numéro de téléphone',
      address: 'Voir votre adresse postale',
      offline_access: 'Garder cet accès en votre absence',
    },
    knownAs: {
      public: 'Comme la personne que connaissent aussi les autres applications d’ici',
      pairwise:
        'Sous un alias\u00a0: les applications d’autres éditeurs ne peuvent pas en déduire que c’est vous',
    },
    nothingYet: 'Vous n’en avez pas encore indiqué',
    destination: 'Vous serez ensuite dirigé vers',
    policy: 'Politique de confidentialité',
    terms: 'Conditions d’utilisation',
    withdraw: 'Vous pouvez retirer cet accès à tout moment sur votre page d’accueil Portico.',
    allow: 'Autoriser',
    deny: 'Annuler',
  },

  device: {
    title: 'Connecter un appareil',
    intro: 'Saisissez le code que l’appareil affiche.',
    code: 'Code affiché par l’appareil',
    hint: 'Huit lettres, en majuscules ou non, avec ou sans le tiret.',
    submit: 'Continuer',
    problems: {
      missing: 'Saisissez le code que l’appareil affiche.',
      incomplete: 'Ce code n’est pas entier. Il a huit lettres, sans voyelle ni chiffre.',
      unusable:
        'Ce code ne fonctionne pas. Il est peut-être mal recopié, déjà utilisé ou vieux de plus de 10 minutes. Vérifiez-le, ou recommencez sur l’appareil.',
      'form-expired': 'Ce formulaire est resté ouvert trop longtemps. Envoyez-le à nouveau.',
    },
    consent: {
      title: '{app} demande un accès depuis un appareil',
      question: 'Est-ce bien le code affiché par votre appareil\u202f?',
      warning:
        'Ne continuez que si c’est vous qui avez commencé. Si quelqu’un vous a envoyé ce code ou un lien vers cette page, choisissez Refuser\u00a0: cette personne utiliserait {app} à votre place.',
      origin: 'La demande vient de\u00a0:',
      address: 'Adresse',
      software: 'Logiciel',
      time: 'Heure',
      ago: 'il y a {duration}',
      notKnown: 'inconnu',
      allow: 'Autoriser',
      deny: 'Refuser',
    },
    done: {
      allowed: {
        title: 'Vous pouvez revenir à votre appareil',
        text: '{app} y poursuit d’ici quelques secondes. Vous pouvez fermer cette page.',
      },
      denied: {
        title: 'Accès refusé',
        text: '{app} n’a obtenu aucun accès. Vous pouvez fermer cette page.',
      },
    },
  },

  signOut: {
    title: 'Se déconnecter de Portico\u202f?',
    intro: 'Vous êtes connecté en tant que {user} dans ce navigateur.',
    submit: 'Se déconnecter',
    stay: 'Rester connecté',
  },

  signedOut: {
    title: 'Vous êtes déconnecté',
    intro:
      'Les applications ouvertes peuvent encore se souvenir de vous un moment. Sur un ordinateur partagé, fermez le navigateur.',
    apps: {
      signedOut: { heading: 'Déconnecté aussi de', hint: null },
      unreached: {
        heading: 'Sans réponse pour l’instant',
        hint: 'Portico continue d’essayer. D’ici là, vous y êtes peut-être encore connecté.',
      },
      untold: {
        heading: 'Vous êtes peut-être encore connecté à',
        hint: 'Sur un ordinateur partagé, déconnectez-vous là aussi.',
      },
    },
    signIn: 'Se reconnecter',
  },

  nativeCode: {
    title: 'Votre code pour {app}',
    intro: 'Copiez ce code et saisissez-le dans {app}.',
    code: 'Le code',
    once: 'Il sert une seule fois, dans un délai de {duration}. Ne le donnez à personne\u00a0: qui le détient entre dans {app} à votre place.',
    refused: {
      access_denied: {
        title: 'Vous n’avez pas laissé entrer l’application',
        text: 'Elle n’a rien appris sur vous. Vous pouvez fermer cette page.',
      },
      other: {
        title: 'L’application n’a pas pu entrer',
        text: 'Ce qu’elle demande ne peut pas lui être accordé. Signalez-le à ceux qui la développent.',
      },
    },
    explained: 'Ce que cela signifie',
  },

  broker: brokerFr,

  error: {
    retry: 'Réessayez dans {duration}.',
    home: 'Aller à votre page d’accueil',
    goOn: 'Continuer vers {destination}',
    requestId: 'Identifiant de la requête',
    developer: {
      heading: 'Pour le développeur de cette application',
      notSent: 'non envoyé',
      empty: 'vide',
      sent: 'Envoyée',
      nearest: 'Enregistrée',
      registered: 'Toutes les URI de redirection enregistrées',
      noneRegistered: 'Cette application n’a encore aucune URI de redirection enregistrée.',
      more: {
        one: '… et encore {count} caractère',
        other: '… et encore {count} caractères',
      },
      moreUris: { one: '… et encore {count}', other: '… et encore {count}' },
      switchOff: 'Désactivé',
      settings: 'Modifier dans les réglages de l’application',
    },
    differences: {
      'trailing-slash': 'L’une se termine par une barre oblique.',
      scheme: 'Les schémas diffèrent\u00a0: la partie avant le deux-points.',
      host: 'Les hôtes diffèrent.',
      port: 'Les ports diffèrent.',
      path: 'Les chemins diffèrent.',
      case: 'Elles diffèrent par les majuscules et les minuscules.',
      query: 'Les requêtes diffèrent\u00a0: la partie à partir du point d’interrogation.',
      fragment:
        'L’une a un fragment\u00a0: la partie à partir de «\u00a0#\u00a0». Une URI de redirection n’en a jamais.',
      userinfo: 'L’une a un nom d’utilisateur avant l’hôte. Une URI de redirection n’en a jamais.',
      encoding:
        'Elles sont encodées différemment. Les signes «\u00a0%\u00a0» sont comparés tels qu’ils sont écrits.',
      backslash: 'L’une a une barre oblique inverse là où l’autre a une barre oblique.',
      other: 'Elles diffèrent en plusieurs endroits.',
    },
    texts: {
      'client-missing': {
        title: 'L’application ne s’est pas présentée',
        why: 'Le lien qui vous a conduit ici ne nomme aucune application.',
        todo: prevenirLEquipe,
        developer:
          'La requête n’a pas d’identifiant client. Envoyez celui que le tableau de bord montre sur la page de l’application.',
      },
      'client-unknown': {
        title: 'Cette application n’est pas connue ici',
        why: 'Le lien qui vous a conduit ici nomme une application qui n’est pas enregistrée.',
        todo: prevenirLEquipe,
        developer:
          'Aucune application n’est enregistrée sur ce serveur sous cet identifiant client. Comparez-le à celui du tableau de bord.',
      },
      'client-disabled': {
        title: 'Cette application est désactivée',
        why: 'Ceux qui s’occupent de l’application ou de ce portail l’ont désactivée.',
        todo: 'Demandez-leur quand elle sera de retour.',
        developer:
          'L’application est désactivée. Son propriétaire ou un administrateur peut la réactiver.',
      },
      'dialect-off': {
        title: 'Cette application ne peut pas vous connecter ainsi',
        why: 'Elle emploie une façon de se connecter qui n’est pas activée pour elle.',
        todo: prevenirLEquipe,
        developer: 'L’application emploie quelque chose qui est désactivé pour elle.',
      },
      'redirect-uri-missing': {
        title: 'L’application n’a pas dit où vous ramener',
        why: 'Le lien qui vous a conduit ici n’a pas d’adresse de retour.',
        todo: prevenirLEquipe,
        developer:
          'La requête n’a pas d’URI de redirection. Envoyez-en une qui est enregistrée, telle quelle.',
      },
      'redirect-uri-unregistered': {
        title: 'Cette application ne peut pas vous ramener en sûreté',
        why: 'Elle veut vous envoyer à une adresse qui n’est pas enregistrée pour elle\u00a0: vous avez donc été arrêté ici.',
        todo: prevenirLEquipe,
        developer:
          'L’URI de redirection n’est pas enregistrée. Elle doit correspondre à une URI enregistrée, caractère par caractère.',
      },
      'request-object-unusable': {
        title: 'Ce lien ne peut pas être lu',
        why: 'Ce que demande l’application est scellé, et le sceau ne tient pas.',
        todo: prevenirLEquipe,
        developer:
          'L’objet de requête n’a pas pu être vérifié. Il doit être signé par une clé enregistrée pour l’application, destiné à ce serveur et encore valable (RFC 9101, section 6).',
      },
      'request-uri-unusable': {
        title: 'Ce lien ne fonctionne plus',
        why: 'Il a déjà servi, a expiré, ou appartient à une autre application.',
        todo: 'Revenez à l’application et recommencez.',
        developer:
          'Le request_uri est inconnu, a expiré, a déjà servi ou vient d’un autre client. Déposez une nouvelle requête à chaque connexion, et envoyez aussitôt la personne ici (RFC 9126, section 4).',
      },
      'app-request-refused': {
        title: 'Cette application demande ce qu’elle ne peut pas avoir',
        why: 'Elle s’est enregistrée elle-même, et personne ici ne sait qui l’a faite. On vous le dit donc avant de vous envoyer plus loin.',
        todo: 'Ne continuez que si vous connaissez l’adresse ci-dessous. Sinon, fermez cette page.',
        developer:
          'La requête est refusée avec l’erreur ci-dessous, que l’application reçoit si la personne continue.',
      },
      'parameter-repeated': {
        title: 'Ce lien ne peut pas être lu',
        why: 'Il dit deux fois la même chose, et les deux pourraient se contredire.',
        todo: prevenirLEquipe,
        developer:
          'Un paramètre a été envoyé plusieurs fois. Envoyez-le une seule fois (RFC 6749, section 3.1).',
      },
      'request-malformed': {
        title: 'Ce lien ne peut pas être lu',
        why: 'Il est abîmé ou incomplet.',
        todo: prevenirLEquipe,
        developer: 'Un paramètre manque, ou sa valeur n’est pas de celles qui sont acceptées.',
      },
      'request-too-large': {
        title: 'C’est trop volumineux',
        why: 'L’envoi dépasse ce que ce serveur prend en une fois.',
        todo: 'Revenez en arrière et réessayez avec moins.',
        developer: 'La requête dépasse la limite\u00a0: 64 Kio pour un corps.',
      },
      'form-expired': {
        title: 'Ce formulaire a expiré',
        why: 'Il est resté ouvert trop longtemps, ou vous vous êtes connecté ou déconnecté dans une autre fenêtre.',
        todo: 'Revenez en arrière, rechargez la page et recommencez.',
        developer: null,
      },
      'cross-site': {
        title: 'Cet envoi vient d’un autre site',
        why: 'Le formulaire n’a pas été envoyé depuis une page de ce portail\u00a0: rien n’a été fait.',
        todo: 'Si c’était voulu, ouvrez la page ici et faites-le là.',
        developer:
          'Un formulaire n’est accepté que de cette origine\u00a0: «\u00a0Origin\u00a0» et «\u00a0Sec-Fetch-Site\u00a0» sont vérifiés.',
      },
      'too-many-attempts': {
        title: 'Trop d’essais',
        why: 'Le nombre d’essais est limité, pour que personne n’entre en devinant.',
        todo: 'Attendez quelques minutes et réessayez.',
        developer: null,
      },
      busy: {
        title: 'Le serveur est très occupé',
        why: 'Plus de personnes se connectent en ce moment qu’il ne peut en servir à la fois.',
        todo: 'Attendez quelques secondes et réessayez.',
        developer: null,
      },
      'setup-closed': {
        title: 'Portico est déjà en service',
        why: 'Il a un administrateur, et le lien de mise en service ne sert qu’une fois.',
        todo: 'Connectez-vous, ou demandez l’accès à l’administrateur.',
        developer: null,
      },
      'link-unusable': {
        title: 'Ce lien ne fonctionne plus',
        why: 'Il a déjà servi, il a expiré, ou il n’a pas été copié en entier.',
        todo: 'Demandez-en un nouveau.',
        developer: null,
      },
      'registration-closed': {
        title: 'Les inscriptions sont fermées',
        why: 'Sur ce portail, ce sont les administrateurs qui ajoutent les personnes.',
        todo: 'Demandez à un administrateur de vous ajouter.',
        developer: null,
      },
      'sign-in-needed': {
        title: 'Connectez-vous d’abord',
        why: 'Cette page est réservée aux personnes connectées.',
        todo: 'Connectez-vous, puis ouvrez-la à nouveau.',
        developer: null,
      },
      forbidden: {
        title: 'Ceci ne vous est pas ouvert',
        why: 'Vous êtes connecté, mais vos droits ne vont pas jusque-là.',
        todo: 'Si vous en avez besoin, adressez-vous à un administrateur.',
        developer: null,
      },
      'not-found': {
        title: 'Il n’y a rien à cette adresse',
        why: 'Elle est peut-être mal écrite, ou ce qui s’y trouvait a disparu.',
        todo: 'Vérifiez l’adresse, ou repartez de votre page d’accueil.',
        developer: null,
      },
      'method-not-allowed': {
        title: 'Cette adresse ne s’ouvre pas ainsi',
        why: 'Elle est faite pour des programmes ou un formulaire, et ne s’ouvre pas à la main.',
        todo: 'Revenez d’où vous venez.',
        developer:
          'La méthode de cette requête n’est pas permise ici. L’en-tête «\u00a0Allow\u00a0» donne celles qui le sont.',
      },
      'server-error': {
        title: 'Quelque chose a échoué sur ce serveur',
        why: 'Vous n’y êtes pour rien, et l’incident a été consigné.',
        todo: 'Réessayez dans un instant. Si cela se reproduit, prévenez un administrateur.',
        developer: null,
      },
    },
  },

  durations: {
    seconds: { one: '{count} seconde', other: '{count} secondes' },
    minutes: { one: '{count} minute', other: '{count} minutes' },
    hours: { one: '{count} heure', other: '{count} heures' },
  },
}
