curl http://127.0.0.1:8080
docker exec web curl -sS http://127.0.0.1:8080
# on phone
curl http://192.168.1.20:8080
# on own
docker rm -f web
docker run -d --name web -p 127.0.0.1:8080:80 nginx
docker run -d --name app -p 3000:3000 webapp
curl http://127.0.0.1:3000
docker run -d --name app2 -p 127.0.0.1:3001:3000 -e HOST=0.0.0.0 webapp
curl http://127.0.0.1:3001
