python -m http.server 6000 --bind 127.0.0.1 &
curl http://127.0.0.1:6000
python -m http.server 26893 --bind 127.0.0.1 &
