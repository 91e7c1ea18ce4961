/** One password as other software stored it. */
export const password = 'lètmein'

/** Made by the software that is named: format, who made it, hash. */
export const madeElsewhere = [
  // the command line tool of the reference implementation
  [
    'argon2',
    'argon2 -id',
    '$argon2id$v=19$m=65536,t=3,p=4$c2Vhc2FsdHNlYXNhbHQy$4a/MnMR7E5rVdyt/dO98W2PG9TsNscoWyOZCMvjA4+4',
  ],
  [
    'argon2',
    'argon2 -i',
    '$argon2i$v=19$m=1024,t=2,p=2$c2Vhc2FsdHNlYXNhbHQy$d4CR/lOQn3EtXgo4yP5QZpfpZa12Sm1SNwkA3ND/3iY',
  ],
  [
    'argon2',
    'argon2 -d',
    '$argon2d$v=19$m=1024,t=2,p=2$c2Vhc2FsdHNlYXNhbHQy$ucUts2SyjFM/Y7QN+YqNXiJIFB6mbzaRj8eS37JeLCM',
  ],
  [
    'argon2',
    'argon2 -i -v 10',
    '$argon2i$v=16$m=1024,t=2,p=2$c2Vhc2FsdHNlYXNhbHQy$yrObCvpUx0ByrHfRZ2kKj2fenc2oMzDHVZ3edgQGuOk',
  ],
  [
    'argon2',
    'PHP 8.2',
    '$argon2id$v=19$m=65536,t=4,p=1$dEVQRjc3STJFQVFmREJUaA$QMdcMSYlvCiN+wAhYL73OGPVxCzPRG6zLZkA4Sd4J5M',
  ],
  [
    'argon2',
    'PHP 8.2, behind Django’s prefix',
    'argon2$argon2id$v=19$m=65536,t=4,p=1$dEVQRjc3STJFQVFmREJUaA$QMdcMSYlvCiN+wAhYL73OGPVxCzPRG6zLZkA4Sd4J5M',
  ],
  [
    'argon2',
    'PHP 8.2, behind OpenLDAP’s scheme',
    '{ARGON2}$argon2id$v=19$m=65536,t=4,p=1$dEVQRjc3STJFQVFmREJUaA$QMdcMSYlvCiN+wAhYL73OGPVxCzPRG6zLZkA4Sd4J5M',
  ],

  ['bcrypt', 'PHP 8.2', '$2y$10$EA3zTQicWsAZlzWCBdnyMe6xdlrUR5tVuFI46IT9sEXZnp5Wfv5c2'],
  ['bcrypt', 'htpasswd', '$2y$06$8x8zd5JoVImZbjj7Be6aJeVGuDysPfMh69tr1JI/iMiNk/Uh9/V5e'],
  ['bcrypt', 'pyca’s bcrypt', '$2a$06$YxI9a2gd7gcBC3eneX88ZOBNbPiTrAmqqH92OhlwmHvDqxVquoEoy'],
  ['bcrypt', 'pyca’s bcrypt', '$2b$06$ktggZtu5NKL711TbKclmcO8VZ9YgWrhf2fvFCmy5NBKaBLU2FKv/q'],
  [
    'bcrypt',
    'WordPress 6.8 (PHP)',
    '$wp$2y$10$V17wB6dADVnsBGXwpvafdua5OkFIlUBocGy4fEt8R.E2UjpxqM2Z2',
  ],
  [
    'bcrypt',
    'WordPress 6.8 (its rule, computed in Python)',
    '$wp$2y$10$eyZ9mXwaYPxxuBKN/3ai8ut05Shq9dR1TNok4EzDxNYfnEPRfjrUG',
  ],
  [
    'bcrypt',
    'Django 5.2',
    'bcrypt_sha256$$2b$12$.18If/xOJvGqpT3OLyPYFutMEYHnJlDXMTvrPAUUfvSE1hcvtRBn6',
  ],
  ['bcrypt', 'Django 5.2', 'bcrypt$$2b$12$mlKclWDSiuym2UY.u2a2hOUwMyGSFK/vo.b8RCBOWDngit0W.RQ/y'],

  [
    'scrypt',
    'Django 5.2',
    'scrypt$16384$seasaltseasalt2$8$5$dtjqbjY1R/aO7zdU2sxlsOHMR8zg7I9LHNWa+BHXcXQGUtL3raOIsEMkg54JVMZafeHKuWqiCMTuQ37lZxWEPA==',
  ],
  [
    'scrypt',
    'Django’s own test',
    'scrypt$16384$seasalt$8$1$Qj3+9PPyRjSJIebHnG81TMjsqtaIGxNQG/aEB/NYafTJ7tibgfYz71m0ldQESkXFRkdVCBhhY8mx7rQwite/Pw==',
  ],
  [
    'scrypt',
    'Django 5.2, in the PHC string format',
    `$scrypt$ln=14,r=8,p=5$${Buffer.from('seasaltseasalt2').toString('base64').replaceAll('=', '')}$dtjqbjY1R/aO7zdU2sxlsOHMR8zg7I9LHNWa+BHXcXQGUtL3raOIsEMkg54JVMZafeHKuWqiCMTuQ37lZxWEPA`,
  ],

  [
    'pbkdf2',
    'Django 5.2',
    'pbkdf2_sha256$1000000$seasaltseasalt2$osrd3LulXulhlqFnkawnSWS6Yw0mQAFUzMrJ2GXgw1Q=',
  ],
  ['pbkdf2', 'Django 5.2', 'pbkdf2_sha1$1000000$seasaltseasalt2$n5kDyDwU0lSs2pjyfJKgbzctzl0='],
  [
    'pbkdf2',
    'passlib 1.7',
    '$pbkdf2-sha256$29000$POccA4Bwbm3NeU8pZSyl9A$rM89KTcDhHyQpBM2KxETXu2qKuGdt6DE5F6TBxAOieA',
  ],
  [
    'pbkdf2',
    'passlib 1.7',
    '$pbkdf2-sha512$25000$jhGCcC5FKIXQeq/V2pszZg$EIbr6P.eQq55dliIlXCkX/bLUW4MkGlgILJkdR0U9OOjpkwJprGE.gW5JrTBUpcZEDYUSAlCKIcDJNOgClZjAg',
  ],
  ['pbkdf2', 'passlib 1.7', '$pbkdf2$13000$x7iXUgqhFIKQMsZYy1mLcQ$9xPbt3Zd567n5fDvEb6IQKPVBio'],
  [
    'pbkdf2',
    'passlib 1.7, in the PHC string format',
    '$pbkdf2-sha256$i=29000,l=32$POccA4Bwbm3NeU8pZSyl9A$rM89KTcDhHyQpBM2KxETXu2qKuGdt6DE5F6TBxAOieA',
  ],
  [
    'pbkdf2',
    'passlib 1.7, as OpenLDAP has it',
    '{PBKDF2-SHA256}2000$954TQkipFWKslZISolTKOQ$1LiE3PCfrX24CauSO2iTAO56aABUpoLpFuB8nBRoPHY',
  ],

  ['phpass', 'passlib 1.7', '$P$B41FPrqMtkJP9onXPzfSqGmow4k8n/.'],
  ['phpass', 'passlib 1.7', '$H$9JOobjeSzxYn0BLKtRVe/hVggTKMBo.'],

  ['ldap', 'passlib 1.7', '{SSHA}NXN5bZ9dgI9lyYC/7gUqzt0ySdkoJWTs'],
  ['ldap', 'passlib 1.7', '{SSHA256}KlPzXItS5HkBWzu48YTL3B+Gpn2RYYuq29SL3zdWzfB6D+E8Z6z1/g=='],
  [
    'ldap',
    'passlib 1.7',
    '{SSHA512}IQS2lj/DMOZwHM04lwadnNkkoVW3eUl0djVWVLL43O1U8LT+aX3VbKc94OUkZAyPeurYLU6+1FAywOwXOABouNHae6+1NuYc',
  ],
  ['ldap', 'passlib 1.7', '{SHA}bROMo65UVjGzq9caTwds51nFcAs='],

  [
    'sha-crypt',
    'openssl passwd -6',
    '$6$kJX3mQ9z$hU8139Zn6.xSSVrq.jfhNXpNxfzm4VsdYhCCdtEoe3HGAlBu97AXF0vBEMPKNVDFnCRNqFmLeK.RWYNlhKPuR0',
  ],
  ['sha-crypt', 'openssl passwd -5', '$5$kJX3mQ9z$7i0SN/iPoihIVAUaT/0ON3k1BRI7dK/MbTDxNSNPrmD'],
  [
    'sha-crypt',
    'glibc, through passlib',
    '$6$rounds=10000$w0Bt0yMFuAQpE0KG$Ycwq/.ynlULhYmNAGuUOI6oXsPiA32tUrVN7R5fbf1Tk0Wd2P1XyWTuz2YD1gvxa.X4S/48.0tfe7VNNk5AzY0',
  ],
  [
    'sha-crypt',
    'openssl passwd -6, behind OpenLDAP’s scheme',
    '{CRYPT}$6$kJX3mQ9z$hU8139Zn6.xSSVrq.jfhNXpNxfzm4VsdYhCCdtEoe3HGAlBu97AXF0vBEMPKNVDFnCRNqFmLeK.RWYNlhKPuR0',
  ],
] as const
