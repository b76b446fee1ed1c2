python -m http.server 3306 &
curl http://127.0.0.1:3306
