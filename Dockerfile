FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run generate && npm run build

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY prisma prisma
COPY .config .config
COPY app app
COPY --from=build /app/build build
RUN npm run generate && chown -R node:node /app
USER node
EXPOSE 3000
# Small young generations: thousands of held polls are long-lived, and the memory is better spent on them.
# Migrations are applied before the app takes requests; several starting at once wait for each other.
CMD ["sh", "-c", "node prisma/setup.ts && exec node --max-semi-space-size=16 app/server.ts"]
