import type { PortalProfileTexts } from './portal-profile.en'

export const portalProfileFr: PortalProfileTexts = {
  title: 'Profil',
  intro:
    'Ce que vous dites de vous. Rien n’est obligatoire, et une application ne voit que ce que vous lui avez accordé.',
  username: 'Nom d’utilisateur',
  email: 'Adresse e-mail',
  noEmail: 'Aucune',
  verified: 'Vérifiée',
  unverified: 'Non vérifiée',

  you: 'À propos de vous',
  youIntro: 'Pour les applications qui peuvent voir votre profil.',
  name: 'Nom',
  nameHint: 'Tel que les applications l’affichent. À défaut, votre nom d’utilisateur.',
  birthdate: 'Date de naissance',
  website: 'Site web',

  phone: 'Téléphone',
  phoneIntro: 'Pour les applications qui peuvent voir votre numéro.',
  phoneNumber: 'Numéro de téléphone',
  phoneHint: 'Avec l’indicatif du pays, comme +33 1 23 45 67 89.',

  address: 'Adresse postale',
  addressIntro: 'Pour les applications qui peuvent voir votre adresse postale.',
  street: 'Numéro et rue',
  postalCode: 'Code postal',
  locality: 'Ville',
  region: 'État ou région',
  country: 'Pays',

  save: 'Enregistrer le profil',
  fix: 'Rien n’a été enregistré. Corrigez ce qui est signalé ci-dessous.',
  problems: {
    'too-long': 'C’est trop long. Raccourcissez.',
    'bad-character':
      'Ce texte contient un caractère invisible, ou qui change le sens du texte. Saisissez-le de nouveau.',
    'too-many-lines': 'Quatre lignes au plus.',
    'not-a-web-address': 'Ce n’est pas une adresse web. Elle ressemble à https://example.com.',
    'not-a-date': 'Cette date n’existe pas. Écrivez-la ainsi\u00a0: 1990-04-23.',
    'in-the-future': 'Cette date est dans le futur.',
    'not-a-phone-number': 'Ce n’est pas un numéro avec l’indicatif de son pays.',
  },
}
