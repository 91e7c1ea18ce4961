-- AlterTable
ALTER TABLE "User" ADD COLUMN     "profile" TEXT NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "Client" ADD COLUMN     "backchannelLogoutUri" TEXT,
ADD COLUMN     "options" TEXT NOT NULL DEFAULT '{}',
ADD COLUMN     "registrationTokenHash" TEXT;

-- AlterTable
ALTER TABLE "Grant" ADD COLUMN     "resources" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "AuthorizationCode" ADD COLUMN     "thumbprint" TEXT;

-- AlterTable
ALTER TABLE "RefreshToken" ADD COLUMN     "thumbprint" TEXT;

-- CreateTable
CREATE TABLE "PushedRequest" (
    "hash" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "parameters" TEXT NOT NULL,
    "thumbprint" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "consumedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PushedRequest_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "DeviceCode" (
    "hash" TEXT NOT NULL,
    "userCodeHash" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "resources" TEXT NOT NULL,
    "thumbprint" TEXT,
    "address" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "interval" INTEGER NOT NULL,
    "lastPolledAt" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL,
    "grantId" TEXT,
    "consumedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DeviceCode_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "UsedId" (
    "key" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UsedId_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "LogoutDelivery" (
    "id" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "LogoutDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InitialAccessToken" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usesLeft" INTEGER NOT NULL,

    CONSTRAINT "InitialAccessToken_pkey" PRIMARY KEY ("id")
);

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

-- AddForeignKey
ALTER TABLE "PushedRequest" ADD CONSTRAINT "PushedRequest_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeviceCode" ADD CONSTRAINT "DeviceCode_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeviceCode" ADD CONSTRAINT "DeviceCode_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "Grant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LogoutDelivery" ADD CONSTRAINT "LogoutDelivery_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;
