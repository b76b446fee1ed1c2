grep vite apps/web/package.json
cd apps/web
npm run dev > dev.log 2>&1 & sleep 1
curl -i -H 'Host: evil.example' http://localhost:5173/main.js
