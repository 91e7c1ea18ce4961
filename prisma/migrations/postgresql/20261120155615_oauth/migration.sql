-- AlterTable: what is usual for the clients that are there already
ALTER TABLE "Client" ADD COLUMN     "authenticationMethod" TEXT,
ADD COLUMN     "idTokenAlgorithm" TEXT NOT NULL DEFAULT 'RS256',
ADD COLUMN     "pkce" TEXT NOT NULL DEFAULT 'required',
ADD COLUMN     "postLogoutRedirectUris" TEXT NOT NULL DEFAULT '[]';
UPDATE "Client" SET "authenticationMethod" = CASE WHEN "isPublic" THEN 'none' ELSE 'client_secret_basic' END;
ALTER TABLE "Client" ALTER COLUMN "authenticationMethod" SET NOT NULL,
ALTER COLUMN "idTokenAlgorithm" DROP DEFAULT,
ALTER COLUMN "pkce" DROP DEFAULT,
ALTER COLUMN "postLogoutRedirectUris" DROP DEFAULT;

-- AlterTable
ALTER TABLE "Grant" ADD COLUMN     "authentication" TEXT;

-- AlterTable
ALTER TABLE "RefreshToken" ADD COLUMN     "consumedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "AuthorizationCode" (
    "hash" TEXT NOT NULL,
    "grantId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "redirectUri" TEXT NOT NULL,
    "isRedirectUriSent" BOOLEAN NOT NULL,
    "codeChallenge" TEXT,
    "codeChallengeMethod" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "consumedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AuthorizationCode_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "AuthorizationCode_grantId_idx" ON "AuthorizationCode"("grantId");

-- CreateIndex
CREATE INDEX "AuthorizationCode_clientId_idx" ON "AuthorizationCode"("clientId");

-- CreateIndex
CREATE INDEX "AuthorizationCode_consumedAt_expiresAt_idx" ON "AuthorizationCode"("consumedAt", "expiresAt");

-- AddForeignKey
ALTER TABLE "AuthorizationCode" ADD CONSTRAINT "AuthorizationCode_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthorizationCode" ADD CONSTRAINT "AuthorizationCode_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;
