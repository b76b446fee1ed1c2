kill -CONT $(lsof -t -i :8000 -s TCP:LISTEN)
curl -m 3 http://127.0.0.1:8000
python3 -m http.server 3000 --bind 127.0.0.1 --directory shop &
kill $(lsof -t -i :8001 -s TCP:LISTEN)
python3 -m http.server 8001 --bind 127.0.0.1 --directory notes &
docker rm -f cache
docker run -d --name cache -p 127.0.0.1:6379:6379 redis
sudo ufw delete deny proto tcp from 192.168.1.0/24 to any port 5173
