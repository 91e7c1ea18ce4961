-- AlterTable
ALTER TABLE "AuthorizationCode" ADD COLUMN "thumbprint" TEXT;

-- AlterTable
ALTER TABLE "RefreshToken" ADD COLUMN "thumbprint" TEXT;

-- CreateTable
CREATE TABLE "PushedRequest" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "parameters" TEXT NOT NULL,
    "thumbprint" TEXT,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "consumedAt" DATETIME,
    CONSTRAINT "PushedRequest_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DeviceCode" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "userCodeHash" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "resources" TEXT NOT NULL,
    "thumbprint" TEXT,
    "address" TEXT,
    "userAgent" TEXT,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "interval" INTEGER NOT NULL,
    "lastPolledAt" DATETIME,
    "state" TEXT NOT NULL,
    "grantId" TEXT,
    "consumedAt" DATETIME,
    CONSTRAINT "DeviceCode_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DeviceCode_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "UsedId" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "LogoutDelivery" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME,
    "deliveredAt" DATETIME,
    "problem" TEXT,
    CONSTRAINT "LogoutDelivery_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InitialAccessToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usesLeft" INTEGER NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT,
    "username" TEXT NOT NULL,
    "usernameKey" TEXT NOT NULL,
    "email" TEXT,
    "emailVerified" DATETIME,
    "image" TEXT,
    "profile" TEXT NOT NULL DEFAULT '{}',
    "isAdministrator" BOOLEAN NOT NULL DEFAULT false,
    "firstAdministrator" TEXT,
    "createdAt" DATETIME NOT NULL,
    "disabledAt" DATETIME
);
INSERT INTO "new_User" ("createdAt", "disabledAt", "email", "emailVerified", "firstAdministrator", "id", "image", "isAdministrator", "name", "username", "usernameKey") SELECT "createdAt", "disabledAt", "email", "emailVerified", "firstAdministrator", "id", "image", "isAdministrator", "name", "username", "usernameKey" FROM "User";
DROP TABLE "User";
ALTER TABLE "new_User" RENAME TO "User";
CREATE UNIQUE INDEX "User_usernameKey_key" ON "User"("usernameKey");
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
CREATE UNIQUE INDEX "User_firstAdministrator_key" ON "User"("firstAdministrator");
CREATE INDEX "User_isAdministrator_idx" ON "User"("isAdministrator");
CREATE TABLE "new_Client" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "isFirstParty" BOOLEAN NOT NULL,
    "isPublic" BOOLEAN NOT NULL,
    "dialects" TEXT NOT NULL,
    "grantTypes" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "authenticationMethod" TEXT NOT NULL,
    "pkce" TEXT NOT NULL,
    "idTokenAlgorithm" TEXT NOT NULL,
    "postLogoutRedirectUris" TEXT NOT NULL,
    "accessTokenLifetime" INTEGER,
    "refreshTokenLifetime" INTEGER,
    "backchannelLogoutUri" TEXT,
    "options" TEXT NOT NULL DEFAULT '{}',
    "registrationTokenHash" TEXT,
    "ownerId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "disabledAt" DATETIME,
    CONSTRAINT "Client_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Client" ("accessTokenLifetime", "authenticationMethod", "createdAt", "dialects", "disabledAt", "grantTypes", "id", "idTokenAlgorithm", "isFirstParty", "isPublic", "kind", "name", "ownerId", "pkce", "postLogoutRedirectUris", "refreshTokenLifetime", "scopes") SELECT "accessTokenLifetime", "authenticationMethod", "createdAt", "dialects", "disabledAt", "grantTypes", "id", "idTokenAlgorithm", "isFirstParty", "isPublic", "kind", "name", "ownerId", "pkce", "postLogoutRedirectUris", "refreshTokenLifetime", "scopes" FROM "Client";
DROP TABLE "Client";
ALTER TABLE "new_Client" RENAME TO "Client";
CREATE INDEX "Client_ownerId_idx" ON "Client"("ownerId");
CREATE INDEX "Client_createdAt_idx" ON "Client"("createdAt");
CREATE TABLE "new_Grant" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "sessionId" TEXT,
    "grantType" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "isOffline" BOOLEAN NOT NULL,
    "resources" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    "authentication" TEXT,
    CONSTRAINT "Grant_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Grant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Grant" ("authentication", "clientId", "createdAt", "grantType", "id", "isOffline", "revokedAt", "scope", "sessionId", "userId") SELECT "authentication", "clientId", "createdAt", "grantType", "id", "isOffline", "revokedAt", "scope", "sessionId", "userId" FROM "Grant";
DROP TABLE "Grant";
ALTER TABLE "new_Grant" RENAME TO "Grant";
CREATE INDEX "Grant_clientId_idx" ON "Grant"("clientId");
CREATE INDEX "Grant_userId_clientId_idx" ON "Grant"("userId", "clientId");
CREATE INDEX "Grant_sessionId_idx" ON "Grant"("sessionId");
CREATE INDEX "Grant_createdAt_idx" ON "Grant"("createdAt");
CREATE INDEX "Grant_revokedAt_idx" ON "Grant"("revokedAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "PushedRequest_clientId_idx" ON "PushedRequest"("clientId");

-- CreateIndex
CREATE INDEX "PushedRequest_expiresAt_idx" ON "PushedRequest"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceCode_userCodeHash_key" ON "DeviceCode"("userCodeHash");

-- CreateIndex
CREATE INDEX "DeviceCode_clientId_idx" ON "DeviceCode"("clientId");

-- CreateIndex
CREATE INDEX "DeviceCode_grantId_idx" ON "DeviceCode"("grantId");

-- CreateIndex
CREATE INDEX "DeviceCode_expiresAt_idx" ON "DeviceCode"("expiresAt");

-- CreateIndex
CREATE INDEX "UsedId_expiresAt_idx" ON "UsedId"("expiresAt");

-- CreateIndex
CREATE INDEX "LogoutDelivery_sessionId_idx" ON "LogoutDelivery"("sessionId");

-- CreateIndex
CREATE INDEX "LogoutDelivery_clientId_createdAt_idx" ON "LogoutDelivery"("clientId", "createdAt");

-- CreateIndex
CREATE INDEX "LogoutDelivery_nextAttemptAt_idx" ON "LogoutDelivery"("nextAttemptAt");

-- CreateIndex
CREATE INDEX "LogoutDelivery_createdAt_idx" ON "LogoutDelivery"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "InitialAccessToken_hash_key" ON "InitialAccessToken"("hash");

-- CreateIndex
CREATE INDEX "InitialAccessToken_expiresAt_idx" ON "InitialAccessToken"("expiresAt");
