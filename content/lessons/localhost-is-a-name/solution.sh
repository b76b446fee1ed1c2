python -m http.server 62893 --bind localhost &
ss -tln
curl http://127.0.0.1:62893
curl 'http://[::1]:62893'
curl http://localhost:62893
