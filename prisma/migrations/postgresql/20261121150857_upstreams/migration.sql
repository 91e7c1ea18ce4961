-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "email" TEXT,
ADD COLUMN     "linkedAt" TIMESTAMPTZ(3),
ADD COLUMN     "upstreamId" TEXT,
ADD COLUMN     "usedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Upstream" (
    "id" TEXT NOT NULL,
    "preset" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "isDefault" TEXT,
    "isBroker" TEXT,
    "clientId" TEXT NOT NULL,
    "sealedSecret" TEXT,
    "options" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Upstream_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BrokerGrant" (
    "id" TEXT NOT NULL,
    "upstreamId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "generation" INTEGER NOT NULL,
    "confirmed" INTEGER NOT NULL,
    "sealedUpstream" TEXT NOT NULL,
    "sealedAnswer" TEXT,
    "answeredFor" INTEGER,
    "answeredAt" TIMESTAMPTZ(3),
    "leaseId" TEXT,
    "leaseUntil" TIMESTAMPTZ(3),

    CONSTRAINT "BrokerGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "hash" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "clientId" TEXT,
    "sessionUuid" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "refreshTokenId" TEXT,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "ApiRefreshToken" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "address" TEXT,
    "userAgent" TEXT,

    CONSTRAINT "ApiRefreshToken_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Upstream_isDefault_key" ON "Upstream"("isDefault");

-- CreateIndex
CREATE UNIQUE INDEX "Upstream_isBroker_key" ON "Upstream"("isBroker");

-- CreateIndex
CREATE INDEX "BrokerGrant_upstreamId_idx" ON "BrokerGrant"("upstreamId");

-- CreateIndex
CREATE INDEX "BrokerGrant_userId_idx" ON "BrokerGrant"("userId");

-- CreateIndex
CREATE INDEX "BrokerGrant_expiresAt_idx" ON "BrokerGrant"("expiresAt");

-- CreateIndex
CREATE INDEX "ApiToken_userId_idx" ON "ApiToken"("userId");

-- CreateIndex
CREATE INDEX "ApiToken_clientId_idx" ON "ApiToken"("clientId");

-- CreateIndex
CREATE INDEX "ApiToken_refreshTokenId_idx" ON "ApiToken"("refreshTokenId");

-- CreateIndex
CREATE INDEX "ApiToken_expiresAt_idx" ON "ApiToken"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiRefreshToken_hash_key" ON "ApiRefreshToken"("hash");

-- CreateIndex
CREATE INDEX "ApiRefreshToken_userId_clientId_idx" ON "ApiRefreshToken"("userId", "clientId");

-- CreateIndex
CREATE INDEX "ApiRefreshToken_clientId_idx" ON "ApiRefreshToken"("clientId");

-- CreateIndex
CREATE INDEX "User_createdAt_idx" ON "User"("createdAt");

-- CreateIndex
CREATE INDEX "Account_upstreamId_idx" ON "Account"("upstreamId");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_upstreamId_fkey" FOREIGN KEY ("upstreamId") REFERENCES "Upstream"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BrokerGrant" ADD CONSTRAINT "BrokerGrant_upstreamId_fkey" FOREIGN KEY ("upstreamId") REFERENCES "Upstream"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BrokerGrant" ADD CONSTRAINT "BrokerGrant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_refreshTokenId_fkey" FOREIGN KEY ("refreshTokenId") REFERENCES "ApiRefreshToken"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiRefreshToken" ADD CONSTRAINT "ApiRefreshToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiRefreshToken" ADD CONSTRAINT "ApiRefreshToken_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;
