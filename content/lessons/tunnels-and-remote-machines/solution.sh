# on server
python3 -m http.server 5000 --bind 127.0.0.1 &
# on own
curl http://server:5000
ssh -fN -L 5000:127.0.0.1:5000 server
curl http://127.0.0.1:5000
python -m http.server 3000 --bind 127.0.0.1 --directory site &
ssh -fN -R 8000:127.0.0.1:3000 server
# on server
curl http://127.0.0.1:8000
# on own
cloudflared tunnel --url http://127.0.0.1:3000 &
# on stranger
curl https://heath-quay-fjord-oak.trycloudflare.com
