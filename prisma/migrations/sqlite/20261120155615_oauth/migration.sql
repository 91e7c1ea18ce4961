-- AlterTable
ALTER TABLE "Grant" ADD COLUMN "authentication" TEXT;

-- AlterTable
ALTER TABLE "RefreshToken" ADD COLUMN "consumedAt" DATETIME;

-- CreateTable
CREATE TABLE "AuthorizationCode" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "grantId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "redirectUri" TEXT NOT NULL,
    "isRedirectUriSent" BOOLEAN NOT NULL,
    "codeChallenge" TEXT,
    "codeChallengeMethod" TEXT,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "consumedAt" DATETIME,
    CONSTRAINT "AuthorizationCode_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AuthorizationCode_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
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
    "ownerId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "disabledAt" DATETIME,
    CONSTRAINT "Client_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
-- With what is usual for the clients that are there already.
INSERT INTO "new_Client" ("accessTokenLifetime", "createdAt", "dialects", "disabledAt", "grantTypes", "id", "isFirstParty", "isPublic", "kind", "name", "ownerId", "refreshTokenLifetime", "scopes", "authenticationMethod", "idTokenAlgorithm", "pkce", "postLogoutRedirectUris")
SELECT "accessTokenLifetime", "createdAt", "dialects", "disabledAt", "grantTypes", "id", "isFirstParty", "isPublic", "kind", "name", "ownerId", "refreshTokenLifetime", "scopes", CASE WHEN "isPublic" THEN 'none' ELSE 'client_secret_basic' END, 'RS256', 'required', '[]' FROM "Client";
DROP TABLE "Client";
ALTER TABLE "new_Client" RENAME TO "Client";
CREATE INDEX "Client_ownerId_idx" ON "Client"("ownerId");
CREATE INDEX "Client_createdAt_idx" ON "Client"("createdAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "AuthorizationCode_grantId_idx" ON "AuthorizationCode"("grantId");

-- CreateIndex
CREATE INDEX "AuthorizationCode_clientId_idx" ON "AuthorizationCode"("clientId");

-- CreateIndex
CREATE INDEX "AuthorizationCode_consumedAt_expiresAt_idx" ON "AuthorizationCode"("consumedAt", "expiresAt");
