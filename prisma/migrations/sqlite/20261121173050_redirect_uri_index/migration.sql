-- CreateIndex
CREATE INDEX "ClientRedirectUri_uri_idx" ON "ClientRedirectUri"("uri");
