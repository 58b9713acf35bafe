# Baton in an image: the server, its production dependencies, the built pages. Not built where this was written, since
# there was no Docker engine; its steps were run by hand (docs/operations.md).
#
# The base brings Node.js, and not the npm package that brings it elsewhere (docs/adr/0005): here nobody has an older
# one, a base is kept up to date together with its C library, and its 211 MB would come twice.

FROM node:26-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/protocol/package.json packages/protocol/
COPY packages/client/package.json packages/client/
COPY packages/bot-text/package.json packages/bot-text/
COPY apps/server/package.json apps/server/
COPY apps/console/package.json apps/console/
COPY apps/widget/package.json apps/widget/
COPY examples/vue/package.json examples/vue/
COPY examples/react/package.json examples/react/

FROM manifests AS pages
RUN npm ci --ignore-scripts --workspace apps/console --workspace apps/widget
COPY . .
RUN npm run build

FROM manifests AS server
RUN npm ci --ignore-scripts --omit=dev --workspace apps/server
COPY LICENSE ./
COPY packages/protocol packages/protocol
COPY apps/server apps/server
COPY --from=pages /app/apps/console/dist apps/console/dist
COPY --from=pages /app/apps/widget/dist apps/widget/dist

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8000 BATON_DATA_DIR=/data
WORKDIR /app
COPY --from=server /app ./
# Only with SQLite is anything kept there.
RUN install -d -m 0700 -o node -g node /data
VOLUME /data
USER node
EXPOSE 8000
# The server stops taking requests, ends its streams and finishes what it accepted, within 15 s.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=32", "--disable-warning=ExperimentalWarning", "apps/server/src/main.ts"]
