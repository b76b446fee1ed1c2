python -m http.server 70000 &
curl http://127.0.0.1:4464
